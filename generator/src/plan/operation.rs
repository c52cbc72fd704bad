//! Operations: the request struct, the client method, the setters of a pending call.
//!
//! In: an operation of the model. Out: its items and its description.

use super::data::{Doc, Field, Operation, Param, Setter, Struct};
use super::ty::{Scope, Types};
use super::types::field;
use super::{Shared, answers, doc, example, paging, policy, sample};
use crate::ident;
use crate::markdown::{code, inline};
use crate::model::{self, Location, Presence, Rule, RuleKind};
use crate::words;

pub(super) fn operation(
    types: &Types<'_>,
    op: &model::Operation,
    shared: &mut Shared,
) -> Operation {
    let fields: Vec<Field> = op
        .params
        .iter()
        .map(|param| field(types, &request_field(param), Scope::FREE))
        .collect();
    let arguments: Vec<usize> = (0..fields.len())
        .filter(|index| is_argument(&op.params[*index]))
        .collect();
    let request = Struct {
        ident: ident::upper_camel(&op.name),
        doc: request_doc(op),
        generics: Vec::new(),
        fields,
        extra: None,
        constructor: Some(arguments.clone()),
    };
    let setters = setters(types.api, op, &request.fields);
    let returns = types.ty(&op.returns.ty, Scope::FREE);
    let outcomes = answers::outcomes(types, op);
    Operation {
        name: op.name.clone(),
        method: ident::client_method(&op.name),
        deprecated: op.deprecated.as_deref().map(inline),
        method_doc: method_doc(types.api, op, &request, &arguments, &setters),
        example: match &outcomes {
            Some(_) => example::of_outcomes(op, &request.fields, &arguments),
            None => example::example(op, &request.fields, &arguments, &returns),
        },
        setters,
        request,
        http_method: op.method.clone(),
        path: op.path.clone(),
        params: op
            .params
            .iter()
            .map(|param| Param {
                location: param.location,
                style: param.style,
            })
            .collect(),
        fixed: op.fixed.clone(),
        body: op.body,
        rules: op.rules.iter().map(|rule| rule.kind.clone()).collect(),
        paging: op
            .paging
            .as_ref()
            .map(|rule| paging::paging(types, rule, &op.returns.ty, &returns)),
        stream: op.stream.as_ref().map(|item| paging::stream(types, item)),
        returns,
        outcomes,
        answers: answers::entries(types, op),
        payload: op.returns.codec.clone(),
        formats: op.formats.clone(),
        auth: Shared::index(&mut shared.auth, &op.auth),
        envelopes: Shared::index(&mut shared.envelopes, &op.envelopes),
        policy: policy::policy(types.api, op, shared),
        idempotent: op.idempotent,
        samples: op
            .samples
            .iter()
            .map(|item| sample::sample(types, op, item, shared))
            .collect(),
    }
}

/// The field of a parameter. What the server assumes for a missing one is documentation: the field stays optional.
fn request_field(param: &model::Param) -> model::Field {
    let mut field = param.field.clone();
    if let Presence::Defaulted(value) = field.presence {
        field.doc.default.get_or_insert(value.to_string());
        field.presence = Presence::Optional;
    }
    field
}

fn is_argument(param: &model::Param) -> bool {
    matches!(
        param.field.presence,
        Presence::Required | Presence::RequiredNullable
    )
}

/// One per optional parameter, in their order; a rule's joint setter comes first where its first parameter would, and
/// replaces the setters of parameters that make no sense alone.
fn setters(api: &model::Api, op: &model::Operation, fields: &[Field]) -> Vec<Setter> {
    let mut setters = Vec::new();
    let mut replaced = Vec::new();
    for (index, field) in fields
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_argument(&op.params[*index]))
    {
        for rule in op
            .rules
            .iter()
            .filter(|rule| joint(op, rule).first() == Some(&index))
        {
            setters.push(joint_setter(api, op, rule, fields));
        }
        replaced.extend(
            op.rules
                .iter()
                .filter_map(|rule| alone_is_wrong(rule, index)),
        );
        if !replaced.contains(&index) {
            setters.push(Setter {
                ident: ident::setter(ident::plain(&field.ident)),
                doc: field.doc.clone(),
                fields: vec![index],
                deprecated: op.params[index].field.doc.deprecated.as_deref().map(inline),
            });
        }
    }
    setters
}

/// The parameters of a rule's joint setter, in the order of the operation; empty if the rule has none.
fn joint(op: &model::Operation, rule: &Rule) -> Vec<usize> {
    let mut members = match (&rule.setter, &rule.kind) {
        (Some(_), RuleKind::Together(members)) => members.clone(),
        (Some(_), RuleKind::Requires(first, others)) => std::iter::once(*first)
            .chain(others.iter().copied())
            .collect(),
        _ => Vec::new(),
    };
    members.retain(|index| {
        op.params
            .get(*index)
            .is_some_and(|param| !is_argument(param))
    });
    members.sort_unstable();
    members.dedup();
    members
}

/// This parameter, if a rule with a joint setter says that it must not be given alone.
fn alone_is_wrong(rule: &Rule, index: usize) -> Option<usize> {
    let alone = match (&rule.setter, &rule.kind) {
        (Some(_), RuleKind::Together(members)) => members.contains(&index),
        (Some(_), RuleKind::Requires(first, _)) => *first == index,
        _ => false,
    };
    alone.then_some(index)
}

