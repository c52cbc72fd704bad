//! Time windows: the time between two parameters, asked for in pieces.

use std::time::Duration;

use jiff::{
    Span, Timestamp,
    civil::{Date, DateTime},
};

use crate::{Codec, Field, Json, Node, Value, encode_value, scalar::Scalar, time};

use super::field::present;

/// Seconds of a day.
const DAY: u64 = 24 * 3600;
/// From here on an integer without a unit counts milliseconds: as seconds it would be after the year 5000.
const MILLIS_FROM: i64 = 100_000_000_000;

/// A point in time, as a parameter holds it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Moment {
    Date(Date),
    DateTime(DateTime),
    Timestamp(Timestamp),
    Seconds(i64),
    Millis(i64),
}

/// A piece of a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) end: Moment,
    /// Where the piece after it begins; `None`: this one reaches the end.
    pub(super) next: Option<Moment>,
}

impl Moment {
    /// The time that a parameter holds; `None` if it is absent or no time.
    pub(super) fn read(node: &dyn Node, field: &Field) -> Option<Self> {
        let codec = field.codec.present();
        match present(node)?.value() {
            Value::Date(date) => Some(Self::Date(date)),
            Value::DateTime(datetime) => Some(Self::DateTime(datetime)),
            Value::Timestamp(instant) => Some(Self::Timestamp(instant)),
            Value::I64(number) => Some(Self::number(number, codec)),
            Value::U64(number) => Some(Self::number(i64::try_from(number).ok()?, codec)),
            Value::Json(Json::Number(number)) => Some(Self::number(number.as_i64()?, codec)),
            Value::String(text) => Self::text(text, codec),
            Value::Json(Json::String(text)) => Self::text(text, codec),
            _ => None,
        }
    }

    fn number(number: i64, codec: &Codec) -> Self {
        match codec {
            Codec::EpochMillis => Self::Millis(number),
            Codec::EpochSeconds => Self::Seconds(number),
            _ if number >= MILLIS_FROM => Self::Millis(number),
            _ => Self::Seconds(number),
        }
    }

    fn text(text: &str, codec: &Codec) -> Option<Self> {
        if let Ok(number) = text.parse()
            && !matches!(codec, Codec::Pattern(_))
        {
            return Some(Self::number(number, codec));
        }
        let text = Scalar::Text(text);
        let date = || time::read_date(text, codec).map(Self::Date);
        let datetime = || time::read_datetime(text, codec).map(Self::DateTime);
        let instant = || time::read_timestamp(text, codec).map(Self::Timestamp);
        // A pattern with a time reads as a date too, and would lose the time.
        match codec {
            Codec::Pattern(pattern) if pattern.contains(['H', 'I', 'T', 's']) => {
                datetime().or_else(instant)
            }
            _ => date().or_else(datetime).or_else(instant),
        }
    }

    /// The time as a parameter of this codec spells it.
    pub(super) fn to_json(self, codec: &Codec) -> Json {
        match self {
            Self::Date(date) => encode_value(&date, codec),
            Self::DateTime(datetime) => encode_value(&datetime, codec),
            Self::Timestamp(instant) => encode_value(&instant, codec),
            Self::Seconds(number) | Self::Millis(number) => number.into(),
        }
    }

    /// The piece of this length that begins here and does not reach beyond `until`.
    ///
    /// Days count as a whole, so that a piece ends on the day before the next one. Of instants, a piece ends where the
    /// next one begins. `None` if the two are different kinds of time.
    pub(super) fn piece(self, span: Duration, until: Self) -> Option<Piece> {
        if std::mem::discriminant(&self) != std::mem::discriminant(&until) {
            return None;
        }
        let (end, next) = self.after(span).unwrap_or((until, until));
        Some(if end >= until {
            Piece {
                end: until,
                next: None,
            }
        } else {
            Piece {
                end,
                next: Some(next),
            }
        })
    }

