//! `specwright diff`.

use crate::args::DiffArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &DiffArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
