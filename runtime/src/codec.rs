//! How a value is spelt on the wire, where its type alone does not say it.

/// How a value is spelt on the wire.
///
/// A list, a map and an [`Option`] pass their codec on to what they hold;
/// [`Joined`](Self::Joined) and [`JsonText`](Self::JsonText) are used up by the value they stand at.
/// A codec that says nothing about a type (a date pattern on a number, for instance) reads and writes it plainly.
///
/// ```
/// use specwright_runtime::{Codec, Date, scalar_text};
///
/// let day: Date = jiff::civil::date(2016, 6, 7);
/// assert_eq!(scalar_text(&day, &Codec::Plain).as_deref(), Some("2016-06-07"));
/// assert_eq!(scalar_text(&day, &Codec::Pattern("%Y%m%d")).as_deref(), Some("20160607"));
/// assert_eq!(scalar_text(&true, &Codec::Text).as_deref(), Some("true"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Codec {
    /// As its type suggests: ISO 8601 for dates and times, a number of seconds for a duration, base64 for bytes.
    #[default]
    Plain,
    /// Numbers and truth values as text: `"84"`. The bare value is read too.
    Text,
    /// Read as text or bare, written bare.
    Either,
    /// Dates and times by a `strftime` pattern. An instant without an offset in its pattern is in UTC.
    /// A bare integer is read as its digits.
    Pattern(&'static str),
    /// ISO 8601, with or without a fraction, with `T` or a space; an instant without an offset is in UTC.
    /// For a duration `PT1M30S`.
    Iso,
    /// Seconds since 1970; for a duration its whole seconds.
    EpochSeconds,
    /// Milliseconds since 1970; for a duration its whole milliseconds.
    EpochMillis,
    /// A duration as a number of seconds, with a fraction.
    Seconds,
    /// A duration as `hh:mm:ss.ffffff`; the fraction may be missing, days may stand before.
    Clock,
    /// A list as one text with this between its items.
    Joined(&'static str),
    /// JSON inside a text.
    JsonText,
    /// A struct as a list of its fields, in order and without their names. A short row lacks its last fields.
    Row,
    /// The spelling inside, but as text: seconds since 1970 as `"1631690305"`. The bare spelling is read too.
    TextOf(&'static Codec),
    /// Values on the wire that mean absence, as text, and the spelling of all others.
    /// An absent value that must be written is written as the first of them.
    Absent(&'static [&'static str], &'static Codec),
}

impl Codec {
    /// The spelling of what is there, past the values that mean absence.
    pub(crate) fn present(&self) -> &Codec {
        match self {
            Self::Absent(_, inner) => inner.present(),
            other => other,
        }
    }

    /// The first text that means absence.
    pub(crate) fn absence(&self) -> Option<&'static str> {
        match self {
            Self::Absent(texts, inner) => texts.first().copied().or_else(|| inner.absence()),
            _ => None,
        }
    }

    /// Whether this text means absence.
    pub(crate) fn means_absence(&self, text: &str) -> bool {
        match self {
            Self::Absent(texts, inner) => texts.contains(&text) || inner.means_absence(text),
            _ => false,
        }
    }

    /// Whether a number or truth value may come as text.
    pub(crate) fn takes_text(&self) -> bool {
        matches!(self, Self::Text | Self::Either | Self::TextOf(_))
    }
}
