//! What went wrong while reading, and where: kept beside the deserializer's own error, which cannot say it.

use std::borrow::Cow;
use std::fmt;

use serde::de;

/// An answer that is not what its spec promised.
///
/// The message never holds a value that was read, only what kind of value it was,
/// and the path ends at a field that is secret.
///
/// ```
/// use specwright_runtime::{Map, from_json};
///
/// let error = from_json::<Map<Vec<i64>>>(br#"{"ids": [1, "2"]}"#).unwrap_err();
/// assert_eq!(error.path(), "ids[1]");
/// assert_eq!(error.to_string(), "at ids[1]: expected an integer, found text");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
    syntax: bool,
}

impl DecodeError {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            syntax: false,
        }
    }

    pub(crate) fn syntax(message: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            message: message.into(),
            syntax: true,
        }
    }

    /// Where in the body: member names joined by dots, list indices in brackets; empty for the body itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected and what was found.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether the body is not JSON (or XML) at all, rather than JSON of an unexpected shape.
    pub fn is_syntax(&self) -> bool {
        self.syntax
    }

    /// The same error in a value that stands at this path of something larger.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        if !outer.is_empty() {
            let dot = if self.path.is_empty() || self.path.starts_with('[') {
                ""
            } else {
                "."
            };
            self.path = format!("{outer}{dot}{}", self.path);
        }
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "at {}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

/// What goes along with every value that is read.
pub(crate) struct Context {
    /// Scalars come as text, and a list of one may come as its item: how XML is.
    pub(crate) lenient: bool,
    /// Filled while a failure unwinds, innermost first; nothing is kept on success.
    trail: Vec<Segment>,
    problem: Option<Problem>,
}

/// A failure whose description is in the [`Context`].
#[derive(Debug)]
pub(crate) struct Failed;

impl Failed {
    /// The error for the deserializer to hand through; what it says is in the context.
    pub(crate) fn erase<E: de::Error>(self) -> E {
        E::custom("")
    }
}

enum Segment {
    Field(&'static str),
    Key(String),
    Index(usize),
}

enum Problem {
    Mismatch {
        expected: Cow<'static, str>,
        found: &'static str,
    },
    Other(Cow<'static, str>),
}

impl Context {
    pub(crate) fn new(lenient: bool) -> Self {
        Self {
            lenient,
            trail: Vec::new(),
            problem: None,
        }
    }

    /// Notes that something else was expected.
    #[cold]
    pub(crate) fn mismatch(
        &mut self,
        expected: impl Into<Cow<'static, str>>,
        found: &'static str,
    ) -> Failed {
        self.trail.clear();
        self.problem = Some(Problem::Mismatch {
            expected: expected.into(),
            found,
        });
        Failed
    }

    /// Notes any other failure.
    #[cold]
    pub(crate) fn fail(&mut self, message: impl Into<Cow<'static, str>>) -> Failed {
        self.trail.clear();
        self.problem = Some(Problem::Other(message.into()));
        Failed
    }

    /// Notes the failure of a deserializer inside this one, unless what it reports is noted already.
    #[cold]
    pub(crate) fn nested(&mut self, prefix: &str, error: &dyn fmt::Display) -> Failed {
        if self.problem.is_none() {
            self.fail(format!("{prefix}: {error}"));
        }
        Failed
    }

    /// A failure goes up through a field. What is below a secret one is not told.
    #[cold]
    pub(crate) fn at_field(&mut self, wire: &'static str, secret: bool) {
        if secret {
            self.trail.clear();
        }
        self.trail.push(Segment::Field(wire));
    }

    /// A failure goes up through an entry of a map.
    #[cold]
    pub(crate) fn at_key(&mut self, key: String) {
        self.trail.push(Segment::Key(key));
    }

    /// A failure goes up through an item of a list.
    #[cold]
    pub(crate) fn at_index(&mut self, index: usize) {
        self.trail.push(Segment::Index(index));
    }

    /// Forgets a failure, to try another way.
    pub(crate) fn forget(&mut self) {
        self.trail.clear();
        self.problem = None;
    }

    /// What was noted; `None` if the deserializer itself failed.
    pub(crate) fn take(&mut self) -> Option<DecodeError> {
        let message = match self.problem.take()? {
            Problem::Mismatch { expected, found } => format!("expected {expected}, found {found}"),
            Problem::Other(message) => message.into_owned(),
        };
        Some(DecodeError::new(self.path(), message))
    }

    /// The path of what was going up.
    pub(crate) fn path(&mut self) -> String {
        let mut path = String::new();
        for segment in self.trail.drain(..).rev() {
            match segment {
                Segment::Field(name) => push_name(&mut path, name),
                Segment::Key(key) => push_name(&mut path, &key),
                Segment::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

/// Names that would not read as one between dots are quoted in brackets.
fn push_name(path: &mut String, name: &str) {
    let plain = |byte: char| byte.is_alphanumeric() || "_-@$#".contains(byte);
    if name.is_empty() || !name.chars().all(plain) {
        path.push_str(&format!("[{name:?}]"));
    } else if path.is_empty() {
        path.push_str(name);
    } else {
        path.push('.');
        path.push_str(name);
    }
}
