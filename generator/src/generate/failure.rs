//! Why nothing was generated.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diag::{Diagnostics, Severity};
use crate::output::{Change, OutputError, shown};
use crate::source::SourceMap;

/// Lines of difference shown per file.
const DIFF_LINES: usize = 12;
/// Files whose difference is shown.
const DIFF_FILES: usize = 3;

/// Why a run failed. The output folder is as it was before.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The specs have mistakes.
    Spec(Mistakes),
    /// The output folder is not what the specs give; only [`Generator::check`](crate::Generator::check) says so.
    Stale(Stale),
    /// Files stand where ours must go, and were not made here.
    Foreign(Vec<PathBuf>),
    /// The system refused to read or write.
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The generator was asked for something that cannot be.
    Usage(String),
}

/// The mistakes found in specs, with the texts they were found in.
#[derive(Clone, Debug)]
pub struct Mistakes {
    pub(crate) sources: SourceMap,
    pub(crate) diagnostics: Diagnostics,
}

impl Mistakes {
    /// No mistakes.
    pub(crate) fn none() -> Self {
        Self {
            sources: SourceMap::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    /// The problems themselves.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The report for people: place, message, the line underlined, help, and a count at the end.
    pub fn render_human(&self, color: bool) -> String {
        self.diagnostics.render_human(&self.sources, color)
    }

    /// The report for programs: a JSON array with one object per problem.
    pub fn render_json(&self) -> String {
        self.diagnostics.render_json(&self.sources)
    }

    /// One line per problem, in the order of the other reports: `path:line:col: error[E0101]: message; help`.
    pub fn render_lines(&self) -> Vec<(Severity, String)> {
        self.diagnostics.one_line_reports(&self.sources)
    }
}

/// How an output folder differs from what the specs give.
#[derive(Clone, Debug)]
pub struct Stale {
    /// The output folder.
    pub out: PathBuf,
    /// Each file that differs.
    pub changes: Vec<Change>,
    /// What to run to mend it.
    pub command: String,
}

impl Stale {
    /// One line: what differs and what to run.
    pub fn summary(&self) -> String {
        let out = shown(&self.out);
        let files = self.changes.iter().take(DIFF_FILES);
        let files: Vec<String> = files
            .map(|change| format!("{} is {}", change.path, change.kind.word()))
            .collect();
        let more = match self.changes.len().saturating_sub(DIFF_FILES) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let (files, command) = (files.join(", "), &self.command);
        format!("{out} is stale: {files}{more}; run `{command}` and commit the result")
    }

    /// The differences of the first files, each cut to `lines` lines; of the manifest only if nothing else differs.
    pub fn diffs(&self, lines: usize) -> Vec<String> {
        let (own, code): (Vec<&Change>, Vec<&Change>) =
            self.changes.iter().partition(|change| change.is_manifest());
        let shown = if code.is_empty() { own } else { code };
        let shown = shown.into_iter().take(DIFF_FILES);
        shown.map(|change| change.diff(lines)).collect()
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Foreign(paths) => Self::Foreign(paths),
            OutputError::Io {
                action,
                path,
                source,
            } => Self::Io {
                action,
                path,
                source,
            },
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(mistakes) => f.write_str(mistakes.render_human(false).trim_end()),
            Self::Stale(stale) => {
                f.write_str(&stale.summary())?;
                for diff in stale.diffs(DIFF_LINES) {
                    write!(f, "\n{}", diff.trim_end())?;
                }
                Ok(())
            }
            Self::Foreign(paths) => {
                let paths: Vec<String> = paths.iter().map(|path| shown(path)).collect();
                let paths = paths.join("`, `");
                write!(
                    f,
                    "`{paths}` must be written, but was not made by specwright: move it away or choose another folder"
                )
            }
            Self::Io {
                action,
                path,
                source,
            } => {
                let help = help_for(source.kind());
                write!(f, "cannot {action} `{}`: {source}{help}", shown(path))
            }
            Self::Usage(text) => f.write_str(text),
        }
    }
}

fn help_for(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::NotFound => "; check the path",
        io::ErrorKind::PermissionDenied => "; check who owns it and whether it may be written",
        io::ErrorKind::ReadOnlyFilesystem => {
            "; the tree is read-only and what stands in it is not what the specs give"
        }
        io::ErrorKind::StorageFull => "; make room on the disk",
        _ => "",
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
