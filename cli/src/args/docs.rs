//! What `specwright docs` takes.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `docs`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct DocsArgs {
    /// Specs, or folders of specs
    #[arg(value_name = "PATH", default_value = "specs")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

const NOTES: &str = "\
Examples:
  specwright docs specs --out site";
