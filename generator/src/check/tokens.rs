//! Tokens: bought by an operation that needs nothing of the caller, and not, in the end, by themselves; found where the
//! spec says in what that operation gives.

use std::collections::HashMap;

use super::cycles::cycles;
use super::unreached::{is_anything, is_open, report};
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::{Api, Expiry, Operation, Presence, RuleKind, Token, Type};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    let names = api.operations.iter().map(|one| (one.name.as_str(), one));
    let operations: HashMap<&str, &Operation> = names.collect();
    let buyer = |token: &Token| operations.get(token.operation.as_str()).copied();
    for token in &api.tokens {
        let Some(operation) = buyer(token) else {
            unknown(api, token, diags);
            continue;
        };
        check_buyer(api, token, operation, diags);
        if operation.stream.is_none() {
            check_value(api, token, operation, diags);
            check_expiry(api, token, operation, diags);
        }
    }
    check_cycles(api, buyer, diags);
}

fn unknown(api: &Api, token: &Token, diags: &mut Diagnostics) {
    let names = api
        .operations
        .iter()
        .map(|operation| operation.name.as_str());
    let message = format!("unknown operation `{}`", token.operation);
    let place = places::token(token).key("operation");
    let problem = diags.error(Code::UnknownOperation, place, message);
    match did_you_mean(&token.operation, names) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("it is an entry of `operations`: the call that buys the token"),
    };
}

/// Nobody is there to give it parameters.
fn check_buyer(api: &Api, token: &Token, operation: &Operation, diags: &mut Diagnostics) {
    let place = || places::token(token).key("operation");
    if operation.stream.is_some() {
        let message = format!(
            "`{}` answers with a stream, not with a token",
            operation.name
        );
        diags
            .error(Code::TokenOperation, place(), message)
            .help("name the operation whose answer holds the token");
    }
    let is_needed =
        |presence: &Presence| matches!(presence, Presence::Required | Presence::RequiredNullable);
    let mut params = operation.params.iter();
    if let Some(param) = params.find(|param| is_needed(&param.field.presence)) {
        let message = format!(
            "`{}` needs `{}` of the caller",
            operation.name, param.field.wire
        );
        diags
            .error(Code::TokenOperation, place(), message)
            .label(places::param(api, operation, param).of_key(), "this one")
            .help("give the parameter a `value` or a `credential`, or do not require it");
    }
    let needs_one =
        |kind: &RuleKind| matches!(kind, RuleKind::ExactlyOne(_) | RuleKind::AtLeastOne(_));
    if let Some(rule) = operation.rules.iter().find(|rule| needs_one(&rule.kind)) {
        let rule = places::operation(operation).key("rules").index(rule.index);
        let message = format!("`{}` needs a parameter of the caller", operation.name);
        diags
            .error(Code::TokenOperation, place(), message)
            .label(rule, "by this rule")
            .help("give the parameters a `value` or a `credential`, and remove the rule");
    }
}

/// A token is not needed to buy itself.
fn check_cycles<'a>(
    api: &'a Api,
    buyer: impl Fn(&Token) -> Option<&'a Operation>,
    diags: &mut Diagnostics,
) {
    let tokens = api.tokens.iter().enumerate();
    let indices: HashMap<&str, usize> = tokens.map(|(at, one)| (one.name.as_str(), at)).collect();
    let needs = |token: &Token| {
        let names = buyer(token).map(|operation| operation.policy.tokens.iter());
        let names = names.into_iter().flatten();
        names
            .filter_map(|name| indices.get(name.as_str()).copied())
            .collect()
    };
    let needs: Vec<Vec<usize>> = api.tokens.iter().map(needs).collect();
    for mut cycle in cycles(&needs) {
        // The first one of the spec reports it.
        let first = (0..cycle.len()).min_by_key(|at| cycle[*at]);
        cycle.rotate_left(first.unwrap_or_default());
        report_cycle(api, &cycle, diags);
    }
}

