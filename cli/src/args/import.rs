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
    /// Turn an OpenAPI document (3.1, 3.0, Swagger 2.0) into a spec
    Openapi(OpenApiArgs),
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

/// Arguments of `import openapi`.
#[derive(Args, Debug)]
#[command(after_help = OPENAPI_NOTES)]
pub(crate) struct OpenApiArgs {
    /// The document, in JSON or YAML; - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Where the spec is written: a file of YAML, or a folder with a file per tag; without it, to
    /// standard output
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Name of the API in snake case; else that of the file, or the title
    #[arg(long, value_name = "NAME", value_parser = api_name)]
    pub(crate) api: Option<String>,
    /// Where relative addresses of servers begin; the server, where the document names none
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(crate) server: Option<String>,
    /// Write everything that was not carried over or guessed, with its JSON pointer, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

fn api_name(text: &str) -> Result<String, String> {
    let starts = text.starts_with(|c: char| c.is_ascii_lowercase());
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    match starts && text.chars().all(fits) {
        true => Ok(text.to_owned()),
        false => Err(
            "a name is made of small letters, digits and `_`, and begins with a letter".to_owned(),
        ),
    }
}

fn base_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    let is_plain = !text.contains(['?', '#', ' ', '{', '}', '@']);
    match rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) && is_plain {
        true => Ok(text.to_owned()),
        false => Err(
            "an address begins with `https://` or `http://` and a host, and has no query"
                .to_owned(),
        ),
    }
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
  specwright import table page.html > part.yaml
  specwright import openapi vendor.json --out specs/vendor.yaml";

const OPENAPI_NOTES: &str = "\
References to files near the document are followed; nothing is fetched. A folder gets api.yaml,
types.yaml and a file per tag. Nothing that is there is replaced. Standard error lists what the spec
does not say and what was guessed, by JSON pointer: three places of each, all of them in the report.

Examples:
  specwright import openapi vendor.json --out specs/vendor.yaml
  specwright import openapi big.yaml --out specs/big --report big.report.json
  specwright import openapi local.json --server https://api.example.com --api vendor

Exit codes: 0 done; 1 the document cannot be read, or something cannot be written; 2 wrong usage.";

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
