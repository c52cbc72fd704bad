//! Answers as a whole: error tables that nothing reads, rows that nothing reaches, types that a text cannot hold.

use crate::diag::{Code, Diagnostics, Place};
use crate::model::{
    Api, Class, CodePattern, Envelope, ErrorRow, Format, Operation, Stream, Type, TypeKind,
};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    check_code_is_read(api, diags);
    check_reachable(api, diags);
    for operation in &api.operations {
        check_text(api, operation, diags);
    }
}

fn envelopes(api: &Api) -> impl Iterator<Item = &Envelope> {
    api.operations
        .iter()
        .flat_map(|operation| &operation.envelopes)
}

/// A table of codes needs an envelope that says where the code is.
fn check_code_is_read(api: &Api, diags: &mut Diagnostics) {
    let Some(first) = api.errors.first() else {
        return;
    };
    if !api.operations.is_empty() && envelopes(api).all(|envelope| envelope.code.is_none()) {
        let place = Place::file(first.file).key("errors");
        diags
            .error(
                Code::NoErrorCode,
                place,
                "no envelope says where the error code is",
            )
            .help("give an entry of `envelope` a `code`, for instance `code: error.code`");
    }
}

/// A failure whose code is the one that means success.
fn check_reachable(api: &Api, diags: &mut Diagnostics) {
    for row in api.errors.iter().filter(|row| row.class != Class::Success) {
        let mut readers = envelopes(api)
            .filter(|envelope| envelope.code.is_some() && envelope.success.is_some())
            .peekable();
        if readers.peek().is_none() || !readers.all(|envelope| is_success(envelope, row)) {
            continue;
        }
        let message = format!("an answer with the code `{}` is a success", row.key);
        diags
            .error(
                Code::UnreachableError,
                places::error_row(row).of_key(),
                message,
            )
            .help("if it stands in the vendor's table, write `class: success`");
    }
}

/// Whether the code of `row` alone makes an answer a success.
fn is_success(envelope: &Envelope, row: &ErrorRow) -> bool {
    let (Some(path), Some(success)) = (&envelope.code, &envelope.success) else {
        return false;
    };
    let [(compared, value)] = success.equals.as_slice() else {
        return false;
    };
    let alone = success.status.is_empty() && success.has.is_empty() && success.lacks.is_empty();
    let same = match &row.code {
        CodePattern::Integer(code) => value.as_i64() == Some(*code),
        CodePattern::Text(code) => value.as_str() == Some(code),
        CodePattern::Range(..) => false,
    };
    alone && compared == path && same
}

/// What comes as text has no members.
fn check_text(api: &Api, operation: &Operation, diags: &mut Diagnostics) {
    // What a stream of bytes hands out is not read at all.
    let is_read = !matches!(operation.stream, Some(Stream::Bytes));
    let comes = is_read && operation.formats.contains(&Format::Text);
    let returns = (&operation.returns.ty, places::operation(operation));
    let listed = operation
        .answers
        .iter()
        .filter(|answer| answer.is_success());
    let listed = listed.map(|answer| (&answer.value.ty, places::answer(operation, answer)));
    for (ty, place) in std::iter::once(returns).chain(listed) {
        if comes && !is_text(api, ty) {
            let message = "an answer that comes as text is a `string`";
            diags
                .error(Code::TextAnswer, place.key("returns"), message)
                .help("return `string`, or remove `text` from `formats`");
        }
    }
}

fn is_text(api: &Api, ty: &Type) -> bool {
    let mut ty = ty;
    loop {
        ty = match ty {
            Type::String | Type::Secret | Type::Any | Type::Unit | Type::Error => return true,
            Type::Nullable(inner) => inner,
            Type::Named(id, _) => match api.types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Alias(value)) => &value.ty,
                Some(TypeKind::Choice(_) | TypeKind::Error) | None => return true,
                Some(TypeKind::Struct(_) | TypeKind::Union(_)) => return false,
            },
            _ => return false,
        }
    }
}
