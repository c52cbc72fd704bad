//! Keys about types and their members.

use serde::Deserialize;
use serde_json::Number;

use super::{LengthIn, Scalar, Source, Table, Texts};

/// A type: exactly one of `fields` (a struct), `enum`, `one_of`, `type` (another name for a type).
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TypeDef {
    /// What it is.
    pub text: Option<String>,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
    /// Members of a struct, by wire name.
    pub fields: Option<Table<Member>>,
    /// Type parameters of a struct, for instance `[T]` for a page of any items.
    pub generic: Vec<String>,
    /// Type of the members that `fields` does not name: they are kept in a map. Without it they are ignored.
    pub extra: Option<String>,
    /// Values of an enum, by what the wire says: all text, or all integers.
    #[serde(rename = "enum")]
    pub values: Option<Table<EnumValue>>,
    /// The enum has no values but these; another one is a decode error. Without it an unknown value is kept.
    pub closed: bool,
    /// Variants of a one-of, by Rust name.
    pub one_of: Option<Table<Variant>>,
    /// The member whose text says which variant it is.
    pub tag: Option<String>,
    /// With `tag`: the member that holds the variant. Without it the variant's members stand beside the tag.
    pub content: Option<String>,
    /// The variant is told by the only key of the object.
    pub by_key: bool,
    /// What fits no variant of a one-of is kept as it is. Without it, it is a decode error.
    pub open: bool,
    /// The type that this is another name for.
    #[serde(rename = "type")]
    pub alias: Option<String>,
    /// As for members.
    pub format: Option<String>,
    /// As for members.
    pub wire: Option<Wire>,
    /// As for members.
    pub absent: Texts,
    /// As for members: limits of a type that stands for another hold wherever it is named, and a member may narrow them.
    pub min: Option<Number>,
    /// As for members.
    pub max: Option<Number>,
    /// As for members.
    pub above: Option<Number>,
    /// As for members.
    pub below: Option<Number>,
    /// As for members.
    pub multiple_of: Option<Number>,
    /// As for members.
    pub min_length: Option<u64>,
    /// As for members.
    pub max_length: Option<u64>,
    /// As for members.
    pub length_in: Option<LengthIn>,
    /// As for members.
    pub pattern: Option<String>,
    /// As for members.
    pub min_items: Option<u64>,
    /// As for members.
    pub max_items: Option<u64>,
    /// As for members.
    pub unique: bool,
}

/// A value of an enum. Short form: its text.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct EnumValue {
    /// Rust name. Needed for integers; made from the text value otherwise.
    pub name: Option<String>,
    /// What it means.
    pub text: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
}

/// A variant of a one-of. Short form: its type.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Variant {
    /// Type of its content.
    #[serde(rename = "type")]
    pub ty: String,
    /// Text of the tag, or the key: the variant's name unless said otherwise.
    #[serde(default)]
    pub tag: Option<String>,
    /// What it is.
    #[serde(default)]
    pub text: Option<String>,
}

