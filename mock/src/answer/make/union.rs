//! One-ofs, made up: one of the variants, with what tells that it is this one.

use serde_json::{Map, Value as Json};
use specwright::model::{Codec, Tagging, Type, Union, Value, Variant};

use super::{Maker, Spot};

impl Maker<'_> {
    pub(super) fn union(&self, union: &Union, args: &[Type], spot: Spot<'_>) -> Json {
        let Some(variant) = self.variant(union, spot) else {
            return Json::Null;
        };
        let value = Value {
            ty: variant.value.ty.with_arguments(args),
            codec: variant.value.codec.clone(),
        };
        let below = Spot {
            depth: spot.depth + 1,
            ..spot.below(&variant.key)
        };
        let content = self.value(&value, below);
        tagged(&union.tagging, variant, &value, content)
    }

    /// By the dice; deep down the one that ends soonest.
    fn variant<'u>(&self, union: &'u Union, spot: Spot<'_>) -> Option<&'u Variant> {
        let height = |variant: &&Variant| self.heights.of_type(&variant.value.ty);
        if self.is_deep(spot) || spot.depth >= super::DEEP {
            return union.variants.iter().min_by_key(height);
        }
        let ending: Vec<&Variant> = union.variants.iter().collect();
        let ending: Vec<&Variant> = match ending
            .iter()
            .any(|one| !self.heights.is_endless(&one.value.ty))
        {
            true => ending
                .into_iter()
                .filter(|one| !self.heights.is_endless(&one.value.ty))
                .collect(),
            false => ending,
        };
        let index = spot.dice.at("variant").below(ending.len() as u64);
        ending.get(usize::try_from(index).ok()?).copied()
    }
}

fn tagged(tagging: &Tagging, variant: &Variant, value: &Value, content: Json) -> Json {
    let tag = Json::String(variant.tag.clone());
    let is_nothing = value.ty == Type::Unit && value.codec == Codec::Plain;
    match tagging {
        Tagging::Order => content,
        Tagging::Inside(name) => {
            let mut members = Map::from_iter([(name.clone(), tag)]);
            if let Json::Object(content) = content {
                let others = content.into_iter().filter(|(member, _)| member != name);
                members.extend(others);
            }
            Json::Object(members)
        }
        Tagging::Beside(name, _) if is_nothing => {
            Json::Object(Map::from_iter([(name.clone(), tag)]))
        }
        Tagging::Beside(name, holder) => Json::Object(Map::from_iter([
            (name.clone(), tag),
            (holder.clone(), content),
        ])),
        Tagging::Key => Json::Object(Map::from_iter([(variant.tag.clone(), content)])),
    }
}
