//! What is described and never used.

use super::places;
use super::visit;
use crate::diag::{Code, Diagnostics};
use crate::model::{Api, Auth, Credential, FixedSource, TypeKind};

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    // What was refused may have been the use.
    if diags.has_errors() || api.operations.is_empty() {
        return;
    }
    check_types(api, diags);
    check_signatures(api, diags);
    check_credentials(api, diags);
}

fn check_signatures(api: &Api, diags: &mut Diagnostics) {
    let auth = || api.operations.iter().flat_map(|operation| &operation.auth);
    for signature in &api.signatures {
        let is_this =
            |auth: &Auth| matches!(auth, Auth::Signature { name } if *name == signature.name);
        if !auth().any(is_this) {
            let message = format!("the signature `{}` is not used", signature.name);
            let place = places::signature(signature).of_key();
            diags.warning(Code::UnusedSignature, place, message);
        }
    }
}

fn check_types(api: &Api, diags: &mut Diagnostics) {
    let mut used = vec![false; api.types.len()];
    let mut open = Vec::new();
    visit::of_operations(api, |ty, _| {
        visit::inside(ty, &mut |ty| open.extend(visit::named(ty)))
    });
    while let Some(id) = open.pop() {
        if used.get(id.0) == Some(&false) {
            used[id.0] = true;
            open.extend(visit::mentioned(&api.types[id.0]));
        }
    }
    for (def, _) in api.types.iter().zip(&used).filter(|(_, used)| !**used) {
        if !matches!(def.kind, TypeKind::Error) {
            let message = format!("the type `{}` is not used", def.name);
            diags.warning(Code::UnusedType, places::type_def(def).of_key(), message);
        }
    }
}

fn check_credentials(api: &Api, diags: &mut Diagnostics) {
    let auth = || api.operations.iter().flat_map(|operation| &operation.auth);
    // A signer takes what it needs.
    if auth().any(|auth| matches!(auth, Auth::Signer { .. })) {
        return;
    }
    let fixed = || api.operations.iter().flat_map(|operation| &operation.fixed);
    let sent = |credential: &&Credential| {
        let name = &credential.name;
        auth().any(|auth| names(api, auth, name))
            || fixed()
                .any(|param| matches!(&param.source, FixedSource::Credential(used) if used == name))
    };
    for credential in api
        .credentials
        .iter()
        .filter(|credential| !sent(credential))
    {
        let message = format!("the credential `{}` is not used", credential.name);
        diags.warning(
            Code::UnusedCredential,
            places::credential(credential).of_key(),
            message,
        );
    }
}

fn names(api: &Api, auth: &Auth, credential: &str) -> bool {
    let wanted = format!("{{{credential}}}");
    match auth {
        Auth::Header { value, .. } | Auth::Query { value, .. } | Auth::Cookie { value, .. } => {
            value.contains(&wanted)
        }
        Auth::Basic { user, password } => user.contains(&wanted) || password.contains(&wanted),
        Auth::Signature { name } => {
            let mut signatures = api.signatures.iter();
            signatures.any(|one| one.name == *name && one.uses(credential))
        }
        Auth::Signer { .. } => true,
    }
}
