//! What `specwright audit` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `audit`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct AuditArgs {
    /// A spec, or the folder of one
    #[arg(value_name = "SPEC")]
    pub(crate) spec: PathBuf,
    /// The document that it was written from: text, Markdown or HTML; - for standard input
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: PathBuf,
    /// Leave this name out of the report; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) ignore: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = AuditFormat::Human)]
    pub(crate) format: AuditFormat,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AuditFormat {
    /// For people at a terminal
    Human,
    /// One JSON object
    Json,
}

const NOTES: &str = "\
Compares hosts, paths, parameters, fields, values and error codes both ways. What the spec takes from another \
document by its `source`, or marks as observed or guessed, is not expected in this one; a document that the \
spec names beside its main one is recognised by its file name.

Examples:
  specwright audit specs/te.yaml te-open-api.txt
  specwright audit specs/tca tca-server-api.txt --format json
  specwright audit specs/shop.yaml shop.html --ignore debug --ignore trace

Exit codes: 0 no difference; 1 differences, or something cannot be read; 2 wrong usage.";
