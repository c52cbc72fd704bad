//! Whether a text is a day, a time or a length of time as ISO 8601 writes it: defaults are checked before anybody
//! reads them. A default is written in one way only, so this knows no other.

use crate::model::Type;

/// What was expected, unless `text` is a value of this type. Types that are no times take any text.
pub(super) fn iso(ty: &Type, text: &str) -> Result<(), &'static str> {
    let (fits, expected) = match ty {
        Type::Date => (is_day(text), "a day such as `2024-02-29`"),
        Type::DateTime => (
            is_day_and(text, is_clock),
            "a day and time such as `2024-02-29T10:11:12`",
        ),
        Type::Timestamp => (
            is_day_and(text, is_clock_with_offset),
            "a day and time such as `2024-02-29T10:11:12Z`",
        ),
        _ => return Ok(()),
    };
    if fits { Ok(()) } else { Err(expected) }
}

/// `hh:mm:ss`, with or without a fraction.
pub(super) fn is_clock(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<Option<u32>> = clock.split(':').map(|part| number(part, 2)).collect();
    is_digits(fraction)
        && matches!(parts.as_slice(),
            [Some(hour), Some(minute), Some(second)] if *hour < 24 && *minute < 60 && *second < 60)
}

fn is_clock_with_offset(text: &str) -> bool {
    if let Some(clock) = text.strip_suffix('Z') {
        return is_clock(clock);
    }
    let Some(at) = text.find(['+', '-']) else {
        return is_clock(text);
    };
    let (clock, offset) = text.split_at(at);
    is_clock(clock) && is_clock(&format!("{}:00", &offset[1..]))
}

fn is_day_and(text: &str, is_time: fn(&str) -> bool) -> bool {
    text.split_once(['T', ' '])
        .is_some_and(|(day, time)| is_day(day) && is_time(time))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && is_digits(text)).then(|| text.parse().ok())?
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times() {
        for (ty, good, bad) in [
            (Type::Date, "2024-02-29", "2023-02-29"),
            (Type::Date, "2000-12-31", "x"),
            (Type::Date, "1999-04-30", "1999-04-31"),
            (Type::DateTime, "2024-02-29T10:11:12.5", "2024-02-29"),
            (
                Type::DateTime,
                "2024-02-29 10:11:12",
                "2024-02-29T10:11:12Z",
            ),
            (
                Type::Timestamp,
                "2024-02-29T10:11:12+08:00",
                "2024-02-29T25:00:00Z",
            ),
            (Type::Timestamp, "2024-02-29T10:11:12Z", "é-"),
        ] {
            assert_eq!(iso(&ty, good), Ok(()), "{good}");
            assert!(iso(&ty, bad).is_err(), "{bad}");
        }
    }
}
