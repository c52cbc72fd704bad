//! For programs: one document with keys that stay, all of them always there.

use serde_json::{Value, json};

use super::super::change::{Change, Position, Rust, Step, Wire};

/// The changes, how many of them break whom, and the step of the version.
pub fn json(changes: &[Change]) -> Value {
    let step = Step::of(changes);
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
    json!({
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "breaking": {
            "rust": count(|change| change.rust == Rust::Breaking),
            "wire": count(|change| change.wire == Wire::Breaking),
            "all": count(Change::is_breaking),
        },
        "semver": {"step": step.word(), "step_before_1": step.before_1().word()},
    })
}

fn change(change: &Change) -> Value {
    json!({
        "api": change.api,
        "subject": {
            "kind": change.subject.kind.word(),
            "name": change.subject.name,
            "of": change.subject.of,
        },
        "change": change.what.word(),
        "aspect": change.aspect,
        "text": change.text,
        "breaking": change.is_breaking(),
        "rust": change.rust.word(),
        "rust_reasons": change.rust_reasons,
        "wire": change.wire.word(),
        "wire_reason": change.wire_reason,
        "step": change.step().word(),
        "old": change.old.as_ref().map(position),
        "new": change.new.as_ref().map(position),
    })
}

fn position(at: &Position) -> Value {
    json!({"path": at.path, "line": at.line, "column": at.column})
}
