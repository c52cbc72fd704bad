//! Holes in messages of errors. In: a message. Out: the message with `%s` for each, and names for what fills them.

/// A message whose holes are all written `%s`: `%d`, `{0}` and `{name}` are others' ways.
pub(super) fn with_holes(text: &str) -> String {
    let text = text.replace("%d", "%s");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find('{') {
        let inner = &rest[start + 1..];
        let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let end = end.filter(|end| inner[*end..].starts_with('}') && *end <= 40);
        let before = rest[..start].trim_end_matches('$');
        match end {
            Some(end) => {
                out.push_str(before);
                out.push_str("%s");
                rest = &inner[end + 1..];
            }
            None => {
                out.push_str(&rest[..=start]);
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A name for a hole, from the word beside it.
pub(super) fn argument(before: &str, after: &str) -> String {
    const NO: [&str; 22] = [
        "the",
        "is",
        "are",
        "id",
        "invalid",
        "specify",
        "must",
        "you",
        "a",
        "of",
        "to",
        "not",
        "for",
        "with",
        "duplicate",
        "valid",
        "value",
        "has",
        "by",
        "and",
        "error",
        "code",
    ];
    let clean = |word: &str| {
        word.chars()
            .filter(char::is_ascii_alphabetic)
            .collect::<String>()
            .to_ascii_lowercase()
    };
    let next = after.split_whitespace().next().map(clean).filter(|word| {
        word.len() > 2 && !NO.contains(&word.as_str()) && !after.starts_with(['.', ','])
    });
    let last = before
        .split_whitespace()
        .rev()
        .take(5)
        .map(clean)
        .find(|word| word.len() > 2 && !NO.contains(&word.as_str()));
    let id = before
        .split_whitespace()
        .rev()
        .take(3)
        .map(clean)
        .any(|word| word == "id");
    match next.or(last) {
        Some(word) if id => format!("{word}_id"),
        Some(word) => word,
        None => "value".to_owned(),
    }
}
