//! What the words about a member say of its type. In: its text, what samples show. Out: comments for the author, and the
//! values of an enum where the text lists them clearly.

use super::typing::Typed;
use crate::page::is_cjk;

/// Words of counts and sums.
const COUNTED: &[&str] = &[
    "count",
    "total",
    "number of",
    "price",
    "amount",
    "fee",
    "cents",
    "quantity",
    "balance",
    "how many",
    "数量",
    "总数",
    "条数",
    "金额",
    "价格",
    "单价",
    "余额",
    "次数",
    "个数",
    "总额",
    "费用",
];

/// Patterns of dates in texts, the longer ones first, with the type and format that they mean.
const PATTERNS: &[(&str, &str, &str)] = &[
    ("yyyy-mm-ddthh:mm:ss", "datetime", "%Y-%m-%dT%H:%M:%S"),
    ("yyyy-mm-dd hh:mm:ss", "datetime", "%Y-%m-%d %H:%M:%S"),
    ("yyyy/mm/dd hh:mm:ss", "datetime", "%Y/%m/%d %H:%M:%S"),
    ("yyyy-mm-dd hh:mm", "datetime", "%Y-%m-%d %H:%M"),
    ("yyyymmddhhmmss", "datetime", "%Y%m%d%H%M%S"),
    ("yyyy-mm-dd", "date", "%Y-%m-%d"),
    ("yyyy/mm/dd", "date", "%Y/%m/%d"),
    ("yyyymmdd", "date", "%Y%m%d"),
];

/// Words that lists of values stand behind.
const SIGNS: &[&str] = &[
    "one of",
    "valid values",
    "possible values",
    "allowed values",
    "supported values",
    "accepted values",
    "values:",
    "options:",
    "enum:",
    "可选值",
    "枚举值",
    "可取值",
    "取值范围",
    "取值为",
    "取值：",
    "取值:",
    "可选：",
    "可选:",
    "枚举：",
    "枚举:",
];

/// A question for the author about a member that the page calls a text.
pub(super) fn of_text(
    name: &str,
    typed: &Typed,
    text: &str,
    shown: Option<&str>,
) -> Option<String> {
    if typed.ty != "string" {
        return None;
    }
    let lower = text.to_lowercase();
    if let Some((_, ty, format)) = PATTERNS
        .iter()
        .find(|(pattern, ..)| lower.contains(pattern))
    {
        return Some(match *format {
            "%Y-%m-%d" => format!("by its text: type: {ty}?"),
            format => format!("by its text: type: {ty}, format: \"{format}\"?"),
        });
    }
    let digits = shown
        .and_then(|value| value.strip_prefix('"'))
        .filter(|value| is_number(value));
    let name = name.to_lowercase();
    let id = ["id", "no", "code", "number"]
        .iter()
        .any(|end| name.ends_with(end));
    let counted = COUNTED
        .iter()
        .any(|word| lower.contains(word) || name.contains(word))
        && !id;
    digits
        .filter(|_| counted)
        .map(|_| "a sample shows digits: type: u64, wire: text?".to_owned())
}

/// Whether a text is a whole number as numbers are written.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 19
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

/// Values that a text lists, with what it says of each: `1: paid 2: sent`, ``one of `a`, `b` ``.
pub(super) fn values(text: &str) -> Vec<(String, String)> {
    if text.len() > 2000 {
        return Vec::new();
    }
    let words = words(text);
    if words.is_empty() {
        numbers(text)
    } else {
        words
    }
}

/// Words behind a sign; up to the end of the sentence.
fn words(text: &str) -> Vec<(String, String)> {
    let lower = text.to_ascii_lowercase();
    let Some(start) = SIGNS
        .iter()
        .find_map(|sign| Some(lower.find(sign)? + sign.len()))
    else {
        return Vec::new();
    };
    listed(&text[start..])
}

/// Words between signs, up to the end of the sentence; nothing if one of them is no word.
fn listed(text: &str) -> Vec<(String, String)> {
    let rest = text.trim_start_matches([':', '：', ' ', '为', '有', '[', '(']);
    let rest = rest.split(['\n', ']']).next().unwrap_or(rest);
    let rest = rest.split(". ").next().unwrap_or(rest);
    let mut sentences = rest.split('。');
    let mut found = sentence(sentences.next().unwrap_or_default());
    // Each value in a sentence of its own.
    if !found.is_empty() {
        for text in sentences {
            match sentence(text).as_slice() {
                [one] if found.iter().all(|(known, _)| *known != one.0) => found.push(one.clone()),
                _ => break,
            }
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The values of a sentence; nothing if one of its parts is none.
fn sentence(rest: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in rest
        .replace(" or ", ",")
        .split([',', '，', '、', '|', ';', '；', '/'])
    {
        let part = part.trim().trim_start_matches("and ").trim();
        if part.is_empty() {
            continue;
        }
        let end = part
            .find([' ', '(', '（', ':', '：', '='])
            .or_else(|| part.find(is_cjk))
            .unwrap_or(part.len());
        let value = part[..end].trim_matches(['`', '"', '\'', '“', '”', '.']);
        let about = part[end..].trim_matches([
            ' ', '(', ')', '（', '）', ':', '：', '=', '-', '.', '`', '"',
        ]);
        let word = value.len() <= 40
            && value.starts_with(|c: char| c.is_ascii_alphabetic())
            && value
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if !word
            || about.contains([':', '：'])
            || about.chars().count() > 40
            || found.iter().any(|(known, _)| known == value)
        {
            return Vec::new();
        }
        found.push((value.to_owned(), about.to_owned()));
    }
    found
}

/// Numbers with words: each begins where a number stands before a sign and a word.
fn numbers(text: &str) -> Vec<(String, String)> {
    let mut marks: Vec<(usize, usize, &str)> = Vec::new();
    let mut before = ' ';
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        let free = !before.is_alphanumeric() && !matches!(before, '.' | '-' | '/' | ':');
        before = c;
        if at >= skip && free && c.is_ascii_digit() {
            let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
            skip = at + digits;
            if let Some(length) = sign(&text[skip..]).filter(|_| digits <= 4) {
                marks.push((at, skip + length, &text[at..skip]));
            }
        }
    }
    let mut found: Vec<(String, String)> = Vec::new();
    for (index, (_, from, value)) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(text.len(), |next| next.0);
        let about = &text[*from..end];
        let about = about.split(['。', '\n', ';', '；']).next().unwrap_or(about);
        let about = about.trim_matches([
            ' ', ',', '，', '、', ';', '；', '.', '。', ')', '）', '|', '/', '"', '`', '\'',
        ]);
        let rising = found
            .last()
            .is_none_or(|(last, _)| number(last) < number(value));
        if !rising || about.is_empty() || about.chars().count() > 40 {
            return Vec::new();
        }
        found.push(((*value).to_owned(), about.to_owned()));
    }
    if found.len() > 1 { found } else { Vec::new() }
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX)
}

/// The length of the sign between a number and its word.
fn sign(rest: &str) -> Option<usize> {
    let bare = rest.trim_start_matches(['`', '"', '\'', ' ']);
    let first = bare.chars().next()?;
    let after = match first {
        ':' | '：' | '-' | '=' | '–' | '—' | '－' => &bare[first.len_utf8()..],
        // `0 no` may be anything; `0 否` is a value.
        first if is_cjk(first) && bare.len() < rest.len() => bare,
        _ => return None,
    };
    let word = after.trim_start_matches([' ', '`', '"', '\'', '>']);
    let told = word.chars().next().is_some_and(|c| c.is_alphabetic());
    told.then_some(rest.len() - word.len())
}
