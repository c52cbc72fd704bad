//! The view as tables for people. In: `view`. Out: text.

mod conduct;

use serde_json::Value;
use specwright_authoring::view::{
    Api, EnumValue, Field, Limits, Operation, Param, Type, TypeKind, Variant, words,
};

use super::grid::{brief, grid};

/// All tables of an API.
pub(super) fn api(out: &mut String, api: &Api) {
    line(out, &format!("{}: {}", api.name, api.title));
    if let Some(document) = &api.source.document {
        line(out, &format!("from {document}"));
    }
    access(out, api);
    operations(out, &api.operations);
    types(out, &api.types);
    errors(out, api);
}

fn access(out: &mut String, api: &Api) {
    heading(out, "Servers");
    let servers = api
        .servers
        .iter()
        .map(|one| [one.name.clone(), one.url.clone(), brief(one.doc.as_deref())]);
    grid(out, 2, ["name", "url", ""], &servers.collect::<Vec<_>>());
    let variables: Vec<_> = (api.variables.iter())
        .map(|one| {
            let default = one.default.clone().unwrap_or_default();
            [
                one.name.clone(),
                default,
                one.values.join(", "),
                one.env.clone(),
            ]
        })
        .collect();
    if !variables.is_empty() {
        heading(out, "Variables of the base URL");
        grid(
            out,
            2,
            ["name", "default", "values", "environment"],
            &variables,
        );
    }
    let credentials: Vec<_> = (api.credentials.iter())
        .map(|one| {
            let text = brief(one.doc.as_deref());
            [one.name.clone(), one.ty.to_owned(), one.env.clone(), text]
        })
        .collect();
    if !credentials.is_empty() {
        heading(out, "Credentials");
        grid(out, 2, ["name", "type", "environment", ""], &credentials);
    }
    if !api.auth.is_empty() {
        heading(out, "Authorisation");
        api.auth
            .iter()
            .for_each(|one| line(out, &format!("  {}", words::auth(one))));
    }
    conduct::of_api(out, api);
}

fn operations(out: &mut String, operations: &[Operation]) {
    heading(out, &format!("Operations ({})", operations.len()));
    let rows = operations.iter().map(|op| {
        let (method, path) = (op.method.clone(), op.path.clone());
        let returns = op.returns.clone().unwrap_or_default();
        [
            op.name.clone(),
            method,
            path,
            returns,
            noted(op.deprecated.as_deref(), op.doc.as_deref()),
        ]
    });
    grid(
        out,
        2,
        ["name", "method", "path", "returns", ""],
        &rows.collect::<Vec<_>>(),
    );
    for op in operations {
        let conduct = conduct::of_operation(op);
        if op.params.is_empty() {
            conduct::add(out, Some(&format!("Calls of {}", op.name)), &conduct);
            continue;
        }
        heading(out, &format!("Parameters of {}", op.name));
        let rows: Vec<_> = op.params.iter().map(param).collect();
        grid(
            out,
            2,
            ["name", "rust", "in", "type", "", "source", ""],
            &rows,
        );
        conduct::add(out, None, &conduct);
        for rule in &op.rules {
            let when = rule.when.as_ref().map(|when| format!("{when} "));
            let kind = rule.kind.replace('_', " ");
            let when = when.unwrap_or_default();
            line(
                out,
                &format!("  rule: {when}{kind} {}", rule.params.join(", ")),
            );
        }
    }
}

fn param(param: &Param) -> [String; 7] {
    let source = match (&param.value, &param.from) {
        (Some(value), _) => format!("{} {}", param.source, shown(value)),
        (None, Some(from)) => format!("{} {from}", param.source),
        (None, None) => param.source.to_owned(),
    };
    [
        param.name.clone(),
        param.rust_name.clone().unwrap_or_default(),
        param.location.to_owned(),
        limited(
            spelt(&param.ty, param.wire.as_deref()),
            param.limits.as_ref(),
        ),
        required(param.required),
        source,
        noted(param.deprecated.as_deref(), param.doc.as_deref()),
    ]
}

