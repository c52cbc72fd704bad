//! Places in a source: a file and a path of keys, turned into bytes only when a problem is reported.

use std::ops::Range;

use super::FileId;

/// Where something stands in a file.
///
/// Points at the value if it is a scalar, otherwise at its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub(crate) file: FileId,
    pub(crate) path: Vec<Step>,
    pub(crate) focus: Focus,
}

/// One step from a map or list to what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Entry of a map.
    Key(String),
    /// Item of a list, from 0.
    Index(usize),
}

/// What exactly is pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    Value,
    Key,
    /// This text inside the value.
    Part(String),
    /// These bytes, whatever the path says.
    Bytes(Range<usize>),
}

impl Place {
    /// The file as a whole.
    pub fn file(file: FileId) -> Self {
        Self {
            file,
            path: Vec::new(),
            focus: Focus::Value,
        }
    }

    /// Bytes of a file, for problems of the text itself.
    pub fn bytes(file: FileId, bytes: Range<usize>) -> Self {
        Self {
            file,
            path: Vec::new(),
            focus: Focus::Bytes(bytes),
        }
    }

    /// The way from the top of the file; empty for a problem of its text.
    pub fn path(&self) -> &[Step] {
        &self.path
    }

    /// The file that it is in.
    pub fn file_id(&self) -> FileId {
        self.file
    }

    pub(crate) fn as_bytes(&self) -> Option<Range<usize>> {
        match &self.focus {
            Focus::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }

    /// Goes down to an entry of a map.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.path.push(Step::Key(key.into()));
        self
    }

    /// Goes down to an item of a list, counted from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.path.push(Step::Index(index));
        self
    }

    /// Goes down several steps.
    #[must_use]
    pub fn steps(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.path.extend(steps);
        self
    }

    /// Points only at this text inside the scalar, if it is found there.
    #[must_use]
    pub fn part(mut self, text: impl Into<String>) -> Self {
        self.focus = Focus::Part(text.into());
        self
    }

    /// Points at the key, not at its value.
    #[must_use]
    pub fn of_key(mut self) -> Self {
        self.focus = Focus::Key;
        self
    }
}
