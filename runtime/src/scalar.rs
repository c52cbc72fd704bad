//! Single values as they stand on the wire, before and after their codec.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::fmt::temporal::DateTimePrinter;

use crate::{Codec, Json, Value, time};

/// A single value that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    Bool(bool),
    I64(i64),
    U64(u64),
    F64(f64),
}

impl<'a> Scalar<'a> {
    /// The number that a text holds, or the text if it holds none.
    pub(crate) fn number_in(text: &'a str) -> Self {
        let trimmed = text.trim();
        let signed = || trimmed.parse().ok().map(Self::I64);
        let unsigned = || trimmed.parse().ok().map(Self::U64);
        let fraction = || trimmed.parse().ok().map(Self::F64);
        signed()
            .or_else(unsigned)
            .or_else(fraction)
            .unwrap_or(Self::Text(text))
    }

    /// The same with each integer that fits in `i64` as such, so that `U64` remains for the others.
    pub(crate) fn narrow(self) -> Self {
        match self {
            Self::U64(number) => i64::try_from(number).map_or(self, Self::I64),
            other => other,
        }
    }

    /// The integer.
    pub(crate) fn integer(self) -> Option<i128> {
        match self {
            Self::I64(number) => Some(number.into()),
            Self::U64(number) => Some(number.into()),
            _ => None,
        }
    }

    /// The number.
    pub(crate) fn number(self) -> Option<f64> {
        match self {
            Self::I64(number) => Some(number as f64),
            Self::U64(number) => Some(number as f64),
            Self::F64(number) => Some(number),
            _ => None,
        }
    }

    /// The truth value, where `0` and `1` and their texts count too.
    pub(crate) fn truth(self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(truth),
            Self::I64(0) | Self::U64(0) => Some(false),
            Self::I64(1) | Self::U64(1) => Some(true),
            Self::Text(text) => match text.trim() {
                "true" | "True" | "TRUE" | "1" => Some(true),
                "false" | "False" | "FALSE" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as text.
    pub(crate) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Bool(truth) => Cow::Borrowed(truth_text(truth)),
            Self::I64(number) => Cow::Owned(number.to_string()),
            Self::U64(number) => Cow::Owned(number.to_string()),
            Self::F64(number) => Cow::Owned(number_text(number)),
        }
    }

    /// The value as JSON.
    pub(crate) fn json(self) -> Json {
        match self {
            Self::Text(text) => text.into(),
            Self::Bool(truth) => truth.into(),
            Self::I64(number) => number.into(),
            Self::U64(number) => number.into(),
            Self::F64(number) => number.into(),
        }
    }
}

/// A single value to write.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Written<'a> {
    Null,
    Text(Cow<'a, str>),
    Spelt(Spelt),
    Bool(bool),
    I64(i64),
    U64(u64),
    F64(f64),
}

/// A text that needs no room of its own: it is spelt where it is to stand. It has nothing that JSON escapes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Spelt {
    I64(i64),
    U64(u64),
    F64(f64),
    Date(jiff::civil::Date),
    DateTime(jiff::civil::DateTime),
    Timestamp(jiff::Timestamp),
}

impl Spelt {
    pub(crate) fn append_to(self, out: &mut String) {
        const ISO: DateTimePrinter = DateTimePrinter::new();
        // A `String` takes everything, so none of them fails.
        let _ = match self {
            Self::I64(number) => {
                out.push_str(itoa::Buffer::new().format(number));
                Ok(())
            }
            Self::U64(number) => {
                out.push_str(itoa::Buffer::new().format(number));
                Ok(())
            }
            Self::F64(number) => {
                out.push_str(&number_text(number));
                Ok(())
            }
            Self::Date(date) => ISO.print_date(&date, out),
            Self::DateTime(datetime) => ISO.print_datetime(&datetime, out),
            Self::Timestamp(instant) => ISO.print_timestamp(&instant, out),
        };
    }

    pub(crate) fn into_string(self) -> String {
        let mut out = String::new();
        self.append_to(&mut out);
        out
    }
}

impl<'a> Written<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The same value as text; null stays null.
    pub(crate) fn into_text(self) -> Self {
        match self {
            Self::Bool(truth) => Self::text(truth_text(truth)),
            Self::I64(number) => Self::Spelt(Spelt::I64(number)),
            Self::U64(number) => Self::Spelt(Spelt::U64(number)),
            Self::F64(number) => Self::Spelt(Spelt::F64(number)),
            Self::Null | Self::Text(_) | Self::Spelt(_) => self,
        }
    }

    /// The value as it stands in a path, a header, a query; null is empty there.
    pub(crate) fn into_string(self) -> Cow<'a, str> {
        match self.into_text() {
            Self::Text(text) => text,
            Self::Spelt(spelt) => Cow::Owned(spelt.into_string()),
            _ => Cow::Borrowed(""),
        }
    }
}

/// The value as its codec spells it; `None` for anything that holds other values.
pub(crate) fn write<'a>(value: &Value<'a>, codec: &Codec) -> Option<Written<'a>> {
    Some(match value {
        Value::Date(date) => time::write_date(*date, codec),
        Value::DateTime(datetime) => time::write_datetime(*datetime, codec),
        Value::Timestamp(instant) => time::write_timestamp(*instant, codec),
        Value::Duration(duration) => time::write_duration(*duration, codec),
        _ => {
            let written = write_plain(value)?;
            if as_text(codec) {
                written.into_text()
            } else {
                written
            }
        }
    })
}

fn write_plain<'a>(value: &Value<'a>) -> Option<Written<'a>> {
    Some(match value {
        Value::String(text) => Written::text(*text),
        Value::Secret(secret) => Written::text(secret.expose()),
        Value::Bool(truth) => Written::Bool(*truth),
        Value::I64(number) => Written::I64(*number),
        Value::U64(number) => Written::U64(*number),
        Value::F64(number) => Written::F64(*number),
        Value::Bytes(bytes) => Written::text(to_base64(bytes)),
        Value::Unit | Value::Null => Written::Null,
        Value::Choice(choice) => match crate::wire_value(*choice) {
            crate::WireValue::Text(text) => Written::text(text),
            crate::WireValue::Integer(integer) => Written::I64(integer),
        },
        _ => return None,
    })
}

fn as_text(codec: &Codec) -> bool {
    match codec {
        Codec::Text | Codec::TextOf(_) => true,
        Codec::Absent(_, inner) => as_text(inner),
        _ => false,
    }
}

fn truth_text(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// Rust writes out all the digits of very large and very small numbers unless asked for an exponent.
fn number_text(number: f64) -> String {
    let size = number.abs();
    if size.is_finite() && (size >= 1e16 || (size > 0.0 && size < 1e-5)) {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}

/// Reads the alphabet with `+/`, then the one with `-_`; padding may be missing.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    const LAX: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LAX);
    const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LAX);
    STANDARD
        .decode(text)
        .or_else(|_| URL_SAFE.decode(text))
        .ok()
}

fn to_base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
