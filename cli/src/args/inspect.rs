//! What `specwright inspect` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `inspect`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct InspectArgs {
    /// Specs, or folders of specs
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = View::Table)]
    pub(crate) format: View,
}

/// How a model is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum View {
    /// Aligned tables
    Table,
    /// One JSON object
    Json,
}

const NOTES: &str = "\
Examples:
  specwright inspect specs/te.yaml
  specwright inspect specs --format json | jq '.apis[].operations[].name'";
