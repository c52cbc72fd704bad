//! Types and rows of the error table, in the documented form.

use serde::Serialize;
use serde_json::Value;

use super::{Limits, Source};

/// A type.
#[derive(Debug, Serialize)]
pub struct Type {
    /// Name.
    pub name: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Why not to use it.
    pub deprecated: Option<String>,
    /// What it is; its keys stand beside these.
    #[serde(flatten)]
    pub kind: TypeKind,
    /// Where it is known from.
    pub source: Source,
}

/// What a type is.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TypeKind {
    /// A struct.
    Struct {
        /// Type parameters.
        generic: Vec<String>,
        /// Fields.
        fields: Vec<Field>,
        /// Type of the members that are not named; null: they are ignored.
        extra: Option<String>,
    },
    /// An enum.
    Enum {
        /// Whether there are no other values.
        closed: bool,
        /// Allowed values.
        values: Vec<EnumValue>,
    },
    /// One of several shapes.
    OneOf {
        /// `order`, `inside`, `beside` or `key`.
        tagging: &'static str,
        /// Tag on the wire.
        tag: Option<String>,
        /// Member with the content.
        content: Option<String>,
        /// Whether what fits no variant is kept as it is.
        open: bool,
        /// Variants.
        variants: Vec<Variant>,
    },
    /// Another name of a type.
    Alias {
        /// Type as a spec writes it.
        #[serde(rename = "type")]
        ty: String,
        /// How it is spelt; null: as its type suggests.
        wire: Option<String>,
        /// What values may be; null where nothing is said of that.
        limits: Option<Limits>,
    },
}

/// A field.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Wire name.
    pub name: String,
    /// Rust name.
    pub rust_name: String,
    /// Type as a spec writes it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it must be there.
    pub required: bool,
    /// Whether null may stand in its place.
    pub nullable: bool,
    /// What absence stands for.
    pub default: Option<Value>,
    /// How it is spelt; null: as its type suggests.
    pub wire: Option<String>,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Example.
    pub example: Option<String>,
    /// What values may be; null where nothing is said of that.
    pub limits: Option<Limits>,
    /// Why not to use it.
    pub deprecated: Option<String>,
    /// Where it is known from.
    pub source: Source,
}

/// A value of an enum.
#[derive(Debug, Serialize)]
pub struct EnumValue {
    /// Text or integer.
    pub value: Value,
    /// Name.
    pub name: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
    /// Where it is known from.
    pub source: Source,
}

/// A variant of a one-of.
#[derive(Debug, Serialize)]
pub struct Variant {
    /// Name.
    pub name: String,
    /// Tag on the wire.
    pub tag: String,
    /// Type as a spec writes it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Description, as the spec has it.
    pub doc: Option<String>,
}

/// A row of the error table.
#[derive(Debug, Serialize)]
pub struct ErrorRow {
    /// An integer, a text, or a range as text: `60000..79999`.
    pub code: Value,
    /// Name.
    pub name: String,
    /// What it means.
    pub text: Option<String>,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// Kind of the failure.
    pub class: &'static str,
    /// How failed attempts are repeated.
    pub retry: &'static str,
    /// Messages of the service, as templates.
    pub messages: Vec<String>,
    /// Names of the arguments in them.
    pub args: Vec<String>,
    /// Where it is known from.
    pub source: Source,
}
