//! Changes as text: for people at a terminal, for a changelog, for programs. In: changes. Out: text.

mod human;
mod json;
mod markdown;

pub use human::human;
pub use json::json;
pub use markdown::markdown;

use super::change::{Change, Step};

/// The APIs of changes, each once, in their order.
fn apis(changes: &[Change]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for change in changes {
        if !names.contains(&change.api.as_str()) {
            names.push(&change.api);
        }
    }
    names
}

/// `major; minor while the version starts with 0`
fn step(step: Step) -> String {
    match step {
        Step::None => "none".to_owned(),
        Step::Patch => "patch".to_owned(),
        Step::Minor | Step::Major => {
            let before = step.before_1().word();
            format!("{} ({before} while the version starts with 0)", step.word())
        }
    }
}

/// `1 change`, `2 changes`
fn count(number: usize, what: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {what}{s}")
}
