//! The way back: what the spec names on the authority of the document, and the document does not. In: model, what was met.
//! Out: findings, and counts of all that was compared.

use std::collections::HashMap;

use specwright::Place;
use specwright::model::{
    ChoiceWire, Class, CodePattern, Location, Operation, Style, TypeId, TypeKind,
};
use specwright::places;

use super::addresses::parts;
use super::samples::field_place;
use crate::audit::context::Context;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};

/// Something that the spec names.
struct Fact<'a> {
    kind: Kind,
    name: String,
    owner: Option<&'a str>,
    place: Place,
    met: bool,
    /// It stands in one place of the spec for several operations.
    is_shared: bool,
    message: String,
}

/// Makes one fact of the parameters of one name that several operations have and the document does not name: they are
/// one line of the spec, or one slip.
fn together(facts: Vec<Fact<'_>>) -> Vec<Fact<'_>> {
    let mut found: Vec<Fact<'_>> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for fact in facts {
        let shared = fact.kind == Kind::Parameter && !fact.met && fact.is_shared;
        let first = at.get(&fact.name).copied().filter(|_| shared);
        match first.and_then(|at| found.get_mut(at)) {
            Some(first) => {
                first.owner = None;
                first.message = format!("parameter `{}` is not in the document", fact.name);
            }
            None => {
                if shared {
                    at.insert(fact.name.clone(), found.len());
                }
                found.push(fact);
            }
        }
    }
    found
}

/// Compares the spec with what was met of it.
pub(crate) fn compare(context: &Context<'_>, ledger: &mut Ledger) -> Vec<(Kind, usize)> {
    let mut facts = Vec::new();
    servers(context, ledger, &mut facts);
    for index in 0..context.api.operations.len() {
        if context.expects_operation(&context.api.operations[index]) {
            operation(context, ledger, index, &mut facts);
        }
    }
    for index in 0..context.api.types.len() {
        members(context, ledger, TypeId(index), &mut facts);
    }
    rows(context, ledger, &mut facts);
    let missing = ledger
        .findings
        .iter()
        .filter(|one| one.problem == Problem::NotInSpec);
    let missing: Vec<Kind> = missing.map(|one| one.kind).collect();
    let counts = Kind::ALL.map(|kind| {
        let named = facts.iter().filter(|fact| fact.kind == kind).count();
        (
            kind,
            named + missing.iter().filter(|one| **one == kind).count(),
        )
    });
    for fact in together(facts).into_iter().filter(|fact| !fact.met) {
        let new = finding(
            fact.kind,
            Problem::NotInDocument,
            &fact.name,
            None,
            fact.message,
        );
        let new = match fact.owner {
            Some(owner) => new.of(owner),
            None => new,
        };
        ledger.add(new.at(fact.place));
    }
    counts.to_vec()
}

fn servers<'a>(context: &Context<'a>, ledger: &Ledger, facts: &mut Vec<Fact<'a>>) {
    let words = &context.evidence.words;
    let own = context.api.servers.iter().enumerate();
    for (index, server) in own.filter(|(_, server)| context.expects(&[&server.source])) {
        let (scheme, host, _) = parts(&server.url);
        facts.push(Fact {
            is_shared: false,
            kind: Kind::Host,
            name: format!("{scheme}://{host}"),
            owner: Some(&server.name),
            place: places::server(server),
            met: ledger.met.servers.contains(&index) || words.anywhere(host).is_some(),
            message: format!("host `{host}` is not in the document"),
        });
        let mut variables = context.api.variables.iter();
        let Some(variable) = variables.find(|one| one.server == server.name) else {
            continue;
        };
        for value in variable.default.iter().chain(&variable.values) {
            let place = places::server(server).key("variables").key(&variable.name);
            facts.push(Fact {
                is_shared: false,
                kind: Kind::Value,
                name: value.clone(),
                owner: Some(&variable.name),
                place,
                met: words.anywhere(value).is_some(),
                message: format!(
                    "value `{value}` of `{}` is not in the document",
                    variable.name
                ),
            });
        }
    }
}

fn operation<'a>(context: &Context<'a>, ledger: &Ledger, index: usize, facts: &mut Vec<Fact<'a>>) {
    let own = &context.api.operations[index];
    let words = &context.evidence.words;
    let path = own.path_text.trim_matches('/');
    let told = !path.is_empty() && words.anywhere(path).is_some();
    let met = told || ledger.met.operations.contains(&index);
    facts.push(Fact {
        is_shared: false,
        kind: Kind::Path,
        name: format!("{} {}", own.method, own.path_text),
        owner: Some(&own.name),
        place: places::operation(own).key("call"),
        met,
        message: format!(
            "path `{} {}` is not in the document",
            own.method, own.path_text
        ),
    });
    if !met {
        // What belongs to an operation that the document does not have is not there either.
        return;
    }
    let mut add = |name: &str, place: Place, is_shared: bool| {
        let known = ledger.met.params.contains(&(index, name.to_owned()));
        facts.push(Fact {
            kind: Kind::Parameter,
            name: name.to_owned(),
            owner: Some(&own.name),
            place,
            met: known || words.as_name(name).is_some(),
            is_shared,
            message: format!(
                "parameter `{name}` of `{}` is not in the document",
                own.name
            ),
        });
    };
    for param in &own.params {
        // Names of these do not travel.
        let unnamed = matches!(param.location, Location::Path | Location::Body)
            || param.style == Style::Spread;
        if !unnamed && context.expects(&[&param.field.doc.source, &own.source]) {
            add(
                &param.field.wire,
                places::param(context.api, own, param).of_key(),
                param.common,
            );
        }
    }
    for param in &own.fixed {
        if context.expects(&[&param.doc.source, &own.source]) {
            let (place, is_shared) = fixed_place(context, own, &param.wire);
            add(&param.wire, place, is_shared);
        }
    }
    envelope(context, index, facts);
}

