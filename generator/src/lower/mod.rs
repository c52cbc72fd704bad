//! Spec to model: references become ids, what is left out is filled in, texts become trees.
//!
//! In: the files of one API as serde read them. Out: the [`Api`]. Every mistake is collected; what was refused
//! becomes an error node that nobody complains of again, so that the rest can still be looked at.

mod aliases;
mod allow;
mod answers;
mod auth;
mod bind;
mod bounds;
mod braces;
mod choices;
mod codec;
mod contradictions;
mod credentials;
mod entries;
mod env;
mod envelopes;
mod errors;
mod fits;
mod fixed;
mod foreign_format;
mod format;
mod head;
mod idle;
mod index;
mod layout;
mod limits;
mod location;
mod members;
mod naming;
mod notations;
mod numbers;
mod operations;
mod paging;
mod params;
mod path;
mod pattern;
mod policy;
mod provenance;
mod regex;
mod resolve;
mod rules;
mod samples;
mod scope;
mod servers;
mod shared;
mod signatures;
mod stream;
mod structs;
mod times;
mod tokens;
mod twice;
mod type_expr;
mod types;
mod unions;
mod view;
mod xml;

use std::collections::HashMap;

use crate::diag::Diagnostics;
use crate::model::Api;
use crate::source::FileId;
use crate::spec::Spec;
use entries::entries;
use index::Types;
use scope::Scope;

/// The meaning of one API. `None` only if nothing says what the API is called.
pub(crate) fn lower(files: &[(FileId, Spec)], diags: &mut Diagnostics) -> Option<Api> {
    let head = head::lower(files, diags)?;
    let mut env = env::Env::new(head.name);
    let credentials = entries(files, "credentials", |spec| &spec.credentials, diags);
    let mut credentials = credentials::lower(&credentials, &mut env, diags);
    let document = head.source.and_then(|source| source.document.as_deref());
    let tokens = entries(files, "tokens", |spec| &spec.tokens, diags);
    let tokens = tokens::lower(&tokens, &mut credentials, document, &mut env, diags);
    let servers = entries(files, "servers", |spec| &spec.servers, diags);
    let (servers, variables) = servers::lower(&servers, head.file, &mut env, diags);

    let mut types = Types::new(entries(files, "types", |spec| &spec.types, diags));
    aliases::lower(&mut types, diags);
    let limits = entries(files, "limits", |spec| &spec.limits, diags);
    let limits = limits::lower(&limits, document, diags);
    let signatures = entries(files, "signatures", |spec| &spec.signatures, diags);
    let signatures = signatures::lower(&signatures, &credentials, document, diags);
    let scope = Scope {
        types,
        credentials: &credentials,
        signatures: &signatures,
        servers: &servers,
        tokens: numbered(tokens.iter().map(|token| token.name.as_str())),
        limits: limits.iter().map(|one| (one.name.as_str(), one)).collect(),
        limit_names: limits.iter().map(|one| one.name.as_str()).collect(),
        document,
    };
    let shared = shared::lower(&scope, files, diags);
    let lowered_types = types::lower(&scope, diags);
    let errors = entries(files, "errors", |spec| &spec.errors, diags);
    let errors = errors::lower(&scope, &errors, diags);
    let operations: Vec<_> = entries(files, "operations", |spec| &spec.operations, diags)
        .iter()
        .map(|entry| operations::lower(&scope, &shared, entry, diags))
        .collect();
    let common = files.iter().find(|(_, spec)| spec.common.is_some());
    let mut api = Api {
        name: head.name.to_owned(),
        title: head.title.to_owned(),
        doc: head.doc.map(str::to_owned),
        source: provenance::lower(head.source, None),
        file: head.file,
        common_file: common.map_or(head.file, |(file, _)| *file),
        servers,
        variables,
        types: lowered_types,
        errors,
        operations,
        credentials,
        signatures,
        tokens,
        limits,
        policy: shared.policy,
        allow: allow::lower(files),
    };
    tokens::spell(&mut api);
    idle::check(files, &api, diags);
    Some(api)
}

/// Names with their numbers, by name.
fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, (usize, &'a str)> {
    let names = names.enumerate();
    names.map(|(number, name)| (name, (number, name))).collect()
}
