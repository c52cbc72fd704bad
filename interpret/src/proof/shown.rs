//! Parts of messages: where a value stands in a body, and long texts that differ.

use serde_json::Value as Json;

/// Longer texts are cut to where they begin to differ.
const LONGEST: usize = 100;

/// The text of the value at this path of a JSON body, if it can be found by that text alone.
pub(super) fn value(body: &str, path: &str) -> Option<String> {
    let json: Json = serde_json::from_str(body).ok()?;
    let found = at(&json, path)?;
    let text = match found {
        Json::Array(_) | Json::Object(_) => return None,
        scalar => scalar.to_string(),
    };
    (body.matches(&text).count() == 1).then_some(text)
}

/// Follows a path as errors have it: `data.results[0].id`, `["odd name"]`.
fn at<'j>(mut json: &'j Json, mut path: &str) -> Option<&'j Json> {
    while !path.is_empty() {
        if let Some(rest) = path.strip_prefix("[\"") {
            let (name, rest) = rest.split_once("\"]")?;
            (json, path) = (json.get(name)?, rest);
        } else if let Some(rest) = path.strip_prefix('[') {
            let (index, rest) = rest.split_once(']')?;
            (json, path) = (json.get(index.parse::<usize>().ok()?)?, rest);
        } else {
            let rest = path.strip_prefix('.').unwrap_or(path);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            (json, path) = (json.get(&rest[..end])?, &rest[end..]);
        }
    }
    Some(json)
}

/// Two texts that differ, each in one line; of long ones what is around the first difference.
pub(super) fn excerpts(one: &str, other: &str) -> (String, String) {
    let same = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let start = match one.chars().count().max(other.chars().count()) > LONGEST {
        true => same.saturating_sub(LONGEST / 4),
        false => 0,
    };
    (excerpt(one, start), excerpt(other, start))
}

fn excerpt(text: &str, start: usize) -> String {
    let mut shown = String::new();
    for c in text.chars().skip(start).take(LONGEST) {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            '\\' => shown.push_str("\\\\"),
            c => shown.push(c),
        }
    }
    let before = if start > 0 { "..." } else { "" };
    let more = text.chars().count() > start + LONGEST;
    let after = if more { "..." } else { "" };
    match shown.is_empty() && start == 0 {
        true => "nothing".to_owned(),
        false => format!("`{before}{shown}{after}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_path() {
        let body = r#"{"data": [{"id": 7, "odd.name": true, "twice": 1}, {"twice": 1}]}"#;
        let table = [
            ("data[0].id", Some("7")),
            (r#"data[0]["odd.name"]"#, Some("true")),
            ("data[1].twice", None),
            ("data[0]", None),
            ("data[9].id", None),
            ("data[", None),
            ("..", None),
        ];
        for (path, text) in table {
            assert_eq!(value(body, path).as_deref(), text, "{path}");
        }
    }

    #[test]
    fn long_texts_are_cut_to_where_they_differ() {
        assert_eq!(excerpts("a\nb", ""), ("`a\\nb`".into(), "nothing".into()));
        assert_eq!(excerpts("a\\n", "").0, "`a\\\\n`");
        let same = "é".repeat(200);
        let (one, other) = excerpts(&format!("{same}x"), &format!("{same}y"));
        assert_eq!(one, format!("`...{}x`", "é".repeat(25)));
        assert_eq!(other, format!("`...{}y`", "é".repeat(25)));
    }
}