fn joint_setter(api: &model::Api, op: &model::Operation, rule: &Rule, fields: &[Field]) -> Setter {
    let members = joint(op, rule);
    let names: Vec<String> = members
        .iter()
        .map(|index| code(ident::plain(&fields[*index].ident)))
        .collect();
    let text = doc::text_or(rule.doc.as_deref(), || {
        format!("Sets {}, which belong together.", names.join(", "))
    });
    let list = members
        .iter()
        .map(|index| parameter_line(api, op, &fields[*index], *index))
        .collect();
    Setter {
        ident: ident::setter(rule.setter.as_deref().unwrap_or_default()),
        doc: doc::paragraphs([text, list]),
        fields: members,
        deprecated: None,
    }
}

fn request_doc(op: &model::Operation) -> Doc {
    let method = ident::client_method(&op.name);
    let method = ident::plain(&method);
    doc::paragraphs([
        doc::text_or(op.doc.as_deref(), || {
            format!("Request of {}.", code(&op.name))
        }),
        doc::deprecated(op.deprecated.as_deref()),
        vec![format!(
            "Sent by [`Client::{method}`](super::Client::{method})."
        )],
    ])
}

fn method_doc(
    api: &model::Api,
    op: &model::Operation,
    request: &Struct,
    arguments: &[usize],
    setters: &[Setter],
) -> Doc {
    doc::paragraphs([
        doc::text_or(op.doc.as_deref(), || format!("Calls {}.", code(&op.name))),
        doc::deprecated(op.deprecated.as_deref()),
        vec![format!(
            "{}.",
            code(&format!("{} {}", op.method, op.path_text))
        )],
        paging::doc(op),
        // Before the parameters, whose list it would become part of.
        policy::policy_doc(api, op),
        parameters_doc(api, op, request, arguments, setters),
        rules_doc(op, &request.fields),
        answers::errors_doc(api, op),
        errors_doc(api),
        doc::provenance(&op.source),
    ])
}

fn parameters_doc(
    api: &model::Api,
    op: &model::Operation,
    request: &Struct,
    arguments: &[usize],
    setters: &[Setter],
) -> Doc {
    if request.fields.is_empty() {
        return Doc::new();
    }
    let mut list: Doc = arguments
        .iter()
        .map(|index| parameter_line(api, op, &request.fields[*index], *index))
        .collect();
    if !setters.is_empty() {
        let names: Vec<String> = setters
            .iter()
            .map(|setter| code(ident::plain(&setter.ident)))
            .collect();
        list.push(format!(
            "- optional, set on the returned call: {}",
            names.join(", ")
        ));
    }
    doc::paragraphs([vec!["# Parameters".to_owned()], list])
}

fn parameter_line(api: &model::Api, op: &model::Operation, field: &Field, index: usize) -> String {
    let param = &op.params[index];
    let name = code(ident::plain(&field.ident));
    let text = param.field.doc.text.as_deref().map(inline);
    let text = text.filter(|text| !text.is_empty());
    let limits = words::all_limits(api, &param.field.limits, &param.field.value.ty, &code);
    let limits = Some(limits.join(", ")).filter(|limits| !limits.is_empty());
    let facts: Vec<String> = text.into_iter().chain(limits).collect();
    let facts = match facts.is_empty() {
        true => String::new(),
        false => format!(": {}", facts.join("; ")),
    };
    format!(
        "- {name} ({} in the {}){facts}",
        code(&field.wire),
        place(param.location)
    )
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "headers",
        Location::Cookie => "cookies",
        Location::BodyField => "body",
        Location::Body => "request: its body",
    }
}

fn rules_doc(op: &model::Operation, fields: &[Field]) -> Doc {
    if op.rules.is_empty() {
        return Doc::new();
    }
    let name = |index: &usize| {
        fields
            .get(*index)
            .map(|field| code(ident::plain(&field.ident)))
            .unwrap_or_default()
    };
    let names = |indices: &[usize]| indices.iter().map(name).collect::<Vec<_>>().join(", ");
    let list = op.rules.iter().map(|rule| {
        let text = match &rule.kind {
            RuleKind::Requires(first, others) => format!("{} needs {}", name(first), names(others)),
            RuleKind::Together(members) => format!("all or none of {}", names(members)),
            RuleKind::ExactlyOne(members) => format!("exactly one of {}", names(members)),
            RuleKind::AtLeastOne(members) => format!("at least one of {}", names(members)),
            RuleKind::AtMostOne(members) => format!("at most one of {}", names(members)),
        };
        let note = rule
            .doc
            .as_deref()
            .map(|note| format!(" ({})", inline(note)))
            .unwrap_or_default();
        format!("- {text}{note}")
    });
    doc::paragraphs([vec!["Checked before sending:".to_owned()], list.collect()])
}

/// Where the table is, which is the same for all operations.
fn errors_doc(api: &model::Api) -> Doc {
    match api.errors.is_empty() {
        true => Doc::new(),
        false => vec!["Error codes: [`ErrorCode`](super::ErrorCode).".to_owned()],
    }
}
