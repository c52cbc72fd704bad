//! The two versions of an API side by side. In: two models. Out: [`Pair`], which comparers read and add to.

use specwright::model::{Api, Type, TypeKind};
use specwright::words;

use super::draft::Draft;
use super::pairs::{Pairs, pairs};
use super::wire::{In, Usage};

/// Two versions of an API, and the changes found so far.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) types: Pairs,
    pub(super) usage: (Usage, Usage),
    /// Names of the types, old ones by what they are called now.
    names: (Vec<String>, Vec<String>),
    pub(super) drafts: Vec<Draft>,
}

impl<'a> Pair<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let types = pairs(
            &old.types,
            &new.types,
            &[
                &|(_, old), (_, new)| old.name == new.name,
                &|(_, old), (_, new)| shape(&old.kind).is_some_and(|a| Some(a) == shape(&new.kind)),
            ],
        );
        let mut known: Vec<String> = old
            .types
            .iter()
            .map(|def| format!("-{}", def.name))
            .collect();
        for (from, to) in &types.both {
            known[*from] = new.types[*to].name.clone();
        }
        let names = new.types.iter().map(|def| def.name.clone()).collect();
        Self {
            old,
            new,
            types,
            usage: (Usage::of(old), Usage::of(new)),
            names: (known, names),
            drafts: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// The old side, for comparisons of types.
    pub(super) fn before(&self) -> In<'_> {
        In {
            api: self.old,
            names: &self.names.0,
        }
    }

    /// The new side.
    pub(super) fn now(&self) -> In<'_> {
        In {
            api: self.new,
            names: &self.names.1,
        }
    }

    /// Whether two types say the same, names of renamed types aside.
    pub(super) fn same_type(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Named(a, a_args), Type::Named(b, b_args)) => {
                let mut args = a_args.iter().zip(b_args);
                self.names.0[a.0] == self.names.1[b.0]
                    && a_args.len() == b_args.len()
                    && args.all(|(a, b)| self.same_type(a, b))
            }
            (Type::List(a), Type::List(b))
            | (Type::Map(a), Type::Map(b))
            | (Type::Nullable(a), Type::Nullable(b)) => self.same_type(a, b),
            (a, b) => a == b,
        }
    }

    /// Two types in the words of the language.
    pub(super) fn type_texts(
        &self,
        old: (&Type, &[String]),
        new: (&Type, &[String]),
    ) -> (String, String) {
        (
            words::type_text(self.old, old.1, old.0),
            words::type_text(self.new, new.1, new.0),
        )
    }
}

/// What makes it likely that a type of another name is the same one; nothing for what says too little.
fn shape(kind: &TypeKind) -> Option<(u8, Vec<String>)> {
    Some(match kind {
        TypeKind::Struct(item) if !item.fields.is_empty() => {
            let mut names: Vec<String> = item.fields.iter().map(|it| it.wire.clone()).collect();
            names.sort();
            (0, names)
        }
        TypeKind::Choice(item) => {
            let wires = item.values.iter().map(|it| format!("{:?}", it.wire));
            (1, wires.collect())
        }
        TypeKind::Union(item) => {
            let keys = item
                .variants
                .iter()
                .map(|it| format!("{}:{}", it.key, it.tag));
            (2, keys.collect())
        }
        _ => return None,
    })
}

/// `was a, is b`
pub(super) fn turned(aspect: &str, old: &str, new: &str) -> String {
    format!("{aspect} was `{old}`, is `{new}`")
}

/// A value that may be missing, in words.
pub(super) fn or_none(text: Option<&str>) -> &str {
    text.unwrap_or("none")
}
