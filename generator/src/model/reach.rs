//! Where a path of member names leads in a type: through structs and their type arguments, aliases and nulls.

use super::{Api, Field, Struct, Type, TypeId, TypeKind};

/// A way through a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The fields on the way.
    pub hops: Vec<Hop>,
    /// What is at its end; free of type parameters.
    pub ty: Type,
}

/// A step on the way: a field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The struct.
    pub owner: TypeId,
    /// Index of the field.
    pub field: usize,
}

/// Why a path leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreached {
    /// A struct has no such member.
    NoMember {
        /// The struct.
        owner: TypeId,
        /// What was looked for.
        name: String,
    },
    /// What comes before has no members that are known.
    NoMembers {
        /// What was looked for.
        name: String,
        /// The type that was to have it.
        ty: Type,
    },
    /// The type of this member grows with each step.
    Endless {
        /// What was looked for.
        name: String,
    },
}

/// A type that is made of more parts than this is one that holds itself with ever more arguments.
const LARGEST: usize = 10_000;

impl Api {
    /// The type behind aliases and nulls; an error where it was refused. Type parameters of aliases there are none.
    pub fn bare<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = ty;
        // Aliases of each other are refused elsewhere; here they only must not hang.
        for _ in 0..=self.types.len() {
            ty = match ty {
                Type::Nullable(inner) => inner,
                Type::Named(id, _) => match self.types.get(id.0).map(|def| &def.kind) {
                    Some(TypeKind::Alias(value)) => &value.ty,
                    Some(TypeKind::Error) | None => return &Type::Error,
                    Some(_) => return ty,
                },
                _ => return ty,
            };
        }
        &Type::Error
    }

    /// Follows `path` from `ty`. An empty path stays there. Where a member's name has dots itself, the longest name
    /// that fits is taken.
    ///
    /// # Errors
    ///
    /// Where the path ends too early.
    pub fn reach(&self, ty: &Type, path: &str) -> Result<Reached, Unreached> {
        let (mut ty, mut hops, mut rest) = (ty.clone(), Vec::new(), path);
        while !rest.is_empty() {
            let bare = self.bare(&ty).clone();
            let Some((owner, shape, args)) = self.structure(&bare) else {
                let name = first(rest).to_owned();
                return Err(Unreached::NoMembers { name, ty: bare });
            };
            let Some((field, length)) = member(shape, rest) else {
                let name = first(rest).to_owned();
                return Err(Unreached::NoMember { owner, name });
            };
            let declared = &shape.fields[field].value.ty;
            let sizes: Vec<usize> = args.iter().map(|arg| size(arg, &[])).collect();
            if size(declared, &sizes) > LARGEST {
                let name = first(rest).to_owned();
                return Err(Unreached::Endless { name });
            }
            ty = declared.with_arguments(args);
            rest = rest.get(length + 1..).unwrap_or_default();
            hops.push(Hop { owner, field });
        }
        Ok(Reached { hops, ty })
    }

    /// The field of a hop.
    pub fn hop_field(&self, hop: &Hop) -> Option<(&Struct, &Field)> {
        match &self.types.get(hop.owner.0)?.kind {
            TypeKind::Struct(shape) => Some((shape, shape.fields.get(hop.field)?)),
            _ => None,
        }
    }

    fn structure<'a>(&'a self, ty: &'a Type) -> Option<(TypeId, &'a Struct, &'a [Type])> {
        let Type::Named(id, args) = ty else {
            return None;
        };
        match &self.types.get(id.0)?.kind {
            TypeKind::Struct(shape) => Some((*id, shape, args)),
            _ => None,
        }
    }
}

/// The member that `path` starts with, and the length of its name.
fn member(shape: &Struct, path: &str) -> Option<(usize, usize)> {
    let starts = |wire: &str| {
        let rest = path.strip_prefix(wire);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let fields = shape.fields.iter().enumerate();
    fields
        .map(|(index, field)| (index, field.wire.as_str()))
        .filter(|(_, wire)| starts(wire))
        .map(|(index, wire)| (index, wire.len()))
        .max_by_key(|(_, length)| *length)
}

fn first(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// How many parts a type has, with arguments of these sizes in place of type parameters.
fn size(ty: &Type, args: &[usize]) -> usize {
    let inside = match ty {
        Type::Param(index) => return args.get(*index).copied().unwrap_or(1),
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => size(item, args),
        Type::Named(_, given) => given
            .iter()
            .fold(0, |sum, ty| size(ty, args).saturating_add(sum)),
        _ => 0,
    };
    inside.saturating_add(1)
}

impl Type {
    /// The type with these arguments in place of type parameters.
    pub fn with_arguments(&self, args: &[Type]) -> Type {
        let inner = |ty: &Type| Box::new(ty.with_arguments(args));
        match self {
            Type::Param(index) => args.get(*index).cloned().unwrap_or(Type::Error),
            Type::List(item) => Type::List(inner(item)),
            Type::Map(item) => Type::Map(inner(item)),
            Type::Nullable(item) => Type::Nullable(inner(item)),
            Type::Named(id, given) => {
                let given = given.iter().map(|ty| ty.with_arguments(args));
                Type::Named(*id, given.collect())
            }
            other => other.clone(),
        }
    }
}
