//! Taking secrets out of texts: what an error shows or keeps passes through here.
//!
//! A server may answer with what it was sent, and it may spell it in its own way.
//! So a secret is looked for character by character in every spelling that JSON, XML, URLs and forms have for it,
//! rather than as one fixed text.

use secrecy::{ExposeSecret, SecretString};

/// What stands in place of a secret.
pub(crate) const HIDDEN: &str = "[hidden]";

/// A cut-off secret at the very end of a text counts from this many characters.
const CUT_OFF: usize = 4;

/// The secrets of one call.
#[derive(Default)]
pub(crate) struct Redactor {
    secrets: Vec<SecretString>,
}

impl Redactor {
    /// Adds a secret; the empty text is none.
    pub(crate) fn add(&mut self, secret: &str) {
        if !secret.is_empty() {
            self.secrets.push(secret.into());
        }
    }

    /// The text without secrets, cut to about `limit` bytes.
    pub(crate) fn text(&self, text: &str, limit: usize) -> String {
        // Secrets start and end on characters, and the cut is made on one, so nothing is lost here.
        String::from_utf8_lossy(&self.bytes(text.as_bytes(), limit)).into_owned()
    }

    /// The bytes without secrets, cut to about `limit` bytes.
    ///
    /// Secrets are looked for past the limit, so that none is cut in two and then missed.
    pub(crate) fn bytes(&self, bytes: &[u8], limit: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len().min(limit));
        let mut rest = bytes;
        while let Some((first, tail)) = rest.split_first() {
            let at_character = (*first & 0b1100_0000) != 0b1000_0000;
            if out.len() >= limit && at_character {
                break;
            }
            match self.longest_match(rest) {
                Some(length) => {
                    out.extend_from_slice(HIDDEN.as_bytes());
                    rest = rest.get(length..).unwrap_or_default();
                }
                None => {
                    out.push(*first);
                    rest = tail;
                }
            }
        }
        out
    }

    fn longest_match(&self, text: &[u8]) -> Option<usize> {
        self.secrets
            .iter()
            .filter_map(|secret| match_secret(secret.expose_secret(), text))
            .max()
    }
}

/// How many bytes at the start of `text` spell `secret`, or spell its beginning if the text ends within it.
fn match_secret(secret: &str, text: &[u8]) -> Option<usize> {
    // `%`, `&` and `\` may stand for themselves or begin an escape of themselves; a text does one or the other.
    match_spelt(secret, text, match_escaped_first)
        .or_else(|| match_spelt(secret, text, match_plain_first))
}

fn match_spelt(
    secret: &str,
    text: &[u8],
    match_char: fn(char, &[u8]) -> Option<usize>,
) -> Option<usize> {
    let mut used = 0;
    for (position, wanted) in secret.chars().enumerate() {
        let rest = text.get(used..).unwrap_or_default();
        match match_char(wanted, rest) {
            Some(length) => used += length,
            // A spelling of several bytes may be cut off as well.
            None => {
                return (position >= CUT_OFF && rest.len() < 6 && cut_off(rest))
                    .then_some(text.len());
            }
        }
    }
    Some(used)
}

fn match_escaped_first(wanted: char, text: &[u8]) -> Option<usize> {
    match_escape(wanted, text).or_else(|| match_plain(wanted, text))
}

fn match_plain_first(wanted: char, text: &[u8]) -> Option<usize> {
    match_plain(wanted, text).or_else(|| match_escape(wanted, text))
}

/// Whether what is left is nothing or the beginning of an escape.
fn cut_off(rest: &[u8]) -> bool {
    matches!(rest.first(), None | Some(b'%' | b'\\' | b'&'))
        && rest
            .iter()
            .skip(1)
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
}

/// How many bytes at the start of `text` are this character as it is.
fn match_plain(wanted: char, text: &[u8]) -> Option<usize> {
    text.starts_with(wanted.encode_utf8(&mut [0; 4]).as_bytes())
        .then_some(wanted.len_utf8())
}

/// How many bytes at the start of `text` are this character written in another way.
fn match_escape(wanted: char, text: &[u8]) -> Option<usize> {
    match text.first()? {
        b'%' => match_percent(wanted.encode_utf8(&mut [0; 4]).as_bytes(), text),
        b'+' => (wanted == ' ').then_some(1),
        b'\\' => match_backslash(wanted, text),
        b'&' => match_entity(wanted, text),
        _ => None,
    }
}

