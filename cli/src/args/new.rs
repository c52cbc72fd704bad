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
    /// Folder to put the spec into
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(crate) out: PathBuf,
    /// What the vendor calls it
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Base URL
    #[arg(long, value_name = "URL", default_value = "https://api.example.com/v1")]
    pub(crate) server: String,
    /// How requests are authorised
    #[arg(long, value_enum, value_name = "HOW", default_value_t = NewAuth::Bearer)]
    pub(crate) auth: NewAuth,
}

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
Examples:
  specwright new parcels                              specs/parcels.yaml, to be filled in
  specwright new parcels --title \"Parcel Service\" --server https://parcels.example/api --auth query";
