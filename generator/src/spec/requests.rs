//! Keys about where requests go and how they are authorised.

use serde::Deserialize;

use super::{Member, Scalar, Source, Table};

/// A base URL. Short form: the URL.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Server {
    /// Scheme, host, port and base path; `{name}` stands for a variable.
    pub url: String,
    /// What this server is, for instance its region.
    #[serde(default)]
    pub text: Option<String>,
    /// Variables of the URL. Variables of the same name in other servers are the same one.
    #[serde(default)]
    pub variables: Table<Variable>,
    /// Where the fact comes from.
    #[serde(default)]
    pub source: Option<Source>,
}

/// A variable of a base URL. Short form: its description.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct Variable {
    /// What it is.
    pub text: Option<String>,
    /// Value unless the caller gives one.
    pub default: Option<String>,
    /// The only values allowed.
    pub values: Vec<String>,
    /// Environment variable it is read from: `<API>_<NAME>` unless said otherwise.
    pub env: Option<String>,
}

/// A credential. Short form: its type, `string`, `secret` or `integer`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_kind))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Credential {
    /// `string`, `secret` (never shown) or `integer`.
    #[serde(rename = "type")]
    pub kind: CredentialKind,
    /// What it is and where to get it.
    #[serde(default)]
    pub text: Option<String>,
    /// Environment variable it is read from: `<API>_<NAME>` unless said otherwise.
    #[serde(default)]
    pub env: Option<String>,
}

/// Type of a credential.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CredentialKind {
    /// Text that may be shown.
    String,
    /// Text that is never shown.
    Secret,
    /// Unsigned integer that may be shown.
    Integer,
}

/// One way in which a request is authorised: exactly one of `header`, `query`, `cookie`, `basic`, `signature`,
/// `signer`, `any_of`.
///
/// Values are templates: `{name}` stands for a credential or a token, `{{` and `}}` for braces.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Auth {
    /// Name of a header that carries `value`.
    pub header: Option<String>,
    /// Name of a query parameter that carries `value`.
    pub query: Option<String>,
    /// Name of a cookie that carries `value`.
    pub cookie: Option<String>,
    /// Template of the header, query parameter or cookie, for instance `"Token {token}"`.
    pub value: Option<String>,
    /// `Authorization: Basic` of a user and a password.
    pub basic: Option<Basic>,
    /// Name of an entry of `signatures`, by which each request is signed.
    pub signature: Option<String>,
    /// Name of a signer that the caller gives to the client builder: code that signs each request.
    pub signer: Option<String>,
    /// Ways of which one is enough, by name in snake case: the first, unless the client builder's `auth` names another.
    pub any_of: Option<Table<Vec<Auth>>>,
    /// What a reader should know.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// User and password of Basic authentication, each a template.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Basic {
    /// Template of the user, for instance `"{secret_id}"`.
    pub user: String,
    /// Template of the password.
    pub password: String,
}

/// What all operations share, unless an operation says `common: false`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Common {
    /// Parameters that every operation has, before its own. `in` is needed here; it cannot be `path`.
    pub params: Table<Member>,
    /// Constant query parameters by wire name.
    pub query: Table<Scalar>,
    /// Constant headers by name.
    pub headers: Table<Scalar>,
}
