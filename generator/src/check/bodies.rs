//! Bodies that are one value, and files: what they are made of, and where files go.

use super::visit;
use crate::diag::{Code, Diagnostics};
use crate::model::{Api, BodyKind, Location, Operation, Param, Type, TypeKind};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        check_whole(api, operation, diags);
        for param in &operation.params {
            check_param(api, operation, param, diags);
        }
    }
    check_definitions(api, diags);
    check_answers(api, diags);
}

/// A body of text or bytes is one parameter of a fitting type.
fn check_whole(api: &Api, operation: &Operation, diags: &mut Diagnostics) {
    let (types, word) = match operation.body {
        BodyKind::Text => (&[Type::String, Type::Secret][..], "text"),
        BodyKind::Bytes => (&[Type::Bytes, Type::File][..], "bytes"),
        _ => return,
    };
    let params = operation.params.iter();
    let Some(whole) = params
        .clone()
        .find(|param| param.location == Location::Body)
    else {
        // Members of such a body are refused already.
        if !params
            .clone()
            .any(|param| param.location == Location::BodyField)
        {
            let message = format!("a body of {word} is one parameter, and there is none");
            let place = places::operation(operation).key("body");
            diags
                .error(Code::BadBody, place, message)
                .help("describe it under `params`, with `in: whole_body`");
        }
        return;
    };
    let ty = api.bare(&whole.field.value.ty);
    if types.contains(ty) || *ty == Type::Error || is_word(api, operation.body, ty) {
        return;
    }
    let wanted = match operation.body {
        BodyKind::Text => "`string`, or an enum of texts",
        _ => "`bytes` or `file`",
    };
    let place = places::param(api, operation, whole).key("type");
    let message = format!("the body is {word}, so this is {wanted}");
    diags.error(Code::BadBody, place, message);
}

/// An enum is a text.
fn is_word(api: &Api, body: BodyKind, ty: &Type) -> bool {
    let def = ty.named().and_then(|id| api.types.get(id.0));
    body == BodyKind::Text && def.is_some_and(|def| matches!(def.kind, TypeKind::Choice(_)))
}

/// A file is a part, a list of files are parts of one name, and a file may be the whole body.
fn check_param(api: &Api, operation: &Operation, param: &Param, diags: &mut Diagnostics) {
    let ty = &param.field.value.ty;
    if !holds_file(api, ty) {
        return;
    }
    let alone = *api.bare(ty) == Type::File;
    let listed = match api.bare(ty) {
        Type::List(item) => *api.bare(item) == Type::File,
        _ => false,
    };
    let goes = match (param.location, operation.body) {
        (Location::BodyField, BodyKind::Multipart) => alone || listed,
        // Reported as a body of the wrong type.
        (Location::Body, BodyKind::Text | BodyKind::Bytes) => true,
        _ => false,
    };
    if !goes {
        let place = places::param(api, operation, param).key("type");
        let message = match param.location {
            Location::BodyField if operation.body == BodyKind::Multipart => {
                "a part is a file or a list of files"
            }
            Location::BodyField | Location::Body => "this body cannot hold a file",
            _ => "a file goes into the body",
        };
        diags.error(Code::MisplacedFile, place, message);
    }
}

/// Types are JSON, XML or text, which hold no files.
fn check_definitions(api: &Api, diags: &mut Diagnostics) {
    for def in &api.types {
        // Another name for a file is a file; where it is used decides.
        if matches!(def.kind, TypeKind::Alias(_)) {
            continue;
        }
        visit::of_type(def, |ty, place| {
            if holds_file(api, ty) {
                let message = "a type that others are made of cannot hold a file";
                diags.error(Code::MisplacedFile, place(), message);
            }
        });
    }
}

fn check_answers(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        visit::of_answers(operation, |ty, place| {
            if holds_file(api, ty) {
                diags
                    .error(Code::MisplacedFile, place(), "a file is sent, not returned")
                    .help("`stream: bytes` gives an answer of bytes as they come");
            }
        });
    }
}

/// Whether a type is a file, or a list, a map or an argument that is one.
fn holds_file(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::File => true,
        Type::List(inner) | Type::Map(inner) => holds_file(api, inner),
        Type::Named(_, args) => args.iter().any(|arg| holds_file(api, arg)),
        _ => false,
    }
}
