//! What is described and never used.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostics};
use crate::model::{Api, Auth, Credential, Operation, Type, TypeId, TypeKind};
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
    let auth = || api.operations.iter().flat_map(|operation| &operation.auth);
    for signature in &api.signatures {
        let is_this =
            |auth: &Auth| matches!(auth, Auth::Signature { name } if *name == signature.name);
        if !auth().flat_map(Auth::ways).any(is_this) {
            let message = format!("the signature `{}` is not used", signature.name);
            let place = places::signature(signature).of_key();
            diags.warning(Code::UnusedSignature, place, message);
        }
        for step in signature.idle_steps() {
            let message = format!("the step `{}` is not used", step.name);
            let place = places::signature(signature).key("steps").key(&step.name);
            diags.warning(Code::UnusedStep, place.of_key(), message);
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
            diags.warning(Code::UnusedType, places::type_def(def).of_key(), message);
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
    let fixed = || api.operations.iter().flat_map(|operation| &operation.fixed);
    let sent = |credential: &&Credential| {
        let name = &credential.name;
        auth().any(|auth| auth.uses(name, &api.signatures)) || fixed().any(|param| param.uses(name))
    };
    for credential in api
        .credentials
        .iter()
        .filter(|credential| !sent(credential))
    {
        let what = if credential.is_token {
            "token"
        } else {
            "credential"
        };
        let message = format!("the {what} `{}` is not used", credential.name);
        diags.warning(
            Code::UnusedCredential,
            places::credential(credential).of_key(),
            message,
        );
    }
}

fn check_limits(api: &Api, diags: &mut Diagnostics) {
    for limit in &api.limits {
        let counts = |operation: &Operation| {
            let mut limits = operation.policy.limits.iter();
            limits.any(|(name, _)| *name == limit.name)
        };
        if !api.operations.iter().any(counts) {
            let message = format!("the limit `{}` is not used", limit.name);
            diags.warning(Code::UnusedLimit, places::limit(limit).of_key(), message);
        }
    }
}
