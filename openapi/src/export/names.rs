//! Names of component schemas: one for each type of the API, and for a generic one for each use of it.
//!
//! In: types. Out: names that are unique and as tools want them: letters, digits, `.`, `-`, `_`.

use std::collections::{BTreeMap, BTreeSet};

use specwright::model::{Api, Type, TypeId, TypeKind};

/// Arguments that hold each other deeper than this are those of a type that never ends.
const DEEPEST: usize = 12;

/// A type with its arguments.
pub(super) type Instance = (TypeId, Vec<Type>);

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: BTreeMap<(usize, String), String>,
    taken: BTreeSet<String>,
}

impl Names {
    /// The names of the types that take no arguments, which are to be as they are written.
    pub(super) fn new(api: &Api) -> Self {
        let mut names = Self::default();
        for (index, def) in api.types.iter().enumerate() {
            if generics(api, TypeId(index)).is_empty() {
                let name = names.free(&tidy(&def.name));
                names.given.insert((index, String::new()), name);
            }
        }
        names
    }

    /// The name of a type with these arguments.
    pub(super) fn of(&mut self, api: &Api, (id, args): &Instance) -> String {
        let words: Vec<String> = args.iter().map(|arg| self.word(api, arg)).collect();
        let key = (id.0, words.join("And"));
        if let Some(name) = self.given.get(&key) {
            return name.clone();
        }
        let base = tidy(api.types.get(id.0).map_or("Type", |def| &def.name));
        let name = self.free(&format!("{base}Of{}", key.1));
        self.given.insert(key, name.clone());
        name
    }

    /// A name that nothing has, close to this one.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
        let name = candidates.find(|name| !self.taken.contains(name));
        let name = name.unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }

    /// A word for a type, for names made of it.
    fn word(&mut self, api: &Api, ty: &Type) -> String {
        match ty {
            Type::List(item) => format!("{}List", self.word(api, item)),
            Type::Map(item) => format!("{}Map", self.word(api, item)),
            Type::Nullable(item) => format!("Nullable{}", self.word(api, item)),
            Type::Named(id, args) => self.of(api, &(*id, args.clone())),
            Type::Param(_) | Type::Error => "Any".to_owned(),
            Type::Unit => "Nothing".to_owned(),
            scalar => {
                let word = scalar.word().unwrap_or("any");
                let (first, rest) = word.split_at(1);
                format!("{}{rest}", first.to_uppercase())
            }
        }
    }
}

/// Type parameters of a type.
pub(super) fn generics(api: &Api, id: TypeId) -> &[String] {
    match api.types.get(id.0).map(|def| &def.kind) {
        Some(TypeKind::Struct(shape)) => &shape.generics,
        _ => &[],
    }
}

/// Whether a type is so deep that it must be one that grows with each step.
pub(super) fn is_endless(ty: &Type) -> bool {
    depth(ty) > DEEPEST
}

fn depth(ty: &Type) -> usize {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => 1 + depth(inner),
        Type::Named(_, args) => 1 + args.iter().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

/// A name with the signs alone that component keys may have.
pub(super) fn tidy(name: &str) -> String {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
    name.chars()
        .map(|sign| if fits(sign) { sign } else { '_' })
        .collect()
}
