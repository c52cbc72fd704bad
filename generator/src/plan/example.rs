//! The call that the documentation of an operation shows.
//!
//! In: an operation and its planned fields. Out: one argument per required parameter, taken from the spec's examples.

use serde_json::Value;

use super::data::{Example, ExampleArgument, Field, From, Ty};
use crate::ident;
use crate::model::{Operation, Param};

pub(super) fn example(
    op: &Operation,
    fields: &[Field],
    arguments: &[usize],
    returns: &Ty,
) -> Example {
    let binds = match returns {
        Ty::Named { ident: name, .. } => ident::snake(name),
        _ => "payload".to_owned(),
    };
    Example {
        arguments: given(op, fields, arguments),
        binds: (*returns != Ty::Unit).then_some(binds),
    }
}

/// The same where the payload is told by the HTTP status.
pub(super) fn of_outcomes(op: &Operation, fields: &[Field], arguments: &[usize]) -> Example {
    Example {
        arguments: given(op, fields, arguments),
        binds: Some("answer".to_owned()),
    }
}

fn given(op: &Operation, fields: &[Field], arguments: &[usize]) -> Vec<ExampleArgument> {
    let arguments = arguments.iter();
    arguments
        .map(|index| argument(op, &op.params[*index], &fields[*index]))
        .collect()
}

/// A value that the spec shows, or one that any reader sees is a placeholder.
fn argument(op: &Operation, param: &Param, field: &Field) -> ExampleArgument {
    let shown = shown(op, param);
    let text = match &shown {
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
        None => None,
    };
    let given = || {
        ExampleArgument::Given(
            ident::avoid(field.ident.clone(), &["client"]),
            field.ty.clone(),
        )
    };
    let integer = || {
        text.as_deref()
            .and_then(|text| text.trim().parse::<i128>().ok())
    };
    match &field.ty {
        Ty::String => ExampleArgument::Text(text.unwrap_or_else(|| "...".into())),
        Ty::Secret => ExampleArgument::Text("...".into()),
        Ty::Bool => ExampleArgument::Bool(text.as_deref() != Some("false")),
        Ty::I32 => {
            ExampleArgument::Integer(integer().filter(|n| i32::try_from(*n).is_ok()).unwrap_or(1))
        }
        Ty::I64 => {
            ExampleArgument::Integer(integer().filter(|n| i64::try_from(*n).is_ok()).unwrap_or(1))
        }
        Ty::U32 => {
            ExampleArgument::Integer(integer().filter(|n| u32::try_from(*n).is_ok()).unwrap_or(1))
        }
        Ty::U64 => {
            ExampleArgument::Integer(integer().filter(|n| u64::try_from(*n).is_ok()).unwrap_or(1))
        }
        Ty::F64 => ExampleArgument::Float(
            text.and_then(|text| text.trim().parse().ok())
                .unwrap_or(1.0),
        ),
        Ty::Named {
            from: From::Text, ..
        } => text.map_or_else(given, ExampleArgument::Text),
        Ty::Named {
            from: From::Integer,
            ..
        } => integer()
            .filter(|n| i64::try_from(*n).is_ok())
            .map_or_else(given, ExampleArgument::Integer),
        Ty::List(item) if **item == Ty::String => ExampleArgument::Texts(match shown {
            Some(Value::Array(items)) => items
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => vec![text.unwrap_or_else(|| "...".into())],
        }),
        _ => given(),
    }
}

/// The example of the parameter, or its value in the first sample that has one.
fn shown(op: &Operation, param: &Param) -> Option<Value> {
    let example = param.field.doc.example.clone().map(Value::String);
    let wire = param.field.wire.as_str();
    let sampled = || {
        op.samples
            .iter()
            .find_map(|sample| sample.params.as_ref()?.get(wire).cloned())
    };
    example.or_else(sampled)
}
