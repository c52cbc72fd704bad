//! `specwright completions`: what a shell offers after `specwright`. In: its name. Out: a script on standard output.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::stop::{self, Stop};

/// Prints the script.
pub(crate) fn run(args: &CompletionsArgs) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "specwright", &mut script);
    stop::write(&script).map(|_| ())
}