/// Where a parameter stands that the client gives, in the operation or in what all share, and whether it is that.
fn fixed_place(context: &Context<'_>, own: &Operation, wire: &str) -> (Place, bool) {
    let all = &context.api.operations;
    let others = all.iter().flat_map(|one| &one.fixed);
    let same: Vec<_> = others.filter(|param| param.wire == wire).collect();
    let alike = same
        .windows(2)
        .all(|two| two[0].source == two[1].source && two[0].location == two[1].location);
    // An operation can do without what the others share.
    let is_shared = alike && same.len() > 1 && same.len() * 2 > all.len();
    let owner = match is_shared {
        true => Place::file(context.api.common_file).key("common"),
        false => places::operation(own),
    };
    (owner.key("params").key(wire).of_key(), is_shared)
}

/// The members that envelopes read: code, message, payload and stack are in the document where the envelope is.
fn envelope<'a>(context: &Context<'a>, index: usize, facts: &mut Vec<Fact<'a>>) {
    let own = &context.api.operations[index];
    for envelope in own
        .envelopes
        .iter()
        .filter(|one| context.expects(&[&one.source]))
    {
        let read = [
            &envelope.code,
            &envelope.message,
            &envelope.payload,
            &envelope.stack,
        ];
        for path in read.into_iter().flatten() {
            let Some(name) = path
                .rsplit('.')
                .next()
                .filter(|name| !name.starts_with('('))
            else {
                continue;
            };
            let told = facts.iter().any(|fact: &Fact<'_>| {
                fact.kind == Kind::Field && fact.name == name && fact.owner.is_none()
            });
            if told {
                continue;
            }
            facts.push(Fact {
                is_shared: false,
                kind: Kind::Field,
                name: name.to_owned(),
                owner: None,
                place: context.envelope_place(index),
                met: context.evidence.words.as_name(name).is_some(),
                message: format!("`{name}`, which an envelope reads, is not in the document"),
            });
        }
    }
}

fn members<'a>(context: &Context<'a>, ledger: &Ledger, id: TypeId, facts: &mut Vec<Fact<'a>>) {
    let def = context.def(id);
    let words = &context.evidence.words;
    match &def.kind {
        TypeKind::Struct(shape) => {
            for (index, field) in shape.fields.iter().enumerate() {
                if !context.expects(&[&field.doc.source, &def.source]) {
                    continue;
                }
                facts.push(Fact {
                    is_shared: false,
                    kind: Kind::Field,
                    name: field.wire.clone(),
                    owner: Some(&def.name),
                    place: field_place(context, id, index),
                    met: ledger.met.fields.contains(&(id, index))
                        || words.as_name(&field.wire).is_some(),
                    message: format!(
                        "field `{}` of `{}` is not in the document",
                        field.wire, def.name
                    ),
                });
            }
        }
        TypeKind::Choice(choice) => {
            for (index, value) in choice.values.iter().enumerate() {
                if !context.expects(&[&value.source, &def.source]) {
                    continue;
                }
                let wire = match &value.wire {
                    ChoiceWire::Text(text) => text.clone(),
                    ChoiceWire::Integer(number) => number.to_string(),
                };
                facts.push(Fact {
                    is_shared: false,
                    kind: Kind::Value,
                    owner: Some(&def.name),
                    place: places::choice_value(def, value).of_key(),
                    met: ledger.met.values.contains(&(id, index)) || words.as_name(&wire).is_some(),
                    message: format!("value `{wire}` of `{}` is not in the document", def.name),
                    name: wire,
                });
            }
        }
        _ => {}
    }
}

fn rows<'a>(context: &Context<'a>, ledger: &Ledger, facts: &mut Vec<Fact<'a>>) {
    let own = context.api.errors.iter().enumerate();
    for (index, row) in own.filter(|(_, row)| context.expects(&[&row.source])) {
        let (name, met) = match &row.code {
            // What success is told in many words, so that it is taken wherever it stands.
            CodePattern::Integer(code) if row.class == Class::Success => {
                let name = code.to_string();
                let met = context.evidence.words.anywhere(&name).is_some();
                (name, met)
            }
            CodePattern::Integer(code) => {
                let name = code.to_string();
                let met = context.evidence.words.as_code(&name).is_some();
                (name, met)
            }
            CodePattern::Text(code) => {
                (code.clone(), context.evidence.words.as_name(code).is_some())
            }
            CodePattern::Range(from, to) => (format!("{from}..{to}"), false),
        };
        facts.push(Fact {
            is_shared: false,
            kind: Kind::Code,
            owner: None,
            place: places::error_row(row).of_key(),
            met: met || ledger.met.rows.contains(&index),
            message: format!("code `{name}` is not in the document"),
            name,
        });
    }
}
