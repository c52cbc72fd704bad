//! `specwright new`.

use crate::args::NewArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &NewArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
