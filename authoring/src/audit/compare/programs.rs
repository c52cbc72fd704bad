//! What programs and messages on a page name: headers, members of bodies, values of variables. In: names. Out: findings.

use specwright::model::{BodyKind, Operation};

use super::{Led, Near, values};
use crate::audit::context::Context;
use crate::audit::evidence::code::{Named, NamedAs};
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::names::{self, Known};

/// Compares what programs name.
pub(crate) fn compare(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger) {
    for named in &context.evidence.named {
        match named.kind {
            NamedAs::Header => header(context, near, ledger, named),
            NamedAs::Body => body(context, near, ledger, named),
            NamedAs::Variable => variable(context, ledger, named),
        }
    }
    for usual in &context.evidence.usual {
        let name = names::folded(&usual.name);
        let mut variables = context.api.variables.iter();
        let variable = variables.find(|one| names::folded(&one.name) == name);
        if let Some(own) = variable.filter(|one| one.default.as_deref() != Some(&usual.value)) {
            let message = format!(
                "the document says that `{}` is usually `{}`",
                own.name, usual.value
            );
            let kind = if own.default.is_some() {
                Problem::Differs
            } else {
                Problem::NotInSpec
            };
            let new = finding(Kind::Value, kind, &usual.value, Some(usual.line), message);
            ledger.add(new.of(&own.name).at(context.section("servers")));
        }
    }
}

/// The operations that a line speaks of; `None` where they are not in the spec.
fn spoken_of(context: &Context<'_>, near: &Near<'_>, line: usize) -> Option<Vec<usize>> {
    match near.before(line) {
        Led::To(operations) => Some(operations.to_vec()),
        Led::Missing => None,
        Led::Nowhere => Some(context.operations()),
    }
}

/// A header of a request: of one of the operations that are spoken of, or one that all HTTP messages have.
pub(crate) fn header(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger, named: &Named) {
    const EVERYWHERE: [&str; 8] = [
        "accept",
        "accept-encoding",
        "accept-language",
        "user-agent",
        "host",
        "content-length",
        "connection",
        "cookie",
    ];
    let Some(operations) = spoken_of(context, near, named.line) else {
        return;
    };
    let lower = named.name.to_lowercase();
    let mut known = EVERYWHERE.contains(&lower.as_str());
    for index in operations.iter().copied() {
        let operation = &context.api.operations[index];
        if let Some(wire) = header_of(context, operation, &named.name) {
            ledger.met.params.insert((index, wire));
            known = true;
        }
        known |= lower == "content-type" && operation.body != BodyKind::None;
    }
    match (near.before(named.line), operations.first()) {
        _ if known => {}
        (Led::To(_), Some(first)) => report(context, ledger, *first, "header", named),
        _ => {
            let (name, line) = (&named.name, Some(named.line));
            let message = format!("header `{name}` is not in the spec");
            let new = finding(Kind::Parameter, Problem::NotInSpec, name, line, message);
            ledger.add(new.at(context.section("auth")));
        }
    }
}

fn header_of(context: &Context<'_>, operation: &Operation, name: &str) -> Option<String> {
    let given = operation.params.iter().map(|param| &param.field.wire);
    let fixed = operation.fixed.iter().map(|param| &param.wire);
    let own = given
        .chain(fixed)
        .find(|wire| wire.eq_ignore_ascii_case(name));
    let auth = || names::param(context.api, operation, name).map(|_| name.to_owned());
    own.cloned().or_else(auth)
}

/// A member of the body of a request.
pub(crate) fn body(context: &Context<'_>, near: &Near<'_>, ledger: &mut Ledger, named: &Named) {
    let Led::To(operations) = near.before(named.line) else {
        return;
    };
    let mut known = false;
    for index in operations.iter().copied() {
        let operation = &context.api.operations[index];
        let Some(param) = names::param(context.api, operation, &named.name) else {
            known |= names::takes_any(operation);
            continue;
        };
        known = true;
        ledger.met.params.insert((index, named.name.clone()));
        if let (Known::Fixed(param), Some(value)) = (param, &named.value) {
            values::of_constant(context, ledger, index, param, value, named.line);
        }
    }
    if let (false, Some(first)) = (known, operations.first()) {
        report(context, ledger, *first, "parameter", named);
    }
}

fn report(context: &Context<'_>, ledger: &mut Ledger, index: usize, what: &str, named: &Named) {
    let (operation, name) = (&context.api.operations[index].name, &named.name);
    let message = format!("{what} `{name}` of `{operation}` is not in the spec");
    let new = finding(
        Kind::Parameter,
        Problem::NotInSpec,
        name,
        Some(named.line),
        message,
    );
    ledger.add(new.of(operation).at(context.params_place(index)));
}

/// A variable named like a parameter has one of its values.
fn variable(context: &Context<'_>, ledger: &mut Ledger, named: &Named) {
    let name = names::folded(&named.name);
    let Some(value) = &named.value else { return };
    for index in context.operations() {
        let operation = &context.api.operations[index];
        let mut params = operation.params.iter().map(|param| &param.field);
        let field = params.find(|field| names::folded(&field.wire) == name);
        if let Some(field) = field {
            values::of_type(context, ledger, &field.value.ty, value, named.line);
            return;
        }
    }
}
