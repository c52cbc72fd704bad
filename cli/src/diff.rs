//! `specwright diff`: what changed between two versions of specs. In: paths or revisions. Out: the changes on standard
//! output.

mod git;
mod side;

use specwright_authoring::diff::{self, Change, Rust, Wire};

use crate::args::{Denied, DiffArgs, DiffFormat};
use crate::specs;
use crate::stop::{self, Stop, print, print_json};
use side::Side;

/// Prints the changes; fails if one of them is denied.
pub(crate) fn run(args: &DiffArgs) -> Result<(), Stop> {
    let old = Side::of(&args.old, &args.new)?;
    let new = Side::of(&args.new, &args.old)?;
    // The mistakes of both are said.
    let (old, new) = (specs::clean(old.load()?), specs::clean(new.load()?));
    let changes = diff::compare(&old?, &new?);
    match args.format {
        DiffFormat::Human => {
            let colour = stop::colour(&std::io::stdout());
            print(&diff::human(&changes, colour))?;
        }
        DiffFormat::Markdown => print(&diff::markdown(&changes))?,
        DiffFormat::Json => print_json(&diff::json(&changes))?,
    }
    match args.deny.and_then(|deny| refusal(deny, &changes)) {
        Some(text) => Err(Stop::Failed(text)),
        None => Ok(()),
    }
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
