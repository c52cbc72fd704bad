//! What a spec says, in a form that can be compared with a list.

use std::path::{Path, PathBuf};

use specwright::model::{
    Api, Auth, Basis, Class, CodePattern, ErrorRow, Field, FixedSource, MemberDoc, Operation,
    Presence, Source, Struct, Type, TypeKind,
};

/// The file or the folder of a spec.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("specs")
        .join(name);
    let file = folder.with_extension("yaml");
    if file.is_file() { file } else { folder }
}

/// The text of a spec, all files of it.
fn text(name: &str) -> String {
    let place = place(name);
    if place.is_file() {
        return std::fs::read_to_string(place).expect("a spec");
    }
    let entries = std::fs::read_dir(place).expect("the folder of a spec");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    paths
        .map(|path| std::fs::read_to_string(path).expect("a part of a spec"))
        .collect()
}

/// The model of a spec that must have no problems.
pub(crate) fn load(name: &str) -> Api {
    let mut loaded = specwright::load(&[place(name)]);
    assert!(
        loaded.diagnostics.is_empty(),
        "{}",
        loaded.diagnostics.render_human(&loaded.sources, false)
    );
    assert_eq!(loaded.apis.len(), 1, "{name}");
    loaded.apis.remove(0)
}

pub(crate) fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

pub(crate) fn names<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    names.map(String::as_str).collect()
}

pub(crate) fn hosts(api: &Api) -> Vec<&str> {
    names(api.servers.iter().map(|server| &server.url))
}

pub(crate) fn operation<'a>(api: &'a Api, name: &str) -> &'a Operation {
    let found = api.operations.iter().find(|op| op.name == name);
    found.expect(name)
}

/// The operations that the document names.
pub(crate) fn documented_operations(api: &Api) -> Vec<&Operation> {
    let named = api
        .operations
        .iter()
        .filter(|op| documented(api, &op.source));
    named.collect()
}

/// The rows of the table of errors that the document names.
pub(crate) fn documented_errors(api: &Api) -> Vec<&ErrorRow> {
    let named = api.errors.iter().filter(|row| documented(api, &row.source));
    named.collect()
}

/// Whether a fact stands in some document of the vendor's.
pub(crate) fn anywhere(_: &Api, source: &Source) -> bool {
    source.basis == Basis::Documented
}

/// Whether a fact stands in the document that the spec was written from.
fn documented(api: &Api, source: &Source) -> bool {
    let own = source.document.is_none() || source.document == api.source.document;
    own && anywhere(api, source)
}

/// Parameters by wire name: `!` marks a required one, `=value` a constant, `:name` a credential, `@kind` one that
/// authorises.
pub(crate) fn parameters(api: &Api, op: &Operation) -> Vec<String> {
    parameters_by(api, op, documented)
}

/// The parameters whose source is one of those.
pub(crate) fn parameters_by(
    api: &Api,
    op: &Operation,
    stated: fn(&Api, &Source) -> bool,
) -> Vec<String> {
    let by_document = |doc: &MemberDoc| stated(api, &doc.source);
    let given = op
        .params
        .iter()
        .filter(|param| by_document(&param.field.doc));
    let given = given.map(|param| format!("{}{}", param.field.wire, mark(&param.field)));
    let fixed = op.fixed.iter().filter(|param| by_document(&param.doc));
    let fixed = fixed.map(|param| match &param.source {
        FixedSource::Constant(value) => {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            format!("{}={value}", param.wire)
        }
        FixedSource::Credential(name) => format!("{}:{name}", param.wire),
        FixedSource::Fresh(_) => format!("{}:fresh", param.wire),
    });
    given
        .chain(fixed)
        .chain(op.auth.iter().map(authorisation))
        .collect()
}

fn authorisation(auth: &Auth) -> String {
    match auth {
        Auth::Header { name, .. } => format!("{name}@header"),
        Auth::Query { name, .. } => format!("{name}@query"),
        Auth::Cookie { name, .. } => format!("{name}@cookie"),
        Auth::Basic { .. } => "basic".to_owned(),
        Auth::Signature { name } => format!("{name}@signature"),
        Auth::Signer { name } => format!("{name}@signer"),
        Auth::AnyOf(ways) => {
            let ways = ways.iter().flat_map(|(_, auth)| auth);
            ways.map(authorisation).collect::<Vec<_>>().join("|")
        }
    }
}

