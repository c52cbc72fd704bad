//! What `specwright import` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `import`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ImportArgs {
    /// What is read.
    #[command(subcommand)]
    pub(crate) command: ImportCommand,
}

/// What can be read.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Turn tables of parameters, fields, error codes, values and endpoints into YAML
    Table(TableArgs),
}

/// Arguments of `import table`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct TableArgs {
    /// Text with the tables: Markdown, HTML, cells with tabs, or bare lines; - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(crate) file: PathBuf,
    /// What every table holds, instead of what its words say
    #[arg(long = "as", value_enum, value_name = "CONTENTS")]
    pub(crate) contents: Option<Contents>,
}

/// What a table holds.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Contents {
    /// Parameters of a request
    Params,
    /// Fields of an answer or of a type
    Fields,
    /// Error codes
    Errors,
    /// Values of an enum
    Values,
    /// Methods and paths
    Endpoints,
}

const EXAMPLES: &str = "\
Examples:
  specwright import table page.html > part.yaml";

const NOTES: &str = "\
The form is told for each block: Markdown, HTML, tabs, or one cell per line as copied from a
browser. Headings may be English or Chinese. YAML goes to standard output, in the order and words of
the page; what is guessed says so in a comment. Standard error names what was not understood, by
line.

Examples:
  specwright import table page.html > part.yaml
  specwright import table copied.txt --as errors
  specwright import table < copied.txt

Exit codes: 0 done; 1 no table was understood, or something cannot be read; 2 wrong usage.";
