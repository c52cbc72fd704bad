//! What a cell can be: a name, a code, a yes or no, a part of the request. In: its text. Out: what it is, if it is one.

use super::Role;
use super::typing::TypeWord;
use super::words::{half_width, is_cjk};

/// Whether something must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    Always,
    /// It may be left out.
    Never,
    /// It must be given in some cases.
    Sometimes,
}

/// Part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Path.
    Path,
    /// Query string.
    Query,
    /// Header.
    Header,
    /// Cookie.
    Cookie,
    /// Body.
    Body,
    /// Body, as a form.
    Form,
}

const YES: &[&str] = &[
    "sí",
    "si",
    "sim",
    "o",
    "○",
    "예",
    "필수",
    "はい",
    "必須",
    "是",
    "yes",
    "y",
    "true",
    "required",
    "m",
    "mandatory",
    "must",
    "必填",
    "必选",
    "必须",
    "必需",
    "必传",
    "必要",
    "✓",
    "✔",
    "☑",
    "√",
    "✅",
    "✔️",
    "☑️",
    "t",
    "●",
    "必",
    "always",
    "◉",
    "required.",
];
const NO: &[&str] = &[
    "não",
    "아니오",
    "선택",
    "いいえ",
    "任意",
    "opcional",
    "否",
    "no",
    "n",
    "false",
    "optional",
    "o",
    "可选",
    "选填",
    "非必填",
    "非必选",
    "非必须",
    "不必填",
    "不必选",
    "非必需",
    "非必传",
    "✗",
    "✕",
    "✘",
    "×",
    "☐",
    "❌",
    "f",
    "○",
    "not required",
    "不是",
    "none",
    "可不填",
    "不需要",
    "选传",
    "可为空",
    "never",
    "not mandatory",
    "optional.",
    "nullable",
];
const SOMETIMES: &[&str] = &[
    "c",
    "conditional",
    "条件必填",
    "条件必选",
    "条件必须",
    "按条件",
    "条件",
    "特定条件必填",
    "conditionally required",
    "depends",
    "it depends",
    "conditional required",
    "视情况",
    "条件可选",
    "conditionally",
];

/// What a cell of a column Required says.
pub fn need(text: &str) -> Option<Need> {
    let text: String = text
        .chars()
        .map(half_width)
        .collect::<String>()
        .to_lowercase();
    let head = text
        .split(['(', ',', ';', '\n', ':'])
        .next()
        .unwrap_or_default()
        .trim();
    let head = head.trim_end_matches('.').trim_matches(['`', '*', '"']);
    let is = |words: &[&str]| words.contains(&head);
    if is(SOMETIMES) || head.contains("选一") {
        return Some(Need::Sometimes);
    }
    if is(YES) {
        return Some(Need::Always);
    }
    is(NO).then_some(Need::Never)
}

/// What a cell of a column Location says.
pub fn place(text: &str) -> Option<Place> {
    let key = super::words::key(text);
    Some(match key.as_str() {
        "path" | "uri" | "url" | "路径" | "路径参数" | "pathparameter" | "urlpath" | "inpath"
        | "path参数" => Place::Path,
        "query" | "querystring" | "queryparameter" | "查询" | "查询参数" | "urlparameter"
        | "queryparam" | "inquery" | "params" | "query参数" | "url参数" | "querystring参数" => {
            Place::Query
        }
        "header" | "headers" | "请求头" | "头部" | "head" | "inheader" | "httpheader"
        | "header参数" | "请求头参数" | "requestheader" | "requestheaders" => Place::Header,
        "cookie" | "cookies" => Place::Cookie,
        "body" | "requestbody" | "请求体" | "json" | "inbody" | "bodyjson" | "body参数"
        | "请求体参数" | "消息体" => Place::Body,
        "form" | "formdata" | "formparameter" | "表单" | "bodyform" | "multipart"
        | "formurlencoded" | "form参数" => Place::Form,
        _ => return None,
    })
}

/// Whether a text is an HTTP method.
pub(crate) fn is_method(text: &str) -> bool {
    matches!(
        text.trim().trim_matches('`').to_ascii_uppercase().as_str(),
        "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS"
    )
}

/// Whether a text could be the wire name of a parameter, a field or a value: one word without sentence signs.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 || text.contains("://") {
        return false;
    }
    let letters = text.chars().any(|c| c.is_ascii_alphanumeric() || c == '_');
    let fits = |c: char| c.is_ascii_alphanumeric() || "_-.$@[]/{}<>:#*&+".contains(c);
    letters && text.chars().all(fits) && !text.ends_with([':', '.', ','])
}

