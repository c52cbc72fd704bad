//! `format`, `wire` and `absent` to a codec, refusing what makes no sense for the type.
//!
//! In: a type and the three keys. Out: the whole spelling, with that of the type's alias in it.

use super::index::Types;
use super::pattern;
use super::view::{Container, Leaf, View, view};
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::{Codec, Type};
use crate::spec::Wire;

/// Words of `format` beside patterns.
const WORDS: &[(&str, Codec)] = &[
    ("iso", Codec::Iso),
    ("epoch_seconds", Codec::EpochSeconds),
    ("epoch_millis", Codec::EpochMillis),
    ("seconds", Codec::Seconds),
    ("clock", Codec::Clock),
];

/// The keys that say how a value is spelt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spelling<'a> {
    pub(super) format: Option<&'a str>,
    pub(super) wire: Option<&'a Wire>,
    pub(super) absent: &'a [String],
}

/// The codec for `ty`; `place` is the entry that has the keys.
pub(super) fn spell(
    types: &Types<'_>,
    ty: &Type,
    spelling: Spelling<'_>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Codec {
    let view = view(types, ty);
    let codec = match &view.speller {
        Some(_) => inherited(&view, spelling, place, diags),
        None => own(&view, spelling, place, diags),
    };
    absent(codec, spelling.absent, place, diags)
}

/// The spelling that an alias brings. It cannot be changed, and a whole list cannot be spelt by its items' alias.
fn inherited(view: &View, spelling: Spelling<'_>, place: &Place, diags: &mut Diagnostics) -> Codec {
    let Some(speller) = &view.speller else {
        return Codec::Plain;
    };
    let given = [
        ("format", spelling.format.is_some()),
        ("wire", spelling.wire.is_some()),
    ];
    for (key, _) in given.iter().filter(|(_, given)| *given) {
        let message = format!("`{}` says already how it is spelt", speller.name);
        diags
            .error(Code::BadSpelling, place.clone().key(*key), message)
            .help(format!(
                "remove `{key}`, or use the type that `{}` stands for",
                speller.name
            ));
    }
    if speller.inside && takes_whole(&speller.codec) {
        let message = format!(
            "`{}` cannot be inside `list<>` or `map<>`: it is spelt as a whole",
            speller.name
        );
        let place = place.clone().key("type").part(&speller.name);
        diags
            .error(Code::BadSpelling, place, message)
            .help("lists and maps hand their spelling on to their items; a struct with one field can hold it");
        return Codec::Plain;
    }
    speller.codec.clone()
}

/// Codecs that the outermost list or map would take for itself.
fn takes_whole(codec: &Codec) -> bool {
    matches!(
        codec,
        Codec::Joined(_) | Codec::JsonText | Codec::Absent(..)
    )
}

fn own(view: &View, spelling: Spelling<'_>, place: &Place, diags: &mut Diagnostics) -> Codec {
    if view.leaf == Leaf::Unknown {
        return Codec::Plain;
    }
    let format = spelling
        .format
        .and_then(|text| format(view.leaf, text, &place.clone().key("format"), diags));
    let Some(wire) = spelling.wire else {
        return format.unwrap_or_default();
    };
    match travel(view, spelling.format.is_some(), format, wire) {
        Ok(codec) => codec,
        Err((message, help)) => {
            let problem = diags.error(Code::BadSpelling, place.clone().key("wire"), message);
            if let Some(help) = help {
                problem.help(help);
            }
            Codec::Plain
        }
    }
}

