//! The part of the request that a parameter goes to.

use super::scope::at;
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{BodyKind, Location};
use crate::spec::{Body, In, Member, Operation, ParamsIn};

/// What decides where parameters go.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// Names in the path.
    pub(super) variables: Vec<&'a str>,
    /// How body parameters are sent, if there are any.
    pub(super) body: BodyKind,
    /// Where parameters go that say nothing.
    default: Location,
}

impl<'a> Target<'a> {
    pub(super) fn new(method: &'a str, variables: Vec<&'a str>, operation: &Operation) -> Self {
        let has_body =
            matches!(method, "POST" | "PUT" | "PATCH") && operation.body != Some(Body::None);
        let default = match operation.params_in {
            Some(ParamsIn::Query) => Location::Query,
            Some(ParamsIn::Body) => Location::BodyField,
            // A body that is one value has no members.
            None if has_body && matches!(operation.body, Some(Body::Text | Body::Bytes)) => {
                Location::Body
            }
            None if has_body => Location::BodyField,
            None => Location::Query,
        };
        let body = match operation.body {
            Some(Body::None) => BodyKind::None,
            Some(Body::Form) => BodyKind::Form,
            Some(Body::Multipart) => BodyKind::Multipart,
            Some(Body::Text) => BodyKind::Text,
            Some(Body::Bytes) => BodyKind::Bytes,
            Some(Body::Json) | None => BodyKind::Json,
        };
        Self {
            variables,
            body,
            default,
        }
    }
}

/// Where a parameter goes.
pub(super) fn location(
    target: &Target<'_>,
    wire: &str,
    member: &Member,
    common: bool,
    place: &Place,
    diags: &mut Diagnostics,
) -> Location {
    let in_path = target.variables.contains(&wire);
    let location = match member.location {
        Some(In::Path) => Location::Path,
        Some(In::Query) => Location::Query,
        Some(In::Header) => Location::Header,
        Some(In::Cookie) => Location::Cookie,
        Some(In::Body) => Location::BodyField,
        Some(In::WholeBody) => Location::Body,
        None if common => {
            diags
                .error(
                    Code::MissingKey,
                    place.clone().of_key(),
                    "a common parameter says where it goes",
                )
                .help("add `in: query`, `in: header`, `in: cookie` or `in: body`");
            Location::Query
        }
        None if in_path => Location::Path,
        None => target.default,
    };
    let here = at(place, "in");
    match location {
        Location::Path if common => {
            let message = "a common parameter cannot be in the path, which differs from operation to operation";
            diags
                .error(Code::BadLocation, here, message)
                .help("describe it under `params` of each operation");
        }
        Location::Path if !in_path => {
            let message = format!("the path has no `{{{wire}}}`");
            diags
                .error(Code::NotInPath, here, message)
                .help("name it in `call`, in braces");
        }
        Location::BodyField | Location::Body if target.body == BodyKind::None => {
            diags
                .error(Code::BadLocation, here, "the operation has no body")
                .help("remove `body: none`, or send the parameter in the query");
        }
        Location::Body if matches!(target.body, BodyKind::Form | BodyKind::Multipart) => {
            let message = "a form is made of single parameters, not of one whole body";
            diags
                .error(Code::BadLocation, here, message)
                .help("remove `in: whole_body`, or send the body as `json`");
        }
        Location::BodyField if matches!(target.body, BodyKind::Text | BodyKind::Bytes) => {
            let message = "a body of text or bytes is one parameter and has no members";
            diags
                .error(Code::BadLocation, here, message)
                .help("write `in: whole_body`, or send the parameter in the query");
        }
        _ => {}
    }
    location
}
