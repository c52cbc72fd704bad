//! Says in words what does not fit.

use std::cell::OnceCell;

use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::source::FileId;
use crate::yaml::{Node, Positions, Reason, Refusal};

/// Reports the refusals of one file.
pub(super) struct Words<'t> {
    text: &'t str,
    file: FileId,
    positions: OnceCell<Positions>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Self {
        Self { text, file, positions: OnceCell::new() }
    }

    /// Reports a refusal.
    pub(super) fn report(&mut self, refusal: &Refusal, node: &mut Node, diags: &mut Diagnostics) {
        let path = refusal.path();
        let place = Place::file(self.file).steps(path.iter().cloned());
        let place = if refusal.on_key { place.of_key() } else { place };
        match &refusal.reason {
            Reason::UnknownKey { key, allowed } => {
                let map = path.split_last().and_then(|(_, parent)| node.at_mut(parent));
                let help = key_help(key, allowed, map);
                diags.error(Code::UnknownKey, place, format!("unknown key `{key}`")).help(help);
            }
            Reason::MissingKey(key) => {
                diags.error(Code::MissingKey, place, format!("`{key}` must be given here"));
            }
            Reason::UnknownWord { word, allowed } => {
                let message = format!("`{word}` is none of the words allowed here");
                diags.error(Code::UnknownWord, place, message).help(word_help(word, allowed));
            }
            Reason::WrongType { found, expected } => {
                let help = self.type_help(&place, expected);
                let message = format!("expected {expected}, found {found}");
                let problem = diags.error(Code::WrongType, place, message);
                help.map(|help| problem.help(help));
            }
            Reason::BadValue { found, expected } => {
                diags.error(Code::BadValue, place, format!("expected {expected}, found {found}"));
            }
            Reason::Surprising { word, expected } => {
                let message = format!("readers of YAML do not agree on what `{word}` is; expected {expected}");
                diags.error(Code::SurprisingScalar, place, message).help(surprise_help(word, expected));
            }
            Reason::Other(text) => {
                diags.error(Code::BadValue, place, text.clone());
            }
        }
    }

    /// A number or word in place of a text mostly lacks quotes.
    fn type_help(&self, place: &Place, expected: &str) -> Option<String> {
        let positions = self.positions.get_or_init(|| Positions::of(self.text));
        let raw = self.text.get(positions.locate_value(self.text, place)?)?;
        if raw.is_empty() {
            return Some("give it a value, or remove the key".to_owned());
        }
        let is_word = !raw.starts_with(['"', '\'', '[', '{', '|', '>', '*']) && raw.len() < 60 && !raw.contains('\n');
        let wants_text = ["a text", "a type", "a URL", "a description", "a section"].iter().any(|text| expected.starts_with(text));
        (is_word && wants_text).then(|| format!("quote it if it is a text: `\"{raw}\"`"))
    }
}

fn key_help(key: &str, allowed: &[&str], map: Option<&mut Node>) -> String {
    let list = list_of(allowed.iter().copied());
    match did_you_mean(key, allowed.iter().copied()) {
        Some(near) if map.is_some_and(|map| map.get(&near).is_some()) => {
            format!("`{near}` is there already; allowed here: {list}")
        }
        Some(near) => format!("did you mean `{near}`? allowed here: {list}"),
        None => format!("allowed here: {list}"),
    }
}

fn word_help(word: &str, allowed: &[&str]) -> String {
    let list = list_of(allowed.iter().copied());
    match did_you_mean(word, allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? allowed here: {list}"),
        None => format!("allowed here: {list}"),
    }
}

fn surprise_help(word: &str, expected: &str) -> String {
    let truth = match word.to_ascii_lowercase().as_str() {
        "yes" | "on" => Some("true"),
        "no" | "off" => Some("false"),
        _ => None,
    };
    match truth {
        Some(truth) if expected.contains("`true`") && !expected.contains("text") => format!("write `{truth}`"),
        Some(truth) if expected.contains("`true`") => format!("write `{truth}`, or quote it: `\"{word}\"`"),
        _ => format!("quote it: `\"{word}\"`"),
    }
}
