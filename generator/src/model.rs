//! What an API means, after everything that the spec leaves out was filled in and every reference resolved.
//!
//! Plain data, no behaviour beyond lookup. `lower` makes it, `check` reads it, `plan` reads it.
//! No node carries a position: keys are kept as written, so the place of a problem is found from the path of keys
//! when it is reported.

mod allow;
mod answers;
mod checks;
mod limits;
mod paging;
mod policy;
mod reach;
mod signature;
mod within;
mod word;

use crate::source::FileId;

pub use allow::*;
pub use answers::*;
pub use checks::*;
pub use limits::*;
pub use paging::*;
pub use policy::*;
pub use reach::{Hop, Reached, Unreached};
pub use signature::*;

/// A whole API.
#[derive(Clone, Debug)]
pub struct Api {
    /// Name in snake case.
    pub name: String,
    /// Title.
    pub title: String,
    /// Description.
    pub doc: Option<String>,
    /// The document it was written from.
    pub source: Source,
    /// File that holds `api`.
    pub file: FileId,
    /// File that holds `common`; that of `api` where there is none.
    pub common_file: FileId,
    /// Base URLs, the default first; never empty.
    pub servers: Vec<Server>,
    /// Variables of the base URLs, each once.
    pub variables: Vec<Variable>,
    /// Credentials, then tokens, which the caller may give.
    pub credentials: Vec<Credential>,
    /// How requests are signed.
    pub signatures: Vec<Signature>,
    /// Tokens that operations buy; each is among the credentials too.
    pub tokens: Vec<Token>,
    /// Rate limits.
    pub limits: Vec<Limit>,
    /// What operations do that do not say otherwise: retries, polling, times.
    pub policy: Policy,
    /// The error table; may be empty.
    pub errors: Vec<ErrorRow>,
    /// Types; [`TypeId`] is an index into them.
    pub types: Vec<TypeDef>,
    /// Operations in the order of the spec.
    pub operations: Vec<Operation>,
    /// Lints that are meant to be as they are.
    pub allow: Vec<Allowance>,
}

/// Index of a type of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// Where a fact comes from and how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Document.
    pub document: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// How sure.
    pub basis: Basis,
    /// Remark.
    pub note: Option<String>,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// The vendor's document says so.
    #[default]
    Documented,
    /// Seen elsewhere.
    Observed,
    /// Believed.
    Guessed,
}

/// A named base URL.
#[derive(Clone, Debug)]
pub struct Server {
    /// Name.
    pub name: String,
    /// URL with `{variable}`.
    pub url: String,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
    /// File it stands in.
    pub file: FileId,
}

/// A variable of base URLs.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Name.
    pub name: String,
    /// Server entry that describes it.
    pub server: String,
    /// Description.
    pub doc: Option<String>,
    /// Default value.
    pub default: Option<String>,
    /// Allowed values; empty: any.
    pub values: Vec<String>,
    /// Environment variable.
    pub env: String,
}

/// A credential.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: CredentialKind,
    /// Description.
    pub doc: Option<String>,
    /// Environment variable.
    pub env: String,
    /// It is a token: bought where the caller does not give it.
    pub is_token: bool,
    /// File it stands in.
    pub file: FileId,
}

/// Kind of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// Text that may be shown.
    String,
    /// Text that is never shown.
    Secret,
    /// Unsigned integer.
    Integer,
}

/// One way in which a request is authorised. Values are templates over credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Header.
    Header {
        /// Name.
        name: String,
        /// Template.
        value: String,
    },
    /// Query parameter.
    Query {
        /// Name.
        name: String,
        /// Template.
        value: String,
    },
    /// Cookie.
    Cookie {
        /// Name.
        name: String,
        /// Template.
        value: String,
    },
    /// Basic.
    Basic {
        /// Template of the user.
        user: String,
        /// Template of the password.
        password: String,
    },
    /// A signature of the API.
    Signature {
        /// Name.
        name: String,
    },
    /// Code given by the caller.
    Signer {
        /// Name.
        name: String,
    },
    /// One of these, by name: the first unless the caller says otherwise.
    AnyOf(Vec<(String, Vec<Auth>)>),
}

