//! Types in the making: what a schema became, before it is written down.

use serde_json::Value as Json;
use serde_yaml::Mapping;

use crate::import::pointer::Pointer;

/// Index of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct DefId(pub(super) usize);

/// A type expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ty {
    /// A type that the language brings.
    Word(&'static str),
    /// A list.
    List(Box<Ty>),
    /// A map from text.
    Map(Box<Ty>),
    /// It, or null; within `<>` only.
    Nullable(Box<Ty>),
    /// A type of the spec.
    Named(DefId),
    /// An expression that the document gives itself.
    Written(String),
}

impl Ty {
    pub(super) const ANY: Self = Self::Word("any");
    pub(super) const STRING: Self = Self::Word("string");

    pub(super) fn list(inner: Self) -> Self {
        Self::List(Box::new(inner))
    }

    pub(super) fn map(inner: Self) -> Self {
        Self::Map(Box::new(inner))
    }

    /// The type within all lists, maps and nulls.
    pub(super) fn leaf(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.leaf(),
            other => other,
        }
    }
}

/// What is said of a place that holds a value.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) at: Pointer,
    pub(super) ty: Ty,
    pub(super) nullable: bool,
    pub(super) wire: Option<&'static str>,
    pub(super) limits: Mapping,
    pub(super) text: Option<String>,
    /// More about the value, for the end of the text.
    pub(super) notes: Vec<String>,
    pub(super) default: Option<Json>,
    pub(super) example: Option<Json>,
    /// The only value that it may have.
    pub(super) constant: Option<Json>,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    /// Keys that the document gives itself.
    pub(super) overlay: Option<Mapping>,
}

impl Member {
    pub(super) fn of(ty: Ty) -> Self {
        Self {
            at: Pointer::root(),
            ty,
            nullable: false,
            wire: None,
            limits: Mapping::new(),
            text: None,
            notes: Vec::new(),
            default: None,
            example: None,
            constant: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            overlay: None,
        }
    }

    /// Whether its type alone does not say how it is spelt and what it may be.
    pub(super) fn is_special(&self) -> bool {
        self.wire.is_some() || !self.limits.is_empty() || self.overlay.is_some()
    }
}

/// A type of the spec.
#[derive(Clone, Debug)]
pub(super) struct Def {
    pub(super) name: String,
    pub(super) at: Pointer,
    pub(super) text: Option<String>,
    pub(super) deprecated: bool,
    /// What it is called in the document, where little of that is left.
    pub(super) source: Option<String>,
    pub(super) body: Body,
    pub(super) overlay: Option<Mapping>,
    /// Null may stand in its place, wherever it is named.
    pub(super) nullable: bool,
}

/// What a type is.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Not looked at yet, or left out.
    Pending,
    Struct(Struct),
    Choice(Choice),
    Union(Union),
    Alias(Box<Member>),
}

/// A struct.
#[derive(Clone, Debug, Default)]
pub(super) struct Struct {
    pub(super) fields: Vec<Field>,
    pub(super) extra: Option<Ty>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) wire: String,
    pub(super) required: bool,
    pub(super) member: Member,
}

/// An enum.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub(super) values: Vec<ChoiceValue>,
    pub(super) closed: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub(super) struct ChoiceValue {
    /// As text, also where it is a number.
    pub(super) wire: String,
    pub(super) integer: bool,
    pub(super) name: Option<String>,
    pub(super) text: Option<String>,
}

/// A one-of.
#[derive(Clone, Debug)]
pub(super) struct Union {
    pub(super) tagging: Tagging,
    pub(super) variants: Vec<Variant>,
}

/// How variants are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tagging {
    Order,
    Inside(String),
    Beside(String, String),
    Key,
}

/// A variant of a one-of.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) ty: Ty,
    pub(super) tag: Option<String>,
    pub(super) text: Option<String>,
}

/// What a schema describes: a type that has a name already, or one that needs one.
#[derive(Clone, Debug)]
pub(super) enum Made {
    Type(Ty),
    Body(Body),
}
