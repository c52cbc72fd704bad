//! What a type is made of once aliases are looked through: its containers, what is inside them, and how the alias
//! that says so spells it.

use super::index::{Kind, Types};
use crate::model::{Codec, Type, TypeId};

/// What is inside all lists, maps and nulls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    String,
    Secret,
    Bool,
    Number,
    Date,
    DateTime,
    Timestamp,
    Duration,
    Bytes,
    File,
    Any,
    TextChoice,
    IntegerChoice,
    Struct,
    Union,
    Generic,
    /// Refused already, or nothing: no complaint is due.
    Unknown,
}

/// Something that holds many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Map,
}

/// A type, looked through.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// From the outside in.
    pub(super) containers: Vec<Container>,
    pub(super) leaf: Leaf,
    /// The leaf, if it is a type of the spec.
    pub(super) named: Option<TypeId>,
    /// The alias that spells the value.
    pub(super) speller: Option<Speller>,
}

/// An alias with a spelling of its own.
#[derive(Clone, Debug)]
pub(super) struct Speller {
    pub(super) name: String,
    pub(super) codec: Codec,
    /// It stands for the items of a list or map rather than for the whole.
    pub(super) inside: bool,
}

/// Looks through `ty`.
pub(super) fn view(types: &Types<'_>, ty: &Type) -> View {
    let mut view = View {
        containers: Vec::new(),
        leaf: Leaf::Unknown,
        named: None,
        speller: None,
    };
    let mut ty = ty;
    loop {
        ty = match ty {
            Type::Nullable(inner) => inner,
            Type::List(inner) => {
                view.containers.push(Container::List);
                inner
            }
            Type::Map(inner) => {
                view.containers.push(Container::Map);
                inner
            }
            Type::Named(id, _) if types.kind(*id) == Kind::Alias => {
                let Some(value) = types.alias(*id) else {
                    return view;
                };
                if view.speller.is_none() && value.codec != Codec::Plain {
                    view.speller = Some(Speller {
                        name: types.name(*id).to_owned(),
                        codec: value.codec.clone(),
                        inside: !view.containers.is_empty(),
                    });
                }
                &value.ty
            }
            other => {
                view.leaf = leaf(types, other);
                if let Type::Named(id, _) = other {
                    view.named = Some(*id);
                }
                return view;
            }
        }
    }
}

fn leaf(types: &Types<'_>, ty: &Type) -> Leaf {
    match ty {
        Type::String => Leaf::String,
        Type::Secret => Leaf::Secret,
        Type::Bool => Leaf::Bool,
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => Leaf::Number,
        Type::Date => Leaf::Date,
        Type::DateTime => Leaf::DateTime,
        Type::Timestamp => Leaf::Timestamp,
        Type::Duration => Leaf::Duration,
        Type::Bytes => Leaf::Bytes,
        Type::File => Leaf::File,
        Type::Any => Leaf::Any,
        Type::Param(_) => Leaf::Generic,
        Type::Named(id, _) => match types.kind(*id) {
            Kind::Struct => Leaf::Struct,
            Kind::Union => Leaf::Union,
            Kind::TextChoice => Leaf::TextChoice,
            Kind::IntegerChoice => Leaf::IntegerChoice,
            Kind::Alias | Kind::Bad => Leaf::Unknown,
        },
        Type::Unit | Type::Error | Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
            Leaf::Unknown
        }
    }
}
