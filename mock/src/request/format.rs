//! The format in which an answer is wanted. In: the operation's formats and the request. Out: one of them.

use specwright::model::{Format, Operation};

use super::parts::Parts;

/// What a parameter called `Format` says, else `Accept`, else the first of the operation.
pub(super) fn wanted(operation: &Operation, parts: &Parts<'_>) -> Format {
    let formats = &operation.formats;
    let first = formats.first().copied().unwrap_or(Format::Json);
    if formats.len() < 2 {
        return first;
    }
    let named = parts
        .query
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("format"));
    if let Some(format) = named.and_then(|(_, value)| by_word(value.as_deref()?))
        && formats.contains(&format)
    {
        return format;
    }
    let accept = parts.header("accept").unwrap_or_default();
    let mut wishes: Vec<(f32, Format)> = accept.split(',').filter_map(wish).collect();
    // Stable, so that of equals the first counts.
    wishes.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut wishes = wishes.into_iter().map(|(_, format)| format);
    wishes
        .find(|format| formats.contains(format))
        .unwrap_or(first)
}

fn by_word(word: &str) -> Option<Format> {
    match word.to_ascii_lowercase().as_str() {
        "json" => Some(Format::Json),
        "xml" => Some(Format::Xml),
        "text" => Some(Format::Text),
        _ => None,
    }
}

fn wish(range: &str) -> Option<(f32, Format)> {
    let (media_type, parameters) = range.split_once(';').unwrap_or((range, ""));
    let quality = parameters
        .split(';')
        .find_map(|one| one.trim().strip_prefix("q="));
    let quality: f32 = quality.and_then(|text| text.parse().ok()).unwrap_or(1.0);
    let media_type = media_type.trim().to_ascii_lowercase();
    let format = match media_type.as_str() {
        text if text.contains("json") => Format::Json,
        text if text.contains("xml") => Format::Xml,
        "text/plain" => Format::Text,
        _ => return None,
    };
    (quality > 0.0).then_some((quality, format))
}
