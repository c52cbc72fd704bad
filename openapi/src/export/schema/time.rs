//! Days, times and lengths of time as schemas. In: type and spelling. Out: a schema with a `format`, and a pattern where
//! no registered format says it.
//!
//! A `format` that JSON Schema does not know is a word for readers; the pattern beside it is what validators check.

use specwright::model::{Codec, Type};

use crate::export::node::Object;

const DAY: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const CLOCK: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?";

/// The schema of a time in this spelling; `None` for another type.
pub(super) fn schema(ty: &Type, codec: &Codec) -> Option<Object> {
    let is_length = *ty == Type::Duration;
    if !is_length && !matches!(ty, Type::Date | Type::DateTime | Type::Timestamp) {
        return None;
    }
    let text = |format: &str| Object::new().with("type", "string").with("format", format);
    let number = |kind: &str, format: &str| Object::new().with("type", kind).with("format", format);
    let seconds = || number("number", "seconds").with("minimum", 0);
    Some(match (codec, ty) {
        (Codec::Absent(_, inner), _) => return schema(ty, inner),
        (Codec::Pattern(pattern), _) => text(pattern).with("pattern", expression(pattern)),
        (Codec::EpochSeconds, Type::Duration) => {
            number("integer", "whole-seconds").with("minimum", 0)
        }
        (Codec::EpochMillis, Type::Duration) => {
            number("integer", "milliseconds").with("minimum", 0)
        }
        (Codec::EpochSeconds, _) => number("integer", "epoch-seconds"),
        (Codec::EpochMillis, _) => number("integer", "epoch-millis"),
        (Codec::Clock, _) => text("clock").with(
            "pattern",
            r"^([0-9]+ )?[0-9]+:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$",
        ),
        (Codec::Iso, Type::Duration) => text("duration"),
        (_, Type::Duration) => seconds(),
        (_, Type::Date) => text("date"),
        (_, Type::DateTime) => {
            text("date-time-local").with("pattern", format!("^{DAY}[T ]{CLOCK}$"))
        }
        (Codec::Iso, _) => {
            let zone = r"(Z|[+-][0-9]{2}:?[0-9]{2})?";
            text("iso8601").with("pattern", format!("^{DAY}[T ]{CLOCK}{zone}$"))
        }
        (_, _) => text("date-time"),
    })
}

/// The regular expression for what a date and time pattern writes.
fn expression(pattern: &str) -> String {
    let mut out = String::from("^");
    let mut signs = pattern.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign != '%' {
            out.push_str(&escaped(sign));
            continue;
        }
        // Flags and widths may stand between the sign and its letter: `%:z`, `%.3f`, `%-d`.
        let mut directive = String::new();
        for sign in signs.by_ref() {
            directive.push(sign);
            if sign.is_ascii_alphabetic() || sign == '%' {
                break;
            }
        }
        out.push_str(part(&directive));
    }
    out.push('$');
    out
}

/// The regular expression for one directive.
fn part(directive: &str) -> &'static str {
    match directive {
        "Y" | "G" => "[0-9]{4}",
        "m" => "(0[1-9]|1[0-2])",
        "d" => "(0[1-9]|[12][0-9]|3[01])",
        "H" => "([01][0-9]|2[0-3])",
        "I" => "(0[1-9]|1[0-2])",
        "M" | "S" => "[0-5][0-9]",
        "y" | "C" | "g" | "U" | "V" | "W" => "[0-9]{2}",
        "e" | "k" | "l" | "-d" | "-m" | "-H" | "-I" | "-M" | "-S" | "-e" => " ?[0-9]{1,2}",
        "j" => "[0-9]{3}",
        "F" => "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
        "T" => "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]",
        "R" => "([01][0-9]|2[0-3]):[0-5][0-9]",
        "D" => "(0[1-9]|1[0-2])/(0[1-9]|[12][0-9]|3[01])/[0-9]{2}",
        "z" => "[+-][0-9]{4}",
        ":z" => "[+-][0-9]{2}:[0-9]{2}",
        "f" => "[0-9]+",
        "3f" => "[0-9]{3}",
        "6f" => "[0-9]{6}",
        "9f" => "[0-9]{9}",
        ".f" => r"(\.[0-9]+)?",
        ".3f" => r"\.[0-9]{3}",
        ".6f" => r"\.[0-9]{6}",
        ".9f" => r"\.[0-9]{9}",
        "s" => "-?[0-9]+",
        "p" | "P" => "([AaPp][Mm])",
        "a" | "b" | "h" => "[A-Za-z]{3}",
        "A" | "B" | "Z" => "[A-Za-z]+",
        "n" | "t" => r"\s",
        "%" => "%",
        _ => ".+",
    }
}

fn escaped(sign: char) -> String {
    match sign {
        '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\'
        | '/' => {
            format!("\\{sign}")
        }
        sign => sign.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_become_expressions() {
        assert_eq!(
            expression("%Y%m%d"),
            "^[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"
        );
        assert_eq!(expression("%H.%M"), r"^([01][0-9]|2[0-3])\.[0-5][0-9]$");
        assert_eq!(expression("100%% %.3f"), r"^100% \.[0-9]{3}$");
    }
}