fn report_cycle(api: &Api, cycle: &[usize], diags: &mut Diagnostics) {
    let tokens: Vec<&Token> = cycle.iter().filter_map(|at| api.tokens.get(*at)).collect();
    let Some((token, others)) = tokens.split_first() else {
        return;
    };
    let (name, operation) = (&token.name, &token.operation);
    let message = if others.is_empty() {
        format!("`{operation}` buys the token `{name}` and needs it")
    } else {
        let way: Vec<String> = others
            .iter()
            .map(|token| format!("`{}`, which needs ", token.name))
            .collect();
        format!("buying `{name}` needs {}`{name}` again", way.concat())
    };
    let place = places::token(token).key("operation");
    diags
        .error(Code::TokenCycle, place, message)
        .help("give the operation an `auth` of its own: `[]`, or what it is really called with");
}

/// The token is a text.
fn check_value(api: &Api, token: &Token, operation: &Operation, diags: &mut Diagnostics) {
    let place = places::token(token).key("value");
    let Some(found) = at(api, operation, &token.value, &place, diags) else {
        return;
    };
    if !matches!(found, Type::String | Type::Secret)
        && !is_number(&found)
        && !is_anything(api, &found)
    {
        let message = format!("`{}` is no text", token.value);
        diags
            .error(Code::TokenPath, place, message)
            .help("lead the path on to the member that holds the token");
    } else if found == Type::String && is_written(api, operation, &token.value) {
        let message = format!("`{}` is a token and would be shown in logs", token.value);
        diags.lint(Code::PlainSecret, &token.name, place, message);
    }
}

/// Whether the path ends in a field of a struct, which could say that it is a secret.
fn is_written(api: &Api, operation: &Operation, path: &str) -> bool {
    let reached = api.reach(&operation.returns.ty, path);
    reached.is_ok_and(|reached| !reached.hops.is_empty())
}

fn check_expiry(api: &Api, token: &Token, operation: &Operation, diags: &mut Diagnostics) {
    let place = places::token(token).key("expires");
    match &token.expiry {
        Expiry::Unknown | Expiry::After(_) => {}
        Expiry::In(path, _) => {
            let place = place.key("in");
            let found = at(api, operation, path, &place, diags);
            let fits = |found: &Type| {
                is_number(found)
                    || matches!(found, Type::String | Type::Duration)
                    || is_anything(api, found)
            };
            if found.is_some_and(|found| !fits(&found)) {
                let message = format!("`{path}` is no number");
                diags
                    .error(Code::TokenPath, place, message)
                    .help("an instant stands under `at`");
            }
        }
        Expiry::At(path, spelling) => {
            let place = place.key("at");
            let Some(found) = at(api, operation, path, &place, diags) else {
                return;
            };
            let is_told = spelling.is_some() && (is_number(&found) || found == Type::String);
            if found == Type::Timestamp || is_told {
                return;
            }
            if !is_anything(api, &found) && !is_number(&found) && found != Type::String {
                let message = format!("`{path}` is no instant");
                diags
                    .error(Code::TokenPath, place, message)
                    .help("lead it to a `timestamp`; a number of seconds stands under `in`");
            } else if spelling.is_none() {
                let message = format!("nothing says how the instant `{path}` is spelt");
                diags
                    .error(Code::MissingKey, place, message)
                    .help("make the field a `timestamp`, or give a `format` beside `at`");
            }
        }
    }
}

/// The type at a path of the payload, behind aliases and nulls: any where nobody knows; none where it was reported.
fn at(
    api: &Api,
    operation: &Operation,
    path: &str,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<Type> {
    // What is no path at all was reported as such.
    if path.split('.').any(str::is_empty) {
        return None;
    }
    match api.reach(&operation.returns.ty, path) {
        Ok(reached) => Some(api.bare(&reached.ty).clone()),
        Err(unreached) if is_open(api, &unreached) => Some(Type::Any),
        Err(unreached) => {
            report(api, Code::TokenPath, &unreached, place.clone(), diags);
            None
        }
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(
        ty,
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64
    )
}
