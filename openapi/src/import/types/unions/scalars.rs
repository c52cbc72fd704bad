//! Branches that are single values: the narrower ones are tried first.

use oas3::spec::SchemaType;

use super::Branch;
use crate::import::types::Types;
use crate::import::types::def::{Body, Choice, Ty};
use crate::import::types::enums::{branch_values, joined};

type Parts = Vec<(String, Ty, Option<String>)>;

impl Types<'_> {
    /// Truth values are all alike.
    pub(super) fn truths(&mut self, branches: &[Branch], hint: &str, parts: &mut Parts) {
        if let Some(first) = branches.first() {
            let (name, ty, text) = self.variant(first, "Bool", hint);
            parts.push((name, ty, text));
        }
    }

    /// Integers before other numbers.
    pub(super) fn numbers(&mut self, branches: &[Branch], hint: &str, parts: &mut Parts) {
        let is_integer = |branch: &&Branch| {
            branch.flat.types.contains(&SchemaType::Integer)
                || branch_values(&branch.flat).is_some()
        };
        let integers: Vec<&Branch> = branches.iter().filter(is_integer).collect();
        let others: Vec<&Branch> = branches
            .iter()
            .filter(|branch| !is_integer(branch))
            .collect();
        for (kind, group) in [("Integer", integers), ("Number", others)] {
            // Values of a list of numbers are numbers: what takes all of them is one type.
            let widest = group
                .iter()
                .find(|branch| branch_values(&branch.flat).is_none());
            if let Some(branch) = widest.or(group.first()) {
                parts.push(self.variant(branch, kind, hint));
            }
        }
    }

    /// Texts: listed ones first, then instants and days, then any.
    pub(super) fn texts(&mut self, branches: &[Branch], hint: &str, parts: &mut Parts) {
        let rank = |branch: &Branch| match branch.flat.own.format.as_deref() {
            _ if branch_values(&branch.flat).is_some() => 0,
            Some("date-time") => 1,
            Some("date") => 2,
            Some("int64" | "int32" | "uint64" | "uint32" | "double") => 3,
            Some("byte" | "binary") => 4,
            _ => 5,
        };
        let of = |wanted: usize| -> Vec<&Branch> {
            branches
                .iter()
                .filter(|branch| rank(branch) == wanted)
                .collect()
        };
        self.listed(&of(0), hint, parts);
        for (index, kind) in [(1, "Instant"), (2, "Day"), (3, "Digits")] {
            if let Some(first) = of(index).first() {
                parts.push(self.variant(first, kind, hint));
            }
        }
        let (bytes, rest) = (of(4), of(5));
        match (bytes.first(), rest.as_slice()) {
            (_, [only]) => parts.push(self.variant(only, "Text", hint)),
            // Differing patterns and lengths: any text does.
            (_, [_, ..]) => parts.push(("Text".into(), Ty::STRING, None)),
            (Some(bytes), []) => parts.push(self.variant(bytes, "Bytes", hint)),
            (None, []) => {}
        }
    }

    /// Texts that are listed, as one enum that takes no others: these are for the branches behind it.
    fn listed(&mut self, branches: &[&Branch], hint: &str, parts: &mut Parts) {
        let lists: Vec<_> = branches
            .iter()
            .filter_map(|branch| branch_values(&branch.flat))
            .collect();
        let Some(first) = branches.first() else {
            return;
        };
        let name = match branches {
            [one] => one.name(self, "Word"),
            _ => "Word".into(),
        };
        let values = joined(lists);
        let flat = first.flat.clone();
        let mut member = super::Member::of(Ty::STRING);
        let made = self.choice(values, &flat, &mut member);
        let super::Made::Body(Body::Choice(choice)) = made else {
            parts.push((name, Ty::STRING, None));
            return;
        };
        let body = Body::Choice(Choice {
            closed: true,
            ..choice
        });
        let mut ty = Ty::Named(self.define(&format!("{hint}{name}"), &first.at, body, None));
        if member.wire.is_some() {
            let alias = super::Member { ty, ..member };
            let body = Body::Alias(Box::new(alias));
            ty = Ty::Named(self.define(&format!("{hint}{name}Text"), &first.at, body, None));
        }
        parts.push((name, ty, None));
    }
}
