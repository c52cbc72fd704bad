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
    /// What to fail of beside errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
}

/// What makes the command fail beside errors.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Deny {
    /// Likely mistakes
    Warnings,
    /// Warnings, and hints of style and completeness
    Lints,
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
  specwright check specs/te.yaml --format json
  specwright check --deny lints      in continuous integration

Errors stop generation. Warnings are likely mistakes, hints a matter of style and completeness; both
are lints, which a spec may allow under its key `allow`. docs/lints.md describes each.";
