//! What `specwright serve` takes.

use std::net::IpAddr;

use clap::{Args, ValueHint};

/// Arguments of `serve`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct ServeArgs {
    /// Specs, or names of APIs in the folder `specs`
    #[arg(value_name = "SPEC", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) specs: Vec<String>,
    /// Base URL that calls go to, instead of those in the spec; of one of several APIs: API=URL
    #[arg(long, value_name = "[API=]URL")]
    pub(crate) upstream: Vec<String>,
    /// Base URL by its name in the spec; otherwise the first
    #[arg(long, visible_alias = "region", value_name = "[API=]NAME")]
    pub(crate) server: Vec<String>,
    /// A credential, instead of its environment variable; of one of several APIs: API.NAME=VALUE
    #[arg(long = "credential", value_name = "NAME=VALUE")]
    pub(crate) credentials: Vec<String>,
    /// A variable of the base URL, instead of its environment variable
    #[arg(long = "variable", value_name = "NAME=VALUE")]
    pub(crate) variables: Vec<String>,
    /// Way of authorisation, where a spec gives a choice
    #[arg(long, value_name = "[API=]NAME")]
    pub(crate) auth: Vec<String>,
    /// Port of the page; 0: a free one
    #[arg(long, value_name = "N", default_value_t = 8090)]
    pub(crate) port: u16,
    /// Address of the page: whoever reaches it makes calls with your credentials
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) bind: IpAddr,
    /// A further name by which browsers may ask for the page
    #[arg(long = "allow-host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,
    /// Longest time for a call, in seconds
    #[arg(long, value_name = "SECS")]
    pub(crate) timeout: Option<f64>,
    /// Allow a base URL with http:// that is not on this machine
    #[arg(long)]
    pub(crate) allow_http: bool,
    /// Say nothing of single calls
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

const NOTES: &str = "\
A page in the browser shows the operations and makes calls of the real service. They are signed on
their way, with credentials from the environment as in `specwright call`, so that no secret is in
the page. Nothing is loaded from elsewhere; requests of other sites are refused. The URL of the page
is printed on standard output. Ctrl-C ends with code 0.

Examples:
  specwright serve quickbi
  specwright serve te --upstream https://ta.example.com:8993
  specwright serve specs/weda.yaml --variable env_id=my-env
  specwright serve te tca --upstream te=http://127.0.0.1:8080 --port 0";
