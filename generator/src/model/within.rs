//! Which types a type leads to: the one walk over definitions that refer to each other.

use std::collections::BTreeSet;

use super::{Api, Type, TypeId, TypeKind};

impl Api {
    /// The types given and all that they lead to, through arguments and definitions. Each definition is opened once,
    /// so types that hold each other come to an end.
    pub fn types_within<'a>(&'a self, roots: impl IntoIterator<Item = &'a Type>) -> Vec<&'a Type> {
        let mut found = Vec::new();
        let mut opened = BTreeSet::new();
        let mut open: Vec<&Type> = roots.into_iter().collect();
        while let Some(ty) = open.pop() {
            found.push(ty);
            match ty {
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
                Type::Named(id, arguments) => {
                    open.extend(arguments);
                    if opened.insert(*id) {
                        let def = self.types.get(id.0);
                        open.extend(def.map(|def| def.kind.types()).unwrap_or_default());
                    }
                }
                _ => {}
            }
        }
        found
    }
}

impl Api {
    /// The wire names of the secrets that values of a type hold, however deep; a name may stand there twice.
    pub fn secrets_within<'a>(&'a self, ty: &'a Type) -> Vec<&'a str> {
        let named = self.types_within([ty]).into_iter().filter_map(Type::named);
        let shapes = named.filter_map(|id| match &self.types.get(id.0)?.kind {
            TypeKind::Struct(shape) => Some(shape),
            _ => None,
        });
        let fields = shapes.flat_map(|shape| &shape.fields);
        let is_secret = |ty: &Type| self.types_in_place(ty).contains(&&Type::Secret);
        let secret = fields.filter(|field| is_secret(&field.value.ty));
        secret.map(|field| field.wire.as_str()).collect()
    }

    /// What is left of a type without lists, maps, nulls and aliases.
    fn types_in_place<'a>(&'a self, ty: &'a Type) -> Vec<&'a Type> {
        let mut open = vec![ty];
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        while let Some(ty) = open.pop() {
            match ty {
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
                Type::Named(id, arguments) => {
                    open.extend(arguments);
                    let def = self.types.get(id.0).filter(|_| seen.insert(*id));
                    if let Some(TypeKind::Alias(value)) = def.map(|def| &def.kind) {
                        open.push(&value.ty);
                    }
                }
                other => found.push(other),
            }
        }
        found
    }
}

impl Type {
    /// The type of the API that it names, if it does.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id, _) => Some(*id),
            _ => None,
        }
    }
}

impl TypeKind {
    /// The types that the definition writes down.
    fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(item) => {
                let fields = item.fields.iter().map(|field| &field.value.ty);
                fields.chain(&item.extra).collect()
            }
            Self::Union(item) => {
                let variants = item.variants.iter();
                variants.map(|variant| &variant.value.ty).collect()
            }
            Self::Alias(value) => vec![&value.ty],
            Self::Choice(_) | Self::Error => Vec::new(),
        }
    }
}
