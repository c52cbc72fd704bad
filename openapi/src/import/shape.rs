//! What OpenAPI 3.1 allows where: a table per kind of object. `tidy` walks documents by it.

/// What stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Whatever it is; not looked into.
    Any,
    /// Whatever it is, and oas3 does not have to see it: it refuses documents over addresses that are none.
    Raw,
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A truth value.
    Truth,
    /// A number.
    Number,
    /// A number that counts.
    Count,
    /// A list of texts.
    Texts,
    /// A list of anything.
    Values,
    /// An object of this kind.
    One(Kind),
    /// The same, or a reference to one.
    Ref(Kind),
    /// A list of them.
    List(Kind),
    /// A list of them or of references.
    RefList(Kind),
    /// A map of them.
    Map(Kind),
    /// A map of them or of references.
    RefMap(Kind),
    /// The type of a schema, or a list of types.
    Types,
    /// What is required of a caller: a list of maps of lists.
    Security,
    /// The names in a discriminator's mapping.
    Mapping,
}

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Document,
    Info,
    Server,
    Variable,
    PathItem,
    Operation,
    Parameter,
    Body,
    Media,
    Encoding,
    Response,
    Header,
    Example,
    Components,
    SecurityScheme,
    Tag,
    Discriminator,
    Schema,
}

/// The types that schemas know.
pub(super) const TYPES: &[&str] = &[
    "string", "number", "integer", "boolean", "array", "object", "null",
];

const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

