//! Parameters that the caller does not give: constants, credentials, and values made for each call or attempt.

use jiff::Timestamp;

use super::Origins;
use crate::{FixedParam, FixedSource, Fresh, Json, credentials::Credentials};

/// When a fixed parameter gets its value.
pub(super) enum Filling {
    /// It has it already.
    Now(Json),
    /// It gets one with each attempt.
    Late,
    /// No sample can name it.
    Never,
}

/// The value, as far as it is the same for all attempts of a call.
pub(super) fn filling(param: &'static FixedParam, origins: Origins<'_>) -> Result<Filling, String> {
    let live = match (&param.source, origins) {
        (FixedSource::Constant(text), _) => {
            return serde_json::from_str(text)
                .map(Filling::Now)
                .map_err(|error| format!("constant `{}`: {error}", param.wire));
        }
        (_, Origins::Documented) => return Ok(Filling::Never),
        (_, Origins::Live(live)) => live,
    };
    match param.source {
        FixedSource::Credential(name) if live.is_bought(name) => Ok(Filling::Late),
        FixedSource::Credential(name) => live
            .credentials
            .get(name)
            .map(|value| Filling::Now(value.into())),
        FixedSource::Fresh(Fresh::IdempotencyKey) => Ok(Filling::Now(live.key().into())),
        FixedSource::Fresh(_) | FixedSource::Constant(_) => Ok(Filling::Late),
    }
}

/// The value for one attempt.
pub(super) fn late(param: &FixedParam, credentials: &Credentials) -> Result<Json, String> {
    match param.source {
        FixedSource::Credential(name) => credentials.get(name).map(Json::from),
        FixedSource::Fresh(fresh) => Ok(make(fresh)),
        // Constants are never late.
        FixedSource::Constant(_) => Ok(Json::Null),
    }
}

/// The same as it stands in a query or header.
pub(super) fn late_text(param: &FixedParam, credentials: &Credentials) -> Result<String, String> {
    late(param, credentials).map(|value| text_of(&value))
}

/// Whether the value is never shown.
pub(super) fn is_secret(param: &FixedParam) -> bool {
    matches!(param.source, FixedSource::Credential(_))
}

/// A value as it stands in a query or header: text without quotes.
pub(super) fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn make(fresh: Fresh) -> Json {
    match fresh {
        Fresh::RandomU32 => fastrand::u32(..).into(),
        Fresh::Uuid | Fresh::IdempotencyKey => uuid::Uuid::new_v4().to_string().into(),
        Fresh::UnixSeconds => Timestamp::now().as_second().into(),
        Fresh::UnixMillis => Timestamp::now().as_millisecond().into(),
    }
}
