//! Types of the model as Rust types, aliases looked through.
//!
//! In: a type of the model. Out: the Rust type, and the codec that its values need.

use std::collections::BTreeSet;

use super::boxes::Containment;
use super::callers::made_by_callers;
use super::data::{Codec, From, Ty};
use crate::ident;
use crate::model::{Api, ChoiceWire, Presence, Type, TypeId, TypeKind};

/// Turns types into Rust types; made once per API.
pub(super) struct Types<'a> {
    pub(super) api: &'a Api,
    pub(super) containment: Containment<'a>,
    /// Types that some parameter holds.
    pub(super) made_by_callers: BTreeSet<TypeId>,
    idents: Vec<String>,
}

/// Where a type stands: boxes and type parameters depend on it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The type whose definition this is; values that contain it in place are boxed.
    owner: Option<TypeId>,
    generics: &'a [String],
    /// Content of a one-of, which is boxed when it is large.
    variant: bool,
}

impl<'a> Scope<'a> {
    /// Outside of any type: parameters and payloads.
    pub(super) const FREE: Scope<'static> = Scope {
        owner: None,
        generics: &[],
        variant: false,
    };

    /// A field of a struct with these type parameters.
    pub(super) fn field(owner: TypeId, generics: &'a [String]) -> Self {
        Self {
            owner: Some(owner),
            generics,
            variant: false,
        }
    }

    /// Content of a variant.
    pub(super) fn variant(owner: TypeId) -> Self {
        Self {
            owner: Some(owner),
            generics: &[],
            variant: true,
        }
    }
}

impl<'a> Types<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let idents = api
            .types
            .iter()
            .map(|def| ident::upper_camel(&def.name))
            .collect();
        Self {
            api,
            containment: Containment::new(api),
            made_by_callers: made_by_callers(api),
            idents,
        }
    }

    pub(super) fn ident(&self, id: TypeId) -> &str {
        &self.idents[id.0]
    }

    /// The Rust type of a value that is present.
    pub(super) fn ty(&self, ty: &Type, scope: Scope<'_>) -> Ty {
        match self.resolve(ty) {
            Type::Nullable(inner) => match self.ty(inner, scope) {
                already @ Ty::Option(_) => already,
                inner => Ty::Option(Box::new(inner)),
            },
            resolved => {
                let plain = self.unboxed(resolved, scope);
                let recursive = scope
                    .owner
                    .is_some_and(|owner| self.containment.recursive(owner, ty));
                let large = scope.variant && self.containment.large(resolved);
                if recursive || large {
                    Ty::Boxed(Box::new(plain))
                } else {
                    plain
                }
            }
        }
    }

    /// The Rust type of a field or parameter.
    pub(super) fn present(&self, ty: &Type, presence: &Presence, scope: Scope<'_>) -> Ty {
        let ty = self.ty(ty, scope);
        match (presence, ty) {
            (Presence::Required | Presence::Defaulted(_), ty) => ty,
            (Presence::Apart, Ty::Option(ty)) => Ty::Presence(ty),
            (Presence::Apart, ty) => Ty::Presence(Box::new(ty)),
            (_, ty @ Ty::Option(_)) => ty,
            (_, ty) => Ty::Option(Box::new(ty)),
        }
    }

    /// What the aliases in a type say of the spelling; containers hand it on to what they hold. Where a spec can say
    /// more of the spelling than the type, the model has the whole of it already.
    pub(super) fn codec(&self, ty: &Type) -> Codec {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.codec(inner),
            Type::Named(id, _) => match &self.api.types[id.0].kind {
                TypeKind::Alias(value) => value.codec.clone(),
                _ => Codec::Plain,
            },
            _ => Codec::Plain,
        }
    }

    /// The type behind aliases.
    pub(super) fn resolve<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        let mut ty = ty;
        // An alias of itself is refused by `check`; here it only must not hang.
        for _ in 0..=self.api.types.len() {
            match ty {
                Type::Named(id, _) => match &self.api.types[id.0].kind {
                    TypeKind::Alias(value) => ty = &value.ty,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        &Type::Any
    }

    fn unboxed(&self, ty: &Type, scope: Scope<'_>) -> Ty {
        // What is behind a list or map, or an argument, is boxed with it, if at all.
        let inner = Scope {
            owner: None,
            variant: false,
            ..scope
        };
        match ty {
            Type::String => Ty::String,
            Type::Secret => Ty::Secret,
            Type::Bool => Ty::Bool,
            Type::I32 => Ty::I32,
            Type::I64 => Ty::I64,
            Type::U32 => Ty::U32,
            Type::U64 => Ty::U64,
            Type::F64 => Ty::F64,
            Type::Date => Ty::Date,
            Type::DateTime => Ty::DateTime,
            Type::Timestamp => Ty::Timestamp,
            Type::Duration => Ty::Duration,
            Type::Bytes => Ty::Bytes,
            Type::File => Ty::File,
            Type::Any | Type::Error => Ty::Json,
            Type::Unit => Ty::Unit,
            Type::List(item) => Ty::List(Box::new(self.ty(item, inner))),
            Type::Map(item) => Ty::Map(Box::new(self.ty(item, inner))),
            Type::Nullable(_) => self.ty(ty, scope),
            Type::Named(id, args) => self.named(*id, args, inner),
            Type::Param(index) => scope
                .generics
                .get(*index)
                .map_or(Ty::Json, |name| Ty::Param(name.clone())),
        }
    }

    fn named(&self, id: TypeId, args: &[Type], scope: Scope<'_>) -> Ty {
        let from = match &self.api.types[id.0].kind {
            TypeKind::Choice(choice) if !choice.closed => match choice.values.first() {
                Some(value) if matches!(value.wire, ChoiceWire::Integer(_)) => From::Integer,
                _ => From::Text,
            },
            TypeKind::Error => return Ty::Json,
            _ => From::Nothing,
        };
        let args = args.iter().map(|arg| self.ty(arg, scope)).collect();
        Ty::Named {
            ident: self.ident(id).to_owned(),
            args,
            from,
        }
    }
}

impl Ty {
    /// The type without the layers that say whether a value is there.
    pub(crate) fn bare(&self) -> &Self {
        match self {
            Self::Option(inner) | Self::Presence(inner) | Self::Boxed(inner) => inner.bare(),
            other => other,
        }
    }

    /// Whether values are never shown.
    pub(super) fn is_secret(&self) -> bool {
        match self.bare() {
            Self::Secret => true,
            Self::List(inner) | Self::Map(inner) => inner.is_secret(),
            _ => false,
        }
    }
}
