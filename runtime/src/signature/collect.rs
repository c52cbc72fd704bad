//! Parameters and headers of a request as text.

use std::collections::BTreeMap;

use http::header::{CONTENT_TYPE, HOST};

use super::{Encoding, Headers, PairSource, Pairs, Param, ParamSource, Sort, text};
use crate::{base_url::BaseUrl, request::Draft};

/// What a media type of forms begins with.
const FORM: &str = "application/x-www-form-urlencoded";

/// What a media type of JSON begins with.
const JSON: &str = "application/json";

pub(super) fn pairs(pairs: &Pairs, draft: &Draft) -> Result<String, String> {
    let mut found: Vec<(String, String)> = Vec::new();
    for source in pairs.from {
        match source {
            PairSource::Query => found.extend(
                draft
                    .query
                    .iter()
                    .map(|(name, value)| (name.clone(), value.clone().unwrap_or_default())),
            ),
            PairSource::Form if is_form(draft) => found.extend(text::form_pairs(&draft.body)?),
            PairSource::Json if is_json(draft) => found.extend(text::json_pairs(&draft.body)?),
            PairSource::Form | PairSource::Json => {}
        }
    }
    found.retain(|(name, value)| {
        let empty = pairs.skip_empty && value.is_empty();
        !empty && !pairs.except.contains(&name.as_str())
    });
    if pairs.sort == Sort::Name {
        found.sort();
    }
    let spell = |text: String| spell(pairs.encode, text);
    let mut found: Vec<(String, String)> = found
        .into_iter()
        .map(|(name, value)| (spell(name), spell(value)))
        .collect();
    if pairs.sort == Sort::Encoded {
        found.sort();
    }
    let found: Vec<String> = found
        .into_iter()
        .map(|(name, value)| format!("{name}{}{value}", pairs.assign))
        .collect();
    Ok(found.join(pairs.join))
}

fn spell(encoding: Option<Encoding>, text: String) -> String {
    match encoding {
        None => text,
        // Spellings are ASCII.
        Some(encoding) => {
            String::from_utf8_lossy(&text::encode(encoding, text.as_bytes())).into_owned()
        }
    }
}

/// Whether the body is a form.
pub(super) fn is_form(draft: &Draft) -> bool {
    is_a(draft, FORM)
}

/// Whether the body is JSON.
pub(super) fn is_json(draft: &Draft) -> bool {
    is_a(draft, JSON)
}

fn is_a(draft: &Draft, media_type: &str) -> bool {
    let content_type = draft
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    content_type
        .and_then(|text| text.get(..media_type.len()))
        .is_some_and(|start| start.eq_ignore_ascii_case(media_type))
}

/// One parameter or header, taken out if the recipe says so; nothing where there is none.
pub(super) fn param(param: &Param, draft: &mut Draft) -> Result<String, String> {
    match param.from {
        ParamSource::Query => {
            let found = draft.query.iter().find(|(name, _)| name == param.name);
            let value = found.and_then(|(_, value)| value.clone());
            if param.remove {
                draft.query.retain(|(name, _)| name != param.name);
            }
            Ok(value.unwrap_or_default())
        }
        ParamSource::Header => {
            let value = draft.headers.get(param.name);
            let text = value.map_or(Ok(""), |value| value.to_str());
            let text = text.map_err(|_| format!("header `{}` is not text", param.name))?;
            let text = text.to_owned();
            if param.remove {
                draft.headers.remove(param.name);
            }
            Ok(text)
        }
    }
}

pub(super) fn headers(headers: &Headers, draft: &Draft, base: &BaseUrl) -> Result<String, String> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in &draft.headers {
        let value = std::str::from_utf8(value.as_bytes())
            .map_err(|_| format!("header `{name}` is not text"))?;
        let all = found.entry(name.as_str()).or_default();
        if !all.is_empty() {
            all.push(',');
        }
        all.push_str(value.trim());
    }
    found.insert(HOST.as_str(), base.host_header().to_owned());
    let written: Vec<String> = found
        .iter()
        .filter(|(name, _)| headers.matching.iter().any(|pattern| fits(name, pattern)))
        .map(|(name, value)| write(headers.format, name, value))
        .collect();
    Ok(written.join(headers.join))
}

fn fits(name: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

/// Both at once, since a value may hold braces.
fn write(format: &str, name: &str, value: &str) -> String {
    let table = [
        ("{{", "{"),
        ("}}", "}"),
        ("{name}", name),
        ("{value}", value),
    ];
    text::replace(format, &table)
}