impl Kind {
    /// What it is called in messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Info => "`info`",
            Self::Server => "a server",
            Self::Variable => "a variable of a server",
            Self::PathItem => "a path",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::Body => "a request body",
            Self::Media => "a content type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::Components => "`components`",
            Self::SecurityScheme => "a security scheme",
            Self::Tag => "a tag",
            Self::Discriminator => "a discriminator",
            Self::Schema => "a schema",
        }
    }

    /// Where such things stand under `components`.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::Body => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::PathItem => "pathItems",
            _ => return None,
        })
    }

    /// Keys without which it means nothing.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Server => &["url"],
            Self::Parameter => &["name", "in"],
            Self::Body => &["content"],
            Self::SecurityScheme => &["type"],
            Self::Tag => &["name"],
            Self::Discriminator => &["propertyName"],
            _ => &[],
        }
    }

    /// Its keys. Others begin with `x-`, or are unknown.
    pub(super) fn keys(self) -> &'static [(&'static str, Shape)] {
        use Shape::*;
        match self {
            Self::Document => &[
                ("openapi", Text),
                ("info", One(Kind::Info)),
                ("jsonSchemaDialect", Text),
                ("servers", List(Kind::Server)),
                ("paths", RefMap(Kind::PathItem)),
                ("webhooks", Raw),
                ("components", One(Kind::Components)),
                ("security", Security),
                ("tags", List(Kind::Tag)),
                ("externalDocs", Raw),
            ],
            Self::Info => &[
                ("title", Text),
                ("summary", Text),
                ("description", Text),
                ("termsOfService", Raw),
                ("contact", Raw),
                ("license", Raw),
                ("version", Text),
            ],
            Self::Server => &[
                ("url", Text),
                ("description", Text),
                ("variables", Map(Kind::Variable)),
            ],
            Self::Variable => &[("enum", Texts), ("default", Text), ("description", Text)],
            Self::PathItem => &[
                ("summary", Text),
                ("description", Text),
                ("get", One(Kind::Operation)),
                ("put", One(Kind::Operation)),
                ("post", One(Kind::Operation)),
                ("delete", One(Kind::Operation)),
                ("options", One(Kind::Operation)),
                ("head", One(Kind::Operation)),
                ("patch", One(Kind::Operation)),
                ("trace", One(Kind::Operation)),
                ("servers", List(Kind::Server)),
                ("parameters", RefList(Kind::Parameter)),
            ],
            Self::Operation => &[
                ("tags", Texts),
                ("summary", Text),
                ("description", Text),
                ("externalDocs", Raw),
                ("operationId", Text),
                ("parameters", RefList(Kind::Parameter)),
                ("requestBody", Ref(Kind::Body)),
                ("responses", RefMap(Kind::Response)),
                ("callbacks", Raw),
                ("deprecated", Truth),
                ("security", Security),
                ("servers", List(Kind::Server)),
            ],
            Self::Parameter => &[
                ("name", Text),
                ("in", Word(&["path", "query", "header", "cookie"])),
                ("description", Text),
                ("required", Truth),
                ("deprecated", Truth),
                ("allowEmptyValue", Truth),
                ("style", Word(STYLES)),
                ("explode", Truth),
                ("allowReserved", Truth),
                ("schema", Ref(Kind::Schema)),
                ("example", Any),
                ("examples", RefMap(Kind::Example)),
                ("content", Map(Kind::Media)),
            ],
            Self::Body => &[
                ("description", Text),
                ("content", Map(Kind::Media)),
                ("required", Truth),
            ],
            Self::Media => &[
                ("schema", Ref(Kind::Schema)),
                ("example", Any),
                ("examples", RefMap(Kind::Example)),
                ("encoding", Map(Kind::Encoding)),
            ],
            Self::Encoding => &[
                ("contentType", Text),
                ("headers", RefMap(Kind::Header)),
                ("style", Text),
                ("explode", Truth),
                ("allowReserved", Truth),
            ],
            Self::Response => &[
                ("description", Text),
                ("headers", RefMap(Kind::Header)),
                ("content", Map(Kind::Media)),
                ("links", Raw),
            ],
            Self::Header => &[
                ("description", Text),
                ("required", Truth),
                ("deprecated", Truth),
                ("style", Word(STYLES)),
                ("explode", Truth),
                ("schema", Ref(Kind::Schema)),
                ("example", Any),
                ("examples", RefMap(Kind::Example)),
                ("content", Map(Kind::Media)),
            ],
            Self::Example => &[
                ("summary", Text),
                ("description", Text),
                ("value", Any),
                ("externalValue", Text),
            ],
            Self::Components => &[
                ("schemas", RefMap(Kind::Schema)),
                ("responses", RefMap(Kind::Response)),
                ("parameters", RefMap(Kind::Parameter)),
                ("examples", RefMap(Kind::Example)),
                ("requestBodies", RefMap(Kind::Body)),
                ("headers", RefMap(Kind::Header)),
                ("securitySchemes", RefMap(Kind::SecurityScheme)),
                ("links", Raw),
                ("callbacks", Raw),
                ("pathItems", Raw),
            ],
            Self::SecurityScheme => &[
                ("type", Text),
                ("description", Text),
                ("name", Text),
                ("in", Text),
                ("scheme", Text),
                ("bearerFormat", Text),
                ("flows", Any),
                ("openIdConnectUrl", Text),
            ],
            Self::Tag => &[("name", Text), ("description", Text), ("externalDocs", Raw)],
            Self::Discriminator => &[("propertyName", Text), ("mapping", Mapping)],
            Self::Schema => SCHEMA,
        }
    }
}

const SCHEMA: &[(&str, Shape)] = {
    use Shape::*;
    &[
        ("allOf", RefList(Kind::Schema)),
        ("anyOf", RefList(Kind::Schema)),
        ("oneOf", RefList(Kind::Schema)),
        ("items", Ref(Kind::Schema)),
        ("prefixItems", RefList(Kind::Schema)),
        ("properties", RefMap(Kind::Schema)),
        ("additionalProperties", Ref(Kind::Schema)),
        ("type", Types),
        ("enum", Values),
        ("const", Any),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", Number),
        ("minimum", Number),
        ("exclusiveMinimum", Number),
        ("maxLength", Count),
        ("minLength", Count),
        ("pattern", Text),
        ("maxItems", Count),
        ("minItems", Count),
        ("uniqueItems", Truth),
        ("maxProperties", Count),
        ("minProperties", Count),
        ("required", Texts),
        ("format", Text),
        ("title", Text),
        ("description", Text),
        ("default", Any),
        ("deprecated", Truth),
        ("readOnly", Truth),
        ("writeOnly", Truth),
        ("examples", Values),
        ("discriminator", One(Kind::Discriminator)),
        ("example", Any),
    ]
};
