//! The words by which rows of error tables tell what they are for. In: texts of rows, kinds of faults. Out: words, and how
//! much they say for or against.

use crate::seam::{Fault, FaultKind};

/// The words of a text or a name, in lower case: `InvalidTimeStamp.Format` has four.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let after_lower = before.is_some_and(|one| one.is_lowercase() || one.is_ascii_digit());
        // The last capital of several begins the word after them: `BodyNOTJson`.
        let ends_capitals = before.is_some_and(|one| one.is_uppercase())
            && after.is_some_and(|one| one.is_lowercase());
        if !character.is_alphanumeric()
            || (character.is_uppercase() && (after_lower || ends_capitals))
        {
            all.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
    }
    all.extend((!word.is_empty()).then_some(word));
    all
}

/// Words that speak for a row, by fault.
pub(super) fn wanted(fault: &Fault) -> &'static [&'static str] {
    const WRONG: &[&str] = &[
        "wrong",
        "invalid",
        "illegal",
        "malformed",
        "parameter",
        "parameters",
        "param",
        "validation",
        "valid",
        "value",
        "argument",
        "bad",
        "check",
        "format",
        "form",
    ];
    match fault.kind {
        FaultKind::Signature if fault.says.contains("decoded") => {
            &["unreadable", "decoded", "malformed", "parsed", "format"]
        }
        FaultKind::Missing => &[
            "missing",
            "empty",
            "lost",
            "required",
            "specify",
            "absent",
            "lack",
            "lacks",
            "blank",
            "null",
            "parameter",
            "param",
            "parameters",
        ],
        FaultKind::NoCredential => &[
            "missing",
            "empty",
            "no",
            "logged",
            "login",
            "required",
            "token",
            "lost",
            "unauthorized",
            "unauthenticated",
            "unauthorised",
            "authentication",
        ],
        FaultKind::Credential => &[
            "wrong",
            "invalid",
            "token",
            "key",
            "unauthorized",
            "unauthorised",
            "authentication",
            "access",
            "account",
            "credential",
            "credentials",
            "fails",
            "failed",
        ],
        FaultKind::Expired => &[
            "expired", "expire", "void", "token", "out", "date", "access", "invalid",
        ],
        FaultKind::Signature => &[
            "signature",
            "sign",
            "sig",
            "signed",
            "match",
            "mismatch",
            "wrong",
            "invalid",
            "decoded",
        ],
        FaultKind::Stale => &[
            "time",
            "timestamp",
            "stamp",
            "clock",
            "expired",
            "minutes",
            "recv",
            "window",
        ],
        FaultKind::Malformed | FaultKind::ContentType => &[
            "malformed",
            "json",
            "parse",
            "parsed",
            "format",
            "body",
            "bad",
            "request",
            "syntax",
            "unreadable",
            "form",
        ],
        FaultKind::TooLarge => &["large", "size", "long", "length", "body", "exceeds"],
        FaultKind::Path | FaultKind::Method => &[
            "path",
            "url",
            "route",
            "operation",
            "api",
            "interface",
            "method",
        ],
        FaultKind::Constant => &[
            "operation",
            "api",
            "action",
            "version",
            "interface",
            "wrong",
            "invalid",
            "parameter",
            "parameters",
            "param",
        ],
        FaultKind::Limit => &[
            "wrong",
            "invalid",
            "range",
            "limit",
            "long",
            "short",
            "large",
            "small",
            "parameter",
            "parameters",
            "param",
            "value",
            "validation",
        ],
        FaultKind::Rule
        | FaultKind::Type
        | FaultKind::Value
        | FaultKind::Unknown
        | FaultKind::Twice => WRONG,
    }
}

/// Words that say nothing for or against a row.
pub(super) fn is_plain(word: &str) -> bool {
    const PLAIN: &[&str] = &[
        "a", "an", "the", "is", "are", "in", "of", "or", "not", "error", "err", "system",
        "request", "field", "fields", "value", "input", "data", "type", "be", "does", "has", "it",
        "to", "for", "and", "that",
    ];
    PLAIN.contains(&word) || word.len() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_words() {
        for (text, expected) in [
            ("InvalidTimeStamp.Format", "invalid time stamp format"),
            ("INVALID_ACCESS_TOKEN", "invalid access token"),
            ("BodyNotJSON", "body not json"),
            ("HTTPError2Big", "http error2 big"),
            ("`sdkappid` is missing", "sdkappid is missing"),
        ] {
            assert_eq!(words(text).join(" "), expected);
        }
    }
}
