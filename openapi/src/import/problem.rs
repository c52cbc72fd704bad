//! Why a document cannot be imported at all.

use std::fmt;

/// One reason, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File as it was named.
    pub file: String,
    /// Line and column, both from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// What is wrong, in one line.
    pub text: String,
}

impl Problem {
    pub(super) fn new(file: &str, text: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            at: None,
            text: text.into(),
        }
    }

    pub(super) fn at(mut self, line: usize, column: usize) -> Self {
        self.at = Some((line, column));
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.file, self.text),
            None => write!(f, "{}: {}", self.file, self.text),
        }
    }
}

/// Why a document cannot be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}