fn types(out: &mut String, types: &[Type]) {
    for ty in types {
        match &ty.kind {
            TypeKind::Struct {
                generic,
                fields,
                extra,
            } => {
                let generic = match generic.as_slice() {
                    [] => String::new(),
                    names => format!("<{}>", names.join(", ")),
                };
                heading(out, &format!("Struct {}{generic}", ty.name));
                let rows: Vec<_> = fields.iter().map(field).collect();
                grid(out, 2, ["name", "rust", "type", "", ""], &rows);
                if let Some(extra) = extra {
                    line(out, &format!("  and others of type {extra}"));
                }
            }
            TypeKind::Enum { closed, values } => {
                let open = if *closed { "Closed enum" } else { "Enum" };
                heading(out, &format!("{open} {}", ty.name));
                let rows: Vec<_> = values.iter().map(enum_value).collect();
                grid(out, 2, ["value", "rust", ""], &rows);
            }
            TypeKind::OneOf {
                tagging, variants, ..
            } => {
                heading(out, &format!("One-of {} (by {tagging})", ty.name));
                let rows: Vec<_> = variants.iter().map(variant).collect();
                grid(out, 2, ["variant", "tag", "type", ""], &rows);
            }
            TypeKind::Alias {
                ty: target,
                wire,
                limits,
            } => {
                let target = limited(spelt(target, wire.as_deref()), limits.as_ref());
                heading(out, &format!("Type {} = {target}", ty.name));
            }
        }
    }
}

fn field(field: &Field) -> [String; 5] {
    [
        field.name.clone(),
        field.rust_name.clone(),
        limited(
            spelt(&field.ty, field.wire.as_deref()),
            field.limits.as_ref(),
        ),
        required(field.required),
        noted(field.deprecated.as_deref(), field.doc.as_deref()),
    ]
}

fn enum_value(value: &EnumValue) -> [String; 3] {
    [
        shown(&value.value),
        value.name.clone(),
        brief(value.doc.as_deref()),
    ]
}

fn variant(variant: &Variant) -> [String; 4] {
    let text = brief(variant.doc.as_deref());
    [
        variant.name.clone(),
        variant.tag.clone(),
        variant.ty.clone(),
        text,
    ]
}

fn errors(out: &mut String, api: &Api) {
    if api.errors.is_empty() {
        return;
    }
    heading(out, &format!("Error codes ({})", api.errors.len()));
    let rows = api.errors.iter().map(|row| {
        [
            shown(&row.code),
            row.name.clone(),
            row.http_status
                .map(|status| status.to_string())
                .unwrap_or_default(),
            row.class.to_owned(),
            row.retry.to_owned(),
            brief(row.text.as_deref()),
        ]
    });
    let heads = ["code", "name", "http", "class", "retry", "text"];
    grid(out, 2, heads, &rows.collect::<Vec<_>>());
}

/// A type together with how it travels.
fn spelt(ty: &str, wire: Option<&str>) -> String {
    match wire {
        Some(wire) => format!("{ty} ({wire})"),
        None => ty.to_owned(),
    }
}

/// The same with what values may be.
fn limited(ty: String, limits: Option<&Limits>) -> String {
    match limits {
        Some(limits) => format!("{ty}, {}", limits.words),
        None => ty,
    }
}

/// A text, and that the thing should not be used any more.
fn noted(deprecated: Option<&str>, text: Option<&str>) -> String {
    match deprecated {
        Some(_) => format!("(deprecated) {}", brief(text)).trim().to_owned(),
        None => brief(text),
    }
}

fn required(required: bool) -> String {
    if required { "required" } else { "" }.to_owned()
}

/// A JSON value; text without quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn heading(out: &mut String, text: &str) {
    out.push('\n');
    line(out, text);
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
