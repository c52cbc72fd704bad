//! Limits of values: what members and aliases say of numbers, texts and lists, refused where it fits no value.
//!
//! In: a type and the keys that stand beside it. Out: all limits that hold there, those of the type's aliases among
//! them. Limits of items are those of the alias that the items name.

mod narrow;
mod own;

use super::index::{Kind, Types};
use super::scope::at;
use super::view::{Container, Leaf, view};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Codec, Limits, Type, TypeId, Value};
use crate::spec::WrittenLimits;
use own::{check_lengths_counted, check_own, check_room, own};

/// What limits can be said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Number,
    Text,
    /// Bytes and files: their length is never one of characters.
    Bytes,
    List,
    Map,
    Other,
    /// Refused already.
    Unknown,
}

/// The limits of a value; `place` is the entry that has the keys.
pub(super) fn lower(
    types: &Types<'_>,
    value: &Value,
    written: WrittenLimits<'_>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Limits {
    let inherited = inherited(types, &value.ty);
    let keys = written.keys();
    if keys.is_empty() {
        return inherited
            .map(|(_, limits)| limits.clone())
            .unwrap_or_default();
    }
    let held = held(types, value);
    if held == Held::Unknown {
        return Limits::default();
    }
    let mut refuse = Refuse { place, diags };
    let misplaced = keys.iter().filter(|key| !fits(held, key));
    let misplaced: Vec<&str> = misplaced.copied().collect();
    for key in &misplaced {
        refuse.misplaced(held, key);
    }
    let twice = [("min", "above"), ("max", "below")];
    let twice = twice
        .iter()
        .filter(|(a, b)| keys.contains(a) && keys.contains(b));
    for (key, other) in twice.clone() {
        let message = format!("`{key}` and `{other}` are two ends where there is one");
        refuse.at(
            other,
            message,
            "keep `min` or `max` if the number itself is allowed",
        );
    }
    if !misplaced.is_empty() || twice.count() > 0 {
        return Limits::default();
    }
    let own = own(held, written);
    if !check_own(&own, written, value, &mut refuse) {
        return Limits::default();
    }
    let Some((alias, outer)) = inherited else {
        check_lengths_counted(&own, written, &mut refuse);
        return own;
    };
    let merged = narrow::narrow(outer, own, written, alias, &mut refuse);
    check_lengths_counted(&merged, written, &mut refuse);
    check_room(&merged, written, &mut refuse);
    merged
}

/// The limits of the alias that a type names, and its name.
fn inherited<'t>(types: &'t Types<'_>, ty: &Type) -> Option<(&'t str, &'t Limits)> {
    let id = match ty {
        Type::Nullable(inner) => return inherited(types, inner),
        Type::Named(id, _) if types.kind(*id) == Kind::Alias => *id,
        _ => return None,
    };
    let limits = types.alias_limits(id).filter(|limits| !limits.is_empty())?;
    Some((types.name(id), limits))
}

/// The limits of an alias, those of the aliases that it names among them.
pub(super) fn of_alias(types: &Types<'_>, id: TypeId, diags: &mut Diagnostics) -> Limits {
    let (Some(def), Some(value)) = (types.defs.get(id.0), types.alias(id)) else {
        return Limits::default();
    };
    lower(
        types,
        value,
        def.entry.value.limits(),
        &def.entry.place,
        diags,
    )
}

fn held(types: &Types<'_>, value: &Value) -> Held {
    let view = view(types, &value.ty);
    match (view.containers.first(), view.leaf) {
        (_, Leaf::Unknown) => Held::Unknown,
        (Some(Container::List), _) => Held::List,
        (Some(Container::Map), _) => Held::Map,
        (None, Leaf::Number) => Held::Number,
        (None, Leaf::Duration) if in_seconds(&value.codec) => Held::Number,
        (None, Leaf::String | Leaf::Secret) => Held::Text,
        (None, Leaf::Bytes | Leaf::File) => Held::Bytes,
        _ => Held::Other,
    }
}

/// A length of time that travels as a number.
fn in_seconds(codec: &Codec) -> bool {
    match codec {
        Codec::Seconds => true,
        Codec::TextOf(inner) | Codec::Absent(_, inner) => in_seconds(inner),
        _ => false,
    }
}

/// What a key limits.
fn owners(key: &str) -> (&'static [Held], &'static str) {
    match key {
        "min" | "max" | "above" | "below" | "multiple_of" => (&[Held::Number], "numbers"),
        "min_length" | "max_length" | "length_in" => {
            (&[Held::Text, Held::Bytes], "texts and bytes")
        }
        "pattern" => (&[Held::Text], "texts"),
        "unique" => (&[Held::List], "lists"),
        _ => (&[Held::List, Held::Map], "lists and maps"),
    }
}

fn fits(held: Held, key: &str) -> bool {
    owners(key).0.contains(&held)
}

/// Reports at the keys of one entry.
struct Refuse<'a> {
    place: &'a Place,
    diags: &'a mut Diagnostics,
}

impl Refuse<'_> {
    fn at(&mut self, key: &str, message: String, help: &str) {
        let place = at(self.place, key).of_key();
        let problem = self.diags.error(Code::BadValueLimit, place, message);
        if !help.is_empty() {
            problem.help(help);
        }
    }

    fn misplaced(&mut self, held: Held, key: &str) {
        let help = match held {
            Held::List | Held::Map if key != "unique" => {
                "for its items: describe them as a type of their own with this limit, and name it in `list<..>`"
            }
            Held::Number => "a number has `min`, `max`, `above`, `below` and `multiple_of`",
            Held::Text => "a text has `min_length`, `max_length` and `pattern`",
            Held::Bytes => "bytes have `min_length` and `max_length`",
            Held::List | Held::Map | Held::Other | Held::Unknown => {
                "remove it, or correct the type"
            }
        };
        self.at(key, format!("`{key}` is for {}", owners(key).1), help);
    }
}
