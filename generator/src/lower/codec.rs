//! `format`, `wire` and `absent` to a codec, refusing what makes no sense for the type.
//!
//! In: a type and the three keys. Out: the whole spelling, with that of the type's alias in it.

use super::format;
use super::index::Types;
use super::view::{Container, Leaf, View, view};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Codec, Type};
use crate::spec::Wire;

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
        .and_then(|text| format::lower(view.leaf, text, &place.clone().key("format"), diags));
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
        Wire::Pipe => joined(view, formatted, "|"),
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
        Wire::Row if view.leaf == Leaf::Struct && !formatted => Ok(Codec::Row),
        Wire::Row => refuse(
            "`wire: row` is for structs",
            Some("a row of one kind of values is a list, for instance `list<string>`"),
        ),
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
mod tests;
