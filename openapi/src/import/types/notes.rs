//! What a schema says in words: descriptions, examples, defaults, and facts that have no key of their own.

use oas3::spec::{ObjectSchema, Schema};
use serde_json::Value as Json;

use super::Types;
use super::def::{Member, Ty};
use super::flat::{Flat, object};
use crate::import::naming;
use crate::import::pointer::Pointer;

/// Longer values do not stand in a sentence.
const LONGEST: usize = 100;

/// Extensions that say something about enums, and how they are read is in `enums`.
const READ: &[&str] = &[
    "specwright",
    "enum-varnames",
    "enumNames",
    "enum-descriptions",
    "enumDescriptions",
];

impl Types<'_> {
    /// The words around a component that a schema stands for.
    pub(super) fn annotations(&self, schema: &ObjectSchema, at: &Pointer) -> Flat {
        let mut words = schema.clone();
        words.all_of.retain(|part| object(part).is_some());
        self.flatten(&words, at)
    }

    /// What a schema says of the place where it stands.
    pub(super) fn note(&mut self, flat: &Flat) -> Member {
        let own = &flat.own;
        let mut member = Member::of(Ty::ANY);
        member.at = flat.at.clone();
        member.text = text_of(own);
        member.deprecated = own.deprecated.unwrap_or(false);
        member.read_only = own.read_only.unwrap_or(false);
        member.write_only = own.write_only.unwrap_or(false);
        member.overlay = self.overlay(&flat.at);
        if let Some(default) = &own.default {
            let at = flat.at.key("default");
            match default {
                Json::Null => {}
                Json::Array(_) | Json::Object(_) => {
                    self.in_words(&mut member, "Default", default, &at)
                }
                single => member.default = Some(single.clone()),
            }
        }
        let mut examples: Vec<(&Json, Pointer)> = own
            .example
            .iter()
            .map(|example| (example, flat.at.key("example")))
            .collect();
        for (index, example) in own.examples.iter().enumerate() {
            if !examples.iter().any(|(known, _)| *known == example) {
                examples.push((example, flat.at.key("examples").index(index)));
            }
        }
        for (example, at) in examples {
            match example {
                Json::Null => {}
                Json::Array(_) | Json::Object(_) => {
                    self.in_words(&mut member, "Example", example, &at)
                }
                single if member.example.is_none() => member.example = Some(single.clone()),
                single => self.in_words(&mut member, "Example", single, &at),
            }
        }
        for (key, _) in &own.extensions {
            if !READ.contains(&key.as_str()) {
                let said = format!("the extension `x-{key}`");
                self.remarks
                    .not_carried(&flat.at.key(&format!("x-{key}")), said);
            }
        }
        member
    }

    /// A value that no key takes, as a sentence if it is short.
    pub(super) fn in_words(&self, member: &mut Member, what: &str, value: &Json, at: &Pointer) {
        let shown = match value {
            Json::String(text) if !text.is_empty() => text.clone(),
            other => other.to_string(),
        };
        if shown.len() > LONGEST || shown.contains(['`', '\n']) {
            self.leftover(at, &what.to_lowercase(), value);
            return;
        }
        let note = format!("{what}: `{shown}`.");
        if !member.notes.contains(&note) {
            member.notes.push(note);
        }
    }
}

/// Title and description, as one text.
fn text_of(own: &ObjectSchema) -> Option<String> {
    let clean = |text: &Option<String>| {
        let text = text.as_deref().map(tidy)?;
        (!text.is_empty()).then_some(text)
    };
    match (clean(&own.title), clean(&own.description)) {
        (title, None) => title,
        (None, description) => description,
        (Some(title), Some(description)) => {
            let folded = |text: &str| naming::snake(text);
            let first = description.lines().next().unwrap_or_default();
            match folded(&description).contains(&folded(&title)) || folded(first) == folded(&title)
            {
                true => Some(description),
                false => {
                    let stop = if title.ends_with(['.', '!', '?', ':']) {
                        ""
                    } else {
                        "."
                    };
                    Some(format!("{title}{stop}\n\n{description}"))
                }
            }
        }
    }
}

/// A text without blanks at line ends and without characters that a spec cannot hold.
pub(crate) fn tidy(text: &str) -> String {
    let clean: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' | '\r' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let lines: Vec<&str> = clean.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// The text of a member with all its notes; what is left of it has none.
pub(super) fn whole_text(member: &mut Member) -> Option<String> {
    let notes = std::mem::take(&mut member.notes);
    let text = member.text.take();
    if notes.is_empty() {
        return text;
    }
    let notes = notes.join(" ");
    Some(match text {
        None => notes,
        Some(text) if text.contains('\n') => format!("{text}\n\n{notes}"),
        Some(text) if text.ends_with(['.', '!', '?', ':', ')']) => format!("{text} {notes}"),
        Some(text) => format!("{text}. {notes}"),
    })
}

/// What was said of the items of a list.
pub(super) fn about_items(member: &mut Member, text: Option<String>) {
    let Some(text) = text else {
        return;
    };
    if member.text.is_none() {
        member.text = Some(text);
    } else if member.text.as_ref() != Some(&text) {
        member.notes.push(format!("Each: {text}"));
    }
}

/// A value for a message.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a schema is a reference or says nothing but words.
pub(super) fn is_words(schema: &Schema) -> bool {
    let Some(schema) = object(schema) else {
        return false;
    };
    let bare = ObjectSchema {
        title: schema.title.clone(),
        description: schema.description.clone(),
        deprecated: schema.deprecated,
        ..ObjectSchema::default()
    };
    bare == *schema
}
