//! What `specwright man` takes.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `man`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct ManArgs {
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

const NOTES: &str = "\
Examples:
  specwright man --out man
  specwright man --out ~/.local/share/man/man1        for `man specwright-check`";
