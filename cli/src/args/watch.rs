//! What `specwright watch` takes.

use clap::Args;

use super::generate::Target;

/// Arguments of `watch`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct WatchArgs {
    /// What to make of which specs.
    #[command(flatten)]
    pub(crate) target: Target,
    /// Look at the specs every so many milliseconds, where the file system tells of no changes
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(10..=60_000))]
    pub(crate) poll: Option<u64>,
}

const NOTES: &str = "\
Specs with mistakes are reported and leave what was generated as it is. Ctrl-C ends with code 0.

Examples:
  specwright watch                                    specs/ to generated/
  specwright watch api.yaml --out src/api             one API as modules
  specwright watch --poll 500                         for folders shared with another machine";
