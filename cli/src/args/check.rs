//! What `specwright check` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `check`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct CheckArgs {
    /// Specs, or folders of specs
    #[arg(value_name = "PATH", default_value = "specs")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Report::Human)]
    pub(crate) format: Report,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Report {
    /// For people, with the source lines
    Human,
    /// One JSON array
    Json,
}

const NOTES: &str = "\
Examples:
  specwright check
  specwright check specs/te.yaml --format json";
