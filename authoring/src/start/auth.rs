//! How requests are authorised. In: the sentences of a page. Out: the header that holds a key, if one sentence says so and
//! no other contradicts it.

use super::{Auth, Way};
use crate::page::Page;

/// Words without which a header holds no key.
const KEYS: &[&str] = &["key", "token", "credential", "password", "密钥", "令牌"];

/// Words of sentences that speak of something else: of answers, and of signatures, which need more than a header.
const OTHERS: &[&str] = &[
    "response", "answer", "return", "sign", "hmac", "nonce", "响应", "返回", "签名",
];

/// Headers that hold no key.
const USUAL: &[&str] = &["Content-Type", "Content-Length", "User-Agent"];

/// Sentences that are looked at.
const MAX_SENTENCES: usize = 20_000;

pub(super) fn of(page: &Page) -> Option<Auth> {
    let mut found: Option<Auth> = None;
    let sentences = page
        .prose
        .iter()
        .flat_map(|text| sentences(text.line, &text.text));
    for (line, sentence) in sentences.take(MAX_SENTENCES) {
        let Some(way) = way(&sentence) else { continue };
        match &found {
            Some(first) if first.way != way => return None,
            Some(_) => {}
            None => found = Some(Auth { line, way }),
        }
    }
    found
}

/// The sentences of a paragraph, each with the line it starts on.
fn sentences(line: usize, text: &str) -> Vec<(usize, String)> {
    let mut line = line;
    let pieces = text.replace(['。', '；'], ". ").replace(".\n", ".\n ");
    let mut found = Vec::new();
    for piece in pieces
        .split_inclusive(". ")
        .flat_map(|piece| piece.split_inclusive(".\n "))
    {
        let blank = piece.len() - piece.trim_start().len();
        let before = piece[..blank].matches('\n').count();
        found.push((line + before, piece.replace('\n', " ")));
        line += piece.matches('\n').count();
    }
    found
}

fn way(sentence: &str) -> Option<Way> {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if !has(&["header", "请求头"]) || !has(KEYS) || has(OTHERS) {
        return None;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = sentence.split(|c: char| !is_part(c));
    let mut headers: Vec<&str> = words.filter(|word| is_header(word)).collect();
    headers.dedup();
    match headers.as_slice() {
        ["Authorization"] if lower.contains("bearer") => Some(Way::Bearer),
        ["Authorization"] if lower.contains("basic") => Some(Way::Basic),
        ["Authorization"] => None,
        [name] => Some(Way::Header((*name).to_owned())),
        _ => None,
    }
}

/// `Authorization`, or parts with capitals and a hyphen between them, as `X-Tide-Key`.
fn is_header(word: &str) -> bool {
    let is_part = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    word == "Authorization"
        || word.contains('-') && word.split('-').all(is_part) && !USUAL.contains(&word)
}
