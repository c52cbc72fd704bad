//! XML of what is JSON inside. In: the name of the root and a value as the wire would have it in JSON. Out: a document
//! that the runtime reads as the same value.

use serde_json::Value as Json;

/// The document.
pub(crate) fn document(root: &str, value: &Json) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    element(root, value, &mut out);
    out.push('\n');
    out
}

fn element(name: &str, value: &Json, out: &mut String) {
    match value {
        // As the services do: what is not there is left out.
        Json::Null => {}
        Json::Array(items) => {
            for item in items {
                element(name, item, out);
            }
        }
        Json::Object(members) => {
            out.push('<');
            out.push_str(name);
            for (name, value) in members {
                if let Some(attribute) = name.strip_prefix('@').filter(|name| is_name(name)) {
                    out.push_str(&format!(
                        " {attribute}=\"{}\"",
                        escaped(&super::scalar::text(value))
                    ));
                }
            }
            out.push('>');
            for (name, value) in members {
                match name.as_str() {
                    "#text" => out.push_str(&escaped(&super::scalar::text(value))),
                    name if is_name(name) => element(name, value, out),
                    _ => {}
                }
            }
            close(name, out);
        }
        single => {
            out.push_str(&format!(
                "<{name}>{}",
                escaped(&super::scalar::text(single))
            ));
            close(name, out);
        }
    }
}

fn close(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Whether an element may have this name.
fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || "_-.".contains(c))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // No document may hold these.
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn documents_are_read_as_what_they_were_made_from() {
        let value =
            json!({"id": "7", "tag": ["a", "b & <c>"], "size": {"@unit": "cm", "#text": "4"}});
        let document = document("Answer", &value);
        let (root, tree) = specwright_runtime::xml_tree(document.as_bytes()).expect("XML");
        assert_eq!((root.as_str(), tree), ("Answer", value));
        assert_eq!(
            super::document("a", &json!({"b": null, "c d": 1}))
                .lines()
                .last(),
            Some("<a></a>")
        );
    }
}