/// Format of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Text.
    Text,
}

/// A shape of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// When it is used.
    pub when: Condition,
    /// When the call succeeded; `None`: never.
    pub success: Option<Condition>,
    /// Path of the payload; `None`: the body.
    pub payload: Option<String>,
    /// Path of the code.
    pub code: Option<String>,
    /// Path of the message.
    pub message: Option<String>,
    /// Path of the request id.
    pub request_id: Option<String>,
    /// Path of the stack trace.
    pub stack: Option<String>,
    /// Path of the number of seconds to wait.
    pub retry_after: Option<String>,
    /// Path of field errors, member with the field, member with the message.
    pub field_errors: Option<(String, String, String)>,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
}

/// A condition on an answer; empty parts always hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    /// Inclusive ranges of the HTTP status.
    pub status: Vec<(u16, u16)>,
    /// Paths and the values they must have.
    pub equals: Vec<(String, serde_json::Value)>,
    /// Paths that must be there.
    pub has: Vec<String>,
    /// Paths that must not be there.
    pub lacks: Vec<String>,
}

/// A row of the error table.
#[derive(Clone, Debug)]
pub struct ErrorRow {
    /// Key in the spec.
    pub key: String,
    /// What the wire says.
    pub code: CodePattern,
    /// Name as given or made from the code; not yet an identifier.
    pub name: String,
    /// Meanings.
    pub texts: Vec<String>,
    /// Kind of failure.
    pub class: Class,
    /// Advice.
    pub retry: Retry,
    /// HTTP status.
    pub status: Option<u16>,
    /// Message templates.
    pub messages: Vec<String>,
    /// Names of arguments.
    pub args: Vec<String>,
    /// Provenance.
    pub source: Source,
    /// File it stands in.
    pub file: FileId,
}

/// Which codes a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodePattern {
    /// Integer.
    Integer(i64),
    /// Text.
    Text(String),
    /// From, to, both included.
    Range(i64, i64),
}

pub use crate::spec::{Class, Fresh, Retry};

/// A type of the API.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Name as written.
    pub name: String,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
    /// Limits of an alias, those of the aliases that it names among them; other types have none.
    pub limits: Limits,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Shape.
    pub kind: TypeKind,
    /// File it stands in.
    pub file: FileId,
}

/// Shape of a type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Struct.
    Struct(Struct),
    /// Enum of documented values.
    Choice(Choice),
    /// One of several shapes.
    Union(Union),
    /// Another name.
    Alias(Value),
    /// The definition was refused; reported already.
    Error,
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Type parameters.
    pub generics: Vec<String>,
    /// Fields in the order of the spec.
    pub fields: Vec<Field>,
    /// Type of members not named.
    pub extra: Option<Type>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Key in the spec.
    pub key: String,
    /// Wire name.
    pub wire: String,
    /// Explicit Rust name.
    pub rust: Option<String>,
    /// Type and spelling.
    pub value: Value,
    /// Presence.
    pub presence: Presence,
    /// Limits.
    pub limits: Limits,
    /// Documentation.
    pub doc: MemberDoc,
}

/// A type together with how it is spelt on the wire. The spelling is complete: that of the aliases in `ty` is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Type.
    pub ty: Type,
    /// Spelling.
    pub codec: Codec,
}

/// A resolved type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    String,
    /// Text never shown.
    Secret,
    /// Truth value.
    Bool,
    /// 32-bit signed integer.
    I32,
    /// 64-bit signed integer.
    I64,
    /// 32-bit unsigned integer.
    U32,
    /// 64-bit unsigned integer.
    U64,
    /// Floating point.
    F64,
    /// Day.
    Date,
    /// Day and time without zone.
    DateTime,
    /// Instant.
    Timestamp,
    /// Length of time.
    Duration,
    /// Bytes.
    Bytes,
    /// A file to send, with its name and content type.
    File,
    /// Any JSON.
    Any,
    /// Nothing.
    Unit,
    /// Sequence.
    List(Box<Type>),
    /// Map from text.
    Map(Box<Type>),
    /// May be null.
    Nullable(Box<Type>),
    /// A type of the API with its type arguments. Aliases appear here too; `plan` looks through them.
    Named(TypeId, Vec<Type>),
    /// The type parameter at this index of the struct being defined.
    Param(usize),
    /// Refused; reported already.
    Error,
}

