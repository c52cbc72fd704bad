//! Names of a document to names of the spec language.
//!
//! In: any text. Out: a name that the language takes, the same one each time; where two texts give one name, the later
//! one gets a number.

mod components;
mod words;

use std::collections::{HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

pub(crate) use components::component_names;
pub(crate) use words::singular;

/// Words that Rust keeps for itself in every form.
const NOT_NAMES: &[&str] = &["self", "super", "crate"];

/// A name written `like_this`: of an operation, a credential, a parameter's Rust name.
pub(crate) fn snake(text: &str) -> String {
    let name = words::plain(text).to_snake_case();
    let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
    match name {
        name if NOT_NAMES.contains(&name.as_str()) => format!("{name}_value"),
        name if starts => name,
        name => format!("n{name}"),
    }
}

/// A name written `LikeThis`: of a type, a variant, an enum value. What is written so already stays.
pub(crate) fn type_name(text: &str) -> String {
    let is_camel = text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && text.contains(|c: char| c.is_ascii_lowercase());
    let name = match is_camel {
        true => text.to_owned(),
        false => camel(text),
    };
    match name.as_str() {
        "Self" => "SelfValue".into(),
        _ if name.starts_with(|c: char| c.is_ascii_uppercase()) => name,
        _ => format!("N{name}"),
    }
}

/// Words with a capital each; runs of digits that meet stay apart as well as they can.
fn camel(text: &str) -> String {
    let plain = words::plain(text);
    let parts = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    parts.fold(String::new(), |mut name, part| {
        let meets = name.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit());
        if meets {
            name.push('V');
        }
        // `HTML` alone is a word; inside of a mixed word it is told by the letters around it.
        name.push_str(&part.to_upper_camel_case());
        name
    })
}

/// The `rust` names that members with these wire names need, in their order; `None` where the usual name will do.
pub(crate) fn rust_names(wires: &[&str]) -> Vec<Option<String>> {
    let mut usual: HashMap<String, usize> = HashMap::new();
    for wire in wires {
        *usual.entry(specwright::names::member(wire)).or_default() += 1;
    }
    let mut taken = Names::new();
    for name in usual.keys() {
        taken.reserve(name);
    }
    let mut first: HashSet<String> = HashSet::new();
    wires
        .iter()
        .map(|wire| {
            let name = specwright::names::member(wire);
            // The first of those that share a name keeps it.
            let keeps = first.insert(name.clone());
            (!keeps).then(|| taken.take(&snake(wire)))
        })
        .collect()
}

/// Whether a name has the letters and digits of a text, whatever stands between them.
pub(crate) fn spells(name: &str, text: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    letters(name) == letters(text)
}

/// Whether a type name says all that a text does.
pub(crate) fn says(name: &str, text: &str) -> bool {
    snake(name) == snake(text)
}

/// Names that are taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    taken: HashSet<String>,
    /// The number that a name which is taken gets next: where all names are one, counting anew takes for ever.
    next: HashMap<String, u32>,
}

impl Names {
    /// No names.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// `name`, with a number behind it where it is taken.
    pub(crate) fn take(&mut self, name: &str) -> String {
        if self.reserve(name) {
            return name.to_owned();
        }
        let is_snake = name.starts_with(|c: char| c.is_ascii_lowercase());
        let digit = name.ends_with(|c: char| c.is_ascii_digit());
        let between = match (is_snake, digit) {
            (true, _) => "_",
            (false, true) => "V",
            (false, false) => "",
        };
        let first = self.next.get(name).copied().unwrap_or(2);
        for number in first.. {
            let candidate = format!("{name}{between}{number}");
            if self.reserve(&candidate) {
                self.next.insert(name.to_owned(), number + 1);
                return candidate;
            }
        }
        name.to_owned()
    }

    /// Whether a name is taken.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.taken.contains(&folded(name))
    }

    /// Takes a name as it is; false where it was taken.
    pub(crate) fn reserve(&mut self, name: &str) -> bool {
        self.taken.insert(folded(name))
    }
}

/// Names that are the same in Rust are the same here.
fn folded(name: &str) -> String {
    match name.starts_with(|c: char| c.is_ascii_uppercase()) {
        true => specwright::names::type_name(name),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
