//! The types of TCA's repository list as one would write them with serde derive.

use serde::{Deserialize, Serialize};
use specwright_apis::rt::{Json, Timestamp};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Page<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    results: Vec<T>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ScmType {
    Git,
    Svn,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Repo {
    id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_type: Option<ScmType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheme_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_count: Option<i64>,
    #[serde(with = "instant", default, skip_serializing_if = "Option::is_none")]
    created_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recent_active: Option<RecentActive>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<User>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_auth: Option<ScmAuth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_team: Option<ProjectTeam>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ssh_url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct RecentActive {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch_name: Option<String>,
    #[serde(with = "instant", default, skip_serializing_if = "Option::is_none")]
    active_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_line_num: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_line_num: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum OrgRef {
    Name(String),
    Id(i64),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct User {
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nickname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<OrgRef>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct ScmAuth {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_account: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_oauth: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_ssh: Option<ScmSsh>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_type: Option<String>,
    #[serde(with = "instant", default, skip_serializing_if = "Option::is_none")]
    created_time: Option<Timestamp>,
    #[serde(with = "instant", default, skip_serializing_if = "Option::is_none")]
    modified_time: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct ScmSsh {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_platform: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scm_platform_desc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<User>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct ProjectTeam {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    org_sid: Option<String>,
}

mod instant {
    //! A timestamp with any offset, in either form of the service.

    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use specwright_apis::rt::Timestamp;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let text: Option<Cow<'de, str>> = Option::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }

    pub(super) fn serialize<S: Serializer>(
        value: &Option<Timestamp>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(time) => to.collect_str(time),
            None => to.serialize_none(),
        }
    }
}
