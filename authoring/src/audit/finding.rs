//! What an audit tells. Plain data; [`super::report`] prints it.

use specwright::Place;

/// What was compared, and what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// Differences, by kind, then by line of the document.
    pub findings: Vec<Finding>,
    /// How many names of each kind were compared.
    pub compared: Vec<(Kind, usize)>,
}

/// A difference between a spec and its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// What is wrong.
    pub problem: Problem,
    /// Name as the document has it; as the spec has it where the document has none.
    pub name: String,
    /// Operation, type or table that it belongs to, where that is certain.
    pub owner: Option<String>,
    /// Lines of the document that name it, from 1, in order; empty where it does not.
    pub lines: Vec<usize>,
    /// Where the spec names it, or where it could; `None` where no place is nearer than another.
    pub place: Option<Place>,
    /// The difference in words, without places.
    pub message: String,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Host of a base URL, with scheme and port.
    Host,
    /// Path of an operation, with its method.
    Path,
    /// Parameter of a request.
    Parameter,
    /// Member of an answer or of a type.
    Field,
    /// Value of an enum or of a constant.
    Value,
    /// Error code.
    Code,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Host,
        Self::Path,
        Self::Parameter,
        Self::Field,
        Self::Value,
        Self::Code,
    ];

    /// Its name, for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Path => "path",
            Self::Parameter => "parameter",
            Self::Field => "field",
            Self::Value => "value",
            Self::Code => "code",
        }
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Problem {
    /// The document names it, the spec does not.
    NotInSpec,
    /// The spec names it on the authority of the document, which does not.
    NotInDocument,
    /// Each of the two has a name that the other lacks, and they are almost the same.
    Misspelt,
    /// Both name it and say different things of it.
    Differs,
}

impl Problem {
    /// Its name, for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotInSpec => "not_in_spec",
            Self::NotInDocument => "not_in_document",
            Self::Misspelt => "misspelt",
            Self::Differs => "differs",
        }
    }
}
