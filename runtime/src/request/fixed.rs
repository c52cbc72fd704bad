//! Parameters that the caller does not give: constants, credentials, and values made for each try.

use jiff::Timestamp;

use super::{Draft, Origins};
use crate::{FixedParam, FixedSource, Fresh, Json, Location};

/// Puts a fixed parameter where it goes, unless that is the body.
pub(super) fn place(
    draft: &mut Draft,
    param: &FixedParam,
    origins: Origins<'_>,
) -> Result<(), String> {
    if matches!(
        param.location,
        Location::Path | Location::BodyField | Location::Body
    ) {
        return Ok(());
    }
    let Some(value) = value(param, origins)? else {
        return Ok(());
    };
    let text = text_of(&value);
    let secret = matches!(param.source, FixedSource::Credential(_));
    match param.location {
        Location::Header => draft.set_header(param.wire, &text, secret)?,
        Location::Cookie => draft.add_cookie(param.wire, &text)?,
        _ => draft.query.push((param.wire.to_owned(), Some(text))),
    }
    Ok(())
}

/// The value, unless it is one that no sample can name.
pub(super) fn value(param: &FixedParam, origins: Origins<'_>) -> Result<Option<Json>, String> {
    let credentials = match (&param.source, origins) {
        (FixedSource::Constant(text), _) => {
            return serde_json::from_str(text)
                .map(Some)
                .map_err(|error| format!("constant `{}`: {error}", param.wire));
        }
        (_, Origins::Documented) => return Ok(None),
        (_, Origins::Live(credentials)) => credentials,
    };
    match param.source {
        FixedSource::Credential(name) => credentials.get(name).map(|value| Some(value.into())),
        FixedSource::Fresh(fresh) => Ok(Some(make(fresh))),
        FixedSource::Constant(_) => Ok(None),
    }
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
