//! For people at a terminal: a change per paragraph, what breaks first.

use super::super::change::{Change, Position, Rust, Step, Wire};
use super::{apis, count, step};

/// The changes and the step of the version, coloured on request; an empty list gives one line that says so.
pub fn human(changes: &[Change], colour: bool) -> String {
    if changes.is_empty() {
        return "nothing changed\n".to_owned();
    }
    let mut text = String::new();
    for api in apis(changes) {
        let mut of_api: Vec<&Change> = changes.iter().filter(|change| change.api == api).collect();
        of_api.sort_by_key(|change| std::cmp::Reverse((change.is_breaking(), change.rust)));
        text += &format!("{api}\n");
        of_api
            .into_iter()
            .for_each(|change| write(change, colour, &mut text));
        text.push('\n');
    }
    let breaking = changes.iter().filter(|change| change.is_breaking()).count();
    text += &format!("{}, {breaking} breaking\n", count(changes.len(), "change"));
    text += &format!("version step: {}\n", step(Step::of(changes)));
    text
}

fn write(change: &Change, colour: bool, text: &mut String) {
    let label = format!("{:<8}", label(change));
    let label = match colour && change.is_breaking() {
        true => format!("\u{1b}[1;31m{label}\u{1b}[0m"),
        false => label,
    };
    *text += &format!("  {label} {}\n", change.text);
    if let Some(place) = places(change.old.as_ref(), change.new.as_ref()) {
        *text += &format!("           at {place}\n");
    }
    if change.rust != Rust::None {
        *text += &format!("           rust: {}\n", change.rust.word());
        for reason in &change.rust_reasons {
            *text += &format!("             - {reason}\n");
        }
    }
    if change.wire != Wire::None {
        let reason = &change.wire_reason;
        *text += &format!("           wire: {}: {reason}\n", change.wire.word());
    }
}

fn label(change: &Change) -> &'static str {
    match (change.is_breaking(), change.rust) {
        (true, _) => "BREAKING",
        (_, Rust::None) if change.wire == Wire::None => "note",
        (_, Rust::Addition) => "added",
        _ => "changed",
    }
}

fn places(old: Option<&Position>, new: Option<&Position>) -> Option<String> {
    let show = |at: &Position| format!("{}:{}:{}", at.path, at.line, at.column);
    match (old.map(show), new.map(show)) {
        (Some(old), Some(new)) => Some(format!("{old} -> {new}")),
        (one, other) => one.or(other),
    }
}
