//! Problems that reading reports beside complaints of the schema about the same value.

use std::fmt;

use specwright::{Code, FileId, Loaded, Severity, Step};

use crate::classes::{Class, class};

/// What reading says of one place.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    code: Code,
    path: Vec<String>,
}

/// What the schema says of one place.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    pub(crate) path: Vec<String>,
    pub(crate) text: String,
}

/// The errors in a file; lints are no matter of a schema.
pub(crate) fn problems(loaded: &Loaded, file: FileId) -> Vec<Problem> {
    let errors = loaded.diagnostics.iter().filter(|problem| {
        problem.severity() == Severity::Error && problem.place().file_id() == file
    });
    let step = |step: &Step| match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    };
    let problem = |problem: &specwright::Diagnostic| Problem {
        code: problem.code(),
        path: problem.place().path().iter().map(step).collect(),
    };
    errors.map(problem).collect()
}

/// Both about one file.
pub(crate) struct Compared {
    problems: Vec<Problem>,
    complaints: Vec<Complaint>,
}

impl Compared {
    pub(crate) fn new(problems: Vec<Problem>, complaints: Vec<Complaint>) -> Self {
        Self {
            problems,
            complaints,
        }
    }

    /// Whether the schema refuses the file.
    pub(crate) fn is_refused(&self) -> bool {
        !self.complaints.is_empty()
    }

    /// Whether the schema complains of each problem.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (Code, bool)> {
        let is_seen = |problem| self.complaints.iter().any(|one| is_about(one, problem));
        self.problems
            .iter()
            .map(move |problem| (problem.code, is_seen(problem)))
    }

    /// Problems of shape that the schema does not see, and complaints that no such problem explains.
    pub(crate) fn faults(&self) -> impl Iterator<Item = String> {
        let is_unseen = |problem: &&Problem| {
            class(problem.code) == Class::Shape
                && !self.complaints.iter().any(|one| is_about(one, problem))
        };
        let unseen = self.problems.iter().filter(is_unseen);
        let unseen = unseen.map(|problem| format!("the schema is silent on {problem}"));
        let is_alone = |complaint: &&Complaint| {
            !self.problems.iter().any(|problem| {
                class(problem.code) != Class::Meaning && is_about(complaint, problem)
            })
        };
        let alone = self.complaints.iter().filter(is_alone);
        let alone = alone.map(|complaint| {
            let problems: Vec<_> = self.problems.iter().map(Problem::to_string).collect();
            format!(
                "the schema alone says {complaint}; reading: [{}]",
                problems.join(", ")
            )
        });
        unseen.chain(alone)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at /{}", self.code, self.path.join("/"))
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at /{}", self.text, self.path.join("/"))
    }
}

/// Schemas complain of a map where something in it is wrong, and of a value where a part of its text is. A complaint
/// about the whole file is about its top level alone.
fn is_about(complaint: &Complaint, problem: &Problem) -> bool {
    match complaint.path.is_empty() {
        true => problem.path.len() <= 1,
        false => {
            problem.path.starts_with(&complaint.path) || complaint.path.starts_with(&problem.path)
        }
    }
}
