//! `specwright diff`: what changed between two versions of specs. In: paths or revisions. Out: the changes on standard
//! output.

mod git;
mod side;

use specwright::Loaded;
use specwright_authoring::diff::{self, Change, Rust, Wire};

use crate::args::{Denied, DiffArgs, DiffFormat};
use crate::stop::{self, Stop, print};
use side::Side;

/// Prints the changes; fails if one of them is denied.
pub(crate) fn run(args: &DiffArgs) -> Result<(), Stop> {
    let old = Side::of(&args.old, &args.new)?;
    let new = Side::of(&args.new, &args.old)?;
    let (old, new) = (old.load()?, new.load()?);
    let faulty = [&old, &new].map(say_mistakes);
    if faulty.contains(&true) {
        return Err(Stop::Said);
    }
    let changes = diff::compare(&old, &new);
    print(&match args.format {
        DiffFormat::Human => diff::human(&changes, stop::colour(&std::io::stdout())),
        DiffFormat::Markdown => diff::markdown(&changes),
        DiffFormat::Json => format!("{:#}\n", diff::json(&changes)),
    })?;
    match args.deny.and_then(|deny| refusal(deny, &changes)) {
        Some(text) => Err(Stop::Failed(text)),
        None => Ok(()),
    }
}

/// Whether there are mistakes, which are told on standard error.
fn say_mistakes(loaded: &Loaded) -> bool {
    let found = &loaded.diagnostics;
    if found.has_errors() {
        let colour = stop::colour(&std::io::stderr());
        stop::say(&found.render_human(&loaded.sources, colour));
    }
    found.has_errors()
}

/// Why these changes are not let through, if they are not.
fn refusal(deny: Denied, changes: &[Change]) -> Option<String> {
    let is_denied = |change: &&Change| match deny {
        Denied::Breaking => change.is_breaking(),
        Denied::Rust => change.rust == Rust::Breaking,
        Denied::Wire => change.wire == Wire::Breaking,
    };
    let count = changes.iter().filter(is_denied).count();
    let whom = match deny {
        Denied::Breaking => "callers in Rust or clients in use",
        Denied::Rust => "callers in Rust",
        Denied::Wire => "clients in use",
    };
    let changes = if count == 1 {
        "change breaks"
    } else {
        "changes break"
    };
    (count > 0).then(|| format!("{count} {changes} {whom}"))
}
