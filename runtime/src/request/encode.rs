//! Percent encoding: one strict alphabet for everything that comes from outside.

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// Everything but what RFC 3986 calls unreserved. Signatures are computed over this form.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The same but for `$`: OData's parameter names begin with it, and it may stand in a query.
const RESERVED_IN_NAMES: &AsciiSet = &RESERVED.remove(b'$');

/// What cannot stand in a path as a spec writes it.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A text from outside, with nothing left in it that has a meaning in a URL.
pub(super) fn encode(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, RESERVED)
}

/// A literal part of a path template.
pub(super) fn encode_literal(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, NOT_IN_PATH)
}

/// `a=1&b=2&flag`.
pub(super) fn encode_query(query: &[(String, Option<String>)]) -> String {
    join(
        query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_deref())),
    )
}

/// The body of a form. Spaces become `%20`, which form decoders read as well as `+`.
pub(crate) fn encode_form(pairs: &[(String, String)]) -> String {
    join(
        pairs
            .iter()
            .map(|(name, value)| (name.as_str(), Some(value.as_str()))),
    )
}

/// The pairs of an encoded query, as a link has it.
pub(super) fn decode_query(query: &str) -> Result<Vec<(String, Option<String>)>, String> {
    let text = |text: &str| {
        let spaced = text.replace('+', " ");
        let decoded = percent_decode_str(&spaced).decode_utf8();
        decoded
            .map(String::from)
            .map_err(|_| "the link of the next page is not UTF-8".to_owned())
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => Ok((text(name)?, Some(text(value)?))),
            None => Ok((text(pair)?, None)),
        })
        .collect()
}

fn join<'p>(pairs: impl Iterator<Item = (&'p str, Option<&'p str>)>) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        out.extend(utf8_percent_encode(name, RESERVED_IN_NAMES));
        if let Some(value) = value {
            out.push('=');
            out.extend(utf8_percent_encode(value, RESERVED));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encode("aZ09-_.~").to_string(), "aZ09-_.~");
        assert_eq!(
            encode("a b/c?d#e%f&g=h+i*j'é").to_string(),
            "a%20b%2Fc%3Fd%23e%25f%26g%3Dh%2Bi%2Aj%27%C3%A9"
        );
        assert_eq!(
            encode_literal("/x('é ?')").to_string(),
            "/x('%C3%A9%20%3F')"
        );
    }

    #[test]
    fn flags_have_no_equals_sign() {
        let query = [
            ("a".to_owned(), Some(String::new())),
            ("b c".to_owned(), None),
            ("$d".to_owned(), Some("e $".to_owned())),
        ];
        assert_eq!(encode_query(&query), "a=&b%20c&$d=e%20%24");
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        let query = [
            ("a".to_owned(), Some("1 &=é+".to_owned())),
            ("flag".to_owned(), None),
            ("b".to_owned(), Some(String::new())),
        ];
        let text = format!("&{}&", encode_query(&query));
        assert_eq!(decode_query(&text).as_deref(), Ok(&query[..]));
        let plus = [("a".to_owned(), Some("b c".to_owned()))];
        assert_eq!(decode_query("a=b+c").as_deref(), Ok(&plus[..]));
        assert!(decode_query("a=%ff").is_err());
    }
}
