//! Types. In: two versions of an API. Out: drafts.

use specwright::model::{Field, Struct, TypeDef, TypeKind};
use specwright::surface::Origin;
use specwright::{Place, names, places};

use super::change::{Kind, Subject, What};
use super::draft::{ALL, At, Draft, Facet, MEMBER};
use super::members::{Member, deprecation, documented};
use super::pair::{Pair, turned};
use super::pairs::{Pairs, pairs};
use super::wire::Roles;

/// A type on both sides.
#[derive(Clone)]
pub(super) struct Both<'m> {
    pub(super) old: (usize, &'m TypeDef),
    pub(super) new: (usize, &'m TypeDef),
    pub(super) roles: Roles,
}

impl Both<'_> {
    pub(super) fn at(&self) -> At {
        (Some(at(self.old)), Some(at(self.new)))
    }

    fn part(&self, draft: Draft) -> Draft {
        draft.part_of(Origin::Type(self.old.0), Origin::Type(self.new.0))
    }

    /// The subject of a member.
    pub(super) fn of(&self, kind: Kind, name: &str) -> Subject {
        Subject::new(kind, name).of(&self.old.1.name)
    }

    pub(super) fn changed(&self, aspect: &'static str, text: impl Into<String>) -> Draft {
        let subject = Subject::new(Kind::Type, &self.old.1.name);
        Draft::changed(subject, aspect, self.at(), text)
    }
}

fn at((index, def): (usize, &TypeDef)) -> (Place, Origin) {
    (places::type_def(def), Origin::Type(index))
}

fn field_at((index, def): (usize, &TypeDef), field: (usize, &Field)) -> (Place, Origin) {
    (places::field(def, field.1), Origin::Member(index, field.0))
}

