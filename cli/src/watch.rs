//! `specwright watch`.

use crate::args::WatchArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &WatchArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