/// A field of a struct or a parameter of an operation. Short form: its type.
///
/// Types: `string`, `secret`, `bool`, `i32`, `i64`, `u32`, `u64`, `f64`, `date`, `datetime`, `timestamp`,
/// `duration`, `bytes`, `file` (to be sent), `any`, `list<T>`, `map<T>`, a type of this spec, a type with arguments (`Page<Repo>`);
/// inside `<>` a `?` after a type allows null.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = super::schema::or_text))]
#[serde(remote = "Self", deny_unknown_fields, default)]
pub struct Member {
    /// Type. Must be given, except beside `value` and `fresh`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// In an answer: a missing one is a decode error. In a request: an argument, not a setter.
    pub required: bool,
    /// `true`: may be null, read as absent. `apart`: null and absence are told apart.
    pub nullable: Option<Nullable>,
    /// What it is.
    pub text: Option<String>,
    /// Spelling of a `date`, `datetime`, `timestamp` or `duration`: a pattern such as `%Y%m%d`, or `iso`,
    /// `epoch_seconds`, `epoch_millis`, `seconds`, `clock` (`hh:mm:ss.ffffff`).
    pub format: Option<String>,
    /// How the value travels, where that is not what its type suggests.
    pub wire: Option<Wire>,
    /// Values on the wire that mean that nothing is there, for instance `""`.
    pub absent: Texts,
    /// In an answer: what absence stands for. In a request: documentation of what the server assumes.
    pub default: Option<Scalar>,
    /// Unit, for the documentation.
    pub unit: Option<String>,
    /// Rust name, where the one made from the wire name will not do.
    pub rust: Option<String>,
    /// Wire name, where the key of this entry is not it.
    pub name: Option<String>,
    /// An example value, for the documentation.
    pub example: Option<Scalar>,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Source>,
    /// Parameters only: the part of the request. Unless given: `path` if the path names it; the body for operations
    /// with one; otherwise the query.
    #[serde(rename = "in")]
    pub location: Option<In>,
    /// Parameters only: how a list, map or flag is laid out.
    pub style: Option<Style>,
    /// Parameters only: always this value; the caller does not give it.
    pub value: Option<Scalar>,
    /// Parameters only: made anew; the caller does not give it.
    pub fresh: Option<Fresh>,
    /// Parameters only: the value of this credential or token; the caller does not give it.
    pub credential: Option<String>,
    /// Smallest number that the vendor allows. Like all limits: for the documentation, and checked before a request is
    /// sent where the caller asks for it.
    pub min: Option<Number>,
    /// Largest number.
    pub max: Option<Number>,
    /// The number is larger than this one, which is not allowed itself.
    pub above: Option<Number>,
    /// The number is smaller than this one, which is not allowed itself.
    pub below: Option<Number>,
    /// The number is a multiple of this one.
    pub multiple_of: Option<Number>,
    /// Length of the shortest text; of the fewest bytes for `bytes` and `file`.
    pub min_length: Option<u64>,
    /// Length of the longest text; of the most bytes for `bytes` and `file`.
    pub max_length: Option<u64>,
    /// What the length of a text counts: `characters` unless said otherwise.
    pub length_in: Option<LengthIn>,
    /// Regular expression, as JavaScript spells it, that some part of the text matches: write `^` and `$` for all of it.
    pub pattern: Option<String>,
    /// Fewest items of a list, or entries of a map. Limits of the items themselves stand at a type that they name.
    pub min_items: Option<u64>,
    /// Most items of a list, or entries of a map.
    pub max_items: Option<u64>,
    /// No item of a list stands in it twice.
    pub unique: bool,
}

/// Whether null may stand in place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "super::schema::NullableWord"))]
pub enum Nullable {
    /// `false`.
    No,
    /// `true`: read as absent.
    Yes,
    /// `apart`: null and absence are told apart.
    Apart,
}

/// How a value travels.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Wire {
    /// A number or truth value as text: `"84"`. The bare value is read too.
    Text,
    /// Read as text or bare; written bare.
    Either,
    /// A list as one text with commas.
    Comma,
    /// A list as one text with semicolons.
    Semicolon,
    /// A list as one text with spaces.
    Space,
    /// A list as one text with vertical bars.
    Pipe,
    /// Any value as JSON inside a text.
    Json,
    /// A struct, or each in a list, as a list of its fields: in the order of the spec, without their names.
    Row,
}

/// Part of a request.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum In {
    /// Path template.
    Path,
    /// Query string.
    Query,
    /// Header.
    Header,
    /// Cookie.
    Cookie,
    /// A member of the body.
    Body,
    /// The whole body.
    WholeBody,
}

/// Layout of a parameter with several values.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// The name once per item.
    Repeat,
    /// `name[]` once per item.
    Brackets,
    /// One value: the JSON text.
    Json,
    /// The entries of a map, or the fields of a struct, become parameters of their own.
    Spread,
    /// The name without a value, when true.
    Flag,
    /// In the query and in forms: `name[key]` once per entry of a map or field of a struct.
    Deep,
    /// In the path: the values after a dot each, `.a.b`; `.key=value` for entries of a map or fields of a struct.
    Label,
    /// In the path: `;name=a;name=b`; `;key=value` for entries of a map or fields of a struct.
    Matrix,
}

/// A value made anew: for each try unless said otherwise.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fresh {
    /// Random 32-bit unsigned integer.
    RandomU32,
    /// Random UUID.
    Uuid,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// Random UUID, made once per call and kept over its attempts, by which the service knows a repetition.
    IdempotencyKey,
}