/// How a value is spelt on the wire; mirrors the runtime's codec.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Codec {
    /// As its type suggests.
    #[default]
    Plain,
    /// As text; bare read too.
    Text,
    /// Read as text or bare, written bare.
    Either,
    /// By a date and time pattern.
    Pattern(String),
    /// ISO 8601, with or without fraction, `T` or space.
    Iso,
    /// Seconds since 1970.
    EpochSeconds,
    /// Milliseconds since 1970.
    EpochMillis,
    /// A duration as a number of seconds, with fraction.
    Seconds,
    /// A duration as `hh:mm:ss.ffffff`.
    Clock,
    /// A list as one text with this separator.
    Joined(&'static str),
    /// JSON inside a text.
    JsonText,
    /// A struct as a list of its fields.
    Row,
    /// The first is applied outside the second: text around seconds, for instance.
    TextOf(Box<Codec>),
    /// Wire texts that mean absence, around the rest.
    Absent(Vec<String>, Box<Codec>),
}

/// Whether a value must be there.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// Must be there; null is an error.
    Required,
    /// Must be there, may be null.
    RequiredNullable,
    /// May be absent; null reads as absent.
    Optional,
    /// May be absent, may be null, and the two differ.
    Apart,
    /// Absence means this value.
    Defaulted(serde_json::Value),
}

/// What is said of a field or parameter beyond its type.
#[derive(Clone, Debug, Default)]
pub struct MemberDoc {
    /// Description.
    pub text: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Example value as text.
    pub example: Option<String>,
    /// What the server assumes.
    pub default: Option<String>,
    /// Why not to use it.
    pub deprecated: Option<String>,
    /// Provenance.
    pub source: Source,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Choice {
    /// No unknown values.
    pub closed: bool,
    /// Values.
    pub values: Vec<ChoiceValue>,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct ChoiceValue {
    /// Key in the spec.
    pub key: String,
    /// What the wire says; all values of an enum are of one kind.
    pub wire: ChoiceWire,
    /// Name as given or made from the value.
    pub name: String,
    /// Description.
    pub doc: Option<String>,
    /// Provenance.
    pub source: Source,
}

/// Wire value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceWire {
    /// Text.
    Text(String),
    /// Integer.
    Integer(i64),
}

/// A one-of.
#[derive(Clone, Debug)]
pub struct Union {
    /// How variants are told apart.
    pub tagging: Tagging,
    /// What no variant fits is kept as it is.
    pub open: bool,
    /// Variants.
    pub variants: Vec<Variant>,
}

/// How variants are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// First that can be read.
    Order,
    /// Member beside the variant's own.
    Inside(String),
    /// Tag member and content member.
    Beside(String, String),
    /// Only key.
    Key,
}

/// A variant of a one-of.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Key in the spec: the Rust name.
    pub key: String,
    /// Tag or key on the wire.
    pub tag: String,
    /// Content.
    pub value: Value,
    /// Description.
    pub doc: Option<String>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Name in snake case.
    pub name: String,
    /// Description.
    pub doc: Option<String>,
    /// HTTP method, upper case.
    pub method: String,
    /// Path as written.
    pub path_text: String,
    /// Path, parsed. Parameters are indices into `params`.
    pub path: Vec<PathPart>,
    /// Parameters that the caller gives, common ones first.
    pub params: Vec<Param>,
    /// Parameters that the caller does not give.
    pub fixed: Vec<FixedParam>,
    /// How the body is sent.
    pub body: BodyKind,
    /// Rules between parameters.
    pub rules: Vec<Rule>,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Type of the payload; of an item where the answer is a stream.
    pub returns: Value,
    /// What answers of other statuses hold; the narrower entry first where two overlap.
    pub answers: Vec<Answer>,
    /// How its pages follow each other.
    pub paging: Option<Paging>,
    /// How its answer is cut into items.
    pub stream: Option<Stream>,
    /// Formats of answers.
    pub formats: Vec<Format>,
    /// Authorisation.
    pub auth: Vec<Auth>,
    /// Envelopes, in order.
    pub envelopes: Vec<Envelope>,
    /// Safe to repeat.
    pub idempotent: bool,
    /// How its calls are conducted.
    pub policy: Policy,
    /// Samples.
    pub samples: Vec<Sample>,
    /// Provenance.
    pub source: Source,
    /// File it stands in.
    pub file: FileId,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// As it stands.
    Literal(String),
    /// Parameter.
    Param(usize),
    /// Parameter that keeps its slashes.
    Greedy(usize),
}

