//! What `specwright watch` takes.

use clap::Args;

use super::GenerateArgs;

/// Arguments of `watch`.
#[derive(Args, Debug)]
pub(crate) struct WatchArgs {
    /// What to generate.
    #[command(flatten)]
    pub(crate) generate: GenerateArgs,
}
