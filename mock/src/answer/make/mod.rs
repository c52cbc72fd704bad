//! Values of any type of a spec, made up: they are read as what the spec promises, and stay the same for the same seed.
//!
//! In: a type with its codec and limits. Out: JSON as the wire has it.

mod echo;
mod height;
mod lists;
mod moment;
mod number;
mod pattern;
mod text;
mod union;

use serde_json::{Map, Value as Json};
use specwright::model::{
    Api, Codec, Field, Limits, Presence, Struct, Type, TypeId, TypeKind, Value,
};
use specwright_runtime as rt;

use super::codec::spelling;
use super::dice::Dice;
use super::scalar::{self, choice_json, fits, present};

pub(crate) use echo::Echo;
use height::Heights;

/// Structs within structs below this depth have only what they must have.
const DEEP: usize = 4;
/// So many values are made at most before only what must be there is made.
const PLENTY: usize = 1500;

/// Makes up values.
#[derive(Debug)]
pub(crate) struct Maker<'a> {
    api: &'a Api,
    heights: Heights,
    echo: Echo,
    /// Values that were made so far.
    made: std::cell::Cell<usize>,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot<'s> {
    /// The choices to be made here.
    pub(crate) dice: Dice,
    /// Name of the member.
    pub(crate) name: &'s str,
    /// Structs around it.
    pub(crate) depth: usize,
    /// What the caller gave is repeated here.
    pub(crate) echoes: bool,
    /// It stands in an item of a list that is not the first one: examples would stand there twice.
    pub(crate) again: bool,
    /// Limits of the member.
    pub(crate) limits: Option<&'s Limits>,
    /// The structs around it.
    pub(crate) above: Option<&'s Above<'s>>,
}

/// A struct, and those around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Above<'s> {
    id: TypeId,
    above: Option<&'s Above<'s>>,
}

impl Above<'_> {
    fn holds(&self, id: TypeId) -> bool {
        self.id == id || self.above.is_some_and(|above| above.holds(id))
    }
}

impl<'s> Spot<'s> {
    /// The top of a payload.
    pub(crate) fn top(dice: Dice) -> Self {
        Self {
            dice,
            name: "",
            depth: 0,
            echoes: true,
            again: false,
            limits: None,
            above: None,
        }
    }

    /// An item of the list that is here.
    pub(crate) fn item(self, index: u64) -> Self {
        Self {
            dice: self.dice.item(index),
            again: self.again || index > 0,
            limits: None,
            ..self
        }
    }

    /// An entry of the map, or a part of the one-of, that is here.
    fn below(self, name: &str) -> Self {
        Self {
            dice: self.dice.at(name),
            limits: None,
            ..self
        }
    }
}

impl<'a> Maker<'a> {
    /// Makes values of the types of an API; what a caller gave is repeated where the same names stand.
    pub(crate) fn new(api: &'a Api, echo: Echo) -> Self {
        Self {
            api,
            heights: Heights::of(api),
            echo,
            made: std::cell::Cell::new(0),
        }
    }

    /// A value.
    pub(crate) fn value(&self, value: &Value, spot: Spot<'_>) -> Json {
        self.make(&value.ty, &value.codec, spot)
    }

    /// A value of this type, spelt so.
    pub(crate) fn make(&self, ty: &Type, codec: &Codec, spot: Spot<'_>) -> Json {
        self.made.set(self.made.get() + 1);
        match (present(codec), ty) {
            (_, Type::Nullable(inner)) => match self.is_deep(spot) {
                true => Json::Null,
                false => self.make(inner, codec, spot),
            },
            (Codec::JsonText, _) => Json::String(self.make(ty, &Codec::Plain, spot).to_string()),
            (Codec::Joined(separator), Type::List(item)) => self.joined(item, separator, spot),
            (_, Type::List(item)) => Json::Array(self.list(item, codec, spot)),
            (_, Type::Map(item)) => Json::Object(self.map(item, codec, spot)),
            (_, Type::Named(..)) => self.named(ty, codec, spot),
            (inner, _) => self.scalar(ty, codec, inner, spot),
        }
    }

    /// Whether only what must be there is made.
    fn is_deep(&self, spot: Spot<'_>) -> bool {
        spot.depth > DEEP || self.made.get() > PLENTY
    }

    fn named(&self, ty: &Type, codec: &Codec, spot: Spot<'_>) -> Json {
        let Type::Named(id, args) = ty else {
            return Json::Null;
        };
        let def = self.api.types.get(id.0);
        match def.map(|def| (&def.kind, &def.name)) {
            Some((TypeKind::Alias(value), _)) => {
                // Those of a member hold those of its alias; an item of a list has no member.
                let own = spot.limits.filter(|limits| !limits.is_empty());
                let limits = own.or_else(|| def.map(|def| &def.limits));
                self.make(&value.ty, codec, Spot { limits, ..spot })
            }
            Some((TypeKind::Struct(shape), name)) => {
                let above = Above {
                    id: *id,
                    above: spot.above,
                };
                // A type that holds itself is opened once more, with nothing in it that need not be there.
                let depth = spot.depth
                    + usize::from(spot.above.is_some_and(|above| above.holds(*id))) * DEEP;
                let spot = Spot {
                    above: Some(&above),
                    depth,
                    ..spot
                };
                self.structure(shape, args, name, codec, spot)
            }
            Some((TypeKind::Choice(choice), _)) => {
                let index = spot.dice.below(choice.values.len() as u64) as usize;
                let value = choice.values.get(index);
                value.map_or(Json::Null, |value| choice_json(&value.wire, codec))
            }
            Some((TypeKind::Union(union), _)) => self.union(union, args, spot),
            Some((TypeKind::Error, _)) | None => Json::Null,
        }
    }

