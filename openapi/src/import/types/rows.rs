//! Tuples: lists in which each place has a type of its own.

use oas3::spec::Schema;

use super::Types;
use super::def::{Body, Field, Made, Member, Struct, Ty};
use super::facts::Kind;
use super::flat::{Flat, object};
use super::notes;
use crate::import::naming;

impl Types<'_> {
    /// A list whose items have types of their own, one after the other.
    pub(super) fn row(&mut self, flat: &Flat, hint: &str, member: &mut Member) -> Option<Made> {
        if flat.prefix.is_empty() {
            return None;
        }
        let count = u64::try_from(flat.prefix.len()).unwrap_or(u64::MAX);
        let ends = flat
            .items
            .iter()
            .any(|(items, _)| matches!(items, Schema::Boolean(no) if !no.0))
            || flat.own.max_items == Some(count);
        let kinds: Vec<Vec<Kind>> = flat.prefix.iter().map(|item| self.kinds(item)).collect();
        let same = kinds.iter().all(|kind| *kind == kinds[0])
            && flat.prefix.iter().all(|item| item.0 == flat.prefix[0].0);
        if same {
            let (ty, text) = self.inner(&flat.prefix[0].clone(), &naming::singular(hint));
            notes::about_items(member, text);
            return Some(Made::Type(Ty::list(ty)));
        }
        if !ends {
            let said =
                "a list that begins with items of different types and goes on; any items are taken";
            self.remarks.not_carried(&flat.at.key("prefixItems"), said);
            return Some(Made::Type(Ty::list(Ty::ANY)));
        }
        let needed = flat.own.min_items.unwrap_or(0);
        let prefix = flat.prefix.clone();
        let mut fields = Vec::new();
        for (index, (schema, at)) in prefix.iter().enumerate() {
            let wire = object(schema)
                .and_then(|schema| schema.title.clone())
                .map(|title| naming::snake(&title))
                .filter(|name| !fields.iter().any(|field: &Field| field.wire == *name))
                .unwrap_or_else(|| format!("item_{}", index + 1));
            let member = self.named(schema, at, &format!("{hint}{}", naming::type_name(&wire)));
            let required = u64::try_from(index).unwrap_or(u64::MAX) < needed;
            fields.push(Field {
                wire,
                required,
                member,
            });
        }
        let shape = Struct {
            fields,
            ..Default::default()
        };
        member.wire = Some("row");
        // The name itself may be that of a type which says how the row travels.
        let hint = match self.names.has(hint) {
            true => format!("{hint}Row"),
            false => hint.to_owned(),
        };
        let id = self.define(&hint, &flat.at, Body::Struct(shape), None);
        Some(Made::Type(Ty::Named(id)))
    }
}
