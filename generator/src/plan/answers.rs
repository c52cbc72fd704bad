//! Answers by HTTP status: the enum of successes that hold different things, and what is said of errors.
//!
//! In: an operation of the model. Out: its enum, the entries of its description, documentation.

use std::collections::BTreeSet;

use super::data::{Doc, Outcome, Outcomes, StatusAnswer};
use super::doc;
use super::ty::{Scope, Types};
use crate::ident;
use crate::markdown::{code, inline};
use crate::model::{self, Answer, Api, Operation, Type, TypeId};
use crate::names;
use crate::words::type_text;

/// The enum of an operation whose successes hold different things.
pub(super) fn outcomes(types: &Types<'_>, op: &Operation) -> Option<Outcomes> {
    let all = op.outcomes();
    let idents = names::outcomes(&all);
    let variants = all.iter().zip(idents).map(|(one, ident)| Outcome {
        ident,
        doc: outcome_doc(one),
        ty: types.ty(&one.value.ty, Scope::FREE),
        codec: one.value.codec.clone(),
    });
    let variants: Vec<Outcome> = variants.collect();
    let index_of = |answer: &Answer| {
        let same =
            |one: &model::Outcome<'_>| one.answer.is_some_and(|one| std::ptr::eq(one, answer));
        all.iter().position(same)
    };
    let listed = op.answers.iter().filter_map(|answer| {
        let (first, last) = answer.status;
        index_of(answer).map(|index| (first, last, index))
    });
    let method = ident::client_method(&op.name);
    let method = ident::plain(&method);
    Some(Outcomes {
        ident: names::answer_type(&op.name),
        doc: vec![format!(
            "What [`Client::{method}`](super::Client::{method}) gives, told by HTTP status."
        )],
        rest: all.iter().position(|one| one.is_rest)?,
        entries: listed.collect(),
        variants,
    })
}

fn outcome_doc(one: &model::Outcome<'_>) -> Doc {
    let status = match one.answer {
        Some(answer) if answer.status == (200, 299) => "Every other success".to_owned(),
        Some(answer) if one.is_rest => {
            format!("HTTP status {}, and every other success", code(&answer.key))
        }
        Some(answer) => format!("HTTP status {}", code(&answer.key)),
        None => "Every other success".to_owned(),
    };
    let text = one.answer.and_then(|answer| answer.doc.as_deref());
    let mut lines = doc::text_or(text, String::new);
    lines[0] = match lines[0].is_empty() {
        true => format!("{status}."),
        false => format!("{status}: {}", lines[0]),
    };
    let source = one.answer.map(|answer| doc::provenance(&answer.source));
    doc::paragraphs([lines, source.unwrap_or_default()])
}

/// What the description says of statuses.
pub(super) fn entries(types: &Types<'_>, op: &Operation) -> Vec<StatusAnswer> {
    let entry = |answer: &Answer| StatusAnswer {
        status: answer.status,
        empty: answer.value.ty == Type::Unit,
        secrets: match answer.is_success() {
            true => Vec::new(),
            false => secrets(types, &answer.value.ty),
        },
    };
    op.told_answers().map(entry).collect()
}

/// The names that secrets have in a type.
fn secrets(types: &Types<'_>, ty: &Type) -> Vec<String> {
    types
        .api
        .secrets_within(ty)
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// What the bodies of errors are.
pub(super) fn errors_doc(api: &Api, op: &Operation) -> Doc {
    let answers = op.error_answers();
    if answers.is_empty() {
        return Doc::new();
    }
    let line = |answer: &&Answer| {
        let what = match &answer.value.ty {
            Type::Unit => "nothing".to_owned(),
            Type::Named(id, args) if args.is_empty() => link(api, *id),
            ty => code(&type_text(api, &[], ty)),
        };
        let text = answer.doc.as_deref().map(inline);
        let text = text.map(|text| format!(": {text}")).unwrap_or_default();
        format!("- HTTP status {} holds {what}{text}", code(&answer.key))
    };
    let head = "Errors, whose bodies [`Error::data`](super::Error::data) reads:".to_owned();
    doc::paragraphs([vec![head], answers.iter().map(line).collect()])
}

/// The name of a type, leading to it.
fn link(api: &Api, id: TypeId) -> String {
    let name = api.types.get(id.0).map_or("", |def| def.name.as_str());
    let ident = ident::upper_camel(name);
    format!("[{}](super::types::{ident})", code(name))
}
