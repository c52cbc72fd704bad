//! The table of codes: number, title, and the help that is shown where a problem brings none of its own.
//!
//! Numbers by stage: E01xx reading and YAML, E02xx shape of the language, E03xx references and types, E04xx
//! parameters and paths, E05xx envelopes, authorisation and error tables, E06xx names, E07xx samples, E08xx pages and
//! streams, E09xx output, E10xx what is right and could be better.
//!
//! A row that ends with a word is a lint: `allow` of a spec names it by that word. A `Warning` is hardly meant, and
//! builds show it; a `Hint` is a matter of style or completeness, and only `specwright check` shows it.

use super::Severity;

/// Makes the enum and its columns from one table.
macro_rules! codes {
    (@lint) => { None };
    (@lint $severity:ident $word:literal) => { Some(($word, Severity::$severity)) };
    ($($name:ident = $number:literal, $title:literal, $help:literal $(, $severity:ident $word:literal)?;)*) => {
        /// What kind of problem it is. Numbers never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!($title, ".")] $name,)*
        }

        impl Code {
            /// All codes, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Number, for instance 203.
            pub fn number(self) -> u16 {
                match self { $(Self::$name => $number,)* }
            }

            /// Title: the rule that was broken.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What to do, unless the problem knows better.
            pub fn help(self) -> Option<&'static str> {
                let text = match self { $(Self::$name => $help,)* };
                Some(text).filter(|text| !text.is_empty())
            }

            /// Word and severity of a lint; nothing for an error.
            fn lint_row(self) -> Option<(&'static str, Severity)> {
                match self { $(Self::$name => codes!(@lint $($severity $word)?),)* }
            }
        }
    };
}

