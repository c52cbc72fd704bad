//! Reading specs for the commands. In: paths. Out: models, or diagnostics said and an early end.

use std::path::PathBuf;

use specwright::model::Api;

use crate::progress;
use crate::stop::{self, Stop};

/// The APIs of specs that have no errors; otherwise the diagnostics are said and the command ends.
///
/// Warnings alone are left to `check`: whoever makes a call reads its errors from the same stream.
pub(crate) fn load_clean(paths: &[PathBuf]) -> Result<Vec<Api>, Stop> {
    let loaded = progress::during("reading specs", || specwright::load(paths));
    if !loaded.diagnostics.has_errors() {
        return Ok(loaded.apis);
    }
    let colour = stop::colour(&std::io::stderr());
    stop::say(&loaded.diagnostics.render_human(&loaded.sources, colour));
    Err(Stop::Said)
}
