//! What `specwright export` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `export`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExportArgs {
    /// What is written.
    #[command(subcommand)]
    pub(crate) command: ExportCommand,
}

/// What can be written.
#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Write a spec as an OpenAPI 3.1 document, for every tool that reads those
    Openapi(ExportOpenApiArgs),
}

/// Arguments of `export openapi`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct ExportOpenApiArgs {
    /// Spec, or the folder of one
    #[arg(value_name = "SPEC")]
    pub(crate) spec: PathBuf,
    /// File to write; without it the document goes to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// How it is written [default: json for a FILE that ends so, else yaml]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<DocumentFormat>,
    /// Version that the document says it has; specs have none
    #[arg(long, value_name = "TEXT", default_value = "1.0.0")]
    pub(crate) api_version: String,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    /// YAML
    Yaml,
    /// JSON, indented
    Json,
}

const EXAMPLES: &str = "\
Examples:
  specwright export openapi specs/te.yaml --out te.openapi.yaml";

const NOTES: &str = "\
The document says in OpenAPI's words what those can say, and the rest in `x-specwright`, so that
`specwright import openapi` gives the same API again. See docs/openapi-export.md.

Examples:
  specwright export openapi specs/te.yaml > te.openapi.yaml
  specwright export openapi specs/tca --out tca.openapi.json
  specwright export openapi specs/weda.yaml --api-version 2.3.0 --format json | less";
