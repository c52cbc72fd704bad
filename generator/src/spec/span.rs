//! Lengths of time as texts: `200ms`, `5s`, `2m`, `1h`, `7d`.

use std::fmt;
use std::time::Duration;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub Duration);

/// Units and their milliseconds.
const UNITS: &[(&str, u64)] = &[
    ("ms", 1),
    ("s", 1_000),
    ("m", 60_000),
    ("h", 3_600_000),
    ("d", 86_400_000),
];
/// A hundred years: anything longer is a slip of the pen, and sums of a few still fit everywhere.
const LONGEST: u64 = 100 * 365 * 86_400_000;

impl Span {
    /// A whole number and its unit; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = text.split_at(digits);
        let (_, millis) = UNITS.iter().find(|(name, _)| *name == unit)?;
        let length = number.parse::<u64>().ok()?.checked_mul(*millis)?;
        (length <= LONGEST).then(|| Self(Duration::from_millis(length)))
    }
}

/// In the largest unit that gives a whole number, as a spec would write it.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.0.as_millis();
        let whole =
            |(_, millis): &&(&str, u64)| length > 0 && length.is_multiple_of(u128::from(*millis));
        let (unit, millis) = UNITS.iter().rev().find(whole).unwrap_or(&("s", 1_000));
        write!(f, "{}{unit}", length / u128::from(*millis))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpanForm)
    }
}

struct SpanForm;

impl Visitor<'_> for SpanForm {
    type Value = Span;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a length of time such as `200ms`, `30s`, `5m`, `2h` or `7d`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Span, E> {
        Span::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[0-9]+(ms|s|m|h|d)$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_a_number_and_a_unit() {
        let table = [
            ("0s", Some((0, "0s"))),
            ("200ms", Some((200, "200ms"))),
            ("1500ms", Some((1500, "1500ms"))),
            ("30s", Some((30_000, "30s"))),
            ("120s", Some((120_000, "2m"))),
            ("90m", Some((5_400_000, "90m"))),
            ("24h", Some((86_400_000, "1d"))),
            ("36500d", Some((LONGEST, "36500d"))),
            ("36501d", None),
            ("99999999999999999999s", None),
            ("30", None),
            ("s", None),
            ("1.5s", None),
            ("-1s", None),
            ("1 s", None),
            ("1w", None),
            ("", None),
        ];
        for (text, expected) in table {
            let span = Span::parse(text);
            let found = span.map(|span| (span.0.as_millis(), span.to_string()));
            let expected = expected.map(|(millis, shown)| (u128::from(millis), shown.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
