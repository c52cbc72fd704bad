//! What is described and never used.

use std::collections::{BTreeSet, HashSet};

use crate::diag::{Code, Diagnostics};
use crate::model::{
    Api, Auth, Credential, FixedParam, FixedSource, Operation, Type, TypeId, TypeKind,
};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    // What was refused may have been the use.
    if diags.has_errors() || api.operations.is_empty() {
        return;
    }
    check_types(api, diags);
    check_signatures(api, diags);
    check_credentials(api, diags);
    check_limits(api, diags);
}

fn check_signatures(api: &Api, diags: &mut Diagnostics) {
    let auth = api.operations.iter().flat_map(|operation| &operation.auth);
    let name = |auth: &'_ Auth| match auth {
        Auth::Signature { name } => Some(name.clone()),
        _ => None,
    };
    let used: HashSet<String> = auth.flat_map(Auth::ways).filter_map(name).collect();
    for signature in &api.signatures {
        if !used.contains(&signature.name) {
            let message = format!("the signature `{}` is not used", signature.name);
            let place = places::signature(signature).of_key();
            diags.lint(Code::UnusedSignature, &signature.name, place, message);
        }
        for step in signature.idle_steps() {
            let message = format!("the step `{}` is not used", step.name);
            let place = places::signature(signature).key("steps").key(&step.name);
            let subject = format!("{}.{}", signature.name, step.name);
            diags.lint(Code::UnusedStep, subject, place.of_key(), message);
        }
    }
}

fn check_types(api: &Api, diags: &mut Diagnostics) {
    let operations = || api.operations.iter();
    let params = operations().flat_map(|operation| &operation.params);
    let sent = params.map(|param| &param.field.value.ty);
    let returned = operations().flat_map(Operation::returned);
    let types = api.types_within(sent.chain(returned)).into_iter();
    let used: BTreeSet<TypeId> = types.filter_map(Type::named).collect();
    let defs = api.types.iter().enumerate();
    for (_, def) in defs.filter(|(id, _)| !used.contains(&TypeId(*id))) {
        if !matches!(def.kind, TypeKind::Error) {
            let message = format!("the type `{}` is not used", def.name);
            let place = places::type_def(def).of_key();
            diags.lint(Code::UnusedType, &def.name, place, message);
        }
    }
}

fn check_credentials(api: &Api, diags: &mut Diagnostics) {
    let auth = || api.operations.iter().flat_map(|operation| &operation.auth);
    // A signer takes what it needs.
    if auth()
        .flat_map(Auth::ways)
        .any(|auth| matches!(auth, Auth::Signer { .. }))
    {
        return;
    }
    let fixed = api.operations.iter().flat_map(|operation| &operation.fixed);
    let named = auth().flat_map(|auth| auth.names(&api.signatures));
    let sent: HashSet<&str> = named
        .chain(fixed.filter_map(FixedParam::credential))
        .collect();
    let is_sent = |credential: &&Credential| sent.contains(credential.name.as_str());
    for credential in api.credentials.iter().filter(|one| !is_sent(one)) {
        let what = if credential.is_token {
            "token"
        } else {
            "credential"
        };
        let message = format!("the {what} `{}` is not used", credential.name);
        let problem = diags.lint(
            Code::UnusedCredential,
            &credential.name,
            places::credential(credential).of_key(),
            message,
        );
        if is_in_braces(api, &credential.name) {
            let name = &credential.name;
            problem.help(format!(
                "a `value` is sent as it stands, braces and all: write `credential: {name}` in its place"
            ));
        }
    }
}

/// Whether a constant is the name of a credential in braces, as a template would have it.
fn is_in_braces(api: &Api, name: &str) -> bool {
    let fixed = api.operations.iter().flat_map(|operation| &operation.fixed);
    let mut constants = fixed.filter_map(|param| match &param.source {
        FixedSource::Constant(value) => value.as_str(),
        _ => None,
    });
    constants.any(|text| {
        text.strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
            == Some(name)
    })
}

fn check_limits(api: &Api, diags: &mut Diagnostics) {
    let operations = api.operations.iter();
    let limits = operations.flat_map(|operation| &operation.policy.limits);
    let used: HashSet<&str> = limits.map(|(name, _)| name.as_str()).collect();
    for limit in &api.limits {
        if !used.contains(limit.name.as_str()) {
            let message = format!("the limit `{}` is not used", limit.name);
            let place = places::limit(limit).of_key();
            diags.lint(Code::UnusedLimit, &limit.name, place, message);
        }
    }
}
