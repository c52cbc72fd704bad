//! What `specwright diff` takes.

use clap::{Args, ValueEnum};

/// Arguments of `diff`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct DiffArgs {
    /// The specs as they were: a file, a folder, or a git revision (`REV:PATH`; `REV` alone: NEW at that revision)
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The specs as they are
    #[arg(value_name = "NEW", default_value = "specs")]
    pub(crate) new: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub(crate) format: DiffFormat,
    /// Fail where there is such a change
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Denied>,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people at a terminal
    Human,
    /// An entry of a changelog
    Markdown,
    /// One JSON object
    Json,
}

/// Which changes are refused.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Denied {
    /// Those that break callers in Rust, or clients in use on the wire
    Breaking,
    /// Those that break callers in Rust
    Rust,
    /// Those that break clients in use
    Wire,
}

const NOTES: &str = "\
Examples:
  specwright diff v1.2.0 specs                        the folder against itself at a tag
  specwright diff old.yaml new.yaml --format markdown
  specwright diff HEAD:specs specs --deny breaking    for continuous integration";