    /// The end of a piece and the beginning of the next; `None` beyond the calendar.
    fn after(self, span: Duration) -> Option<(Self, Self)> {
        let seconds = i64::try_from(span.as_secs()).ok()?.max(1);
        let millis = i64::try_from(span.as_millis()).ok()?.max(1);
        let next = match self {
            Self::Date(date) => {
                let days = i64::try_from(span.as_secs() / DAY).ok()?.max(1);
                let next = date.checked_add(Span::new().try_days(days).ok()?).ok()?;
                return Some((Self::Date(next.yesterday().ok()?), Self::Date(next)));
            }
            Self::DateTime(datetime) => Self::DateTime(datetime.checked_add(span).ok()?),
            Self::Timestamp(instant) => Self::Timestamp(instant.checked_add(span).ok()?),
            Self::Seconds(number) => Self::Seconds(number.checked_add(seconds)?),
            Self::Millis(number) => Self::Millis(number.checked_add(millis)?),
        };
        Some((next, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: Duration = Duration::from_secs(DAY);

    fn pieces(mut from: Moment, until: Moment, span: Duration, codec: &Codec) -> Vec<String> {
        let mut out = Vec::new();
        while let Some(piece) = from.piece(span, until) {
            let (start, end) = (from.to_json(codec), piece.end.to_json(codec));
            out.push(format!("{start}..{end}").replace('"', ""));
            match piece.next {
                Some(next) => from = next,
                None => break,
            }
        }
        out
    }

    #[test]
    fn days_are_counted_once() {
        let date = |day| Moment::Date(jiff::civil::date(2024, 2, day));
        let week = 7 * DAYS;
        let codec = Codec::Pattern("%d");
        assert_eq!(
            pieces(date(1), date(20), week, &codec),
            ["01..07", "08..14", "15..20"]
        );
        assert_eq!(
            pieces(date(1), date(14), week, &codec),
            ["01..07", "08..14"]
        );
        assert_eq!(
            pieces(date(1), date(15), week, &codec),
            ["01..07", "08..14", "15..15"]
        );
        assert_eq!(pieces(date(2), date(2), week, &codec), ["02..02"]);
        assert_eq!(pieces(date(2), date(1), week, &codec), ["02..01"]);
    }

    #[test]
    fn instants_meet_at_their_ends() {
        let seconds = pieces(
            Moment::Seconds(0),
            Moment::Seconds(250),
            Duration::from_secs(100),
            &Codec::Plain,
        );
        assert_eq!(seconds, ["0..100", "100..200", "200..250"]);
        let far = Moment::Millis(i64::MAX - 5);
        assert_eq!(
            far.piece(DAYS, Moment::Millis(i64::MAX))
                .map(|piece| piece.next),
            Some(None)
        );
        let start = jiff::civil::date(2024, 1, 1).at(0, 0, 0, 0);
        let end = jiff::civil::date(2024, 1, 2).at(12, 0, 0, 0);
        assert_eq!(
            pieces(
                Moment::DateTime(start),
                Moment::DateTime(end),
                DAYS,
                &Codec::Pattern("%d %H")
            ),
            ["01 00..02 00", "02 00..02 12"]
        );
        assert_eq!(Moment::Seconds(1).piece(DAYS, Moment::Millis(2)), None);
    }

    #[test]
    fn texts_and_numbers_are_read_by_their_codec() {
        let read = |json: Json, codec: &'static Codec| {
            Moment::read(&json, &Field::required("at", "at", codec))
        };
        let seconds = Moment::Seconds(1_700_000_000);
        assert_eq!(read(1_700_000_000.into(), &Codec::Plain), Some(seconds));
        assert_eq!(read("1700000000".into(), &Codec::Text), Some(seconds));
        assert_eq!(
            read(1_700_000_000_000_i64.into(), &Codec::Plain),
            Some(Moment::Millis(1_700_000_000_000))
        );
        assert_eq!(read(5.into(), &Codec::EpochMillis), Some(Moment::Millis(5)));
        let day = jiff::civil::date(2024, 2, 1);
        assert_eq!(
            read("20240201".into(), &Codec::Pattern("%Y%m%d")),
            Some(Moment::Date(day))
        );
        assert_eq!(
            read("2024-02-01".into(), &Codec::Plain),
            Some(Moment::Date(day))
        );
        assert_eq!(
            read("2024-02-01 10".into(), &Codec::Pattern("%Y-%m-%d %H")),
            Some(Moment::DateTime(day.at(10, 0, 0, 0)))
        );
        assert!(matches!(
            read("2024-02-01T00:00:00Z".into(), &Codec::Plain),
            Some(Moment::Timestamp(_))
        ));
        assert_eq!(read("x".into(), &Codec::Plain), None);
        assert_eq!(read(Json::Null, &Codec::Plain), None);
    }
}
