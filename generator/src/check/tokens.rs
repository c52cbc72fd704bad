//! Tokens: bought by an operation that needs nothing of the caller, and not, in the end, by themselves; found where the
//! spec says in what that operation gives.

use super::places;
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::{Api, Expiry, Operation, Presence, RuleKind, Token, Type, TypeKind, Unreached};

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for (index, token) in api.tokens.iter().enumerate() {
        let Some(operation) = buyer(api, token) else {
            unknown(api, token, diags);
            continue;
        };
        check_buyer(api, token, operation, diags);
        check_cycle(api, index, diags);
        if operation.stream.is_none() {
            check_value(api, token, operation, diags);
            check_expiry(api, token, operation, diags);
        }
    }
}

fn buyer<'a>(api: &'a Api, token: &Token) -> Option<&'a Operation> {
    let mut operations = api.operations.iter();
    operations.find(|operation| operation.name == token.operation)
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
        diags.error(Code::TokenOperation, place(), message);
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
            .label(rule, "by this rule");
    }
}

/// A token is not needed to buy itself.
fn check_cycle(api: &Api, start: usize, diags: &mut Diagnostics) {
    let needs = |index: usize| {
        let operation = buyer(api, &api.tokens[index]);
        let names = operation.map(|operation| operation.policy.tokens.iter());
        let index_of = |name: &String| api.tokens.iter().position(|token| token.name == *name);
        names.into_iter().flatten().filter_map(index_of)
    };
    // Breadth first, so that the way is the shortest one; `from[x]` is the token whose purchase needs `x`.
    let mut from = vec![None; api.tokens.len()];
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(index) = open.pop_front() {
        for needed in needs(index) {
            if needed == start {
                return report_cycle(api, start, index, &from, diags);
            }
            if from[needed].is_none() {
                from[needed] = Some(index);
                open.push_back(needed);
            }
        }
    }
}

fn report_cycle(
    api: &Api,
    start: usize,
    last: usize,
    from: &[Option<usize>],
    diags: &mut Diagnostics,
) {
    let mut way = vec![last];
    while let Some(before) = from[way[way.len() - 1]] {
        way.push(before);
    }
    // Each token of a cycle would report it; the first one of the spec does.
    if way.iter().any(|index| *index < start) {
        return;
    }
    let name = |index: usize| format!("`{}`", api.tokens[index].name);
    let token = &api.tokens[start];
    let message = if last == start {
        format!(
            "`{}` buys the token {} and needs it",
            token.operation,
            name(start)
        )
    } else {
        let way: Vec<String> = way.iter().rev().map(|index| name(*index)).collect();
        format!("buying {} needs {} again", way.join(" needs "), name(start))
    };
    diags
        .error(
            Code::TokenCycle,
            places::token(token).key("operation"),
            message,
        )
        .help("give the operation an `auth` of its own: `[]`, or what it is really called with");
}

/// The token is a text.
fn check_value(api: &Api, token: &Token, operation: &Operation, diags: &mut Diagnostics) {
    let place = places::token(token).key("value");
    let Some(found) = at(api, operation, &token.value, &place, diags) else {
        return;
    };
    if !matches!(found, Type::String | Type::Secret) && !is_number(&found) && !is_open(api, &found)
    {
        let message = format!("`{}` is no text", token.value);
        diags.error(Code::TokenPath, place, message);
    } else if found == Type::String && is_written(api, operation, &token.value) {
        let message = format!("`{}` is a token and would be shown in logs", token.value);
        diags.warning(Code::PlainSecret, place, message);
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
                    || is_open(api, found)
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
            if !is_open(api, &found) && !is_number(&found) && found != Type::String {
                let message = format!("`{path}` is no instant");
                diags.error(Code::TokenPath, place, message);
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
        Err(Unreached::NoMember { owner, name }) => {
            let def = api.types.get(owner.0)?;
            let TypeKind::Struct(shape) = &def.kind else {
                return None;
            };
            if shape.extra.is_some() {
                return Some(Type::Any);
            }
            let message = format!("`{}` has no member `{name}`", def.name);
            let problem = diags.error(Code::TokenPath, place.clone().part(&name), message);
            let wires = shape.fields.iter().map(|field| field.wire.as_str());
            if let Some(near) = did_you_mean(&name, wires) {
                problem.help(format!("did you mean `{near}`?"));
            }
            None
        }
        Err(Unreached::NoMembers {
            ty: Type::Error, ..
        }) => None,
        Err(Unreached::Endless { name }) => {
            let message = "the type at this path grows with each member";
            diags.error(Code::TokenPath, place.clone().part(&name), message);
            None
        }
        Err(Unreached::NoMembers { ty, .. }) if is_open(api, &ty) => Some(Type::Any),
        Err(Unreached::NoMembers { name, ty }) => {
            let message = match ty {
                Type::Unit => format!("`{}` returns nothing", operation.name),
                _ => format!("there is no member `{name}`: what comes before is no struct"),
            };
            diags.error(Code::TokenPath, place.clone().part(&name), message);
            None
        }
    }
}

/// Whether anything may be in it, or it was refused already.
fn is_open(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Any | Type::Map(_) | Type::Error => true,
        Type::Named(id, _) => {
            let kind = api.types.get(id.0).map(|def| &def.kind);
            !matches!(kind, Some(TypeKind::Struct(_) | TypeKind::Choice(_)))
        }
        _ => false,
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(
        ty,
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64
    )
}
