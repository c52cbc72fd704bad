//! Percent encoding of what the page sends. In: texts of a URL. Out: the texts they stand for.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A text without its encoding; what is not encoded well stays as it is.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A text as it stands in a form.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The parameters of a query in order; those without a value are flags.
pub(super) fn pairs(query: &str) -> Vec<(String, Option<String>)> {
    let text = |text: &str| decoded(&text.replace('+', " "));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => (text(name), Some(text(value))),
            None => (text(pair), None),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_encoded_well_stays() {
        for (text, expected) in [
            ("a", "a"),
            ("%41%e6%b5%8B", "A测"),
            ("100%", "100%"),
            ("%4", "%4"),
            ("%zz%41", "%zzA"),
        ] {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_query_keeps_its_order() {
        let expect = |pairs: &[(&str, Option<&str>)]| -> Vec<(String, Option<String>)> {
            let own = |(name, value): &(&str, Option<&str>)| {
                ((*name).to_owned(), value.map(str::to_owned))
            };
            pairs.iter().map(own).collect()
        };
        let table = [
            ("", expect(&[])),
            (
                "b=1&a=2&b=3",
                expect(&[("b", Some("1")), ("a", Some("2")), ("b", Some("3"))]),
            ),
            ("list&x=", expect(&[("list", None), ("x", Some(""))])),
            ("q=a+b%2Bc%26", expect(&[("q", Some("a b+c&"))])),
        ];
        for (query, expected) in table {
            assert_eq!(pairs(query), expected, "{query}");
        }
    }
}
