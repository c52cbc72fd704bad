//! Says in words what does not fit.

use std::cell::OnceCell;

use super::foreign;
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::source::{FileId, Step};
use crate::yaml::{Node, Positions, Reason, Refusal};

/// Reports the refusals of one file.
pub(super) struct Words<'t> {
    text: &'t str,
    file: FileId,
    positions: OnceCell<Positions>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Self {
        Self {
            text,
            file,
            positions: OnceCell::new(),
        }
    }

    /// Reports a refusal. `written` is its path as the text has it.
    pub(super) fn report(
        &mut self,
        refusal: &Refusal,
        written: Vec<Step>,
        node: &mut Node,
        diags: &mut Diagnostics,
    ) {
        let path = refusal.path();
        let place = Place::file(self.file).steps(written);
        let place = if refusal.on_key {
            place.of_key()
        } else {
            place
        };
        match &refusal.reason {
            Reason::UnknownKey { key, allowed } => {
                let map = path
                    .split_last()
                    .and_then(|(_, parent)| node.at_mut(parent));
                let help = key_help(key, allowed, map);
                diags
                    .error(Code::UnknownKey, place, format!("unknown key `{key}`"))
                    .help(help);
            }
            Reason::MissingKey(key) => {
                diags
                    .error(
                        Code::MissingKey,
                        place,
                        format!("`{key}` must be given here"),
                    )
                    .help(format!("add it: `{key}: ..`"));
            }
            Reason::UnknownWord { word, allowed } => {
                let message = format!("`{word}` is none of the words allowed here");
                diags
                    .error(Code::UnknownWord, place, message)
                    .help(word_help(word, allowed));
            }
            Reason::WrongType { found, expected } => {
                let help = self.type_help(&place, found, expected);
                let message = format!("expected {expected}, found {found}");
                let problem = diags.error(Code::WrongType, place, message);
                problem.help(help.unwrap_or_else(|| instead(expected)));
            }
            Reason::BadValue { found, expected } => {
                diags
                    .error(
                        Code::BadValue,
                        place,
                        format!("expected {expected}, found {found}"),
                    )
                    .help(instead(expected));
            }
            Reason::Surprising { word, expected } => {
                let message = format!(
                    "readers of YAML do not agree on what `{word}` is; expected {expected}"
                );
                diags
                    .error(Code::SurprisingScalar, place, message)
                    .help(surprise_help(word, expected));
            }
            Reason::Other(text) => {
                diags.error(Code::BadValue, place, text.clone());
            }
        }
    }

    /// Mostly quotes or brackets are missing, or one pair too many.
    fn type_help(&self, place: &Place, found: &str, expected: &str) -> Option<String> {
        let positions = self.positions.get_or_init(|| Positions::of(self.text));
        let raw = self.text.get(positions.locate_value(self.text, place)?)?;
        let is_short = raw.len() < 60 && !raw.contains('\n');
        let is_scalar = is_short && !raw.starts_with(['[', '{', '|', '>', '*', '&']);
        let is_quoted = raw.starts_with(['"', '\'']);
        let wants = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
        if raw.is_empty() || found == "nothing" {
            return Some("give it a value, or remove the key".to_owned());
        }
        if is_scalar && is_reason(place) {
            return Some(
                "say in words why, or what takes its place, for instance `use track_all`"
                    .to_owned(),
            );
        }
        if found == "a list" && is_short && lists_answers(place) {
            let item = raw.trim_matches(['[', ']']);
            return Some(format!("write the status before each: `{{202: {item}}}`"));
        }
        if wants(&["a text", "a type", "a URL", "a description", "a section"])
            && is_scalar
            && !is_quoted
        {
            return Some(format!("quote it if it is a text: `\"{raw}\"`"));
        }
        if wants(&["a length of time"]) && found.starts_with("the number") {
            return Some(format!("say in which unit, for instance `{raw}s`"));
        }
        if wants(&["an integer", "`true`"]) && is_short && is_quoted {
            return Some(format!(
                "write it without quotes: `{}`",
                raw.trim_matches(['"', '\''])
            ));
        }
        if expected.starts_with("a map") && found == "a list" && is_short {
            return table_of(raw);
        }
        if found == "a list" && is_short && names_a_type(place) {
            let item = raw.trim_matches(['[', ']']);
            return Some(format!("a list of these is written `list<{item}>`"));
        }
        if wants(&["an integer"]) && raw.ends_with(".0") {
            return Some(format!(
                "write it without a fraction: `{}`",
                raw.trim_end_matches(".0")
            ));
        }
        match (expected, found) {
            ("a list", "a map") => Some("write each entry of the list as `- {..}`".to_owned()),
            ("a list", _) if is_scalar => Some(format!("write a list: `[{raw}]`")),
            _ => None,
        }
    }
}

