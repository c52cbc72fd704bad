//! `specwright check`: every mistake in specs. In: paths. Out: diagnostics on standard output, which here are the data.

use crate::args::{CheckArgs, Report};
use crate::stop::{self, Stop, print};

/// Reports the diagnostics; fails if one of them is an error.
pub(crate) fn run(args: &CheckArgs) -> Result<(), Stop> {
    let loaded = specwright::load(&args.paths);
    let found = &loaded.diagnostics;
    match args.format {
        Report::Json => print(&with_newline(found.render_json(&loaded.sources)))?,
        Report::Human if found.is_empty() => {
            let count = loaded.apis.len();
            let specs = if count == 1 { "spec" } else { "specs" };
            stop::say(&format!("{count} {specs} checked, no problem found"));
        }
        Report::Human => {
            let colour = stop::colour(&std::io::stdout());
            print(&with_newline(found.render_human(&loaded.sources, colour)))?;
        }
    }
    if found.has_errors() {
        Err(Stop::Said)
    } else {
        Ok(())
    }
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
