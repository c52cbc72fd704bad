//! `specwright docs`.

use crate::args::DocsArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &DocsArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