/// A list of names as the map that is wanted: `{GOOD: .., BAD: ..}`.
fn table_of(raw: &str) -> Option<String> {
    let items = raw.strip_prefix('[')?.strip_suffix(']')?;
    if items.contains(['{', '[', ':', '"', '\'']) || items.trim().is_empty() {
        return None;
    }
    let entries: Vec<String> = items
        .split(',')
        .map(|item| format!("{}: ..", item.trim()))
        .collect();
    Some(format!("write `{{{}}}`", entries.join(", ")))
}

/// Whether a type is written there.
fn names_a_type(place: &Place) -> bool {
    matches!(place.path().last(), Some(Step::Key(key)) if key == "type" || key == "returns")
}

/// Whether it is said there why not to use something any more.
fn is_reason(place: &Place) -> bool {
    matches!(place.path().last(), Some(Step::Key(key)) if key == "deprecated")
}

/// Whether the answers of an operation stand there.
fn lists_answers(place: &Place) -> bool {
    matches!(place.path().last(), Some(Step::Key(key)) if key == "answers")
}

/// What to write in place of what does not fit, by what was expected.
fn instead(expected: &str) -> String {
    let starts = |word: &str| expected.starts_with(word);
    if let Some(keys) = expected.strip_prefix("a map (its keys: ") {
        let first = keys.split([',', ')']).next().unwrap_or_default();
        let first = first.trim_matches('`');
        return format!("write its keys in braces, for instance `{{{first}: ..}}`");
    }
    if starts("a map") {
        return "write its entries below it, indented, each as `key: value`".to_owned();
    }
    if starts("an integer") || starts("a number") {
        return format!("write {expected}, in digits alone");
    }
    if starts("an HTTP status") {
        return "write it like `404`, `4xx`, `400..499` or `[404, 410]`".to_owned();
    }
    if starts("a text") {
        return "write one text, in quotes if it holds other signs than letters".to_owned();
    }
    if starts("a list of names of limits") {
        return "write `[name, ..]`, or `{name: 2}` with what a call costs".to_owned();
    }
    format!("write {expected}")
}

fn key_help(key: &str, allowed: &[&str], map: Option<&mut Node>) -> String {
    let list = list_of(allowed.iter().copied());
    let has = |name: &str| map.as_ref().is_some_and(|map| map.get(name).is_some());
    let near = did_you_mean(key, allowed.iter().copied());
    let help = match near {
        Some(near) if has(&near) => Some(format!("`{near}` is there already")),
        near => foreign::key_help(key, allowed, has)
            .or_else(|| near.map(|near| format!("did you mean `{near}`?"))),
    };
    match help {
        Some(help) if help.ends_with('?') => format!("{help} allowed here: {list}"),
        Some(help) => format!("{help}; allowed here: {list}"),
        None => format!("allowed here: {list}"),
    }
}

fn word_help(word: &str, allowed: &[&str]) -> String {
    let list = list_of(allowed.iter().copied());
    if let Some(help) = foreign::word_help(word, allowed) {
        return format!("{help}; allowed here: {list}");
    }
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
        Some(truth) if expected.contains("`true`") && !expected.contains("text") => {
            format!("write `{truth}`")
        }
        Some(truth) if expected.contains("`true`") => {
            format!("write `{truth}`, or quote it: `\"{word}\"`")
        }
        _ if !expected.contains("text")
            && (expected.contains("number") || expected.contains("integer")) =>
        {
            format!("write it in digits alone: `{}`", word.replace('_', ""))
        }
        _ => format!("quote it: `\"{word}\"`"),
    }
}