/// A parameter that the caller gives.
#[derive(Clone, Debug)]
pub struct Param {
    /// The field of the request: key, names, type, presence, documentation.
    pub field: Field,
    /// Part of the request.
    pub location: Location,
    /// Layout.
    pub style: Style,
    /// Stands in `common.params` rather than in the operation.
    pub common: bool,
}

/// Part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// Path.
    Path,
    /// Query.
    Query,
    /// Header.
    Header,
    /// Cookie.
    Cookie,
    /// Member of the body.
    BodyField,
    /// The body.
    Body,
}

/// Layout of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One value, or the name once per item.
    Plain,
    /// `name[]`.
    Brackets,
    /// JSON text.
    Json,
    /// Entries as parameters.
    Spread,
    /// Name alone.
    Flag,
    /// `name[entry]` once per entry of a map or field of a struct.
    Deep,
    /// In a path: `.a.b`.
    Label,
    /// In a path: `;name=a;name=b`.
    Matrix,
}

/// A parameter that the caller does not give.
#[derive(Clone, Debug)]
pub struct FixedParam {
    /// Wire name.
    pub wire: String,
    /// Part of the request.
    pub location: Location,
    /// Where it comes from.
    pub source: FixedSource,
    /// Documentation.
    pub doc: MemberDoc,
}

/// Where a fixed parameter comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum FixedSource {
    /// Constant.
    Constant(serde_json::Value),
    /// Credential by name.
    Credential(String),
    /// Made anew.
    Fresh(Fresh),
}

/// How a body is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// None.
    None,
    /// JSON.
    Json,
    /// Form.
    Form,
    /// Parts, some of them files.
    Multipart,
    /// One parameter, as text.
    Text,
    /// One parameter, as bytes.
    Bytes,
}

/// What must hold between parameters; indices into `params`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The condition.
    pub kind: RuleKind,
    /// Name of the joint setter.
    pub setter: Option<String>,
    /// Description.
    pub doc: Option<String>,
    /// Number in the spec's list, from 0.
    pub index: usize,
}

/// Kind of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// The first requires the others.
    Requires(usize, Vec<usize>),
    /// All or none.
    Together(Vec<usize>),
    /// Exactly one.
    ExactlyOne(Vec<usize>),
    /// At least one.
    AtLeastOne(Vec<usize>),
    /// At most one.
    AtMostOne(Vec<usize>),
}

/// A sample.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Key in the spec.
    pub name: String,
    /// Description.
    pub doc: Option<String>,
    /// Values of parameters by wire name.
    pub params: Option<serde_json::Map<String, serde_json::Value>>,
    /// Path and query that they must give.
    pub url: Option<String>,
    /// Body that they must give.
    pub body: Option<String>,
    /// The answer.
    pub response: Option<SampleResponse>,
    /// Provenance.
    pub source: Source,
}

/// The answer of a sample.
#[derive(Clone, Debug)]
pub struct SampleResponse {
    /// HTTP status.
    pub status: u16,
    /// Format.
    pub format: Format,
    /// Body.
    pub body: String,
    /// What is wrong with the body.
    pub faulty: Option<String>,
    /// Error code that it shows, as text.
    pub error: Option<String>,
}

impl SampleResponse {
    /// The content type with which such an answer comes.
    pub fn content_type(&self, op: &Operation) -> &'static str {
        let streams = self.error.is_none() && (200..300).contains(&self.status);
        match self.format {
            _ if streams && matches!(op.stream, Some(Stream::Events { .. })) => "text/event-stream",
            Format::Json => "application/json",
            Format::Xml => "application/xml",
            Format::Text => "text/plain",
        }
    }
}
