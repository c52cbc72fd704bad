//! `specwright completions`.

use crate::args::CompletionsArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &CompletionsArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
