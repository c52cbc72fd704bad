//! `specwright man`.

use crate::args::ManArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &ManArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
