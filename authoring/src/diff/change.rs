//! What a change is, as others see it. In: nothing. Out: [`Change`], [`Step`] and the words of both.

/// One change between two versions of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Name of the API; the new one where it was renamed.
    pub api: String,
    /// What changed.
    pub subject: Subject,
    /// In which way.
    pub what: What,
    /// Which side of the subject: `type`, `presence`, `wire_name`; `whole` where it was added, removed or renamed.
    pub aspect: &'static str,
    /// The change as a sentence, in the vendor's terms.
    pub text: String,
    /// What it does to code that uses the generated client.
    pub rust: Rust,
    /// What that code meets, item by item.
    pub rust_reasons: Vec<String>,
    /// What it does to clients that were built before.
    pub wire: Wire,
    /// Why; empty where the wire is not concerned.
    pub wire_reason: String,
    /// Where it stood.
    pub old: Option<Position>,
    /// Where it stands.
    pub new: Option<Position>,
}

impl Change {
    /// Whether somebody must act: callers who upgrade, or those who do not.
    pub fn is_breaking(&self) -> bool {
        self.rust == Rust::Breaking || self.wire == Wire::Breaking
    }

    /// The smallest step of the version that this change allows.
    pub fn step(&self) -> Step {
        match self.rust {
            Rust::Breaking => Step::Major,
            Rust::Addition | Rust::Behaviour => Step::Minor,
            Rust::None => Step::Patch,
        }
    }
}

/// Name of what is not one operation, but several that share a change.
pub(super) const SEVERAL: &str = "*";

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Kind.
    pub kind: Kind,
    /// Name in the spec; the old one where it was renamed. `*` where several operations share a change, which its text
    /// names.
    pub name: String,
    /// What it belongs to: the operation of a parameter, the type of a field.
    pub of: Option<String>,
}

impl Subject {
    pub(super) fn new(kind: Kind, name: &str) -> Self {
        let (name, of) = (name.to_owned(), None);
        Self { kind, name, of }
    }

    pub(super) fn of(mut self, owner: &str) -> Self {
        self.of = Some(owner.to_owned());
        self
    }

    /// As it stands in a sentence.
    pub(super) fn show(&self) -> String {
        if (self.kind, self.name.as_str()) == (Kind::Operation, SEVERAL) {
            return "several operations".to_owned();
        }
        let of = self.of.as_ref().map(|of| format!(" of `{of}`"));
        format!(
            "{} `{}`{}",
            self.kind.word(),
            self.name,
            of.unwrap_or_default()
        )
    }
}

/// Kinds of what can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The API itself.
    Api,
    /// A base URL.
    Server,
    /// A variable of base URLs.
    Variable,
    /// A credential.
    Credential,
    /// A token.
    Token,
    /// A rate limit.
    Limit,
    /// A signature.
    Signature,
    /// A row of the error table.
    Error,
    /// A type.
    Type,
    /// A field of a struct.
    Field,
    /// A value of an enum.
    Value,
    /// A variant of a one-of.
    Variant,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Server => "server",
            Self::Variable => "variable",
            Self::Credential => "credential",
            Self::Token => "token",
            Self::Limit => "limit",
            Self::Signature => "signature",
            Self::Error => "error",
            Self::Type => "type",
            Self::Field => "field",
            Self::Value => "value",
            Self::Variant => "variant",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
        }
    }
}

/// Ways to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another name.
    Renamed,
    /// Something of it is different.
    Changed,
}

impl What {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// What a change does to code that uses the generated client and takes the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rust {
    /// Nothing.
    #[default]
    None,
    /// It compiles, and something of what it does is decided otherwise.
    Behaviour,
    /// It compiles; there is more to use.
    Addition,
    /// It may not compile.
    Breaking,
}

impl Rust {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Behaviour => "behaviour",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

/// What a change does to clients that were built from the old spec, when the service is as the new one says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Requests and answers are the same.
    #[default]
    None,
    /// They may differ, and old clients manage.
    Compatible,
    /// Requests are refused or mean something else, or answers cannot be read.
    Breaking,
}

impl Wire {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }
}

/// Step of a version by the rules of semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing changed.
    None,
    /// The last number.
    Patch,
    /// The middle number.
    Minor,
    /// The first number.
    Major,
}

impl Step {
    /// The step that all of these changes need.
    pub fn of(changes: &[Change]) -> Self {
        changes.iter().map(Change::step).max().unwrap_or(Self::None)
    }

    /// The same for versions that start with 0, whose middle number is the one that tells of breaks.
    pub fn before_1(self) -> Self {
        match self {
            Self::Major => Self::Minor,
            Self::Minor => Self::Patch,
            other => other,
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Where something stands in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Path as it was given, with the revision before it where it is from one.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}
