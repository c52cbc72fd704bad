//! What `specwright call` takes.

use clap::{Args, ValueHint};

/// Arguments of `call`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct CallArgs {
    /// A spec, or the name of an API in the folder `specs`
    #[arg(value_name = "SPEC", value_hint = ValueHint::AnyPath)]
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
    /// Longest time for all of it with all its waits, in seconds; with --all-pages, for all pages
    #[arg(long, value_name = "SECS")]
    pub(crate) deadline: Option<f64>,
    /// Allow a base URL with http:// that is not on this machine
    #[arg(long)]
    pub(crate) allow_http: bool,
    /// Say on standard error what is sent and what comes back; credentials are hidden
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

const NOTES: &str = "\
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
