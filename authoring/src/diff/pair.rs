//! The two versions of an API side by side. In: two models. Out: [`Pair`], which comparers read and add to.

use specwright::model::{Api, Auth, FixedSource, Type, TypeKind};
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
    /// Credentials that have another name now: the old and the new one.
    pub(super) renamed_credentials: Vec<(String, String)>,
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
            renamed_credentials: renamed_credentials(old, new),
            names: (known, names),
            drafts: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// A text with templates, with the names that credentials have now.
    pub(super) fn as_now(&self, text: &str) -> String {
        let renamed = self.renamed_credentials.iter();
        renamed.fold(text.to_owned(), |text, (old, new)| {
            text.replace(&format!("{{{old}}}"), &format!("{{{new}}}"))
        })
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

/// Credentials of which one is used now exactly where the other was.
fn renamed_credentials(old: &Api, new: &Api) -> Vec<(String, String)> {
    let lacks = |api: &Api, name: &str| api.credentials.iter().all(|one| one.name != name);
    let gone = old.credentials.iter().filter(|one| lacks(new, &one.name));
    let pairs = gone.filter_map(|was| {
        let before = uses(old, &was.name);
        let mut come = new.credentials.iter().filter(|one| lacks(old, &one.name));
        let is = come.find(|is| !before.is_empty() && uses(new, &is.name) == before)?;
        Some((was.name.clone(), is.name.clone()))
    });
    pairs.collect()
}

/// Where a credential is used, without its name.
fn uses(api: &Api, name: &str) -> Vec<String> {
    let hole = format!("{{{name}}}");
    let mut found = Vec::new();
    for op in &api.operations {
        let ways = op.auth.iter().flat_map(Auth::ways);
        let ways = ways.map(|way| format!("{way:?}"));
        let used = ways.filter(|way| way.contains(&hole));
        found.extend(used.map(|way| format!("{}: {}", op.name, way.replace(&hole, "{}"))));
        let mut fixed = op.fixed.iter();
        let is_it = |source: &FixedSource| *source == FixedSource::Credential(name.to_owned());
        let fixed = fixed.by_ref().filter(|param| is_it(&param.source));
        found.extend(fixed.map(|param| format!("{}: {}", op.name, param.wire)));
    }
    for signature in api.signatures.iter().filter(|one| one.uses(name)) {
        let steps = format!("{:?}", signature.steps).replace(&hole, "{}");
        found.push(format!("{}: {steps}", signature.name));
    }
    found
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
