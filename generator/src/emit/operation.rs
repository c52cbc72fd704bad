//! Requests: a struct with public fields, made from what is required, and the operation as data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::codec::emit_codec;
use super::constructor::emit_constructor;
use super::policy::emit_policy_ref;
use super::record::{emit_definition, emit_shims};
use super::reflection::reflection;
use super::ty::{At, emit_ty};
use super::value::emit_shared_list;
use super::{Part, answers, number, paging};
use crate::plan::{
    BodyKind, FixedParam, FixedSource, Format, Fresh, Location, Operation, Param, PathPart,
    RuleKind, Style,
};

/// Everything about one request.
pub(super) fn emit_operation(op: &Operation) -> Vec<Part> {
    let attributes = quote!(#[must_use = "a request does nothing until it is sent"]);
    let definition = emit_definition(&op.request, At::Beside, &attributes);
    let doc = match op.request.arguments().len() {
        0 => " A request without any parameter.",
        _ => " A request with the parameters that are required.",
    };
    let new = emit_constructor(&op.request, At::Beside, doc);
    let (shims, operation) = (emit_shims(&op.request), emit_impl(op));
    let outcomes = op.outcomes.as_ref().map(answers::emit_outcomes);
    vec![
        Part::Tokens(quote!(#definition #new)),
        Part::Items(reflection(&op.request)),
        Part::Tokens(quote!(#shims #operation #outcomes)),
    ]
}

/// `impl rt::Operation`, or `impl rt::Streamed`; `impl rt::Paged` where there are pages
fn emit_impl(op: &Operation) -> TokenStream {
    let ident = format_ident!("{}", op.request.ident);
    let (kind, types) = match &op.stream {
        Some(stream) => (
            quote!(Streamed),
            paging::emit_stream_types(stream, &op.returns),
        ),
        None => {
            let output = match &op.outcomes {
                Some(outcomes) => {
                    let ident = format_ident!("{}", outcomes.ident);
                    quote!(#ident)
                }
                None => emit_ty(&op.returns, At::Beside),
            };
            (quote!(Operation), quote!(type Output = #output;))
        }
    };
    let (name, method) = (&op.name, &op.http_method);
    let path = op.path.iter().map(emit_path_part);
    let params = op.params.iter().map(emit_param);
    let fixed = op.fixed.iter().map(emit_fixed);
    let body = match op.body {
        BodyKind::None => quote!(None),
        BodyKind::Json => quote!(Json),
        BodyKind::Form => quote!(Form),
        BodyKind::Multipart => quote!(Multipart),
        BodyKind::Text => quote!(Text),
        BodyKind::Bytes => quote!(Bytes),
    };
    let rules = op.rules.iter().map(emit_rule);
    let auth = emit_shared_list("AUTH", op.auth);
    let envelopes = emit_shared_list("ENVELOPES", op.envelopes);
    let (payload, policy) = (emit_codec(&op.payload), emit_policy_ref(op.policy));
    let answers = op.answers.iter().map(answers::emit_entry);
    let (pages, paged) = (paging::emit_fields(op), paging::emit_paged(op));
    let (formats, idempotent) = (op.formats.iter().map(emit_format), op.idempotent);
    quote! {
        impl rt::#kind for #ident {
            #types
            type Code = super::ErrorCode;
            const DESCRIPTION: &'static rt::OperationDescription = &rt::OperationDescription {
                api: &super::description::API,
                name: #name,
                method: #method,
                path: &[#(#path),*],
                params: &[#(#params),*],
                fixed: &[#(#fixed),*],
                body: rt::BodyKind::#body,
                rules: &[#(#rules),*],
                auth: #auth,
                envelopes: #envelopes,
                formats: &[#(#formats),*],
                payload: #payload,
                answers: &[#(#answers),*],
                idempotent: #idempotent,
                #pages,
                policy: #policy,
            };
        }
        #paged
    }
}

fn emit_path_part(part: &PathPart) -> TokenStream {
    match part {
        PathPart::Literal(text) => quote!(rt::PathPart::Literal(#text)),
        PathPart::Param(at) => {
            let at = number(*at);
            quote!(rt::PathPart::Param(#at))
        }
        PathPart::Greedy(at) => {
            let at = number(*at);
            quote!(rt::PathPart::Greedy(#at))
        }
    }
}

fn emit_param(param: &Param) -> TokenStream {
    let (location, style) = (emit_location(param.location), emit_style(param.style));
    quote!(rt::Param::new(#location, #style))
}

fn emit_location(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(rt::Location::Path),
        Location::Query => quote!(rt::Location::Query),
        Location::Header => quote!(rt::Location::Header),
        Location::Cookie => quote!(rt::Location::Cookie),
        Location::BodyField => quote!(rt::Location::BodyField),
        Location::Body => quote!(rt::Location::Body),
    }
}

fn emit_style(style: Style) -> TokenStream {
    match style {
        Style::Plain => quote!(rt::Style::Plain),
        Style::Brackets => quote!(rt::Style::Brackets),
        Style::Json => quote!(rt::Style::Json),
        Style::Spread => quote!(rt::Style::Spread),
        Style::Flag => quote!(rt::Style::Flag),
        Style::Deep => quote!(rt::Style::Deep),
        Style::Label => quote!(rt::Style::Label),
        Style::Matrix => quote!(rt::Style::Matrix),
    }
}

fn emit_fixed(param: &FixedParam) -> TokenStream {
    let (wire, location) = (&param.wire, emit_location(param.location));
    let source = match &param.source {
        FixedSource::Constant(value) => {
            let json = value.to_string();
            quote!(Constant(#json))
        }
        FixedSource::Credential(name) => quote!(Credential(#name)),
        FixedSource::Fresh(Fresh::RandomU32) => quote!(Fresh(rt::Fresh::RandomU32)),
        FixedSource::Fresh(Fresh::Uuid) => quote!(Fresh(rt::Fresh::Uuid)),
        FixedSource::Fresh(Fresh::UnixSeconds) => quote!(Fresh(rt::Fresh::UnixSeconds)),
        FixedSource::Fresh(Fresh::UnixMillis) => quote!(Fresh(rt::Fresh::UnixMillis)),
        FixedSource::Fresh(Fresh::IdempotencyKey) => quote!(Fresh(rt::Fresh::IdempotencyKey)),
    };
    quote!(rt::FixedParam { wire: #wire, location: #location, source: rt::FixedSource::#source })
}

fn emit_rule(rule: &RuleKind) -> TokenStream {
    let list = |members: &[usize]| {
        let members = members.iter().map(|member| number(*member));
        quote!(&[#(#members),*])
    };
    let (kind, members) = match rule {
        RuleKind::Requires(first, others) => {
            let (first, others) = (number(*first), list(others));
            return quote!(rt::Rule::Requires(#first, #others));
        }
        RuleKind::Together(members) => (quote!(Together), list(members)),
        RuleKind::ExactlyOne(members) => (quote!(ExactlyOne), list(members)),
        RuleKind::AtLeastOne(members) => (quote!(AtLeastOne), list(members)),
        RuleKind::AtMostOne(members) => (quote!(AtMostOne), list(members)),
    };
    quote!(rt::Rule::#kind(#members))
}

fn emit_format(format: &Format) -> TokenStream {
    match format {
        Format::Json => quote!(rt::Format::Json),
        Format::Xml => quote!(rt::Format::Xml),
        Format::Text => quote!(rt::Format::Text),
    }
}
