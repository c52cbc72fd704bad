//! One-ofs: which variant a value is, and the value against it.

use serde_json::{Map, Value as Json};
use specwright::model::{Tagging, Type, TypeKind, Union, Variant};

use super::{Checker, Hop};
use crate::request::fault::{excerpt, listed};
use crate::seam::FaultKind;

impl Checker<'_> {
    pub(super) fn union(
        &mut self,
        name: &str,
        union: &Union,
        args: &[Type],
        json: &Json,
    ) -> Option<Json> {
        match (&union.tagging, json) {
            (Tagging::Order, _) => self.first_that_fits(name, union, args, json),
            (Tagging::Inside(tag), Json::Object(members)) => {
                match self.tagged(union, tag, members)? {
                    Some(variant) => self.inside(variant, args, tag, members),
                    None => Some(json.clone()),
                }
            }
            (Tagging::Beside(tag, content), Json::Object(members)) => {
                let Some(variant) = self.tagged(union, tag, members)? else {
                    return Some(json.clone());
                };
                let inner = members.get(content).unwrap_or(&Json::Null);
                let mut plain = members.clone();
                let hop = Hop::Name(content.clone());
                let value = self.within(hop, |checker| checker.variant(variant, args, inner))?;
                plain.insert(content.clone(), value);
                Some(plain.into())
            }
            (Tagging::Key, Json::Object(members)) => self.by_key(union, args, members),
            _ if union.open => Some(json.clone()),
            _ => self.mismatch("an object", json),
        }
    }

    fn variant(&mut self, variant: &Variant, args: &[Type], json: &Json) -> Option<Json> {
        let ty = variant.value.ty.with_arguments(args);
        self.whole(&ty, &variant.value.codec, json)
    }

    /// The variant that a tag names: nothing where it is at fault, and none where it may be any.
    fn tagged<'u>(
        &mut self,
        union: &'u Union,
        tag: &str,
        members: &Map<String, Json>,
    ) -> Option<Option<&'u Variant>> {
        let found = members.get(tag);
        let text = match found {
            Some(Json::String(text)) => Some(text.clone()),
            Some(Json::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let mut variants = union.variants.iter();
        let known = variants.find(|variant| text.as_deref() == Some(&variant.tag));
        if known.is_some() {
            return Some(known);
        }
        if union.open
            || union
                .variants
                .iter()
                .any(|variant| variant.value.ty == Type::Any)
        {
            return Some(None);
        }
        let tags = listed(union.variants.iter().map(|variant| variant.tag.as_str()));
        self.within(Hop::Name(tag.to_owned()), |checker| match text {
            Some(text) => checker.fail(
                FaultKind::Value,
                format!("is {}, which is none of {tags}", excerpt(&text)),
            ),
            None => checker.fail(FaultKind::Missing, format!("is missing: one of {tags}")),
        });
        None
    }

    fn inside(
        &mut self,
        variant: &Variant,
        args: &[Type],
        tag: &str,
        members: &Map<String, Json>,
    ) -> Option<Json> {
        let ty = variant.value.ty.with_arguments(args);
        let api = self.api;
        let tag_value = members.get(tag).cloned().unwrap_or_default();
        let plain = match api.bare(&ty) {
            Type::Named(id, inner) => match api.types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Struct(shape)) => {
                    self.record(shape, inner, &Json::Object(members.clone()), Some(tag))?
                }
                _ => self.variant(variant, args, &without(members, tag))?,
            },
            _ => self.variant(variant, args, &without(members, tag))?,
        };
        Some(match plain {
            Json::Object(mut plain) => {
                plain.insert(tag.to_owned(), tag_value);
                plain.into()
            }
            other => other,
        })
    }

    fn by_key(
        &mut self,
        union: &Union,
        args: &[Type],
        members: &Map<String, Json>,
    ) -> Option<Json> {
        let whole = || Some(Json::Object(members.clone()));
        let keys = listed(union.variants.iter().map(|variant| variant.tag.as_str()));
        let mut entries = members.iter();
        let (Some((key, inner)), None) = (entries.next(), entries.next()) else {
            return match union.open {
                true => whole(),
                false => self.fail(
                    FaultKind::Value,
                    format!("must have exactly one of the keys {keys}"),
                ),
            };
        };
        match union.variants.iter().find(|variant| variant.tag == *key) {
            Some(variant) => {
                let hop = Hop::Name(key.clone());
                let value = self.within(hop, |checker| checker.variant(variant, args, inner))?;
                Some(Json::Object(Map::from_iter([(key.clone(), value)])))
            }
            None if union.open => whole(),
            None => self.fail(
                FaultKind::Value,
                format!("has the key {}, which is none of {keys}", excerpt(key)),
            ),
        }
    }

    /// Each variant in turn; what is told of a value that fits none is what is wrong with the one that it is closest to.
    fn first_that_fits(
        &mut self,
        name: &str,
        union: &Union,
        args: &[Type],
        json: &Json,
    ) -> Option<Json> {
        let mut closest: Option<(usize, Vec<crate::seam::Fault>)> = None;
        let is_rest = |variant: &&Variant| variant.value.ty == Type::Any;
        let variants = union.variants.iter();
        let in_order = variants.clone().filter(|variant| !is_rest(variant));
        for variant in in_order.chain(variants.filter(is_rest)) {
            let (faults, unknown) = (self.faults.len(), self.unknown.len());
            let plain = self.variant(variant, args, json);
            let own = self.faults.split_off(faults);
            if let (Some(plain), true) = (plain, own.is_empty()) {
                return Some(plain);
            }
            self.unknown.truncate(unknown);
            // Faults that lie deeper belong to a variant whose outer shape fits.
            let depth = own
                .iter()
                .map(|fault| fault.at.path.len())
                .max()
                .unwrap_or(0);
            if closest.as_ref().is_none_or(|(known, _)| depth > *known) {
                closest = Some((depth, own));
            }
        }
        if union.open {
            return Some(json.clone());
        }
        let own = self.place().path.len();
        match closest {
            Some((depth, faults)) if depth > own => {
                self.faults.extend(faults);
                None
            }
            _ => self.fail(
                FaultKind::Type,
                format!("is none of the variants of `{name}`"),
            ),
        }
    }
}

fn without(members: &Map<String, Json>, tag: &str) -> Json {
    let others = members.iter().filter(|(name, _)| *name != tag);
    let others = others.map(|(name, value)| (name.clone(), value.clone()));
    Json::Object(others.collect())
}
