//! `specwright import`.

use crate::args::{ImportArgs, ImportCommand};
use crate::stop::Stop;

pub(crate) fn run(args: &ImportArgs) -> Result<(), Stop> {
    match &args.command {
        ImportCommand::Table(args) => Err(Stop::Failed(format!("{args:?}"))),
    }
}
