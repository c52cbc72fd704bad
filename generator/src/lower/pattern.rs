//! Date and time patterns: which directives there are, and which a type needs.

use super::view::Leaf;

/// What a directive tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tells {
    Year,
    Month,
    Day,
    /// A whole day, or a day of a year without its month.
    WholeDay,
    Hour,
    /// Minutes, seconds, fractions, names of days: useful beside others only.
    Detail,
    WholeTime,
    Offset,
    Epoch,
    Nothing,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault<'t> {
    pub(super) message: String,
    pub(super) part: &'t str,
    pub(super) help: Option<&'static str>,
}

fn tells(directive: &str) -> Option<Tells> {
    Some(match directive {
        "Y" | "y" | "C" | "G" | "g" => Tells::Year,
        "m" | "b" | "B" | "h" => Tells::Month,
        "d" | "e" => Tells::Day,
        "D" | "F" | "j" => Tells::WholeDay,
        "H" | "I" | "k" | "l" => Tells::Hour,
        "M" | "S" | "f" | ".f" | "p" | "P" | "A" | "a" | "u" | "w" | "U" | "V" | "W" | "N" => {
            Tells::Detail
        }
        "T" | "R" => Tells::WholeTime,
        "z" | ":z" | "Z" | "Q" | ":Q" => Tells::Offset,
        "s" => Tells::Epoch,
        "n" | "t" | "%" => Tells::Nothing,
        _ => return None,
    })
}

/// Whether a pattern is made of directives, whatever they tell.
pub(super) fn directives_of(pattern: &str) -> Result<(), Fault<'_>> {
    directives(pattern).map(|_| ())
}

/// Whether values of the kind `leaf` can be read by `pattern`.
pub(super) fn check(pattern: &str, leaf: Leaf) -> Result<(), Fault<'_>> {
    let found = directives(pattern)?;
    let find = |wanted: &[Tells]| found.iter().find(|(_, tells)| wanted.contains(tells));
    let whole = |message: &str, help| Fault {
        message: message.into(),
        part: pattern,
        help,
    };
    if leaf == Leaf::Duration {
        return Err(whole(
            "a `duration` has no pattern",
            Some("its formats are `seconds` and `clock`"),
        ));
    }
    if find(&[Tells::Epoch]).is_some() {
        return Err(whole(
            "`%s` is written as `format: epoch_seconds`",
            Some("write `epoch_seconds` in its place"),
        ));
    }
    let day = find(&[Tells::WholeDay]).is_some()
        || [Tells::Year, Tells::Month, Tells::Day]
            .iter()
            .all(|part| find(&[*part]).is_some());
    if !day {
        return Err(whole(
            "the pattern does not tell the whole day",
            Some("a day is told by `%Y`, `%m` and `%d`"),
        ));
    }
    let time = find(&[Tells::Hour, Tells::WholeTime]);
    let offset = find(&[Tells::Offset]);
    match (leaf, time, offset) {
        (Leaf::Date, Some((part, _)), _) | (Leaf::Date, _, Some((part, _))) => Err(Fault {
            message: "a `date` has no time".into(),
            part,
            help: Some("use `datetime`, or `timestamp` if an offset is told"),
        }),
        (Leaf::DateTime, _, Some((part, _))) => Err(Fault {
            message: "a `datetime` has no offset".into(),
            part,
            help: Some("use `timestamp` for instants"),
        }),
        (Leaf::DateTime | Leaf::Timestamp, None, _) => Err(whole(
            "the pattern does not tell the time",
            Some("use `date` for days"),
        )),
        (Leaf::Timestamp, _, None) => Err(whole(
            "the pattern does not tell the offset of an instant",
            Some("add `%z` or `%:z`, or use `datetime` where no zone is known"),
        )),
        _ => Ok(()),
    }
}

/// The directives of a pattern: their text and what they tell.
fn directives(pattern: &str) -> Result<Vec<(&str, Tells)>, Fault<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = pattern[at..].find('%').map(|offset| at + offset) {
        let end = end_of_directive(pattern, start + 1);
        let part = &pattern[start..end];
        let name = part.trim_start_matches(|c: char| "%-_0^#".contains(c));
        // `%%` is trimmed away whole; `%3f` and `%.3f` are `%f` and `%.f`.
        let name: String = name.chars().filter(|c| !c.is_ascii_digit()).collect();
        let name = if part.ends_with("%%") {
            "%"
        } else {
            name.as_str()
        };
        match tells(name) {
            Some(tells) => found.push((part, tells)),
            None => {
                return Err(Fault {
                    message: format!("`{part}` is no part of a date or time"),
                    part,
                    help: None,
                });
            }
        }
        at = end;
    }
    Ok(found)
}

/// Flags, a width, then `:`, `.` and digits, then one character.
fn end_of_directive(pattern: &str, start: usize) -> usize {
    for (at, c) in pattern[start..].char_indices() {
        if !(c.is_ascii_digit() || "-_^#:.".contains(c)) {
            return start + at + c.len_utf8();
        }
    }
    pattern.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_their_type() {
        for (pattern, leaf) in [
            ("%Y%m%d", Leaf::Date),
            ("%-d.%-m.%Y", Leaf::Date),
            ("%F", Leaf::Date),
            ("%Y-%m-%d %H:%M:%S", Leaf::DateTime),
            ("%FT%T%.f", Leaf::DateTime),
            ("%a, %d %b %Y %T %z", Leaf::Timestamp),
            ("%Y-%m-%d %H:%M:%S%.6f%:z", Leaf::Timestamp),
            ("100%% %F", Leaf::Date),
        ] {
            assert_eq!(check(pattern, leaf), Ok(()), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_cannot_work_are_refused() {
        for (pattern, leaf, message, part) in [
            (
                "%Y-%m",
                Leaf::Date,
                "the pattern does not tell the whole day",
                "%Y-%m",
            ),
            ("%F %T", Leaf::Date, "a `date` has no time", "%T"),
            (
                "%F %T %z",
                Leaf::DateTime,
                "a `datetime` has no offset",
                "%z",
            ),
            (
                "%F",
                Leaf::DateTime,
                "the pattern does not tell the time",
                "%F",
            ),
            (
                "%F %T",
                Leaf::Timestamp,
                "the pattern does not tell the offset of an instant",
                "%F %T",
            ),
            (
                "%F %é",
                Leaf::Date,
                "`%é` is no part of a date or time",
                "%é",
            ),
            ("%F %", Leaf::Date, "`%` is no part of a date or time", "%"),
            (
                "%F %-",
                Leaf::Date,
                "`%-` is no part of a date or time",
                "%-",
            ),
            ("%H", Leaf::Duration, "a `duration` has no pattern", "%H"),
            (
                "%s",
                Leaf::Timestamp,
                "`%s` is written as `format: epoch_seconds`",
                "%s",
            ),
        ] {
            let fault = check(pattern, leaf).expect_err(pattern);
            assert_eq!(
                (fault.message.as_str(), fault.part),
                (message, part),
                "{pattern}"
            );
        }
    }
}