impl Pair<'_> {
    pub(super) fn types(&mut self) {
        let (old, new) = (&self.old.types, &self.new.types);
        let Pairs {
            both,
            gone,
            new: added,
        } = &self.types;
        let (both, gone, added) = (both.clone(), gone.clone(), added.clone());
        for index in gone {
            let subject = Subject::new(Kind::Type, &old[index].name);
            self.push(Draft::removed(subject, at((index, &old[index]))));
        }
        for (from, to) in both {
            let (sent, received) = (self.usage.0.roles(from), self.usage.1.roles(to));
            let roles = Roles {
                sent: sent.sent,
                received: received.received || sent.received,
            };
            let both = Both {
                old: (from, &old[from]),
                new: (to, &new[to]),
                roles,
            };
            self.type_def(&both);
        }
        for index in added {
            let subject = Subject::new(Kind::Type, &new[index].name);
            self.push(Draft::added(subject, at((index, &new[index]))));
        }
    }

    fn type_def(&mut self, both: &Both<'_>) {
        let (old, new) = (both.old.1, both.new.1);
        if old.name != new.name {
            let subject = Subject::new(Kind::Type, &old.name);
            let text = format!("is called `{}` now", new.name);
            self.push(Draft::new(subject, What::Renamed, both.at(), text));
        }
        match (&old.kind, &new.kind) {
            (TypeKind::Struct(old), TypeKind::Struct(new)) => self.record(both, old, new),
            (TypeKind::Choice(old), TypeKind::Choice(new)) => self.choice(both, old, new),
            (TypeKind::Union(old), TypeKind::Union(new)) => self.union(both, old, new),
            (TypeKind::Alias(old), TypeKind::Alias(new)) => {
                let draft = |aspect, text: String| both.changed(aspect, text);
                self.value(&draft, (old, &[]), (new, &[]), both.roles, ALL);
                let limits = (&both.old.1.limits, &both.new.1.limits);
                self.value_limits(&draft, (limits.0, &old.ty), (limits.1, &new.ty), both.roles);
            }
            (before, now) => {
                let text = turned("kind", kind(before), kind(now));
                let reason = "a value of another kind is spelt otherwise";
                self.push(both.changed("kind", text).touches(ALL).breaks(reason));
            }
        }
        if let Some(text) = deprecation(&old.deprecated, &new.deprecated) {
            self.push(both.changed("deprecation", text));
        }
        let parts = [
            ("text", old.doc != new.doc),
            ("source", old.source != new.source),
        ];
        if let Some(text) = documented(&parts) {
            self.push(both.changed("documentation", text));
        }
    }

    fn record(&mut self, both: &Both<'_>, old: &Struct, new: &Struct) {
        if old.generics.len() != new.generics.len() {
            let (was, is) = (old.generics.len(), new.generics.len());
            let text = format!("has {is} type parameters, had {was}");
            self.push(both.changed("generics", text).touches(ALL));
        } else if old.generics != new.generics {
            let text = "its type parameters are called otherwise";
            self.push(both.changed("generics", text));
        }
        if old.extra != new.extra {
            let text = match (&old.extra, &new.extra) {
                (None, _) => "keeps members that it does not name",
                (_, None) => "drops members that it does not name",
                _ => "members that it does not name have another type",
            };
            let one = both.changed("extra", text).touches(&[Facet::Own]);
            self.push(one.fits("old clients treat such members as before"));
        }
        let found = field_pairs(&old.fields, &new.fields);
        for index in &found.gone {
            let moves = found.both.iter().any(|(from, _)| from > index);
            self.field_gone(both, (*index, &old.fields[*index]), moves);
        }
        for (from, to) in &found.both {
            let (before, now) = ((*from, &old.fields[*from]), (*to, &new.fields[*to]));
            self.member(&Member {
                subject: both.of(Kind::Field, &before.1.key),
                at: (
                    Some(field_at(both.old, before)),
                    Some(field_at(both.new, now)),
                ),
                old: (before.1, &old.generics),
                new: (now.1, &new.generics),
                roles: both.roles,
                is_param: false,
                is_sent_by_name: true,
            });
        }
        for index in &found.new {
            let moves = found.both.iter().any(|(_, to)| to > index);
            self.field_added(both, (*index, &new.fields[*index]), moves);
        }
        if found.is_reordered() {
            let one = both.changed("order", "its fields stand in another order");
            let one = one.touches(&[Facet::Arguments]);
            self.push(match self.is_row(both) {
                true => one.breaks(BY_ORDER),
                false => one,
            });
        }
    }

    /// Whether the struct travels as a list of its fields.
    fn is_row(&self, both: &Both<'_>) -> bool {
        self.usage.0.is_row(both.old.0) || self.usage.1.is_row(both.new.0)
    }

    /// `moves`: others stand behind it.
    fn field_gone(&mut self, both: &Both<'_>, field: (usize, &Field), moves: bool) {
        let subject = both.of(Kind::Field, &field.1.key);
        let draft = both.part(Draft::removed(subject, field_at(both.old, field)));
        let is_needed = both.roles.received && names_required(field.1);
        if moves && self.is_row(both) {
            return self.push(draft.breaks(BY_ORDER));
        }
        self.push(match (is_needed, both.roles.sent) {
            (true, _) => draft.breaks("old clients need it and do not get it"),
            (_, true) => draft.breaks("what old clients say with it is not heard any more"),
            _ => draft.fits("old clients find it missing"),
        });
    }

    /// `moves`: others stand behind it.
    fn field_added(&mut self, both: &Both<'_>, field: (usize, &Field), moves: bool) {
        let subject = both.of(Kind::Field, &field.1.key);
        let draft = both.part(Draft::added(subject, field_at(both.new, field)));
        if moves && self.is_row(both) {
            return self.push(draft.breaks(BY_ORDER));
        }
        self.push(match (both.roles.sent, names_required(field.1)) {
            (true, true) => draft.breaks("old clients do not send it"),
            (true, false) => draft.fits("old clients leave it out"),
            (false, _) => draft.fits("old clients pass over it"),
        });
    }
}

const BY_ORDER: &str = "a struct that travels as a list is read by the order";

fn names_required(field: &Field) -> bool {
    use specwright::model::Presence::{Required, RequiredNullable};
    matches!(field.presence, Required | RequiredNullable)
}

/// Fields by their name on the wire, else by the name in Rust, else one that took the place of another.
fn field_pairs(old: &[Field], new: &[Field]) -> Pairs {
    pairs(
        old,
        new,
        &[
            &|(_, old), (_, new)| old.wire == new.wire,
            &|(_, old), (_, new)| names::field(old) == names::field(new),
            &|(at, old), (to, new)| {
                at == to
                    && old.value == new.value
                    && old.presence == new.presence
                    && old.doc.text == new.doc.text
                    && old.doc.text.is_some()
            },
        ],
    )
}

fn kind(of: &TypeKind) -> &'static str {
    match of {
        TypeKind::Struct(_) => "fields",
        TypeKind::Choice(_) => "enum",
        TypeKind::Union(_) => "one_of",
        TypeKind::Alias(_) => "type",
        TypeKind::Error => "nothing",
    }
}

/// Used by enums and one-ofs too: the facets of what is in a type.
pub(super) const INSIDE: &[Facet] = MEMBER;
