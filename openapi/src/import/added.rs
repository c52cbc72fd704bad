//! What export adds to texts for other tools. In: a document. Out: the same without it.

use serde_yaml::Value;

use crate::export::MARK;

/// Cuts what stands behind the mark in descriptions.
pub(super) fn cut(value: &mut Value) {
    match value {
        Value::Mapping(members) => {
            for (key, value) in members.iter_mut() {
                match (key.as_str(), &mut *value) {
                    (Some("description"), Value::String(text)) => {
                        if let Some(at) = text.find(MARK) {
                            text.truncate(at);
                            text.truncate(text.trim_end().len());
                        }
                    }
                    _ => cut(value),
                }
            }
            members.retain(|key, value| {
                !(key.as_str() == Some("description") && value.as_str() == Some(""))
            });
        }
        Value::Sequence(items) => items.iter_mut().for_each(cut),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_goes_and_the_rest_stays() {
        let text = "{description: \"Own.\\n\\n<!-- specwright -->\\n\\nAdded.\", \
                    a: [{description: \"<!-- specwright -->\\n\\nAdded.\", b: 1}], c: {description: Own.}}";
        let mut value: Value = serde_yaml::from_str(text).unwrap_or_default();
        cut(&mut value);
        let text = serde_json::to_string(&value).unwrap_or_default();
        assert_eq!(
            text,
            r#"{"description":"Own.","a":[{"b":1}],"c":{"description":"Own."}}"#
        );
    }
}