fn mark(field: &Field) -> &'static str {
    match field.presence {
        Presence::Required | Presence::RequiredNullable => "!",
        _ => "",
    }
}

/// The envelopes of `op` read `members`; the spec tells of `told` in words, since nothing depends on them.
pub(crate) fn assert_members(api: &Api, op: &Operation, members: &str, told: &str) {
    let mut read = Vec::new();
    for envelope in &op.envelopes {
        let parts = [
            &envelope.payload,
            &envelope.code,
            &envelope.message,
            &envelope.request_id,
            &envelope.stack,
        ];
        read.extend(parts.into_iter().flatten().map(String::as_str));
        let conditions = envelope.success.iter().chain([&envelope.when]);
        read.extend(
            conditions.flat_map(|condition| condition.equals.iter().map(|(at, _)| at.as_str())),
        );
    }
    for member in words(members) {
        assert!(read.contains(&member), "{} {}: {member}", api.name, op.name);
    }
    let text = text(&api.name);
    for member in words(told) {
        assert!(
            text.contains(&format!("`{member}`")),
            "{}: {member}",
            api.name
        );
    }
}

/// The documented members of a successful answer, by their paths, each before its own members.
pub(crate) fn fields(api: &Api, op: &Operation) -> Vec<String> {
    let payload = op
        .envelopes
        .iter()
        .rev()
        .find_map(|envelope| envelope.payload.clone());
    let mut paths = Vec::new();
    walk(
        api,
        &op.returns.ty,
        &[],
        &payload.unwrap_or_default(),
        &mut paths,
    );
    paths
}

fn walk(api: &Api, ty: &Type, args: &[Type], at: &str, paths: &mut Vec<String>) {
    match ty {
        Type::List(item) => walk(api, item, args, &format!("{at}[]"), paths),
        Type::Nullable(inner) => walk(api, inner, args, at, paths),
        Type::Param(index) => walk(api, &args[*index], &[], at, paths),
        Type::Named(id, args) => {
            let def = &api.types[id.0];
            if let (true, TypeKind::Struct(shape)) = (documented(api, &def.source), &def.kind) {
                walk_struct(api, shape, args, at, paths);
            }
        }
        _ => {}
    }
}

fn walk_struct(api: &Api, shape: &Struct, args: &[Type], at: &str, paths: &mut Vec<String>) {
    for field in shape
        .fields
        .iter()
        .filter(|field| documented(api, &field.doc.source))
    {
        let dot = if at.is_empty() { "" } else { "." };
        let path = format!("{at}{dot}{}", field.wire);
        paths.push(path.clone());
        walk(api, &field.value.ty, args, &path, paths);
    }
}

/// The values of an enum; none where there is no such enum.
pub(crate) fn choice<'a>(api: &'a Api, name: &str) -> Vec<&'a str> {
    let found = api.types.iter().find(|def| def.name == name);
    match found.map(|def| &def.kind) {
        Some(TypeKind::Choice(choice)) => names(choice.values.iter().map(|value| &value.key)),
        _ => Vec::new(),
    }
}

/// The documented codes, as the wire has them.
pub(crate) fn codes(api: &Api) -> Vec<String> {
    let rows = documented_errors(api).into_iter();
    rows.map(|row| match &row.code {
        CodePattern::Integer(code) => code.to_string(),
        CodePattern::Text(code) => code.clone(),
        CodePattern::Range(from, to) => format!("{from}..{to}"),
    })
    .collect()
}

pub(crate) fn successes(api: &Api) -> Vec<&str> {
    let rows = api.errors.iter().filter(|row| row.class == Class::Success);
    names(rows.map(|row| &row.key))
}

/// The documented samples: operation, name, and what each has.
pub(crate) fn samples(api: &Api) -> Vec<String> {
    let mut lines = Vec::new();
    for op in &api.operations {
        for sample in op
            .samples
            .iter()
            .filter(|sample| documented(api, &sample.source))
        {
            let mut parts = Vec::new();
            if sample.params.is_some() {
                parts.push("request".to_owned());
            }
            if let Some(answer) = &sample.response {
                parts.push(match (&answer.faulty, &answer.error) {
                    (Some(_), _) => "faulty".to_owned(),
                    (None, Some(code)) => format!("error {code}"),
                    (None, None) => "answer".to_owned(),
                });
            }
            lines.push(format!("{} {}: {}", op.name, sample.name, parts.join(" ")));
        }
    }
    lines
}
