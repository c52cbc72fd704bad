//! Spellings of bytes as text, and back.

use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD},
};
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

use serde_json::value::RawValue;

use super::{Decoding, Encoding};
use crate::Json;

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// All but what forms leave as it is; the space is seen to apart.
const NOT_IN_FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'*')
    .remove(b' ');

pub(super) fn encode(encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
    match encoding {
        Encoding::Percent => percent_encode(bytes, RESERVED).to_string().into_bytes(),
        Encoding::Form => percent_encode(bytes, NOT_IN_FORM)
            .to_string()
            .replace(' ', "+")
            .into_bytes(),
        Encoding::Hex => hex(bytes).into_bytes(),
        Encoding::HexUpper => hex(bytes).to_ascii_uppercase().into_bytes(),
        Encoding::Base64 => BASE64_STANDARD.encode(bytes).into_bytes(),
        Encoding::Base64Bare => BASE64_STANDARD_NO_PAD.encode(bytes).into_bytes(),
        Encoding::Base64Url => BASE64_URL_SAFE.encode(bytes).into_bytes(),
        Encoding::Base64UrlBare => BASE64_URL_SAFE_NO_PAD.encode(bytes).into_bytes(),
        Encoding::Lower => bytes.to_ascii_lowercase(),
        Encoding::Upper => bytes.to_ascii_uppercase(),
    }
}

pub(super) fn decode(decoding: Decoding, text: &[u8]) -> Result<Vec<u8>, String> {
    // The text may be a key, so it is not repeated.
    match decoding {
        Decoding::Hex => from_hex(text).ok_or_else(|| "what is decoded is not hex".to_owned()),
        Decoding::Base64 => BASE64_STANDARD_NO_PAD
            .decode(unpadded(text))
            .map_err(|_| "what is decoded is not base64".to_owned()),
        Decoding::Base64Url => BASE64_URL_SAFE_NO_PAD
            .decode(unpadded(text))
            .map_err(|_| "what is decoded is not base64 for URLs".to_owned()),
    }
}

/// Without the `=` at its end.
fn unpadded(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| *byte != b'=');
    end.and_then(|end| text.get(..=end)).unwrap_or_default()
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: &u8| {
        char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    text.chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}

/// Puts texts in place of others. What was put there is not looked at again.
pub(super) fn replace(text: &str, table: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = table
            .iter()
            .find(|(from, _)| !from.is_empty() && rest.starts_with(from));
        let length = match found {
            Some((from, to)) => {
                out.push_str(to);
                from.len()
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Names and values of a form, decoded.
pub(super) fn form_pairs(body: &[u8]) -> Result<Vec<(String, String)>, String> {
    let not_text = |_| "the form is not UTF-8 text".to_owned();
    let body = std::str::from_utf8(body).map_err(not_text)?;
    let plain = |text: &str| -> Result<String, String> {
        let text = text.replace('+', " ");
        let text = percent_decode_str(&text).decode_utf8().map_err(not_text)?;
        Ok(text.into_owned())
    };
    body.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((plain(name)?, plain(value)?))
        })
        .collect()
}

/// Members of a JSON object: texts without their quotes, all else as it is written, null as nothing.
pub(super) fn json_pairs(body: &[u8]) -> Result<Vec<(String, String)>, String> {
    let members: BTreeMap<String, &RawValue> =
        serde_json::from_slice(body).map_err(|_| "the body is no JSON object".to_owned())?;
    let plain = |value: &RawValue| match serde_json::from_str(value.get()) {
        Ok(Json::String(text)) => text,
        Ok(Json::Null) => String::new(),
        _ => value.get().to_owned(),
    };
    let pairs = members.into_iter();
    Ok(pairs.map(|(name, value)| (name, plain(value))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_differ_where_they_should() {
        let bytes = "a ~*+/é?".as_bytes();
        for (encoding, expected) in [
            (Encoding::Percent, "a%20~%2A%2B%2F%C3%A9%3F"),
            (Encoding::Form, "a+%7E*%2B%2F%C3%A9%3F"),
            (Encoding::Hex, "61207e2a2b2fc3a93f"),
            (Encoding::HexUpper, "61207E2A2B2FC3A93F"),
            (Encoding::Base64, "YSB+Kisvw6k/"),
            (Encoding::Base64Url, "YSB-Kisvw6k_"),
        ] {
            let made = encode(encoding, bytes);
            assert_eq!(String::from_utf8_lossy(&made), expected, "{encoding:?}");
        }
        assert_eq!(encode(Encoding::Base64Url, b"a"), b"YQ==");
        assert_eq!(encode(Encoding::Base64UrlBare, b"a"), b"YQ");
        assert_eq!(encode(Encoding::Base64Bare, b"\xffa"), b"/2E");
    }

    #[test]
    fn what_is_replaced_is_not_replaced_again() {
        let table = [("+", "*"), ("/", "-"), ("=", "_"), ("*", "!")];
        assert_eq!(replace("a+b/c==*é", &table), "a*b-c__!é");
    }

    #[test]
    fn only_spellings_are_decoded() {
        assert_eq!(decode(Decoding::Hex, b"0aFf"), Ok(vec![10, 255]));
        assert_eq!(decode(Decoding::Base64, b"YQ=="), Ok(b"a".to_vec()));
        for text in ["0", "0g", "é", "+1"] {
            assert!(decode(Decoding::Hex, text.as_bytes()).is_err(), "{text}");
        }
        for text in ["_2E", "_2E="] {
            assert_eq!(
                decode(Decoding::Base64Url, text.as_bytes()),
                Ok(b"\xffa".to_vec())
            );
            assert!(decode(Decoding::Base64, text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(decode(Decoding::Base64, b"/2E"), Ok(b"\xffa".to_vec()));
        assert_eq!(decode(Decoding::Base64, b""), Ok(Vec::new()));
        assert!(decode(Decoding::Base64, b"Y").is_err());
        assert_eq!(
            form_pairs(b"a=1+2&&b&c=%C3%A9=").ok(),
            Some(vec![
                ("a".into(), "1 2".into()),
                ("b".into(), String::new()),
                ("c".into(), "é=".into())
            ])
        );
        assert!(form_pairs(b"a=%FF").is_err());
        let body = r#"{"b": 1.10, "a": "\u00e9", "c": null, "d": [1, "x"]}"#;
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let expected = [("a", "é"), ("b", "1.10"), ("c", ""), ("d", r#"[1, "x"]"#)];
        assert_eq!(json_pairs(body.as_bytes()), Ok(expected.map(pair).to_vec()));
        assert!(json_pairs(b"[1]").is_err());
    }
}