/// `%2F` and `%252F`, in either case, for each byte.
fn match_percent(plain: &[u8], text: &[u8]) -> Option<usize> {
    let mut used = 0;
    for byte in plain {
        let rest = text.get(used..)?.strip_prefix(b"%")?;
        let (digits, skipped) = match rest.strip_prefix(b"25") {
            // `%25` itself may be what is wanted.
            Some(digits) if *byte != b'%' => (digits, 3),
            _ => (rest, 1),
        };
        if parse_hex(digits.get(..2)?)? != u32::from(*byte) {
            return None;
        }
        used += skipped + 2;
    }
    Some(used)
}

/// `\/`, `\"`, `\n` and `\u002f`.
fn match_backslash(wanted: char, text: &[u8]) -> Option<usize> {
    let short = match text.get(1)? {
        b'u' => {
            let unit = parse_hex(text.get(2..6)?)?;
            return (unit == u32::from(wanted)).then_some(6);
        }
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        other => char::from(*other),
    };
    (short == wanted).then_some(2)
}

/// `&amp;`, `&#38;` and `&#x26;`.
fn match_entity(wanted: char, text: &[u8]) -> Option<usize> {
    let end = text.iter().take(10).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(text.get(1..end)?).ok()?;
    let meant = match name {
        "amp" => u32::from('&'),
        "lt" => u32::from('<'),
        "gt" => u32::from('>'),
        "quot" => u32::from('"'),
        "apos" => u32::from('\''),
        _ => match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(digits) => parse_hex(digits.as_bytes())?,
            None => name.strip_prefix('#')?.parse().ok()?,
        },
    };
    (meant == u32::from(wanted)).then_some(end + 1)
}

fn parse_hex(digits: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(digits).ok()?;
    digits
        .bytes()
        .all(|digit| digit.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(secret: &str, text: &str, expected: &str) {
        let mut redactor = Redactor::default();
        redactor.add(secret);
        assert_eq!(redactor.text(text, 1000), expected, "{secret} in {text}");
    }

    #[test]
    fn every_spelling_is_found() {
        check("a/b+c=", "key a/b+c= is wrong", "key [hidden] is wrong");
        check("a/b+c=", "?k=a%2Fb%2Bc%3D&x=1", "?k=[hidden]&x=1");
        check("a/b+c=", "?k=a%2fb%2bc%3d", "?k=[hidden]");
        check(
            "a/b+c=",
            "GET&%2F&k%3Da%252Fb%252Bc%253D%26",
            "GET&%2F&k%3D[hidden]%26",
        );
        check("a/b\"c", r#"{"k":"a\/b\"c"}"#, r#"{"k":"[hidden]"}"#);
        check("a b", "k=a+b", "k=[hidden]");
        check("a&b'c", "<k>a&amp;b&#39;c</k>", "<k>[hidden]</k>");
        check(
            "密钥",
            "k=密钥 %E5%AF%86%E9%92%A5 \\u5bc6\\u94a5",
            "k=[hidden] [hidden] [hidden]",
        );
        check("100%", "k=100%25 100%", "k=[hidden] [hidden]");
        check("100%25", "k=100%25 100%2525", "k=[hidden] [hidden]");
        check("a&amp;b", "a&amp;b a&amp;amp;b", "[hidden] [hidden]");
        check("x", "x", "[hidden]");
    }

    #[test]
    fn what_is_no_secret_stays() {
        check("", "nothing to hide", "nothing to hide");
        check("secret", "secre", "[hidden]");
        check("secret", "secre ts", "secre ts");
        check("secret", "sec", "sec");
        check("sec/ret", "sec/%", "[hidden]");
        check("ab", "%", "%");
        check("ab", "\\u00", "\\u00");
    }

    #[test]
    fn the_cut_never_splits_a_secret() {
        let mut redactor = Redactor::default();
        redactor.add("topsecret");
        for limit in 0..20 {
            let cut = redactor.text("ααα topsecret βββ", limit);
            assert!(!cut.contains("tops"), "{cut}");
            assert!(!cut.contains('\u{fffd}'), "{cut}");
        }
    }

    #[test]
    fn the_longest_of_several_secrets_wins() {
        let mut redactor = Redactor::default();
        redactor.add("abc");
        redactor.add("abcdef");
        assert_eq!(redactor.text("abcdef abc", 100), "[hidden] [hidden]");
    }
}
