//! Requests as a whole: methods and bodies.

use crate::diag::{Code, Diagnostics};
use crate::model::{Api, BodyKind, Location, Operation};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        if matches!(operation.method.as_str(), "GET" | "HEAD") {
            check_no_body(api, operation, diags);
        }
    }
}

/// Servers, caches and proxies drop the body of a `GET`.
fn check_no_body(api: &Api, operation: &Operation, diags: &mut Diagnostics) {
    let in_body = |location| matches!(location, Location::BodyField | Location::Body);
    let message = format!("a `{}` request has no body", operation.method);
    let help = "send the parameter in the query, or correct the method";
    let mut found = false;
    for param in operation
        .params
        .iter()
        .filter(|param| in_body(param.location))
    {
        found = true;
        let place = places::param(api, operation, param).of_key();
        diags
            .error(Code::BodyOnGet, place, message.clone())
            .help(help);
    }
    for param in operation
        .fixed
        .iter()
        .filter(|param| in_body(param.location))
    {
        found = true;
        let place = places::operation(operation)
            .key("params")
            .key(&param.wire)
            .of_key();
        diags
            .error(Code::BodyOnGet, place, message.clone())
            .help(help);
    }
    if !found && operation.body != BodyKind::None {
        let place = places::operation(operation).key("body");
        diags
            .error(Code::BodyOnGet, place, message)
            .help("remove `body`");
    }
}
