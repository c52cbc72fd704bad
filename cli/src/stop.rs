//! How a command ends early, and how output is written without ever panicking.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

pub(crate) use crate::colour::colour;

/// Why a command stops before it is done.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line asks for something that cannot be: exit code 2.
    Usage(String),
    /// What was asked failed: exit code 1.
    Failed(String),
    /// What was asked failed, and everything about it was said already: exit code 1.
    Said,
}

impl Stop {
    /// Standard output took no more.
    pub(crate) fn unwritten(error: &io::Error) -> Self {
        Self::Failed(format!("cannot write the output: {error}"))
    }

    /// Says why on standard error.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Usage(text) => {
                say(&format!("error: {text}"));
                ExitCode::from(2)
            }
            Self::Failed(text) => {
                say(&format!("error: {text}"));
                ExitCode::FAILURE
            }
            Self::Said => ExitCode::FAILURE,
        }
    }
}

/// Writes data to standard output. A reader that went away, such as `head`, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Stop> {
    write(text.as_bytes()).map(|_| ())
}

/// Writes one JSON document to standard output.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Stop::Failed(format!("cannot write this as JSON: {error}")))?;
    print(&format!("{text}\n"))
}

/// Writes data to standard output; whether there is still a reader, so that more is worth making.
pub(crate) fn write(data: &[u8]) -> Result<bool, Stop> {
    let mut out = io::stdout().lock();
    match out.write_all(data).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Stop::unwritten(&error)),
    }
}

/// Writes lines for the person at the terminal. There is nobody to tell if this fails.
pub(crate) fn say(text: &str) {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "{}", text.trim_end_matches('\n'));
}
