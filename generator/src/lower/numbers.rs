//! Integers and ranges of integers as keys of a spec write them.

/// What a key of an error table or enum says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Integer(i64),
    /// From, to; the second may be less than the first.
    Range(i64, i64),
}

/// An integer in its usual spelling: `007` and `+7` are texts, since the wire would say `7`.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.parse::<i64>()
        .ok()
        .filter(|number| number.to_string() == text)
}

/// An integer or a range such as `60000..79999`; `None` for a text.
pub(super) fn number(text: &str) -> Option<Number> {
    if let Some(number) = integer(text) {
        return Some(Number::Integer(number));
    }
    let (from, to) = text.split_once("..")?;
    Some(Number::Range(integer(from.trim())?, integer(to.trim())?))
}

#[cfg(test)]
mod tests {
    use super::Number::{Integer, Range};
    use super::*;

    #[test]
    fn codes_are_numbers_ranges_or_texts() {
        let table = [
            ("0", Some(Integer(0))),
            ("-1001", Some(Integer(-1001))),
            ("60000..79999", Some(Range(60000, 79999))),
            ("-5 .. -1", Some(Range(-5, -1))),
            ("9..1", Some(Range(9, 1))),
            ("9223372036854775807", Some(Integer(i64::MAX))),
            ("9223372036854775808", None),
            ("007", None),
            ("+7", None),
            ("-0", None),
            ("1.0", None),
            ("1..", None),
            ("Report.NotExist", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
