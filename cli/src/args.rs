//! What the command line takes. In: the arguments. Out: these structs; nothing is done here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Typed clients for HTTP APIs that are documented as web pages
#[derive(Debug, Parser)]
#[command(
    name = "specwright",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = MAIN_NOTES
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write Rust clients from specs
    Generate(GenerateArgs),
    /// Report every mistake in specs
    Check(CheckArgs),
    /// Show what specs say: operations, parameters, types, error codes
    Inspect(InspectArgs),
    /// Call an operation of an API and print the payload
    Call(CallArgs),
    /// Print the JSON Schema of the spec language, for editors
    Schema,
}

/// Arguments of `generate`.
#[derive(Args, Debug)]
#[command(after_help = GENERATE_NOTES)]
pub(crate) struct GenerateArgs {
    /// Folder of specs, or one spec
    #[arg(value_name = "SPECS", default_value = "specs")]
    pub(crate) specs: PathBuf,
    /// Folder to write to
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(crate) out: PathBuf,
    /// Write a whole crate of this name instead of modules
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) crate_name: Option<String>,
    /// With --crate: folder of `specwright-runtime`, instead of its published version
    #[arg(long, value_name = "PATH", requires = "crate_name")]
    pub(crate) runtime: Option<PathBuf>,
    /// One Cargo feature per API
    #[arg(long, conflicts_with = "crate_name")]
    pub(crate) features: bool,
    /// Name of the crate that the code is part of, for the examples in its documentation
    #[arg(long, value_name = "NAME", conflicts_with = "crate_name")]
    pub(crate) crate_path: Option<String>,
    /// Write nothing; fail if something would change
    #[arg(long)]
    pub(crate) check: bool,
    /// Write the files read and made, in the notation of make
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub(crate) depfile: Option<PathBuf>,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
#[command(after_help = CHECK_NOTES)]
pub(crate) struct CheckArgs {
    /// Specs, or folders of specs
    #[arg(value_name = "PATH", default_value = "specs")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Report::Human)]
    pub(crate) format: Report,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Report {
    /// For people, with the source lines
    Human,
    /// One JSON array
    Json,
}

/// Arguments of `inspect`.
#[derive(Args, Debug)]
#[command(after_help = INSPECT_NOTES)]
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

/// Arguments of `call`.
#[derive(Args, Debug)]
#[command(after_help = CALL_NOTES)]
pub(crate) struct CallArgs {
    /// A spec, or the name of an API in the folder `specs`
    #[arg(value_name = "SPEC")]
    pub(crate) spec: String,
    /// Name of the operation
    #[arg(value_name = "OPERATION")]
    pub(crate) operation: String,
    /// Parameters, by their wire name or Rust name, and variables of the base URL
    #[arg(value_name = "NAME=VALUE")]
    pub(crate) values: Vec<String>,
    /// Base URL, instead of those in the spec
    #[arg(long, value_name = "URL", conflicts_with = "region")]
    pub(crate) server: Option<String>,
    /// Base URL by its name in the spec
    #[arg(long, value_name = "NAME")]
    pub(crate) region: Option<String>,
    /// Body as JSON: the text itself, @FILE, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-", allow_hyphen_values = true)]
    pub(crate) body: Option<String>,
    /// A credential, instead of its environment variable
    #[arg(long = "credential", value_name = "NAME=VALUE")]
    pub(crate) credentials: Vec<String>,
    /// Way of authorisation, where the spec gives a choice
    #[arg(long, value_name = "NAME")]
    pub(crate) auth: Option<String>,
    /// Walk to the last page and print all items as one JSON array
    #[arg(long)]
    pub(crate) all_pages: bool,
    /// With --all-pages: one item per line instead of an array
    #[arg(long, requires = "all_pages")]
    pub(crate) lines: bool,
    /// Print also what comes before the items of a stream, as the first line
    #[arg(long)]
    pub(crate) head: bool,
    /// Print the request and send nothing; credentials and other secrets are hidden
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How often a failed attempt is repeated, where it may be; 0: never
    #[arg(long, value_name = "N")]
    pub(crate) retries: Option<u32>,
    /// Longest time for one attempt, in seconds
    #[arg(long, value_name = "SECS")]
    pub(crate) timeout: Option<f64>,
    /// Longest time for a call with all its waits, in seconds; with --all-pages, for each page
    #[arg(long, value_name = "SECS")]
    pub(crate) deadline: Option<f64>,
    /// Allow a base URL with http:// that is not on this machine
    #[arg(long)]
    pub(crate) allow_http: bool,
    /// Say on standard error what is sent and what comes back; credentials are hidden
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

const MAIN_NOTES: &str = "\
Examples:
  specwright check
  specwright generate specs --out generated
  specwright inspect specs/quickbi.yaml
  specwright call tca list_teams org_sid=my_org limit=12

Exit codes: 0 done; 1 what was asked failed; 2 wrong usage.";

const GENERATE_NOTES: &str = "\
Examples:
  specwright generate                                 specs/ to generated/
  specwright generate api.yaml --out src/api          one API as modules
  specwright generate specs --out clients --crate my-clients
  specwright generate --check                         for continuous integration";

const CHECK_NOTES: &str = "\
Examples:
  specwright check
  specwright check specs/te.yaml --format json";

const INSPECT_NOTES: &str = "\
Examples:
  specwright inspect specs/te.yaml
  specwright inspect specs --format json | jq '.apis[].operations[].name'";

const CALL_NOTES: &str = "\
Values are read by the type of the parameter: text as it stands, numbers, true or false, lists with
commas or as JSON, anything else as JSON. An error is one JSON object on standard error.
Credentials come from the environment, see `specwright inspect`; other users of the machine may
see what --credential is given.

Examples:
  specwright call tca list_teams org_sid=my_org limit=12
  specwright call specs/weda.yaml list_records env_id=my-env env_type=prod datasource=sys_user
  specwright call te event_analyze --server http://ta2:8992 --body @query.json
  specwright call tca list_repos org_sid=my_org team_name=my_team --all-pages --lines
  specwright call quickbi create_embed_token WorksId=my_report --dry-run";
