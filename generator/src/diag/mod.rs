//! Problems: collected by every stage, sorted and rendered at the end.
//!
//! In: codes, places and texts. Out: reports for people ([`Diagnostics::render_human`]) and for programs
//! ([`Diagnostics::render_json`]).

mod code;
mod entry;
mod json;
mod locate;
mod lookalike;
mod render;
mod suggest;

pub use crate::source::{Place, Step};
pub use code::Code;
pub use locate::Locator;
pub(crate) use lookalike::{Lookalike, describe, lookalike, point_out};
pub(crate) use suggest::{did_you_mean, list_of};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Right in itself, and hardly meant: code is generated all the same.
    Warning,
    /// Right, and could be better: a matter of style or completeness.
    Hint,
}

impl Severity {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    code: Code,
    place: Place,
    message: String,
    labels: Vec<Label>,
    help: Option<String>,
    /// What an `allow` calls the thing that a lint is about.
    subject: Option<String>,
}

/// A second place that belongs to a problem, or the text under the place itself.
#[derive(Clone, Debug)]
struct Label {
    place: Place,
    text: String,
}

impl Diagnostic {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What an `allow` of a spec calls the thing that a lint is about; nothing for an error.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Adds a text to a place; a label of the same place as the problem stands under the underlined part.
    pub fn label(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// Sets the line that says what to do. Without it the line of the code's own, if it has one, is shown.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    fn shown_help(&self) -> Option<&str> {
        self.help
            .as_deref()
            .or(self.code.help())
            .filter(|text| !text.is_empty())
    }
}

/// The problems of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// A collector without problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem; labels and help are added to what is returned.
    pub fn error(
        &mut self,
        code: Code,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(code, None, place, message.into())
    }

    /// Adds a problem that stops nothing and may be allowed, by the name of what it is about.
    pub fn lint(
        &mut self,
        code: Code,
        subject: impl Into<String>,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(code, Some(subject.into()), place, message.into())
    }

    fn add(
        &mut self,
        code: Code,
        subject: Option<String>,
        place: Place,
        message: String,
    ) -> &mut Diagnostic {
        let index = self.all.len();
        self.all.push(Diagnostic {
            code,
            place,
            message,
            labels: Vec::new(),
            help: None,
            subject,
        });
        &mut self.all[index]
    }

    /// Whether something is wrong that stops generation.
    pub fn has_errors(&self) -> bool {
        self.all
            .iter()
            .any(|problem| problem.severity() == Severity::Error)
    }

    /// Whether there is no problem.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The problems in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.all.retain(keep);
    }

    /// Changes the problems themselves.
    pub(crate) fn change(&mut self, change: impl FnMut(&mut Diagnostic)) {
        self.all.iter_mut().for_each(change);
    }

    /// Changes where problems and their labels stand.
    pub(crate) fn move_places(&mut self, mut change: impl FnMut(&mut Place)) {
        for problem in &mut self.all {
            change(&mut problem.place);
            problem
                .labels
                .iter_mut()
                .for_each(|label| change(&mut label.place));
        }
    }

    /// Takes over the problems of another collector.
    pub fn append(&mut self, mut other: Self) {
        self.all.append(&mut other.all);
    }
}
