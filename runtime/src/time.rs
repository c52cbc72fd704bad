//! Dates, instants and durations: from what the wire has to a value and back, by their codec.

use std::time::Duration;

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime::{BrokenDownTime, Config};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::Codec;
use crate::scalar::{Scalar, Spelt, Written};

/// A day, or `None` if this is none in this spelling.
pub(crate) fn read_date(input: Scalar<'_>, codec: &Codec) -> Option<Date> {
    match unwrap(input, codec) {
        (input, Codec::EpochSeconds | Codec::EpochMillis) => {
            Some(civil(read_timestamp(input, codec)?).date())
        }
        (input, Codec::Pattern(pattern)) => broken_down(pattern, input)?.to_date().ok(),
        // A day with a time is more than a day.
        (Scalar::Text(text), _) if !text.contains(':') => text.parse().ok(),
        _ => None,
    }
}

/// A day and time, or `None` if this is none in this spelling.
pub(crate) fn read_datetime(input: Scalar<'_>, codec: &Codec) -> Option<DateTime> {
    match unwrap(input, codec) {
        (input, Codec::EpochSeconds | Codec::EpochMillis) => {
            Some(civil(read_timestamp(input, codec)?))
        }
        (input, Codec::Pattern(pattern)) => broken_down(pattern, input)?.to_datetime().ok(),
        // With an offset it is an instant, and to leave the offset out would shift it.
        (Scalar::Text(text), _) if text.parse::<Timestamp>().is_err() => text.parse().ok(),
        _ => None,
    }
}

/// An instant, or `None` if this is none in this spelling.
pub(crate) fn read_timestamp(input: Scalar<'_>, codec: &Codec) -> Option<Timestamp> {
    match unwrap(input, codec) {
        (Scalar::I64(seconds), Codec::EpochSeconds) => Timestamp::from_second(seconds).ok(),
        (Scalar::F64(seconds), Codec::EpochSeconds) => from_micros(seconds * 1e6),
        (Scalar::I64(millis), Codec::EpochMillis) => Timestamp::from_millisecond(millis).ok(),
        (Scalar::F64(millis), Codec::EpochMillis) => from_micros(millis * 1e3),
        (input, Codec::Pattern(pattern)) => instant(broken_down(pattern, input)?),
        (Scalar::Text(text), Codec::Plain | Codec::Iso | Codec::Text | Codec::Either) => {
            text.parse().ok().or_else(|| in_utc(text.parse().ok()?))
        }
        _ => None,
    }
}

/// A length of time, or `None` if this is none in this spelling.
pub(crate) fn read_duration(input: Scalar<'_>, codec: &Codec) -> Option<Duration> {
    match unwrap(input, codec) {
        (Scalar::Text(text), Codec::Clock) => read_clock(text),
        (Scalar::Text(text), Codec::Iso) => {
            Duration::try_from(text.parse::<SignedDuration>().ok()?).ok()
        }
        (Scalar::I64(millis), Codec::EpochMillis) => {
            Some(Duration::from_millis(u64::try_from(millis).ok()?))
        }
        (Scalar::F64(millis), Codec::EpochMillis) => Duration::try_from_secs_f64(millis / 1e3).ok(),
        (_, Codec::Clock | Codec::Iso | Codec::Pattern(_)) => None,
        (Scalar::I64(seconds), _) => Some(Duration::from_secs(u64::try_from(seconds).ok()?)),
        (Scalar::F64(seconds), _) => Duration::try_from_secs_f64(seconds).ok(),
        _ => None,
    }
}

/// A day as its codec spells it.
pub(crate) fn write_date(date: Date, codec: &Codec) -> Written<'static> {
    match codec {
        Codec::TextOf(inner) => write_date(date, inner).into_text(),
        Codec::Absent(_, inner) => write_date(date, inner),
        Codec::Pattern(_) | Codec::EpochSeconds | Codec::EpochMillis => {
            write_datetime(date.into(), codec)
        }
        _ => Written::Spelt(Spelt::Date(date)),
    }
}