/// What `format` means for a day, a time or a length of time.
fn format(leaf: Leaf, text: &str, place: &Place, diags: &mut Diagnostics) -> Option<Codec> {
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
        match did_you_mean(text, WORDS.iter().map(|(word, _)| *word)) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem
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

type Refusal = (String, Option<&'static str>);

fn refuse<T>(message: &str, help: Option<&'static str>) -> Result<T, Refusal> {
    Err((message.to_owned(), help))
}

/// How `wire` changes what `format` says. `formatted` is true as well where the format was refused.
fn travel(
    view: &View,
    formatted: bool,
    format: Option<Codec>,
    wire: &Wire,
) -> Result<Codec, Refusal> {
    let bare = matches!(view.leaf, Leaf::Bool | Leaf::Number | Leaf::IntegerChoice);
    match wire {
        Wire::Text | Wire::Either if bare && !formatted => Ok(match wire {
            Wire::Text => Codec::Text,
            _ => Codec::Either,
        }),
        Wire::Text => match format {
            Some(codec @ (Codec::EpochSeconds | Codec::EpochMillis | Codec::Seconds)) => {
                Ok(Codec::TextOf(Box::new(codec)))
            }
            None if formatted => Ok(Codec::Plain),
            _ => refuse(
                "`wire: text` is for numbers and truth values",
                Some(
                    "leave it out: what is not a number or a truth value is text already, or cannot be",
                ),
            ),
        },
        Wire::Either => refuse(
            "`wire: either` is for numbers and truth values without a `format`",
            Some("`wire: text` reads the bare value too"),
        ),
        Wire::Comma => joined(view, formatted, ","),
        Wire::Semicolon => joined(view, formatted, ";"),
        Wire::Space => joined(view, formatted, " "),
        Wire::Json if formatted => refuse("JSON inside a text has no `format`", None),
        Wire::Json
            if view.containers.is_empty() && matches!(view.leaf, Leaf::String | Leaf::Secret) =>
        {
            refuse(
                "a text is no JSON inside a text",
                Some(
                    "leave `wire` out to get the text as it is, or give the type that the JSON has",
                ),
            )
        }
        Wire::Json => Ok(Codec::JsonText),
    }
}

fn joined(view: &View, formatted: bool, separator: &'static str) -> Result<Codec, Refusal> {
    let plain_text = matches!(
        view.leaf,
        Leaf::String
            | Leaf::Bool
            | Leaf::Number
            | Leaf::Date
            | Leaf::DateTime
            | Leaf::Timestamp
            | Leaf::TextChoice
            | Leaf::IntegerChoice
    );
    match view.containers.as_slice() {
        [Container::List] if formatted => refuse("items of a joined list have no `format`", None),
        [Container::List] if plain_text => Ok(Codec::Joined(separator)),
        [Container::List] => refuse(
            "items of a joined list are texts, numbers, truth values, days, times or enums",
            None,
        ),
        _ => refuse(
            "only a list of single values can be joined",
            Some("write the type as `list<..>`, for instance `list<string>`"),
        ),
    }
}

/// Puts the texts that mean absence around a codec.
fn absent(codec: Codec, texts: &[String], place: &Place, diags: &mut Diagnostics) -> Codec {
    if texts.is_empty() {
        return codec;
    }
    if let Codec::Absent(..) = codec {
        let message = "the type says already which texts mean absence";
        diags.error(Code::BadSpelling, place.clone().key("absent"), message);
        return codec;
    }
    Codec::Absent(texts.to_vec(), Box::new(codec))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    /// The codec, or the messages of what was refused.
    fn spelt(
        ty: Type,
        format: Option<&str>,
        wire: Option<Wire>,
        absent: &[&str],
    ) -> Result<Codec, Vec<String>> {
        let absent: Vec<String> = absent.iter().map(|text| (*text).to_owned()).collect();
        let spelling = Spelling {
            format,
            wire: wire.as_ref(),
            absent: &absent,
        };
        let mut diags = Diagnostics::new();
        let codec = spell(
            &Types::new(Vec::new()),
            &ty,
            spelling,
            &Place::file(FileId(0)),
            &mut diags,
        );
        let messages: Vec<String> = diags
            .iter()
            .map(|problem| problem.message().to_owned())
            .collect();
        if messages.is_empty() {
            Ok(codec)
        } else {
            Err(messages)
        }
    }

    fn list(item: Type) -> Type {
        Type::List(Box::new(item))
    }

    #[test]
    fn spellings_combine() {
        let epoch = || Box::new(Codec::EpochSeconds);
        let table = [
            (Type::I64, None, None, Codec::Plain),
            (Type::I64, None, Some(Wire::Text), Codec::Text),
            (Type::Bool, None, Some(Wire::Either), Codec::Either),
            (list(Type::U32), None, Some(Wire::Text), Codec::Text),
            (
                Type::Date,
                Some("%Y%m%d"),
                None,
                Codec::Pattern("%Y%m%d".into()),
            ),
            (Type::DateTime, Some("iso"), None, Codec::Iso),
            (
                Type::Timestamp,
                Some("epoch_millis"),
                None,
                Codec::EpochMillis,
            ),
            (
                Type::Timestamp,
                Some("epoch_seconds"),
                Some(Wire::Text),
                Codec::TextOf(epoch()),
            ),
            (Type::Duration, Some("clock"), None, Codec::Clock),
            (
                Type::Nullable(Box::new(list(Type::String))),
                None,
                Some(Wire::Comma),
                Codec::Joined(","),
            ),
            (
                list(Type::Date),
                None,
                Some(Wire::Space),
                Codec::Joined(" "),
            ),
            (list(Type::Any), None, Some(Wire::Json), Codec::JsonText),
            (list(Type::String), None, Some(Wire::Json), Codec::JsonText),
            (Type::Error, Some("iso"), Some(Wire::Text), Codec::Plain),
        ];
        for (ty, format, wire, expected) in table {
            assert_eq!(spelt(ty.clone(), format, wire, &[]), Ok(expected), "{ty:?}");
        }
        let expected = Codec::Absent(vec!["".into(), "-".into()], Box::new(Codec::Text));
        assert_eq!(
            spelt(Type::I64, None, Some(Wire::Text), &["", "-"]),
            Ok(expected)
        );
    }

    #[test]
    fn senseless_ones_are_refused() {
        let table = [
            (Type::String, Some("iso"), None),
            (Type::I64, Some("epoch_seconds"), None),
            (Type::Duration, Some("%H:%M"), None),
            (Type::Date, Some("seconds"), None),
            (Type::String, None, Some(Wire::Text)),
            (Type::Any, None, Some(Wire::Text)),
            (Type::Duration, Some("clock"), Some(Wire::Text)),
            (Type::Timestamp, Some("epoch_seconds"), Some(Wire::Either)),
            (Type::I64, None, Some(Wire::Comma)),
            (Type::Map(Box::new(Type::I64)), None, Some(Wire::Semicolon)),
            (list(list(Type::I64)), None, Some(Wire::Space)),
            (list(Type::Any), None, Some(Wire::Comma)),
            (list(Type::Date), Some("iso"), Some(Wire::Comma)),
            (Type::Timestamp, Some("iso"), Some(Wire::Json)),
            (Type::Secret, None, Some(Wire::Json)),
        ];
        for (ty, format, wire) in table {
            let refused = spelt(ty.clone(), format, wire.clone(), &[]);
            assert_eq!(
                refused.map_err(|messages| messages.len()),
                Err(1),
                "{ty:?} {format:?} {wire:?}"
            );
        }
    }
}
