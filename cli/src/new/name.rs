//! The name of an API: the name of its spec, of its module and the start of its environment variables.

use crate::stop::Stop;

/// Words that Rust keeps for itself. A module can have most of them as its name, but nobody wants to write `r#type`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Refuses a name that is not `like_this`, or is a word of Rust.
pub(super) fn check(name: &str) -> Result<(), Stop> {
    if KEYWORDS.contains(&name) {
        return Err(Stop::Usage(format!(
            "`{name}` is a keyword of Rust, which no module should be called; try `{name}_api`"
        )));
    }
    if is_snake(name) {
        return Ok(());
    }
    let text = format!("the name of an API is written `like_this`, not `{name}`");
    let better = snake(name);
    Err(Stop::Usage(match is_snake(&better) {
        true => format!("{text}; try `{better}`"),
        false => text,
    }))
}

/// The name as a title.
pub(super) fn title(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_snake(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(is_allowed)
        && !name.ends_with('_')
        && !name.contains("__")
}

fn snake(name: &str) -> String {
    let mut words = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && after_small {
            words.push('_');
        }
        after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
        words.push(if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        });
    }
    let words: Vec<&str> = words.split('_').filter(|word| !word.is_empty()).collect();
    words.join("_")
}

#[cfg(test)]
mod tests {
    use super::{check, is_snake, snake, title};

    #[test]
    fn names() {
        for name in ["parcels", "v2", "tencent_chat"] {
            assert!(check(name).is_ok(), "{name}");
        }
        for name in [
            "",
            "Parcels",
            "a-b",
            "_a",
            "a_",
            "a__b",
            "2a",
            "type",
            "self",
            "../a",
            "a/b",
            "\u{e9}t\u{e9}",
        ] {
            assert!(check(name).is_err(), "{name}");
        }
    }

    #[test]
    fn better_names_and_titles() {
        for (name, better) in [
            ("QuickBI", "quick_bi"),
            ("my-api v2", "my_api_v2"),
            ("a__b_", "a_b"),
        ] {
            assert_eq!(snake(name), better);
            assert!(is_snake(better));
        }
        assert_eq!(title("tencent_chat"), "Tencent Chat");
    }
}
