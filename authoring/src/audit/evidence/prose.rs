//! The few things that sentences tell so that a program can read them: ranges of codes, what a value usually is.
//! In: lines. Out: these.

use super::lines::Line;
use crate::page;

/// Codes from one to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) line: usize,
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// What a placeholder usually stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Usual {
    pub(crate) line: usize,
    /// The placeholder.
    pub(crate) name: String,
    pub(crate) value: String,
}

/// `(60000 to 79999)` in a sentence about codes.
pub(crate) fn ranges(lines: &[Line]) -> Vec<Range> {
    let mut found = Vec::new();
    for line in lines {
        let about_codes = line.text.to_lowercase().contains("code") || line.text.contains('码');
        if !about_codes {
            continue;
        }
        let bracketed = line.text.split(['(', '（']).skip(1);
        let bracketed = bracketed.filter_map(|text| text.split([')', '）']).next());
        found.extend(bracketed.filter_map(page::range).map(|(from, to)| Range {
            line: line.number,
            from,
            to,
        }));
    }
    found
}

/// `$HOST is the address and its value is usually ta2`.
pub(crate) fn usual(lines: &[Line]) -> Vec<Usual> {
    const SIGNS: [&str; 6] = [
        "usually ",
        "defaults to ",
        "by default ",
        "default is ",
        "默认为",
        "通常为",
    ];
    let mut found = Vec::new();
    for line in lines {
        for sentence in line.text.split(". ") {
            let Some(name) = placeholder(sentence) else {
                continue;
            };
            let sign = SIGNS
                .iter()
                .find_map(|sign| Some(sentence.find(sign)? + sign.len()));
            let value = sign.and_then(|at| sentence[at..].split_whitespace().next());
            let is_end = |c: char| !c.is_ascii_alphanumeric();
            let value = value.map(|value| value.trim_matches(is_end));
            if let Some(value) = value
                .filter(|value| value.contains(|c: char| c.is_ascii_digit()) || value.contains('.'))
            {
                found.push(Usual {
                    line: line.number,
                    name,
                    value: value.to_owned(),
                });
            }
        }
    }
    found
}

/// The integers whose meaning a text tells: `0: successful`, `0 means success`, `0表示正常`.
pub(crate) fn explained(text: &str) -> Vec<i64> {
    let is_number = |c: char| c.is_ascii_digit() || c == '-';
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_number) {
        let before = rest[..start].chars().next_back();
        let length = rest[start..]
            .find(|c: char| !is_number(c))
            .unwrap_or(rest.len() - start);
        let (number, after) = rest[start..].split_at(length);
        let after_blank = after.trim_start();
        let tells = ["means", "indicates", "表示", "代表"]
            .iter()
            .any(|word| after_blank.starts_with(word))
            || after.starts_with(": ")
            || after.starts_with('：');
        let apart = before.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii());
        if let (true, true, Some(number)) = (tells, apart, page::integer(number)) {
            found.push(number);
        }
        rest = after;
    }
    found
}

fn placeholder(sentence: &str) -> Option<String> {
    let at = sentence.find('$')?;
    let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
    let name: String = sentence[at + 1..].chars().take_while(is_name).collect();
    (!name.is_empty()).then_some(name)
}
