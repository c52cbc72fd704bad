//! The entry that a spec takes to allow a lint, as reports show it: to be copied under the key `allow`.

/// `{plain_secret: login.token}`.
pub(super) fn entry(lint: &str, subject: &str) -> String {
    format!("{{{lint}: {}}}", flow_text(subject))
}

/// A text as it can stand between braces: quoted where YAML would read something else.
fn flow_text(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    // Integers are read as they are written; other numbers are none of our names.
    let is_other = text.parse::<i64>().is_err() && text.parse::<f64>().is_ok();
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    match starts && text.chars().all(is_plain) && !is_other && !is_word {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn subjects_are_quoted_where_yaml_needs_it() {
        for (subject, shown) in [
            ("login.token", "{l: login.token}"),
            ("60000..79999", "{l: 60000..79999}"),
            ("40001", "{l: 40001}"),
            ("X.on", "{l: X.on}"),
            ("on", "{l: \"on\"}"),
            ("1e5", "{l: \"1e5\"}"),
            ("a: b", "{l: \"a: b\"}"),
            ("", "{l: \"\"}"),
            ("-40", "{l: \"-40\"}"),
        ] {
            assert_eq!(entry("l", subject), shown);
        }
    }
}
