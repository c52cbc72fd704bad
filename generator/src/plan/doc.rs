//! Documentation of each item, put together from what the spec says of it.
//!
//! In: parts of the model. Out: lines of Markdown.

use super::data::Doc;
use crate::markdown::{code, inline, lines};
use crate::model::{
    Api, Basis, ErrorRow, Limits, MemberDoc, Presence, Source, Type, TypeDef, TypeKind,
};
use crate::words;

/// Documentation that consists of paragraphs; empty ones are left out, and a blank line stands between them.
pub(super) fn paragraphs(parts: impl IntoIterator<Item = Doc>) -> Doc {
    let mut doc = Doc::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !doc.is_empty() {
            doc.push(String::new());
        }
        doc.extend(part);
    }
    doc
}

/// A text of the spec, or these words where it has none.
pub(super) fn text_or(text: Option<&str>, otherwise: impl FnOnce() -> String) -> Doc {
    let doc = lines(text.unwrap_or_default());
    if doc.is_empty() {
        vec![otherwise()]
    } else {
        doc
    }
}

/// Where a fact comes from; nothing for a fact that says nothing of its own.
pub(super) fn provenance(source: &Source) -> Doc {
    let document = source.document.as_deref().map(inline);
    let section = source
        .section
        .as_deref()
        .map(|section| format!("section \"{}\"", inline(section)));
    let url = source.url.as_deref().map(inline);
    let origin: Vec<String> = document.into_iter().chain(section).chain(url).collect();
    let basis = match source.basis {
        Basis::Documented => None,
        Basis::Observed => Some("observed, not documented".to_owned()),
        Basis::Guessed => Some("guessed, not documented".to_owned()),
    };
    let note = source.note.as_deref().map(inline);
    let origin = (!origin.is_empty()).then(|| origin.join(", "));
    let facts: Vec<String> = origin.into_iter().chain(basis).chain(note).collect();
    if facts.is_empty() {
        Doc::new()
    } else {
        vec![format!(
            "Source: {}.",
            facts.join("; ").trim_end_matches('.')
        )]
    }
}

/// A field or parameter: its text, what is known of its values, where that is from. The wire name is said where it is
/// not the Rust name.
pub(super) fn member(
    doc: &MemberDoc,
    ident: &str,
    wire: &str,
    presence: &Presence,
    limits: Option<String>,
) -> Doc {
    let text = text_or(doc.text.as_deref(), || format!("{}.", code(wire)));
    paragraphs([
        text,
        facts(
            doc,
            wire,
            doc.text.is_some() && wire != ident,
            presence,
            limits,
        ),
        provenance(&doc.source),
    ])
}

/// What is known of the values of a field or parameter, on one line.
fn facts(
    doc: &MemberDoc,
    wire: &str,
    say_wire: bool,
    presence: &Presence,
    limits: Option<String>,
) -> Doc {
    let mut facts = Vec::new();
    if say_wire {
        facts.push(format!("Wire name: {}.", code(wire)));
    }
    let absence = match presence {
        Presence::Defaulted(value) => Some(format!("Absence means {}.", code(&value.to_string()))),
        _ => doc
            .default
            .as_deref()
            .map(|value| format!("Default: {}.", code(value))),
    };
    facts.extend(
        doc.unit
            .as_deref()
            .map(|unit| format!("Unit: {}.", inline(unit))),
    );
    facts.extend(limits);
    facts.extend(
        doc.example
            .as_deref()
            .map(|value| format!("Example: {}.", code(value))),
    );
    facts.extend(absence);
    facts.extend(deprecated(doc.deprecated.as_deref()));
    if facts.is_empty() {
        Doc::new()
    } else {
        vec![facts.join(" ")]
    }
}

/// A type: its text, the limits of an alias, that it should not be used, where that is from.
pub(super) fn type_def(api: &Api, def: &TypeDef) -> Doc {
    let limits = match &def.kind {
        TypeKind::Alias(value) => limits(api, &def.limits, &value.ty),
        _ => None,
    };
    paragraphs([
        text_or(def.doc.as_deref(), || code(&def.name)),
        limits.into_iter().collect(),
        deprecated(def.deprecated.as_deref()),
        provenance(&def.source),
    ])
}

/// What values may be, as the vendor's document says; nothing where it says nothing.
pub(super) fn limits(api: &Api, limits: &Limits, ty: &Type) -> Option<String> {
    let phrases = words::all_limits(api, limits, ty, &code);
    (!phrases.is_empty()).then(|| format!("Limits: {}.", phrases.join(", ")))
}

/// Why something should not be used any more.
pub(super) fn deprecated(why: Option<&str>) -> Doc {
    let why = why.map(|why| format!("**Deprecated**: {}.", inline(why).trim_end_matches('.')));
    why.into_iter().collect()
}

/// An error code: each of its meanings, what is known of it, where that is from.
pub(super) fn error(row: &ErrorRow) -> Doc {
    let shown = code(&words::code(&row.code));
    let mut texts = row
        .texts
        .iter()
        .map(|text| inline(text))
        .filter(|text| !text.is_empty());
    let mut doc = vec![
        texts
            .next()
            .map_or_else(|| format!("{shown}."), |first| format!("{shown}: {first}")),
    ];
    for text in texts {
        doc.extend([String::new(), format!("Also: {text}")]);
    }
    paragraphs([doc, error_facts(row), provenance(&row.source)])
}

fn error_facts(row: &ErrorRow) -> Doc {
    let status = row.status.map(|status| format!("HTTP status {status}."));
    let messages = row
        .messages
        .iter()
        .map(|message| format!("Message: {}.", code(message)));
    let advice = words::advice(row.retry).map(str::to_owned);
    let facts: Vec<String> = status.into_iter().chain(messages).chain(advice).collect();
    if facts.is_empty() {
        Doc::new()
    } else {
        vec![facts.join(" ")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_says_all_that_is_known() {
        let doc = MemberDoc {
            text: Some("Life of the ticket.\nAt most 240.".into()),
            unit: Some("minute".into()),
            example: Some("100".into()),
            default: Some("240".into()),
            deprecated: Some("it is ignored".into()),
            source: Source {
                section: Some("Request".into()),
                basis: Basis::Observed,
                ..Source::default()
            },
        };
        assert_eq!(
            member(
                &doc,
                "expire_time",
                "ExpireTime",
                &Presence::Optional,
                Some("Limits: 1 to 240.".into())
            )
            .join("\n"),
            "Life of the ticket.\nAt most 240.\n\n\
             Wire name: `ExpireTime`. Unit: minute. Limits: 1 to 240. Example: `100`. Default: `240`. **Deprecated**: it is ignored.\n\n\
             Source: section \"Request\"; observed, not documented."
        );
        assert_eq!(
            member(
                &MemberDoc::default(),
                "expire_time",
                "ExpireTime",
                &Presence::Required,
                None
            ),
            ["`ExpireTime`."]
        );
    }
}
