//! The forms that names of a spec must have, so that what is written is what a reader of the code will see.

use crate::diag::{Code, Diagnostics, Place};

/// Words that cannot name a module, a function or a field as they are.
const NOT_NAMES: &[&str] = &["self", "super", "crate"];

/// `like_this`: API, operations, credentials, variables, arguments.
pub(super) fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.ends_with('_')
        && !name.contains("__")
        && !NOT_NAMES.contains(&name)
}

/// `LikeThis`: types, variants.
pub(super) fn is_upper_camel(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name != "Self"
}

/// Refuses a name that is not `like_this`.
pub(super) fn expect_snake(what: &str, name: &str, place: Place, diags: &mut Diagnostics) {
    if is_snake(name) {
        return;
    }
    let message = if NOT_NAMES.contains(&name) {
        format!("`{name}` cannot be the name of {what}: Rust keeps the word for itself")
    } else {
        format!("the name of {what} is written `like_this`, not `{name}`")
    };
    let problem = diags.error(Code::BadName, place, message);
    problem.help("choose another name: letters, digits and `_`, the first a letter");
    suggest(problem, name, snake(name), is_snake);
}

/// Refuses a name that is not `LikeThis`.
pub(super) fn expect_upper_camel(what: &str, name: &str, place: Place, diags: &mut Diagnostics) {
    if is_upper_camel(name) {
        return;
    }
    let message = if name == "Self" {
        format!("`{name}` cannot be the name of {what}: Rust keeps the word for itself")
    } else {
        format!("the name of {what} is written `LikeThis`, not `{name}`")
    };
    let problem = diags.error(Code::BadName, place, message);
    problem.help("choose another name: letters and digits, the first a capital letter");
    suggest(problem, name, upper_camel(name), is_upper_camel);
}

/// `LIKE_THIS`: environment variables.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Refuses an environment variable that is not `LIKE_THIS`.
pub(super) fn expect_variable(name: &str, place: Place, diags: &mut Diagnostics) {
    if is_variable(name) {
        return;
    }
    let message = format!("an environment variable is written `LIKE_THIS`, not `{name}`");
    let problem = diags.error(Code::BadName, place, message);
    problem.help("choose another name: capital letters, digits and `_`, no digit first");
    let better = heck::AsShoutySnakeCase(words(name)).to_string();
    suggest(problem, name, better, is_variable);
}

/// A name of a header as HTTP allows it.
pub(super) fn expect_header(name: &str, place: Place, diags: &mut Diagnostics) {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    if name.is_empty() || !name.bytes().all(token) {
        let message = format!("`{name}` cannot be the name of a header or cookie");
        diags
            .error(Code::BadName, place, message)
            .help("it is made of ASCII letters, digits and `-`");
    }
}

/// Headers that say where a message ends. A wrong one makes the server wait, or read one request as two.
const FRAMING: &[&str] = &["content-length", "transfer-encoding", "connection"];

/// A name of a header that requests may set.
pub(super) fn expect_request_header(name: &str, place: Place, diags: &mut Diagnostics) {
    expect_header(name, place.clone(), diags);
    if FRAMING
        .iter()
        .any(|framing| framing.eq_ignore_ascii_case(name))
    {
        let message = format!("`{name}` is made by the transport");
        diags
            .error(Code::BadName, place, message)
            .help("leave it out");
    }
}

fn suggest(
    problem: &mut crate::diag::Diagnostic,
    name: &str,
    better: String,
    fits: fn(&str) -> bool,
) {
    if fits(&better) && better != name {
        problem.help(format!("write `{better}`"));
    }
}

fn words(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect()
}

fn snake(name: &str) -> String {
    heck::AsSnakeCase(words(name)).to_string()
}

fn upper_camel(name: &str) -> String {
    heck::AsUpperCamelCase(words(name)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_names() {
        for name in ["te", "tencent_chat", "v2", "a_1"] {
            assert!(is_snake(name), "{name}");
        }
        for name in ["", "Te", "a-b", "_a", "a_", "a__b", "1a", "é", "self"] {
            assert!(!is_snake(name), "{name}");
        }
        for name in ["A", "Repo", "C2c", "HTTPError"] {
            assert!(is_upper_camel(name), "{name}");
        }
        for name in ["", "repo", "A_b", "1A", "É", "Self"] {
            assert!(!is_upper_camel(name), "{name}");
        }
        for name in ["A", "_A", "MY_TOKEN_2"] {
            assert!(is_variable(name), "{name}");
        }
        for name in ["", "a", "2A", "MY-TOKEN", "É"] {
            assert!(!is_variable(name), "{name}");
        }
    }
}
