//! Random requests, signed by a recipe and by code that knows nothing of recipes.

use sha1::{Digest, Sha1};
use specwright_runtime::testing::{Vector, check_vector};

use crate::description;

type Pairs = Vec<(&'static str, &'static str)>;

/// What names and values are put together from.
const PARTS: [&str; 22] = [
    "a", "Z", "0", "-", "_", ".", "~", "*", "+", " ", "%", "&", "=", "/", "é", "测", "😀", "\"",
    "'", "(", "\n", "$",
];

#[test]
fn a_thousand_random_requests_are_signed_alike() {
    let mut random = fastrand::Rng::with_seed(20_211_122);
    for _ in 0..1000 {
        let (query, form) = (pairs(&mut random), pairs(&mut random));
        let (id, key, nonce) = (
            text(&mut random, 4),
            text(&mut random, 90),
            text(&mut random, 4),
        );
        let expected = sign(&query, &form, (id, key, nonce));
        let vector = Vector {
            recipe: "misspelt",
            credentials: leak(vec![("key_id", id), ("key", key)]),
            now: Some("1970-01-02T03:04:05Z"),
            given: leak(vec![("nonce", nonce)]),
            method: "POST",
            url: "https://api.example.com/",
            query: leak(query),
            headers: &[],
            form: leak(form),
            body: "",
            expect: leak(vec![("signature", Box::leak(expected.into_boxed_str()))]),
        };
        let checked = check_vector(&description::API, &vector);
        assert_eq!(checked, Ok(()), "{vector:?}");
    }
}

fn leak(pairs: Pairs) -> &'static [(&'static str, &'static str)] {
    Box::leak(pairs.into_boxed_slice())
}

fn text(random: &mut fastrand::Rng, most: usize) -> &'static str {
    let text: String = (0..random.usize(..=most))
        .map(|_| PARTS[random.usize(..PARTS.len())])
        .collect();
    Box::leak(text.into_boxed_str())
}

/// Names are short, so that some stand twice, and some are empty.
fn pairs(random: &mut fastrand::Rng) -> Pairs {
    (0..random.usize(..7))
        .map(|_| (text(random, 2), text(random, 5)))
        // The form has no way to say so.
        .filter(|(name, value)| !(name.is_empty() && value.is_empty()))
        .collect()
}

fn sign(query: &Pairs, form: &Pairs, (id, key, nonce): (&str, &str, &str)) -> String {
    let mut all: Vec<(&str, &str)> = query.iter().chain(form).copied().collect();
    all.push(("AccessKeyId", id));
    all.push(("SignatureNonce", nonce));
    all.push(("TimeStamp", "1970-01-02T03:04:05Z"));
    all.sort_unstable();
    let mut canonical = String::new();
    for (index, (name, value)) in all.iter().enumerate() {
        if index > 0 {
            canonical.push('&');
        }
        canonical += &percent(name);
        canonical.push('=');
        canonical += &percent(value);
    }
    let to_sign = format!("POST&%2F&{}", percent(&canonical));
    base64(&hmac_sha1(format!("{key}&").as_bytes(), to_sign.as_bytes()))
}

fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(byte as char);
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

/// RFC 2104, word by word.
fn hmac_sha1(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = if key.len() > 64 {
        Sha1::digest(key).to_vec()
    } else {
        key.to_vec()
    };
    block.resize(64, 0);
    let padded = |with: u8| block.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = Sha1::digest([padded(0x36), text.to_vec()].concat());
    Sha1::digest([padded(0x5c), inner.to_vec()].concat()).to_vec()
}

fn base64(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').collect();
    let digit = |index: u32| match index {
        62 => '+',
        63 => '/',
        other => alphabet[other as usize],
    };
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let mut bits = 0_u32;
        for index in 0..3 {
            bits = bits << 8 | u32::from(three.get(index).copied().unwrap_or_default());
        }
        for index in 0..4 {
            if index <= three.len() {
                out.push(digit(bits >> (18 - 6 * index) & 63));
            } else {
                out.push('=');
            }
        }
    }
    out
}
