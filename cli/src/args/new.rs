//! What `specwright new` takes.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `new`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct NewArgs {
    /// Name of the API in snake case
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Folder to put the spec into
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(crate) out: PathBuf,
}

const NOTES: &str = "\
Examples:
  specwright new parcels                              specs/parcels.yaml, to be filled in";
