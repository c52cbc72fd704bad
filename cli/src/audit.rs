//! `specwright audit`.

use crate::args::AuditArgs;
use crate::stop::Stop;

pub(crate) fn run(args: &AuditArgs) -> Result<(), Stop> {
    Err(Stop::Failed(format!("{args:?}")))
}
