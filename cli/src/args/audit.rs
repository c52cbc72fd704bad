//! What `specwright audit` takes.

use std::path::PathBuf;

use clap::Args;

use super::View;

/// Arguments of `audit`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct AuditArgs {
    /// A spec, or the folder of one
    #[arg(value_name = "SPEC")]
    pub(crate) spec: PathBuf,
    /// The document that it was written from: text, Markdown or HTML
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = View::Table)]
    pub(crate) format: View,
}

const NOTES: &str = "\
Examples:
  specwright audit specs/te.yaml te-open-api.txt";
