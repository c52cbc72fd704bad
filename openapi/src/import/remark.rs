//! What an import has to say: what could not be carried over, and what was guessed.

use std::cell::RefCell;
use std::collections::HashSet;

use super::pointer::Pointer;

/// One thing that a reader of the imported spec should know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Remark {
    /// Where it stands in the document, as a JSON pointer.
    pub pointer: String,
    /// Line in the document, where it is known.
    pub line: Option<usize>,
    /// What happened.
    pub kind: Kind,
    /// What it is about, in lower case and without a full stop.
    pub text: String,
}

/// What happened to a piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The spec does not say it.
    NotCarried,
    /// The spec says something that the document does not say outright.
    Guessed,
}

/// Remarks as they come; shared by all parts of an import.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    remarks: RefCell<Vec<Remark>>,
    known: RefCell<HashSet<Remark>>,
}

impl Remarks {
    /// Says that something stays behind.
    pub(crate) fn not_carried(&self, at: &Pointer, text: impl Into<String>) {
        self.add(at, Kind::NotCarried, text.into());
    }

    /// Says that something was guessed.
    pub(crate) fn guessed(&self, at: &Pointer, text: impl Into<String>) {
        self.add(at, Kind::Guessed, text.into());
    }

    /// A schema may be read several times; what is said about it is said once.
    fn add(&self, at: &Pointer, kind: Kind, text: String) {
        let remark = Remark {
            pointer: at.to_string(),
            line: None,
            kind,
            text,
        };
        if self.known.borrow_mut().insert(remark.clone()) {
            self.remarks.borrow_mut().push(remark);
        }
    }

    /// All remarks, in the order in which they came.
    pub(crate) fn into_vec(self) -> Vec<Remark> {
        self.remarks.into_inner()
    }
}
