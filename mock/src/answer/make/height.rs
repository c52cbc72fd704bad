//! How many structs must stand within each other until a value of a type comes to its end.

use specwright::model::{Api, Presence, Type, TypeKind};

/// A type that holds itself whatever one does.
const ENDLESS: usize = usize::MAX;

/// The heights of all types of an API.
#[derive(Debug)]
pub(super) struct Heights(Vec<usize>);

impl Heights {
    pub(super) fn of(api: &Api) -> Self {
        let mut heights = Self(vec![ENDLESS; api.types.len()]);
        // A height is known once those of the parts are; each round makes at least one known, or none will be.
        for _ in 0..=api.types.len() {
            let next: Vec<usize> = api
                .types
                .iter()
                .map(|def| heights.of_kind(&def.kind))
                .collect();
            if next == heights.0 {
                break;
            }
            heights.0 = next;
        }
        heights
    }

    /// The height of a type; of its arguments, where it has some, the highest counts.
    pub(super) fn of_type(&self, ty: &Type) -> usize {
        match ty {
            Type::Named(id, args) => {
                let own = self.0.get(id.0).copied().unwrap_or(0);
                args.iter()
                    .map(|arg| self.of_type(arg))
                    .fold(own, usize::max)
            }
            // These may be empty.
            _ => 0,
        }
    }

    pub(super) fn is_endless(&self, ty: &Type) -> bool {
        self.of_type(ty) == ENDLESS
    }

    fn of_kind(&self, kind: &TypeKind) -> usize {
        match kind {
            TypeKind::Struct(shape) => {
                let required = shape
                    .fields
                    .iter()
                    .filter(|field| field.presence == Presence::Required);
                let parts = required.map(|field| self.of_type(&field.value.ty));
                parts.fold(0, usize::max).saturating_add(1)
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter();
                let variants = variants.map(|variant| self.of_type(&variant.value.ty));
                variants.min().unwrap_or(0).saturating_add(1)
            }
            TypeKind::Alias(value) => self.of_type(&value.ty),
            TypeKind::Choice(_) | TypeKind::Error => 0,
        }
    }
}
