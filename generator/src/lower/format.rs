//! `format` of days, times and lengths of time: words and patterns.

use super::foreign_format;
use super::pattern;
use super::view::Leaf;
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::Codec;

/// Words of `format` beside patterns.
const WORDS: &[(&str, Codec)] = &[
    ("iso", Codec::Iso),
    ("epoch_seconds", Codec::EpochSeconds),
    ("epoch_millis", Codec::EpochMillis),
    ("seconds", Codec::Seconds),
    ("clock", Codec::Clock),
];

/// What `format` means for a day, a time or a length of time.
pub(super) fn lower(
    leaf: Leaf,
    text: &str,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<Codec> {
    if !matches!(
        leaf,
        Leaf::Date | Leaf::DateTime | Leaf::Timestamp | Leaf::Duration
    ) {
        let message = "only a `date`, `datetime`, `timestamp` or `duration` has a `format`";
        diags.error(Code::BadSpelling, place.clone(), message);
        return None;
    }
    if let Some((word, codec)) = WORDS.iter().find(|(word, _)| *word == text) {
        if formats_of(leaf).contains(word) {
            return Some(codec.clone());
        }
        let fitting: Vec<_> = formats_of(leaf)
            .iter()
            .map(|word| format!("`{word}`"))
            .collect();
        let kind = kind_name(leaf);
        let problem = diags.error(
            Code::BadSpelling,
            place.clone(),
            format!("a `{kind}` cannot be spelt as `{word}`"),
        );
        let or_pattern = if leaf == Leaf::Duration {
            ""
        } else {
            " and patterns such as `%Y%m%d`"
        };
        problem.help(format!(
            "a `{kind}` takes {}{or_pattern}",
            fitting.join(", ")
        ));
        return None;
    }
    if !text.contains('%') {
        let problem = diags.error(
            Code::BadSpelling,
            place.clone(),
            format!("unknown format `{text}`"),
        );
        let near = did_you_mean(text, WORDS.iter().map(|(word, _)| *word));
        match (foreign_format::help(text), near) {
            (Some(help), _) => problem.help(help),
            (None, Some(near)) => problem.help(format!("did you mean `{near}`?")),
            (None, None) => problem
                .help("a pattern has a `%` before each of its letters, for instance `%Y-%m-%d`"),
        };
        return None;
    }
    match pattern::check(text, leaf) {
        Ok(()) => Some(Codec::Pattern(text.to_owned())),
        Err(fault) => {
            let problem = diags.error(
                Code::BadPattern,
                place.clone().part(fault.part),
                fault.message,
            );
            if let Some(help) = fault.help {
                problem.help(help);
            }
            None
        }
    }
}

fn formats_of(leaf: Leaf) -> &'static [&'static str] {
    match leaf {
        Leaf::Timestamp => &["iso", "epoch_seconds", "epoch_millis"],
        Leaf::Duration => &["seconds", "clock"],
        _ => &["iso"],
    }
}

fn kind_name(leaf: Leaf) -> &'static str {
    match leaf {
        Leaf::Date => "date",
        Leaf::DateTime => "datetime",
        Leaf::Timestamp => "timestamp",
        _ => "duration",
    }
}
