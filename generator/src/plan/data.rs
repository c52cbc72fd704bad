//! The plan: what will be in the generated files, as plain data. Identifiers are final, types are Rust types, texts are
//! escaped Markdown. Nothing is left to decide, so that emitting cannot fail.

mod answers;
mod conduct;
mod samples;

pub(crate) use self::answers::*;
pub(crate) use self::conduct::*;
pub(crate) use self::samples::*;
pub(crate) use crate::model::{
    Auth, BodyKind, Check, Class, Clock, CodePattern, Codec, Condition, CredentialKind, Envelope,
    Expiry, FixedParam, FixedSource, Format, Fresh, Headers, LimitScope, Location, Make, Member,
    PagePlace, PageStep, Paging as PagingRule, Pairs, PathPart, PollPolicy, Put, Retry,
    RetryPolicy, RuleKind, Step as SignatureStep, Style, Tagging, TakenParam,
};

/// Lines of Markdown, escaped for rustdoc.
pub(crate) type Doc = Vec<String>;

/// An API: one folder of generated files.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    /// Name in the spec.
    pub(crate) name: String,
    /// Module, possibly raw.
    pub(crate) module: String,
    /// Title on one line, escaped.
    pub(crate) title: String,
    pub(crate) doc: Doc,
    pub(crate) servers: Vec<Server>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) credentials: Vec<Credential>,
    /// Names of the signers that the client builder takes.
    pub(crate) signers: Vec<String>,
    pub(crate) signatures: Vec<Signature>,
    /// Rows in the order of the spec.
    pub(crate) errors: Vec<ErrorRow>,
    pub(crate) types: Vec<TypeItem>,
    pub(crate) operations: Vec<Operation>,
    /// Lists that operations share; [`Operation::auth`] is an index.
    pub(crate) auth: Vec<Vec<Auth>>,
    /// Lists that operations share; [`Operation::envelopes`] is an index.
    pub(crate) envelopes: Vec<Vec<Envelope>>,
    /// Lists that policies share.
    pub(crate) tokens: Vec<Vec<Token>>,
    /// Lists that policies share.
    pub(crate) limits: Vec<Vec<Limit>>,
    /// What operations share; [`Operation::policy`] is an index.
    pub(crate) policies: Vec<Policy>,
    /// Names that the client builder's `auth` takes.
    pub(crate) choices: Vec<String>,
}

/// A variant of `Server`.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) name: String,
    pub(crate) url: String,
}

/// A variable of base URLs: a method of the client builder.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) method: String,
    pub(crate) doc: Doc,
    pub(crate) name: String,
    pub(crate) default: Option<String>,
    pub(crate) values: Vec<String>,
    pub(crate) env: String,
}

/// A credential: a method of the client builder.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    pub(crate) method: String,
    pub(crate) doc: Doc,
    pub(crate) name: String,
    pub(crate) kind: CredentialKind,
    pub(crate) env: String,
    /// It is bought where the caller does not give it.
    pub(crate) is_token: bool,
}

/// A row of the error table.
#[derive(Clone, Debug)]
pub(crate) struct ErrorRow {
    pub(crate) code: CodePattern,
    /// Name that the table tells.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) class: Class,
    pub(crate) retry: Retry,
    pub(crate) status: Option<u16>,
    pub(crate) messages: Vec<String>,
    pub(crate) args: Vec<String>,
    /// Variant of `ErrorCode`; none for success.
    pub(crate) variant: Option<ErrorVariant>,
}

/// A variant of `ErrorCode`.
#[derive(Clone, Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    /// It stands for a range and keeps the code.
    pub(crate) range: bool,
}

/// An item of `types.rs`.
#[derive(Clone, Debug)]
pub(crate) enum TypeItem {
    Struct(Struct),
    Choice(Choice),
    Union(Union),
    Alias(Alias),
}

/// A struct.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) generics: Vec<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) extra: Option<Extra>,
    /// Callers make values of it: the fields that its constructor takes. None for what only services send.
    pub(crate) constructor: Option<Vec<usize>>,
}

impl Struct {
    /// Indices of the fields that the constructor takes.
    pub(crate) fn arguments(&self) -> &[usize] {
        self.constructor.as_deref().unwrap_or_default()
    }
}

/// A field of a struct or a request.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) wire: String,
    pub(crate) ty: Ty,
    pub(crate) codec: Codec,
    pub(crate) required: bool,
    pub(crate) secret: bool,
    /// JSON text.
    pub(crate) default: Option<String>,
    pub(crate) checks: Vec<Check>,
}

