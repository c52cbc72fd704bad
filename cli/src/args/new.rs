//! What `specwright new` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `new`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct NewArgs {
    /// Name of the API in snake case: the name of the file and of the module
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// A saved page of the vendor to make the spec from, in any form that `import table` reads; - for standard input
    #[arg(long, value_name = "PAGE")]
    pub(crate) from: Option<PathBuf>,
    /// Folder to put the spec into
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(crate) out: PathBuf,
    /// What the vendor calls it
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Base URL; otherwise the page's, or an example
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// How requests are authorised; otherwise as a sentence of the page says, or by bearer
    #[arg(long, value_enum, value_name = "HOW")]
    pub(crate) auth: Option<NewAuth>,
}

/// The base URL where none is known.
pub(crate) const SERVER: &str = "https://api.example.com/v1";

/// How requests are authorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewAuth {
    /// `Authorization: Bearer` and a token
    Bearer,
    /// A key in a header of its own
    Header,
    /// A key in the query string
    Query,
    /// User and password
    Basic,
    /// Not at all
    None,
}

const NOTES: &str = "\
With --from the spec holds what the page's tables and samples show; standard error tells what was
taken from which line, and what is left to fill in.

Examples:
  specwright new parcels                              specs/parcels.yaml, to be filled in
  specwright new parcels --from page.html             with what a vendor's page says
  specwright new parcels --title \"Parcel Service\" --server https://parcels.example/api --auth query";