/// Whether a text could be the code of an error: a number, a range of numbers, or a word as codes are spelt.
pub(crate) fn is_code(text: &str) -> bool {
    let text = text.trim();
    if integer(text).is_some() || range(text).is_some() || is_hex(text) {
        return true;
    }
    let shouted = text.contains('_') || text.chars().filter(char::is_ascii_uppercase).count() >= 2;
    is_name(text)
        && text.chars().any(|c| c.is_ascii_alphabetic())
        && (shouted || text.contains(['.', '-']) || text.len() > 3)
}

/// Whether a text is spelt as nothing but a code is: a number, or a word with signs or several capitals in it.
pub(crate) fn is_clear_code(text: &str) -> bool {
    let word = text.contains('_')
        || text.contains('.')
        || text.chars().filter(char::is_ascii_uppercase).count() >= 2;
    is_code(text) && (integer(text).is_some() || range(text).is_some() || is_hex(text) || word)
}

fn is_hex(text: &str) -> bool {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit()))
}

/// The integer that a text is, with a minus of any shape.
pub fn integer(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches(['`', '"']);
    let (minus, digits) = match text.strip_prefix(['-', '−', '–', '－']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    Some(if minus { -value } else { value })
}

/// The range of integers that a text is: `60000-79999`, `60000 ~ 79999`, `1..9`, `60000 to 79999`.
pub fn range(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    for sign in ["..=", "..", "~", "～", "—", "–", " to ", "至", " - ", "-"] {
        if let Some((from, to)) = text.split_once(sign)
            && let (Some(from), Some(to)) = (integer(from), integer(to))
            && from < to
        {
            return Some((from, to));
        }
    }
    None
}

/// Whether a text reads like a sentence, or a part of one, rather than like a value.
pub(crate) fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    let cjk = text.chars().filter(|c| is_cjk(*c)).count();
    let words = text.split_whitespace().count();
    cjk >= 5
        || text.ends_with(['。', '.', '；', ';', '！', '？']) && (cjk > 0 || words > 1)
        || words >= 4
}

/// Whether a cell holds nothing but a sign for nothing.
pub fn is_nothing(text: &str) -> bool {
    matches!(
        text.trim(),
        "" | "-"
            | "--"
            | "—"
            | "——"
            | "–"
            | "/"
            | "\\"
            | "无"
            | "N/A"
            | "n/a"
            | "NA"
            | "None"
            | "None."
            | "none"
            | "－"
            | "空"
    )
}

/// How well a text fits into a column; below zero it does not.
pub(crate) fn fit(text: &str, role: Role) -> i32 {
    let strict = |fits: bool| if fits { 6 } else { -6 };
    if is_nothing(text) && !matches!(role, Role::Name | Role::Code | Role::Path) {
        return 1;
    }
    match role {
        Role::Name | Role::Value => {
            if is_name(text) {
                3
            } else {
                -2
            }
        }
        Role::Code => strict(is_code(text)),
        Role::Type => match TypeWord::parse(text) {
            Some(word) if word.is_known() => 6,
            Some(_) => 0,
            None => -5,
        },
        Role::Required | Role::Optional => strict(need(text).is_some()),
        Role::Location => strict(place(text).is_some()),
        Role::Status => strict(is_status(text)),
        Role::Method => strict(text.split(['/', ',', ' ', '|']).all(is_method)),
        Role::Path => strict(text.contains('/')),
        Role::Description => {
            if is_sentence(text) {
                4
            } else if need(text).is_some()
                || TypeWord::parse(text).is_some_and(|word| word.is_known())
            {
                -1
            } else {
                1
            }
        }
        Role::Message | Role::Advice => {
            if is_sentence(text) {
                3
            } else {
                1
            }
        }
        Role::Example | Role::Default => {
            if is_sentence(text) {
                -1
            } else {
                2
            }
        }
        Role::Limits | Role::Other => 1,
    }
}

/// Whether a text is an HTTP status, or several.
pub(crate) fn is_status(text: &str) -> bool {
    status(text).is_some() || {
        let text = text.trim().to_ascii_lowercase();
        text.len() == 3 && text.ends_with("xx")
    }
}

/// The HTTP status that a text starts with.
pub fn status(text: &str) -> Option<u16> {
    let digits: String = text
        .trim()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let number: u16 = digits.parse().ok()?;
    (digits.len() == 3 && (100..600).contains(&number)).then_some(number)
}
