//! `specwright check`: every mistake in specs, samples and vectors that contradict them, and every lint. In: paths. Out:
//! diagnostics on standard output, which here are the data.

use specwright::{Diagnostics, Loaded, Severity};
use specwright_interpret::prove;

use crate::args::{CheckArgs, Deny, Report};
use crate::progress;
use crate::stop::{self, Stop, print};

/// Reports the diagnostics; fails if one of them is an error, or denied.
pub(crate) fn run(args: &CheckArgs) -> Result<(), Stop> {
    let loaded = progress::during("checking specs", || proved(specwright::lint(&args.paths)));
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
    match fails(found, args.deny) {
        true => Err(Stop::Said),
        false => Ok(()),
    }
}

/// What a spec says of its own samples and vectors is wrong only where the spec itself can be carried out.
fn proved(mut loaded: Loaded) -> Loaded {
    for api in &loaded.apis {
        loaded.diagnostics.append(prove(api));
    }
    loaded
}

fn fails(found: &Diagnostics, deny: Option<Deny>) -> bool {
    match deny {
        None => found.has_errors(),
        Some(Deny::Warnings) => found.iter().any(|one| one.severity() != Severity::Hint),
        Some(Deny::Lints) => !found.is_empty(),
    }
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
