//! Streams: a head that can be told from items, and is something with members.

use crate::diag::{Code, Diagnostics};
use crate::model::{Api, Condition, Envelope, Operation, Stream, Type, TypeKind, Value};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        if let Some(Stream::Lines { head: Some(head) }) = &operation.stream {
            check_head(api, operation, head, diags);
        }
    }
}

fn check_head(api: &Api, operation: &Operation, head: &Value, diags: &mut Diagnostics) {
    let stream = || places::operation(operation).key("stream");
    let place = stream().key("lines").key("head");
    if *api.bare(&head.ty) == Type::Error {
        return;
    }
    if !has_members(api, &head.ty) {
        let message = "what comes before the items is a struct or `any`";
        diags
            .error(Code::StreamType, place, message)
            .help("make it a struct of the members that it has");
        return;
    }
    // Only an envelope that some lines fit and others do not tells them apart.
    let tells =
        |envelope: &Envelope| envelope.when != Condition::default() && envelope.success.is_some();
    if !operation.envelopes.iter().any(tells) {
        let message = "nothing tells the head from the items";
        diags
            .error(Code::StreamType, place, message)
            .help("give the operation an `envelope` with a `when` that only that line fits");
    }
}

fn has_members(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::Any | Type::Map(_) => true,
        Type::Named(id, _) => {
            let kind = api.types.get(id.0).map(|def| &def.kind);
            matches!(kind, Some(TypeKind::Struct(_) | TypeKind::Union(_)))
        }
        _ => false,
    }
}
