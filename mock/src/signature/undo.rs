//! Spellings of steps, backwards. In: what a step gave. Out: what it was made from, for those steps that lose nothing.

use std::io::Read as _;

use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD},
};
use flate2::read::ZlibDecoder;
use percent_encoding::percent_decode;
use serde_json::Value as Json;
use specwright::model::{Decoding, Encoding, Make, Member, Step};

/// More than this is no signature.
const LARGEST: u64 = 1 << 20;

/// What a step was made from: its templates and what each of them gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Undone<'s> {
    Templates(Vec<(&'s str, Vec<u8>)>),
    /// Nothing that could be told: a hash, or what the request tells anyway.
    Closed,
    /// It is not spelt as the step spells.
    Unreadable,
}

/// Takes a step's result apart.
pub(super) fn undo<'s>(step: &'s Step, result: &[u8]) -> Undone<'s> {
    let is_open = matches!(
        step.make,
        Make::Template(_) | Make::Compress(..) | Make::Decode(..) | Make::Json(_)
    );
    if !is_open {
        return Undone::Closed;
    }
    if step.replace.iter().any(|(_, to)| to.is_empty()) {
        return Undone::Closed;
    }
    let Some(spelt) = unreplaced(&step.replace, result) else {
        return Undone::Unreadable;
    };
    let made = match step.encode {
        None => Some(spelt),
        Some(encoding) => unspelt(encoding, &spelt),
    };
    made.and_then(|made| unmade(&step.make, made))
        .map_or(Undone::Unreadable, Undone::Templates)
}

fn unmade(make: &Make, made: Vec<u8>) -> Option<Vec<(&str, Vec<u8>)>> {
    match make {
        Make::Template(of) => Some(vec![(of, made)]),
        Make::Compress(_, of) => Some(vec![(of, inflated(&made)?)]),
        Make::Decode(decoding, of) => Some(vec![(of, respelt(*decoding, &made))]),
        Make::Json(members) => {
            let Json::Object(found) = serde_json::from_slice(&made).ok()? else {
                return None;
            };
            // A member more would be one that nobody checks.
            if found.len() != members.len() {
                return None;
            }
            let member = |(name, member): &'_ (String, Member)| match found.get(name)? {
                Json::String(text) if matches!(member, Member::Text(_)) => {
                    Some(text.clone().into_bytes())
                }
                Json::Number(number) if matches!(member, Member::Number(_)) => {
                    Some(number.to_string().into_bytes())
                }
                _ => None,
            };
            let all = members.iter().map(|one| {
                let (Member::Text(of) | Member::Number(of)) = &one.1;
                Some((of.as_str(), member(one)?))
            });
            all.collect()
        }
        _ => None,
    }
}

/// The texts that were replaced; `None` where the step never gives this.
fn unreplaced(table: &[(String, String)], result: &[u8]) -> Option<Vec<u8>> {
    if table.is_empty() {
        return Some(result.to_vec());
    }
    let mut rest = std::str::from_utf8(result).ok()?;
    let mut out = String::with_capacity(rest.len());
    while let Some(first) = rest.chars().next() {
        let found = table.iter().find(|(_, to)| rest.starts_with(to.as_str()));
        let length = match found {
            Some((from, to)) => {
                out.push_str(from);
                to.len()
            }
            // What is always replaced cannot stand there.
            None if table
                .iter()
                .any(|(from, _)| rest.starts_with(from.as_str())) =>
            {
                return None;
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(length..)?;
    }
    Some(out.into_bytes())
}

fn unspelt(encoding: Encoding, spelt: &[u8]) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Percent => Some(percent_decode(spelt).collect()),
        Encoding::Form => {
            let spaced: Vec<u8> = spelt
                .iter()
                .map(|byte| if *byte == b'+' { b' ' } else { *byte })
                .collect();
            Some(percent_decode(&spaced).collect())
        }
        Encoding::Hex | Encoding::HexUpper => unhex(spelt),
        Encoding::Base64 => BASE64_STANDARD.decode(spelt).ok(),
        Encoding::Base64Bare => BASE64_STANDARD_NO_PAD.decode(spelt).ok(),
        Encoding::Base64Url => BASE64_URL_SAFE.decode(spelt).ok(),
        Encoding::Base64UrlBare => BASE64_URL_SAFE_NO_PAD.decode(spelt).ok(),
        Encoding::Lower | Encoding::Upper => Some(spelt.to_vec()),
    }
}

fn respelt(decoding: Decoding, bytes: &[u8]) -> Vec<u8> {
    match decoding {
        Decoding::Hex => bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            .into_bytes(),
        Decoding::Base64 => BASE64_STANDARD.encode(bytes).into_bytes(),
        Decoding::Base64Url => BASE64_URL_SAFE.encode(bytes).into_bytes(),
    }
}

fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: &u8| {
        char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let pairs = text.chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}

/// All of it and nothing behind it.
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = ZlibDecoder::new(bytes);
    let mut out = Vec::new();
    decoder.by_ref().take(LARGEST).read_to_end(&mut out).ok()?;
    let is_whole = decoder.total_in() == bytes.len() as u64 && (out.len() as u64) < LARGEST;
    is_whole.then_some(out)
}