/// A day and time as its codec spells it.
pub(crate) fn write_datetime(datetime: DateTime, codec: &Codec) -> Written<'static> {
    match codec {
        Codec::TextOf(inner) => write_datetime(datetime, inner).into_text(),
        Codec::Absent(_, inner) => write_datetime(datetime, inner),
        Codec::Pattern(_) | Codec::EpochSeconds | Codec::EpochMillis => {
            match Offset::UTC.to_timestamp(datetime) {
                Ok(instant) => write_timestamp(instant, codec),
                // The first and last hours of the calendar are no instants.
                Err(_) => Written::Spelt(Spelt::DateTime(datetime)),
            }
        }
        _ => Written::Spelt(Spelt::DateTime(datetime)),
    }
}

/// An instant as its codec spells it.
pub(crate) fn write_timestamp(instant: Timestamp, codec: &Codec) -> Written<'static> {
    match codec {
        Codec::TextOf(inner) => write_timestamp(instant, inner).into_text(),
        Codec::Absent(_, inner) => write_timestamp(instant, inner),
        Codec::EpochSeconds => Written::I64(instant.as_second()),
        Codec::EpochMillis => Written::I64(instant.as_millisecond()),
        Codec::Pattern(pattern) => Written::text(format(instant, pattern)),
        _ => Written::Spelt(Spelt::Timestamp(instant)),
    }
}

/// A length of time as its codec spells it.
pub(crate) fn write_duration(duration: Duration, codec: &Codec) -> Written<'static> {
    match codec {
        Codec::TextOf(inner) => write_duration(duration, inner).into_text(),
        Codec::Absent(_, inner) => write_duration(duration, inner),
        Codec::EpochSeconds => Written::U64(duration.as_secs()),
        Codec::EpochMillis => match u64::try_from(duration.as_millis()) {
            Ok(millis) => Written::U64(millis),
            Err(_) => Written::F64(duration.as_secs_f64() * 1e3),
        },
        Codec::Clock => Written::text(write_clock(duration)),
        Codec::Iso => Written::text(match SignedDuration::try_from(duration) {
            Ok(duration) => duration.to_string(),
            Err(_) => format!("PT{}S", duration.as_secs()),
        }),
        Codec::Text => write_duration(duration, &Codec::Seconds).into_text(),
        _ if duration.subsec_nanos() == 0 => Written::U64(duration.as_secs()),
        _ => Written::F64(duration.as_secs_f64()),
    }
}

/// Takes off what stands around a spelling: text around a number, values that mean absence.
fn unwrap<'a, 'c>(input: Scalar<'a>, codec: &'c Codec) -> (Scalar<'a>, &'c Codec) {
    match (codec, input) {
        (Codec::Absent(_, inner), _) => unwrap(input, inner),
        (Codec::TextOf(inner), Scalar::Text(text)) if is_number(inner) => {
            unwrap(Scalar::number_in(text), inner)
        }
        (Codec::TextOf(inner), _) => unwrap(input, inner),
        _ => (input.narrow(), codec),
    }
}

fn is_number(codec: &Codec) -> bool {
    matches!(
        codec,
        Codec::EpochSeconds | Codec::EpochMillis | Codec::Seconds
    )
}

fn broken_down(pattern: &str, input: Scalar<'_>) -> Option<BrokenDownTime> {
    match input {
        Scalar::Text(text) => BrokenDownTime::parse(pattern, text).ok(),
        Scalar::I64(digits) => BrokenDownTime::parse(pattern, digits.to_string()).ok(),
        _ => None,
    }
}

fn instant(mut time: BrokenDownTime) -> Option<Timestamp> {
    if time.offset().is_none() {
        time.set_offset(Some(Offset::UTC));
    }
    time.to_timestamp().ok()
}

fn in_utc(datetime: DateTime) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(datetime).ok()
}

fn civil(instant: Timestamp) -> DateTime {
    Offset::UTC.to_datetime(instant)
}

