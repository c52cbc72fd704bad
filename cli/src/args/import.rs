//! What `specwright import` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Arguments of `import`.
#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// What is read.
    #[command(subcommand)]
    pub(crate) command: ImportCommand,
}

/// What can be read.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Tables of parameters, fields and error codes, as copied from a page
    Table(TableArgs),
}

/// Arguments of `import table`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct TableArgs {
    /// Text with the tables: Markdown, HTML, cells with tabs, or bare lines; - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
}

const NOTES: &str = "\
Examples:
  specwright import table page.md
  specwright import table < copied.txt";
