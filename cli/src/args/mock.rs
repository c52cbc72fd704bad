//! What `specwright mock` takes.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// Arguments of `mock`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct MockArgs {
    /// Specs, or folders of specs
    #[arg(value_name = "PATH", default_value = "specs", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    /// Port; 0: a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
    /// Address to listen on
    #[arg(
        long,
        visible_alias = "host",
        value_name = "IP",
        default_value = "127.0.0.1"
    )]
    pub(crate) bind: IpAddr,
    /// The only value of a credential or token that is right; of one of several APIs: API.NAME=VALUE
    #[arg(long = "credential", value_name = "NAME=VALUE")]
    pub(crate) credentials: Vec<String>,
    /// Do not check credentials and signatures
    #[arg(long)]
    pub(crate) any_credentials: bool,
    /// Refuse parameters and members that the spec does not name
    #[arg(long)]
    pub(crate) refuse_unknown: bool,
    /// How long each answer takes, for instance 200ms, or 50ms..2s
    #[arg(long, value_name = "TIME")]
    pub(crate) latency: Option<String>,
    /// Share of calls that fail with an error of the service, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    pub(crate) error_rate: f64,
    /// Keep the rate limits of the specs
    #[arg(long)]
    pub(crate) limits: bool,
    /// How many items there are behind pages, and in streams
    #[arg(long, value_name = "N")]
    pub(crate) items: Option<u64>,
    /// How long tokens last that are bought here, for instance 5m
    #[arg(long, value_name = "TIME")]
    pub(crate) token_life: Option<String>,
    /// What made-up values begin with: another number, other values
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) seed: u64,
    /// How requests are told
    #[arg(long, value_enum, default_value_t = LogFormat::Human)]
    pub(crate) format: LogFormat,
    /// Say nothing of single requests
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// How requests are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line for people each, on standard error
    Human,
    /// A line of JSON each, on standard output
    Json,
}

const NOTES: &str = "\
Each API is below its name, one alone also at the root. Requests are checked against the spec, their
signatures too; what is wrong is said as the API would say it. Answers are the samples of the spec,
or made up from its types: the same request has the same answer. Any value of a credential is right
unless --credential gives one; those that only sign are told at the start.

A request may ask for more: X-Mock-Error: CODE, X-Mock-Status: 404, X-Mock-Sample: NAME,
X-Mock-Latency: 200ms, X-Mock-Fault: reset|truncated|html|empty|garbage; or by a value of a parameter
such as mock:error:CODE. docs/mock.md has the rest. Ctrl-C ends with code 0.

Examples:
  specwright mock
  specwright mock specs/quickbi.yaml --credential access_key_secret=testsecret
  specwright mock specs --port 0 --format json
  specwright mock specs/tca --latency 50ms..2s --error-rate 0.1 --limits";