codes! {
    // reading and YAML
    Unreadable = 101, "a file or folder cannot be read", "";
    NotUtf8 = 102, "a spec is not UTF-8 text", "save the file as UTF-8";
    EmptyFile = 103, "a spec is empty", "a spec starts with `specwright: 1` and `api: name`";
    NoSpecs = 104, "a folder holds no spec", "specs are files that end with `.yaml` or `.yml`, or folders of such files";
    TooLarge = 105, "a file is too large for a spec", "a spec can be a folder: put its parts into several files";
    Syntax = 106, "the text is not YAML", "";
    DuplicateKey = 107, "a key stands twice in a map", "remove one of the two";
    SurprisingScalar = 108, "readers of YAML disagree on what an unquoted word is", "";
    Tag = 109, "a tag (`!name`) says nothing here", "remove the tag";
    MergeKey = 110, "merge keys (`<<`) are not read", "write the entries out, or refer to a whole value with an alias";
    TooDeep = 111, "the text is nested too deeply", "";
    TooManyAliases = 112, "aliases repeat too much", "write the values out";
    SeveralDocuments = 113, "a file holds several YAML documents", "put each into a file of its own";
    BadKey = 114, "a key is neither a text nor an integer", "";
    TooManyProblems = 115, "there are too many problems to show", "mend the ones above first";

    // shape of the language
    NotAMap = 201, "a spec is a map", "a spec starts with `specwright: 1` and `api: name`";
    UnknownKey = 202, "a key is not part of the language", "";
    WrongType = 203, "a value has the wrong type", "";
    MissingKey = 204, "a key must be given", "add the key";
    UnknownWord = 205, "a word is not one of those allowed", "";
    BadValue = 206, "a value cannot be used", "";
    RepeatedAcrossFiles = 207, "two files of a spec say the same thing", "keep it in one file of the spec";
    SameApi = 208, "two specs have the same name", "give one of them another `api`";
    UnknownVersion = 209, "a version of the spec language is not known", "";
    RepeatedFormat = 210, "a format stands twice in a list", "remove one of the two";

    // references and types
    TypeSyntax = 301, "a type cannot be read", "types are written like `string`, `list<Order>`, `map<i64?>` or `Page<Order>`";
    UnknownType = 302, "a type does not exist", "";
    TypeArguments = 303, "a type has the wrong number of arguments", "`list` and `map` take one type, a struct one for each name in its `generic`, all others none";
    AliasCycle = 304, "aliases stand for each other", "let one of them stand for a type of its own";
    EndlessType = 305, "a value of a type would never end", "";
    TypeKind = 306, "a type is exactly one thing", "a type has exactly one of `fields`, `enum`, `one_of` and `type`";
    MisplacedKey = 307, "a key says nothing where it stands", "remove it";
    BadSpelling = 308, "a spelling does not fit the type", "remove the key, or correct the type";
    BadPattern = 309, "a date and time pattern cannot be used", "a pattern is made of `%Y`, `%m`, `%d`, `%H`, `%M`, `%S`, `%z` and the characters between them";
    BadDefault = 310, "a default does not fit the type", "give a value of the type, or leave `default` out";
    BadPresence = 311, "what is said of absence contradicts itself", "";
    EnumValues = 312, "an enum has values, all texts or all integers", "";
    NeedsName = 313, "an integer gives no Rust name", "add a `name`, for instance `name: NotLoggedIn`";
    BadVariant = 314, "a variant of a one-of could never be told", "";
    ArgumentSpelling = 315, "a type argument has a spelling of its own", "spell it where it is used: give the struct a field of that type instead of a type parameter";
    UnusedGeneric = 316, "a type parameter is not used", "use it in a field, or remove it";
    FieldTwice = 317, "a wire name stands twice in a struct", "correct the `name` of one of them, or remove it";
    UnusedType = 318, "a type is not used", "no operation sends or returns it: name it where it belongs, or remove it", Warning "unused_type";
    BadValueLimit = 319, "a limit does not fit the value", "";

    // parameters and paths
    BadCall = 401, "a call is a method and a path", "write the method and the path, for instance `GET /orders/{id}`";
    BadPath = 402, "a path cannot be used", "a path is written like `/orders/{id}`";
    UnboundVariable = 403, "a variable of the path is no parameter", "";
    NotInPath = 404, "a path parameter is not in the path", "";
    BadLocation = 405, "a parameter cannot go there", "";
    BadStyle = 406, "a layout does not fit the parameter", "remove `style`, or change the type to one that it fits";
    ParameterTwice = 407, "a name is given twice in one part of the request", "remove one of them, or correct its name or where it goes";
    TwoSources = 408, "a parameter has one source", "keep one of `value`, `fresh` and `credential`";
    UnknownParameter = 409, "a parameter does not exist", "";
    BadRule = 410, "a rule between parameters cannot hold", "";
    BodyOnGet = 411, "a method takes no body", "";
    PlainSecret = 412, "a secret would be shown", "make it a `secret`: it is never printed then", Warning "plain_secret";
    BadConstant = 413, "a constant does not fit", "";
    MisplacedFile = 430, "a file cannot go there", "a file is a parameter of a multipart body, or a whole body of bytes";
    BadBody = 431, "a body cannot be made of its parameters", "give it that type, or choose another `body`";

    // envelopes, authorisation and error tables
    BadServer = 501, "a base URL cannot be used", "a base URL is written like `https://{region}.example.com/v1`";
    BadVariable = 502, "a server variable cannot be used", "";
    AuthKind = 503, "an entry of `auth` is exactly one thing", "an entry has exactly one of `header`, `query`, `cookie`, `basic`, `signature`, `signer` and `any_of`";
    BadTemplate = 504, "a template cannot be used", "a credential stands in braces, for instance `{token}`; a brace itself is doubled";
    UnknownCredential = 505, "a credential does not exist", "";
    UnusedCredential = 506, "a credential is not used", "nothing sends it: name it in `auth`, or remove it", Warning "unused_credential";
    EnvironmentTwice = 507, "two values come from one environment variable", "give one of them another `env`";
    BadCondition = 508, "a condition says nothing or contradicts itself", "remove it from one of the two";
    BadAnswerPath = 509, "a path into the answer cannot be read", "write member names joined by dots, for instance `data.code`";
    UnreachableEnvelope = 510, "an envelope is never used", "";
    NoErrorCode = 511, "nothing says where the error code is", "";
    BadErrorCode = 512, "error codes are all integers or all texts", "";
    ErrorCodeTwice = 513, "two rows stand for one error code", "let one range end before the other begins";
    ErrorArguments = 514, "a message and its arguments do not fit", "give each `%s` of the message one name in `args`";
    ErrorContradiction = 515, "a row of the error table contradicts itself", "correct one of `class`, `retry` and `status`";
    UnreachableError = 516, "a row of the error table is never used", "";
    TextAnswer = 517, "an answer that comes as text has no members", "";

    UnknownSignature = 518, "a signature does not exist", "";
    SignatureStep = 519, "a step of a signature is one thing, in one place", "a step has exactly one of `template`, `pairs`, `headers`, `param`, `hash`, `hmac`, `rsa`, `compress`, `decode`, `json`, `now` and `nonce`";
    SignatureName = 520, "a template of a signature names what is not there", "braces name a step above, a part of the request, or a credential; a brace itself is doubled";
    SignatureNameTaken = 521, "a name in a signature would stand for two things", "give the step another name";
    SignatureType = 522, "bytes stand where a signature needs text", "say how they are spelt: add an `encode`, for instance `encode: hex`";
    NoVector = 523, "a signature is proved by a test vector", "add `vectors`: a request whose signature the vendor shows or an official SDK made";
    BadVector = 524, "a test vector cannot be carried out, or gives something else", "a vector gives what the signature needs, and under `expect` what comes out of it";
    UnusedSignature = 525, "a signature is not used", "no operation is signed with it: name it in `auth`, or remove it", Warning "unused_signature";
    UnknownOperation = 530, "an operation does not exist", "";
    TokenOperation = 531, "a token is bought by a call without arguments", "";
    TokenCycle = 532, "tokens buy each other", "";
    TokenPath = 533, "a token is not where it is said to be", "the path leads to a member of what the operation returns";
    UnknownLimit = 534, "a limit does not exist", "";
    BadLimit = 535, "a limit cannot be kept", "write what the vendor documents, for instance `{calls: 100, per: 1m}`";
    UnknownServer = 536, "a server does not exist", "";
    AuthChoice = 537, "a choice of authorisation is between two ways or more", "";
    BadPolicy = 538, "retries, polling or times make no sense", "give a time above zero, or leave the key out";
    UnusedLimit = 539, "a limit is not used", "every operation names other limits: name it in `limits` of one, or remove it", Warning "unused_limit";
    BadStatus = 540, "an answer is told by its HTTP status", "write a status (`202`), a class (`4xx`) or a range (`400..422`)";
    AnswerTwice = 541, "two entries say what one HTTP status gives", "remove one of them";
    AnswerManner = 542, "pages and streams have one kind of success", "";
    UnusedStep = 550, "a step of a signature is not used", "no later step names it, and it is not put into the request: remove it, or say where it goes", Warning "unused_step";

    // names
    BadName = 601, "a name has the wrong form", "";
    NameCollision = 602, "two names are the same in Rust", "rename one of them";

    // samples
    BadSample = 701, "a sample and the spec contradict each other", "";
    UnreadableSample = 702, "the body of a sample cannot be read, or not as its type", "correct it, or say under `faulty` what is wrong with it";
    NotFaulty = 703, "nothing is wrong with a body that is marked as faulty", "remove `faulty`";

    // pages and streams
    PagingKind = 801, "pages follow each other in one way", "";
    PageParameter = 802, "a parameter cannot take what pages put into it", "name another parameter, or correct its type";
    PagePath = 803, "a path leads nowhere", "";
    PageItems = 804, "the items of a page are a list", "lead `items` to a `list<..>`";
    StreamKind = 805, "a stream is cut into items in one way", "";
    StreamType = 806, "a stream and its types do not fit", "";

    // what is right and could be better
    UndocumentedOperation = 1001, "an operation has no documentation", "give it a `text`: what the call does, in a sentence", Hint "undocumented_operation";
    OperationWithoutSample = 1002, "an operation has no sample", "give it `samples`: a request or an answer that the document shows becomes a test", Hint "operation_without_sample";
    ErrorWithoutClass = 1003, "a row of the error table has no class", "say what kind of failure it is, for instance `class: caller`", Hint "error_without_class";
    SampleWithoutType = 1004, "a sample shows what no type names", "", Hint "sample_without_type";
    UselessAllow = 1005, "an `allow` allows nothing", "", Hint "useless_allow";
    IdleRetry = 1006, "an advice to repeat is never followed", "mark what may be repeated as `idempotent`, or give it a parameter with `fresh: idempotency_key`", Warning "idle_retry";
    IdlePoll = 1007, "polling is set, and nothing asks for it", "give the code that says \"not ready yet\" `retry: poll`, or remove `poll`", Warning "idle_poll";
    TimeoutAboveDeadline = 1008, "an attempt may take longer than the call", "make `deadline` at least as long as `timeout`", Warning "timeout_above_deadline";
    OutsideLimits = 1009, "a value that is shown is outside its limits", "correct the value or the limit; where the vendor contradicts itself, `allow` it with the reason", Hint "outside_limits";
}

impl Code {
    /// As reports show it, for instance `E0203`.
    pub fn id(self) -> String {
        format!("E{:04}", self.number())
    }

    /// The word by which `allow` of a spec names it; nothing for an error, which cannot be allowed.
    pub fn lint(self) -> Option<&'static str> {
        self.lint_row().map(|(word, _)| word)
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        self.lint_row()
            .map_or(Severity::Error, |(_, severity)| severity)
    }

    /// All lints, by number.
    pub fn lints() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|code| code.lint().is_some())
    }
}
