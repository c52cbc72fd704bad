//! Formats of dates and times as other languages write them: `yyyy-MM-dd HH:mm:ss`, `2006-01-02`, `rfc3339`, `millis`.
//!
//! In: a text that is no format of the language. Out: what to write.

/// What others call our words.
const WORDS: &[(&[&str], &str)] = &[
    (
        &[
            "millis",
            "ms",
            "milliseconds",
            "epochms",
            "unixms",
            "unixmillis",
            "timestampms",
            "epochmilli",
        ],
        "epoch_millis",
    ),
    (
        &[
            "unix",
            "epoch",
            "timestamp",
            "unixtime",
            "unixseconds",
            "unixtimestamp",
            "posix",
            "s",
        ],
        "epoch_seconds",
    ),
    (
        &["iso8601", "rfc3339", "datetime", "isodate", "isodatetime"],
        "iso",
    ),
    (&["hhmmss"], "clock"),
];

/// Runs of letters as most languages have them, and the directive for each.
const LETTERS: &[(&str, &str)] = &[
    ("yyyy", "%Y"),
    ("YYYY", "%Y"),
    ("uuuu", "%Y"),
    ("yy", "%y"),
    ("YY", "%y"),
    ("MMMM", "%B"),
    ("MMM", "%b"),
    ("MM", "%m"),
    ("M", "%-m"),
    ("EEEE", "%A"),
    ("EEE", "%a"),
    ("dd", "%d"),
    ("DD", "%d"),
    ("d", "%-d"),
    ("HH", "%H"),
    ("H", "%-H"),
    ("hh", "%I"),
    ("mm", "%M"),
    ("ss", "%S"),
    ("SSSSSSSSS", "%9f"),
    ("SSSSSS", "%6f"),
    ("SSS", "%3f"),
    ("XXX", "%:z"),
    ("xxx", "%:z"),
    ("ZZ", "%z"),
    ("XX", "%z"),
    ("xx", "%z"),
    ("Z", "%z"),
    ("a", "%p"),
    ("T", "T"),
];

/// The reference time of Go, piece by piece.
const GO: &[(&str, &str)] = &[
    ("2006", "%Y"),
    ("01", "%m"),
    ("02", "%d"),
    ("15", "%H"),
    ("04", "%M"),
    ("05", "%S"),
    ("-07:00", "%:z"),
    ("-0700", "%z"),
    ("Z07:00", "%:z"),
];

/// What to write in place of `text`, if it is known.
pub(super) fn help(text: &str) -> Option<String> {
    let folded: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let folded = folded.to_ascii_lowercase();
    let word = WORDS
        .iter()
        .find(|(others, _)| others.contains(&folded.as_str()));
    if let Some((_, word)) = word.filter(|_| !text.contains([':', ' '])) {
        return Some(format!("write `{word}`"));
    }
    let pattern = if text.contains("2006") {
        go(text)
    } else {
        letters(text)?
    };
    let tells = |directive| pattern.contains(directive);
    (tells("%Y") || tells("%y") || tells("%H"))
        .then(|| format!("as a pattern of this language it is `\"{pattern}\"`"))
}

fn go(text: &str) -> String {
    GO.iter().fold(text.to_owned(), |text, (from, to)| {
        text.replacen(from, to, 1)
    })
}

/// Each run of one letter becomes its directive; what stands in single quotes stays. Nothing if a run is unknown.
fn letters(text: &str) -> Option<String> {
    let mut pattern = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((literal, after)) = rest.strip_prefix('\'').and_then(|it| it.split_once('\'')) {
            pattern.push_str(literal);
            rest = after;
            continue;
        }
        let length = rest.find(|other| other != c).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        if c.is_ascii_alphabetic() {
            pattern.push_str(LETTERS.iter().find(|(known, _)| *known == run)?.1);
        } else {
            pattern.push_str(run);
        }
        rest = after;
    }
    Some(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_other_languages_are_translated() {
        let table = [
            ("yyyy-MM-dd HH:mm:ss", "`\"%Y-%m-%d %H:%M:%S\"`"),
            ("YYYY-MM-DD", "`\"%Y-%m-%d\"`"),
            (
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "`\"%Y-%m-%dT%H:%M:%S.%3f%:z\"`",
            ),
            ("yyyyMMddHHmmss", "`\"%Y%m%d%H%M%S\"`"),
            ("yyyy年MM月dd日", "`\"%Y年%m月%d日\"`"),
            ("2006-01-02 15:04:05", "`\"%Y-%m-%d %H:%M:%S\"`"),
            ("millis", "`epoch_millis`"),
            ("ISO-8601", "`iso`"),
            ("date-time", "`iso`"),
            ("unix", "`epoch_seconds`"),
        ];
        for (text, expected) in table {
            let help = help(text).unwrap_or_default();
            assert!(help.contains(expected), "{text}: {help}");
        }
    }

    #[test]
    fn other_texts_stay_unknown() {
        for text in ["soon", "", "-", "day first", "mm"] {
            assert_eq!(help(text), None, "{text}");
        }
    }
}