    fn structure(
        &self,
        shape: &Struct,
        args: &[Type],
        name: &str,
        codec: &Codec,
        spot: Spot<'_>,
    ) -> Json {
        if let (Codec::Row, true) = (present(codec), shape.extra.is_none()) {
            let cells = shape.fields.iter();
            let cells = cells.map(|field| {
                let made = self.field(field, args, name, spot);
                made.unwrap_or(Json::Null)
            });
            return Json::Array(cells.collect());
        }
        let mut members = Map::new();
        for field in &shape.fields {
            if let Some(made) = self.field(field, args, name, spot) {
                members.insert(field.wire.clone(), made);
            }
        }
        if let Some(extra) = &shape.extra
            && !self.is_deep(spot)
        {
            let below = Spot {
                depth: spot.depth + 1,
                echoes: false,
                ..spot
            };
            let extra = extra.with_arguments(args);
            let name = "extra";
            let made = self.make(
                &extra,
                &Codec::Plain,
                Spot {
                    name,
                    ..below.below(name)
                },
            );
            members.entry(name).or_insert(made);
        }
        Json::Object(members)
    }

    /// The value of a field; `None` where it is left out.
    fn field(&self, field: &Field, args: &[Type], owner: &str, spot: Spot<'_>) -> Option<Json> {
        let ty = field.value.ty.with_arguments(args);
        let codec = &field.value.codec;
        if spot.echoes
            && let Some(echoed) = self.echo.of(self.api, field, &ty, owner)
        {
            return Some(echoed);
        }
        let must = matches!(
            field.presence,
            Presence::Required | Presence::RequiredNullable
        );
        if !must && (self.is_deep(spot) || self.heights.is_endless(&ty)) {
            return None;
        }
        if let Presence::Defaulted(default) = &field.presence
            && fits(self.api, &ty, codec, default)
        {
            return Some(default.clone());
        }
        if field.presence == Presence::RequiredNullable && self.is_deep(spot) {
            return Some(Json::Null);
        }
        if let Some(example) = self.example(field, &ty, spot) {
            return Some(example);
        }
        let below = Spot {
            dice: spot.dice.at(&field.wire),
            name: &field.wire,
            depth: spot.depth + 1,
            echoes: false,
            again: spot.again,
            limits: Some(&field.limits),
            above: spot.above,
        };
        Some(self.make(&ty, codec, below))
    }

    /// The example of the documentation, where it is one.
    fn example(&self, field: &Field, ty: &Type, spot: Spot<'_>) -> Option<Json> {
        let text = field.doc.example.as_deref()?;
        if spot.again {
            return None;
        }
        let as_text = Some(Json::String(text.to_owned()));
        let as_json = serde_json::from_str::<Json>(text).ok();
        // A number that may also be written as text is a number, a text of digits is a text, and so is a day.
        let candidates = match (self.api.bare(ty), &field.value.codec) {
            (Type::String | Type::Secret, _) => [as_text, None],
            (Type::Date | Type::DateTime | Type::Timestamp | Type::Duration, _)
            | (_, Codec::Text | Codec::TextOf(_)) => [as_text, as_json],
            _ => [as_json, as_text],
        };
        let candidates = candidates.into_iter().flatten();
        let fitting = candidates.filter(|one| fits(self.api, ty, &field.value.codec, one));
        let fitting: Vec<Json> = fitting.collect();
        // A codec may read digits as a number too, though it writes them as a text.
        let is_written = |one: &&Json| {
            let written = scalar::respelt(self.api, ty, &field.value.codec, one);
            written.is_none_or(|written| written.is_string() == one.is_string())
        };
        let spelt = fitting.iter().find(is_written);
        spelt.or(fitting.first()).cloned()
    }

    fn scalar(&self, ty: &Type, codec: &Codec, inner: &Codec, spot: Spot<'_>) -> Json {
        let node: Box<dyn rt::Node> = match ty {
            Type::String => Box::new(text::text(spot)),
            Type::Secret => Box::new(rt::Secret::from(
                format!("mock-{}", spot.dice.hex(16)).as_str(),
            )),
            Type::Bool => Box::new(spot.dice.below(2) == 1),
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => {
                return number::integer(ty, spot, inner);
            }
            Type::F64 => Box::new(number::float(spot)),
            Type::Date => Box::new(moment::instant(spot).date()),
            Type::DateTime => Box::new(moment::instant(spot)),
            Type::Timestamp => Box::new(moment::timestamp(spot)),
            Type::Duration => Box::new(moment::duration(spot)),
            Type::Bytes | Type::File => Box::new(text::sentence(spot).into_bytes()),
            Type::Any => return Json::String(text::text(spot)),
            _ => return Json::Null,
        };
        let json = rt::encode_value(&*node, spelling(inner));
        match scalar::means_absence(codec, &json) {
            // Nobody lists more values for absence than there are places to look for another one.
            true if spot.dice != spot.dice.at("") => self.make(
                ty,
                inner,
                Spot {
                    dice: spot.dice.at("present"),
                    ..spot
                },
            ),
            _ => json,
        }
    }
}
