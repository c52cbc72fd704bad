//! What `specwright schema` takes.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `schema`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct SchemaArgs {
    /// File to write instead of standard output; its folder must be there
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

const NOTES: &str = "\
A spec names the schema in its first line, by a path relative to itself:
  # yaml-language-server: $schema=spec.schema.json

Examples:
  specwright schema
  specwright schema --out specs/spec.schema.json       after an update of specwright";
