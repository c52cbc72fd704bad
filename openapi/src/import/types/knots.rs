//! Types that stand for themselves or hold themselves without end: the language refuses these.

use super::Types;
use super::def::{Body, DefId, Tagging, Ty, Union, Variant};

impl Types<'_> {
    /// Opens every knot at one place.
    pub(super) fn untie(&mut self) {
        while let Some(cycle) = self.cycle(Self::aliases) {
            self.untie_alias(&cycle);
        }
        // Each round makes one member optional or moves one variant.
        for _ in 0..self.defs.len() * 2 {
            let Some(cycle) = self.cycle(Self::held) else {
                return;
            };
            if !self.open(&cycle) {
                return;
            }
        }
    }

    /// The aliases that an alias names.
    fn aliases(&self, id: DefId) -> Vec<DefId> {
        let is_alias = |id: &DefId| matches!(self.defs[id.0].body, Body::Alias(_));
        match &self.defs[id.0].body {
            Body::Alias(member) => self
                .named_in(&member.ty)
                .into_iter()
                .filter(is_alias)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// `list<Itself>` becomes a one-of with one variant: on the wire it is the same, and in Rust it is a type.
    fn untie_alias(&mut self, cycle: &[DefId]) {
        let special = |id: &&DefId| matches!(&self.defs[id.0].body, Body::Alias(member) if !member.is_special());
        let Some(id) = cycle.iter().find(special).or(cycle.first()).copied() else {
            return;
        };
        let Body::Alias(member) = self.defs[id.0].body.clone() else {
            return;
        };
        let (name, ty) = match &member.ty {
            Ty::List(_) => ("Items", member.ty.clone()),
            Ty::Map(_) => ("Entries", member.ty.clone()),
            _ => {
                let at = self.defs[id.0].at.clone();
                self.remarks
                    .not_carried(&at, "a schema that stands for itself; any value is taken");
                ("Value", Ty::ANY)
            }
        };
        if member.is_special() {
            let at = self.defs[id.0].at.clone();
            self.remarks
                .not_carried(&at, "limits of a type that holds itself");
        }
        let variant = Variant {
            name: name.into(),
            ty,
            tag: None,
            text: None,
        };
        self.defs[id.0].body = match variant.ty == Ty::ANY {
            true => Body::Alias(Box::new(super::Member::of(Ty::ANY))),
            false => Body::Union(Union {
                tagging: Tagging::Order,
                variants: vec![variant],
            }),
        };
    }

    /// The types of which every value holds one.
    fn held(&self, id: DefId) -> Vec<DefId> {
        let direct = |ty: &Ty| match ty {
            Ty::Named(id) => Some(*id),
            _ => None,
        };
        match &self.defs[id.0].body {
            Body::Struct(shape) => {
                let must = shape
                    .fields
                    .iter()
                    .filter(|field| field.required && !field.member.nullable);
                must.filter_map(|field| direct(&field.member.ty)).collect()
            }
            Body::Union(union) => {
                let first = union.variants.first();
                first
                    .and_then(|variant| direct(&variant.ty))
                    .into_iter()
                    .collect()
            }
            Body::Alias(member) => direct(&member.ty).into_iter().collect(),
            Body::Choice(_) | Body::Pending => Vec::new(),
        }
    }

    /// Ends a chain of values: another variant comes first, or a member may be missing.
    fn open(&mut self, cycle: &[DefId]) -> bool {
        let is_in = |ty: &Ty| matches!(ty, Ty::Named(id) if cycle.contains(id));
        for id in cycle {
            if let Body::Union(union) = &mut self.defs[id.0].body
                && union.tagging != Tagging::Order
                && let Some(index) = union
                    .variants
                    .iter()
                    .position(|variant| !is_in(&variant.ty))
                && index > 0
            {
                let variant = union.variants.remove(index);
                union.variants.insert(0, variant);
                return true;
            }
        }
        for id in cycle {
            let at = self.defs[id.0].at.clone();
            if let Body::Struct(shape) = &mut self.defs[id.0].body
                && let Some(field) = shape.fields.iter_mut().find(|field| {
                    field.required && !field.member.nullable && is_in(&field.member.ty)
                })
            {
                field.required = false;
                let said = format!(
                    "`{}` would hold itself without end: it may be missing",
                    field.wire
                );
                self.remarks.guessed(&at, said);
                return true;
            }
        }
        false
    }

    /// A cycle in a graph over all types.
    fn cycle(&self, next: fn(&Self, DefId) -> Vec<DefId>) -> Option<Vec<DefId>> {
        let mut done = vec![false; self.defs.len()];
        for start in (0..self.defs.len()).map(DefId) {
            let mut on_path = vec![false; self.defs.len()];
            let mut path: Vec<(DefId, Vec<DefId>)> = Vec::new();
            if !done[start.0] {
                on_path[start.0] = true;
                path.push((start, next(self, start)));
            }
            while let Some((id, left)) = path.last_mut() {
                let id = *id;
                let Some(target) = left.pop() else {
                    done[id.0] = true;
                    on_path[id.0] = false;
                    path.pop();
                    continue;
                };
                if on_path[target.0] {
                    let from = path.iter().position(|(id, _)| *id == target).unwrap_or(0);
                    return Some(path[from..].iter().map(|(id, _)| *id).collect());
                }
                if !done[target.0] {
                    on_path[target.0] = true;
                    path.push((target, next(self, target)));
                }
            }
        }
        None
    }
}
