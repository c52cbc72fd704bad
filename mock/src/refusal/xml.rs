//! XML from JSON, the way the runtime reads it back: members are elements, the items of lists elements of one name.

use serde_json::Value as Json;

/// A document with this root.
pub(crate) fn document(root: &str, json: &Json) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    element(&mut out, root, json);
    out
}

fn element(out: &mut String, name: &str, json: &Json) {
    if let Json::Array(items) = json {
        items.iter().for_each(|item| element(out, name, item));
        return;
    }
    let name = element_name(name);
    out.push_str(&format!("<{name}>"));
    match json {
        Json::Null => {}
        Json::Object(members) => {
            for (name, value) in members {
                match name.as_str() {
                    "#text" => text(out, value.as_str().unwrap_or_default()),
                    name => element(out, name, value),
                }
            }
        }
        Json::String(value) => text(out, value),
        other => text(out, &other.to_string()),
    }
    out.push_str(&format!("</{name}>"));
}

/// A name that XML takes: what it does not take becomes a line.
fn element_name(name: &str) -> String {
    let allowed =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    let mut made: String = name
        .chars()
        .map(|one| if allowed(one) { one } else { '_' })
        .collect();
    if !made.starts_with(|first: char| first.is_alphabetic() || first == '_') {
        made.insert(0, '_');
    }
    made
}

fn text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // XML has no other control characters, however they are written.
            other if other.is_control() && !matches!(other, '\n' | '\t' | '\r') => {
                out.push('\u{fffd}')
            }
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_is_read_back() {
        let json = json!({"Code": "a<b&c>\r\n", "List": [{"a": "1"}, {"a": "2"}], "Empty": ""});
        let text = document("Error", &json);
        let read = specwright_runtime::xml_tree(text.as_bytes());
        assert_eq!(read.ok(), Some(("Error".to_owned(), json)));
        assert!(document("1 x", &json!({"@id": 1})).ends_with("<_1_x><_id>1</_id></_1_x>"));
    }
}