/// A number with a fraction cannot name nanoseconds since 1970 exactly, so it is rounded to what it can name.
fn from_micros(micros: f64) -> Option<Timestamp> {
    let rounded = micros.round();
    // Both bounds are exact in floating point; NaN is outside of them.
    ((-9.2e18..9.2e18).contains(&rounded))
        .then(|| Timestamp::from_microsecond(rounded as i64).ok())?
}

/// Lenient, so that it cannot fail: a directive that jiff does not know stays as it stands.
fn format(instant: Timestamp, pattern: &str) -> String {
    let time = BrokenDownTime::from(&instant.to_zoned(TimeZone::UTC));
    time.to_string_with_config(&Config::new().lenient(true), pattern)
        .unwrap_or_else(|_| instant.to_string())
}

/// `[days] hours:minutes:seconds[.fraction]`, where `days` may be followed by `day,` or `days,`.
fn read_clock(text: &str) -> Option<Duration> {
    let (days, time) = match text.trim().rsplit_once(' ') {
        Some((days, time)) => {
            let days = days.trim_end_matches(',').trim_end_matches("days");
            (digits(days.trim_end_matches("day").trim())?, time)
        }
        None => (0, text.trim()),
    };
    let mut parts = time.split(':');
    let (hours, minutes, seconds) = (
        digits(parts.next()?)?,
        digits(parts.next()?)?,
        parts.next()?,
    );
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let seconds = digits(seconds)?;
    if minutes > 59 || seconds > 59 || parts.next().is_some() {
        return None;
    }
    let hours = days.checked_mul(24)?.checked_add(hours)?;
    let seconds = hours
        .checked_mul(3600)?
        .checked_add(minutes * 60 + seconds)?;
    Some(Duration::new(seconds, nanos(fraction)?))
}

fn write_clock(duration: Duration) -> String {
    let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match nanos {
        0 => format!("{hours:02}:{minutes:02}:{seconds:02}"),
        _ if nanos % 1000 == 0 => {
            format!("{hours:02}:{minutes:02}:{seconds:02}.{:06}", nanos / 1000)
        }
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}.{nanos:09}"),
    }
}

/// Rust's own parser would take a sign too.
fn digits(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// The digits after the point as billionths; digits past the ninth say nothing.
fn nanos(fraction: &str) -> Option<u32> {
    let all = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let kept: String = fraction
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    all.then(|| kept.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        let cases = [
            ("00:00:00", Some((0, 0))),
            ("01:02:03", Some((3723, 0))),
            ("01:02:03.5", Some((3723, 500_000_000))),
            ("30:00:00.000001", Some((108_000, 1_000))),
            ("1 00:00:01", Some((86_401, 0))),
            ("2 days, 00:00:01", Some((172_801, 0))),
            ("1 day, 00:00:01", Some((86_401, 0))),
            ("00:60:00", None),
            ("-1:00:00", None),
            ("00:00", None),
            ("00:00:00:00", None),
            ("", None),
            ("::", None),
            ("99999999999999999999:00:00", None),
            ("18446744073709551615 00:00:00", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(seconds, nanos)| Duration::new(seconds, nanos));
            assert_eq!(read_clock(text), expected, "{text}");
        }
        assert_eq!(
            write_clock(Duration::new(3723, 500_000_000)),
            "01:02:03.500000"
        );
        assert_eq!(write_clock(Duration::new(108_000, 1)), "30:00:00.000000001");
        assert_eq!(write_clock(Duration::ZERO), "00:00:00");
    }

    #[test]
    fn numbers_out_of_range_are_no_instants() {
        for number in [f64::NAN, f64::INFINITY, f64::MIN, 1e300, -1e19] {
            assert_eq!(
                read_timestamp(Scalar::F64(number), &Codec::EpochSeconds),
                None
            );
            assert_eq!(
                read_duration(Scalar::F64(-number.abs()), &Codec::Seconds),
                None
            );
        }
        assert_eq!(
            read_timestamp(Scalar::I64(i64::MAX), &Codec::EpochMillis),
            None
        );
    }
}