/// The map of members that a struct does not name.
#[derive(Clone, Debug)]
pub(crate) struct Extra {
    pub(crate) ident: String,
    /// Type of a value of the map.
    pub(crate) ty: Ty,
    pub(crate) codec: Codec,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    String,
    Secret,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F64,
    Date,
    DateTime,
    Timestamp,
    Duration,
    Bytes,
    File,
    Json,
    Unit,
    List(Box<Ty>),
    Map(Box<Ty>),
    Option(Box<Ty>),
    /// Absent, null or present.
    Presence(Box<Ty>),
    Boxed(Box<Ty>),
    /// An item of `types.rs`.
    Named {
        ident: String,
        args: Vec<Ty>,
        from: From,
    },
    Param(String),
}

/// What a type can be made from besides itself: open enums from what the wire says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Nothing,
    Text,
    Integer,
}

/// An enum.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) closed: bool,
    pub(crate) variants: Vec<ChoiceVariant>,
    pub(crate) values: ChoiceValues,
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceVariant {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
}

/// Wire values of an enum, one per variant.
#[derive(Clone, Debug)]
pub(crate) enum ChoiceValues {
    Text(Vec<String>),
    Integer(Vec<i64>),
}

/// A one-of. Its empty value is its first variant; `check` sees to it that this ends.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) tagging: Tagging,
    /// Its last variant is for what no other fits.
    pub(crate) open: bool,
    pub(crate) variants: Vec<UnionVariant>,
    /// The variant that takes any JSON.
    pub(crate) other: Option<usize>,
}

/// A variant of a one-of.
#[derive(Clone, Debug)]
pub(crate) struct UnionVariant {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) tag: String,
    pub(crate) ty: Ty,
    pub(crate) codec: Codec,
}

/// `pub type X = Y;`
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    pub(crate) ty: Ty,
}

/// An operation: a request struct, a client method and setters.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Name in the spec.
    pub(crate) name: String,
    /// Method of the client.
    pub(crate) method: String,
    pub(crate) method_doc: Doc,
    /// Why not to use it, on one line, escaped.
    pub(crate) deprecated: Option<String>,
    /// The request.
    pub(crate) request: Struct,
    pub(crate) setters: Vec<Setter>,
    pub(crate) example: Example,
    pub(crate) http_method: String,
    pub(crate) path: Vec<PathPart>,
    /// One entry per field of the request.
    pub(crate) params: Vec<Param>,
    pub(crate) fixed: Vec<FixedParam>,
    pub(crate) body: BodyKind,
    pub(crate) rules: Vec<RuleKind>,
    /// The payload; an item where the answer is a stream.
    pub(crate) returns: Ty,
    /// Successes that hold different things: the payload is this enum.
    pub(crate) outcomes: Option<Outcomes>,
    /// What is known of answers by status, the narrower first.
    pub(crate) answers: Vec<StatusAnswer>,
    /// How the payload is spelt.
    pub(crate) payload: Codec,
    pub(crate) paging: Option<Paging>,
    pub(crate) stream: Option<Stream>,
    pub(crate) formats: Vec<Format>,
    pub(crate) auth: Option<usize>,
    pub(crate) envelopes: Option<usize>,
    pub(crate) policy: Option<usize>,
    pub(crate) idempotent: bool,
    pub(crate) samples: Vec<Sample>,
}

/// Where a field of a request goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Param {
    pub(crate) location: Location,
    pub(crate) style: Style,
}

/// A method of a pending call that fills one optional field, or several that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Setter {
    pub(crate) ident: String,
    pub(crate) doc: Doc,
    /// Indices of fields.
    pub(crate) fields: Vec<usize>,
    /// Why not to use it, escaped.
    pub(crate) deprecated: Option<String>,
}

/// The call in the documentation: one entry per argument.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) arguments: Vec<ExampleArgument>,
    /// Name that the payload is bound to; none if there is no payload.
    pub(crate) binds: Option<String>,
}

/// An argument of the call in the documentation.
#[derive(Clone, Debug)]
pub(crate) enum ExampleArgument {
    Text(String),
    Integer(i128),
    Float(f64),
    Bool(bool),
    /// Texts as an array.
    Texts(Vec<String>),
    /// Too large to be written out: the example is given it.
    Given(String, Ty),
}

/// A signature: a recipe, and a test for each of its vectors.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) steps: Vec<SignatureStep>,
    pub(crate) vectors: Vec<Vector>,
}

/// A test vector: a test.
#[derive(Clone, Debug)]
pub(crate) struct Vector {
    /// Name of the test function.
    pub(crate) test: String,
    pub(crate) doc: Doc,
    pub(crate) credentials: Vec<(String, String)>,
    pub(crate) now: Option<String>,
    pub(crate) given: Vec<(String, String)>,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) expect: Vec<(String, String)>,
}
