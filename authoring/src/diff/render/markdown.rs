//! For a changelog: groups that readers of changelogs know, in the vendor's terms.

use super::super::change::{Change, Rust, Step, What, Wire};
use super::{apis, step};

/// A group, and which changes it takes of those that no group before it took.
type Group = (&'static str, fn(&Change) -> bool);

const GROUPS: [Group; 5] = [
    ("Breaking", |change| change.is_breaking()),
    ("Added", |change| change.what == What::Added),
    ("Removed", |change| change.what == What::Removed),
    ("Changed", |change| {
        change.rust != Rust::None || change.wire != Wire::None
    }),
    ("Fixed", |_| true),
];

/// An entry of a changelog; empty where nothing changed. `Fixed` has what changes neither code nor requests: what is
/// documented, and samples.
pub fn markdown(changes: &[Change]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    let names = apis(changes);
    let mut left: Vec<&Change> = changes.iter().collect();
    for (title, takes) in GROUPS {
        let (taken, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|change| takes(change));
        left = rest;
        if taken.is_empty() {
            continue;
        }
        text += &format!("### {title}\n\n");
        for change in taken {
            let api = if names.len() > 1 {
                format!("{}: ", change.api)
            } else {
                String::new()
            };
            text += &format!("- {api}{}{}.\n", escape(&change.text), effects(change));
            let reasons = if change.rust == Rust::Breaking {
                &change.rust_reasons[..]
            } else {
                &[]
            };
            for reason in reasons {
                text += &format!("  - {reason}\n");
            }
        }
        text.push('\n');
    }
    text + &format!("Version step: {}.\n", step(Step::of(changes)))
}

/// Whom a breaking change breaks.
fn effects(change: &Change) -> String {
    let wire = || format!("on the wire: {}", change.wire_reason);
    match (change.rust == Rust::Breaking, change.wire == Wire::Breaking) {
        (true, true) => format!(" (in Rust; {})", wire()),
        (true, false) => " (in Rust)".to_owned(),
        (false, true) => format!(" ({})", wire()),
        (false, false) => String::new(),
    }
}

/// Vendors' texts outside of code have signs that Markdown would take for its own.
fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for c in text.chars() {
        is_code ^= c == '`';
        if !is_code && matches!(c, '*' | '_' | '<' | '[' | ']') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
