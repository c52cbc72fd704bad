//! Wire names to Rust identifiers.
//!
//! In: any text of a spec. Out: an identifier that rustc takes, the same one each time. Two texts may give the same
//! identifier; `check` finds that per scope, by these very functions.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Methods of a pending call; a setter of such a name gets `_` behind it. So does every name that ends with
/// `_blocking`.
const CALL_METHODS: &[&str] = &[
    "send",
    "send_with_response",
    "request",
    "pages",
    "pages_from",
    "items",
    "items_from",
    "stream",
    "clone",
    "with_timeout",
    "with_deadline",
    "with_retry",
    "with_poll",
];
/// Methods of a client that do not come from the spec.
const CLIENT_METHODS: &[&str] = &["builder", "call", "clone"];
/// Methods of a client builder that do not come from the spec.
const BUILDER_METHODS: &[&str] = &[
    "server",
    "base_url",
    "transport",
    "signer",
    "auth",
    "timeout",
    "deadline",
    "retry",
    "without_retry_budget",
    "poll",
    "answer_limit",
    "check_limits",
    "allow_http",
    "from_env",
    "build",
    "clone",
];

/// Words that may only stand as `r#word`, by the edition of the generated code and those after it.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];
/// Words that have no raw form.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate"];

/// A field, parameter, module or function name: `AccessToken` gives `access_token`, `type` gives `r#type`.
pub(crate) fn snake(wire: &str) -> String {
    let name = words(wire).to_snake_case();
    if name.chars().all(|c| c.is_ascii_digit() || c == '_') {
        // Clippy takes no argument without a letter in its name.
        return format!("n{name}");
    }
    finish(name)
}

/// A type or variant name: `Report.NotExist` gives `ReportNotExist`.
///
/// What is written like a type already stays: `MySQL` is not made `MySql`.
pub(crate) fn upper_camel(wire: &str) -> String {
    if is_upper_camel(wire) {
        return finish(wire.to_owned());
    }
    let mut name = String::new();
    for word in words(wire).to_snake_case().split('_') {
        // `2.0` and `20` stay apart; rustc's style lint takes an underscore between digits.
        let digits_meet = name.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            name.push('_');
        }
        name.push_str(&word.to_upper_camel_case());
    }
    finish(name)
}

/// A variant of an enum that keeps unknown values in a variant of ours.
pub(crate) fn open_variant(name: &str) -> String {
    avoid(upper_camel(name), &["Unknown"])
}

/// The setter of an optional parameter.
pub(crate) fn setter(name: &str) -> String {
    let name = avoid(snake(name), CALL_METHODS);
    if name.ends_with("_blocking") {
        name + "_"
    } else {
        name
    }
}

/// The client method of an operation.
pub(crate) fn client_method(name: &str) -> String {
    avoid(snake(name), CLIENT_METHODS)
}

/// The client builder's method for a credential or a server variable.
pub(crate) fn builder_method(name: &str) -> String {
    avoid(snake(name), BUILDER_METHODS)
}

/// `name`, or `name_` where `reserved` has it.
pub(crate) fn avoid(mut name: String, reserved: &[&str]) -> String {
    while reserved.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// The identifier as a reader says it: without `r#`.
pub(crate) fn plain(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// Whether a text is written like a type. All capitals are not: clippy wants them lower.
fn is_upper_camel(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && text.contains(|c: char| c.is_ascii_lowercase())
}

/// The parts of `wire` that can stand in an identifier, with blanks between words; never empty.
fn words(wire: &str) -> String {
    let mut out = String::new();
    if wire.starts_with('-') && wire[1..].starts_with(|c: char| c.is_ascii_digit()) {
        out.push_str("minus ");
    }
    for c in wire.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c),
            _ if !c.is_alphanumeric() => out.push(' '),
            _ if is_identifier(&format!("a{c}")) => out.push(c),
            _ => out.push_str(&format!(" u{:x} ", u32::from(c))),
        }
    }
    if out.trim().is_empty() {
        spelt(wire)
    } else {
        out
    }
}

