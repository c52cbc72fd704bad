//! Reading specs for the commands. In: paths. Out: models, or diagnostics said and an early end.

use std::path::PathBuf;

use specwright::Loaded;

use crate::progress;
use crate::stop::{self, Stop};

/// Specs that have no errors; otherwise the diagnostics are said and the command ends.
///
/// Warnings alone are left to `check`: whoever makes a call reads its errors from the same stream.
pub(crate) fn load_clean(paths: &[PathBuf]) -> Result<Loaded, Stop> {
    clean(load(paths))
}

/// Specs with all that is wrong with them.
pub(crate) fn load(paths: &[PathBuf]) -> Loaded {
    progress::during("reading specs", || specwright::load(paths))
}

/// What was read, if it has no errors; otherwise they are said.
pub(crate) fn clean(loaded: Loaded) -> Result<Loaded, Stop> {
    let found = &loaded.diagnostics;
    if !found.has_errors() {
        return Ok(loaded);
    }
    let colour = stop::colour(&std::io::stderr());
    stop::say(&found.render_human(&loaded.sources, colour));
    Err(Stop::Said)
}