/// A text without letters and digits, spelt out.
fn spelt(wire: &str) -> String {
    if wire.is_empty() {
        return "empty".into();
    }
    let names = wire
        .chars()
        .map(|c| symbol(c).map_or_else(|| format!("u{:x}", u32::from(c)), str::to_owned));
    names.collect::<Vec<_>>().join(" ")
}

/// What people call an ASCII symbol.
fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' => "space",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' | ')' => "paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' | ']' => "bracket",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' | '}' => "brace",
        '|' => "or",
        '~' => "tilde",
        _ => return None,
    })
}

/// Mends what case conversion cannot: a first character that may not be first, and keywords.
fn finish(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if name.starts_with(|c: char| c.is_ascii_alphabetic()) || is_identifier(&name) {
        name
    } else {
        format!("_{name}")
    }
}

fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_types() {
        let table = [
            // wire, snake, upper camel
            ("AccessToken", "access_token", "AccessToken"),
            ("works_id", "works_id", "WorksId"),
            ("GIT", "git", "Git"),
            ("MySQL", "my_sql", "MySQL"),
            ("$filter", "filter", "Filter"),
            ("@odata.count", "odata_count", "OdataCount"),
            ("issue__state", "issue_state", "IssueState"),
            (
                "scan_scheme__status",
                "scan_scheme_status",
                "ScanSchemeStatus",
            ),
            ("C2CUpMsgNum", "c2c_up_msg_num", "C2CUpMsgNum"),
            ("env-type", "env_type", "EnvType"),
            ("HTMLParser", "html_parser", "HTMLParser"),
            ("_id", "id", "Id"),
            ("user[name]", "user_name", "UserName"),
            (
                "Internal.System.Error",
                "internal_system_error",
                "InternalSystemError",
            ),
            ("type", "r#type", "Type"),
            ("Match", "r#match", "Match"),
            ("gen", "r#gen", "Gen"),
            ("self", "self_", "Self_"),
            ("Self", "self_", "Self_"),
            ("super", "super_", "Super"),
            ("crate", "crate_", "Crate"),
            ("1st", "_1st", "_1st"),
            ("2.0", "n2_0", "_2_0"),
            ("20", "n20", "_20"),
            ("v1.2.3", "v1_2_3", "V1_2_3"),
            ("-1", "minus_1", "Minus1"),
            ("中文", "中文", "中文"),
            ("用户Id", "用户id", "用户id"),
            ("prénom", "prénom", "Prénom"),
            ("m²", "m_ub2", "MUb2"),
            ("", "empty", "Empty"),
            ("$", "dollar", "Dollar"),
            (">=", "greater_equal", "GreaterEqual"),
            ("_", "underscore", "Underscore"),
            ("😀", "u1f600", "U1f600"),
            ("٣", "_٣", "_٣"),
        ];
        for (wire, field, ty) in table {
            assert_eq!(snake(wire), field, "{wire}");
            assert_eq!(upper_camel(wire), ty, "{wire}");
        }
    }

    #[test]
    fn whatever_comes_is_an_identifier_and_stays_itself() {
        let wires = [
            "",
            "a b",
            "9",
            "--",
            "ß",
            "ǅ",
            "İ",
            "é",
            "ª",
            "\u{301}",
            "\n",
            "r#type",
            "日本語テキスト",
            "한글",
            "हिन्दी",
        ];
        for name in wires
            .iter()
            .flat_map(|wire| [snake(wire), upper_camel(wire)])
        {
            assert!(is_identifier(&name), "{name:?}");
            assert_eq!(snake(&snake(plain(&name))), snake(plain(&name)));
        }
    }

    #[test]
    fn names_of_our_own_methods_are_avoided() {
        assert_eq!(setter("send"), "send_");
        assert_eq!(setter("WithTimeout"), "with_timeout_");
        assert_eq!(setter("withTracks"), "with_tracks");
        assert_eq!(setter("type"), "r#type");
        assert_eq!(setter("stream"), "stream_");
        assert_eq!(setter("sendBlocking"), "send_blocking_");
        assert_eq!(open_variant("unknown"), "Unknown_");
        assert_eq!(client_method("call"), "call_");
        assert_eq!(client_method("send"), "send");
        assert_eq!(builder_method("Timeout"), "timeout_");
        assert_eq!(builder_method("auth"), "auth_");
    }
}
