//! An operation as data: what its description says.
//!
//! In: an operation of the plan. Out: the nodes of a struct literal; what few operations have is parsed from tokens.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Expr, ExprLit, ExprStruct, FieldValue, Lit, LitBool, LitInt};

use super::codec::emit_codec;
use super::node::{array, call, member, parsed, path, reference, text};
use super::policy::emit_policy_ref;
use super::value::emit_shared_list;
use super::{answers, number, paging};
use crate::plan::{
    BodyKind, Codec, FixedParam, FixedSource, Format, Fresh, Location, Operation, Param, PathPart,
    RuleKind, Style,
};

/// `rt::OperationDescription { .. }`
pub(super) fn description(op: &Operation) -> ExprStruct {
    let head = [
        member(
            "api",
            reference(path(&["super", "description", "API"]), false),
        ),
        member("name", text(&op.name)),
        member("method", text(&op.http_method)),
        member("path", list(op.path.iter().map(path_part))),
        member("params", list(op.params.iter().map(param))),
    ];
    let request = [
        member("fixed", list(op.fixed.iter().map(emit_fixed).map(parsed))),
        member("body", path(&["rt", "BodyKind", body(op.body)])),
        member("rules", list(op.rules.iter().map(emit_rule).map(parsed))),
        member("auth", parsed(emit_shared_list("AUTH", op.auth))),
    ];
    let answer = [
        member(
            "envelopes",
            parsed(emit_shared_list("ENVELOPES", op.envelopes)),
        ),
        member("formats", list(op.formats.iter().map(format))),
        member("payload", codec(&op.payload)),
        member(
            "answers",
            list(op.answers.iter().map(answers::emit_entry).map(parsed)),
        ),
        member("idempotent", truth(op.idempotent)),
    ];
    let rest = [
        member("paging", optional(paging::emit_field(op))),
        member("framing", optional(paging::emit_framing_field(op))),
        member("policy", parsed(emit_policy_ref(op.policy))),
    ];
    let fields: Vec<FieldValue> = [&head[..], &request, &answer, &rest].concat();
    ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: super::node::segments(&["rt", "OperationDescription"]),
        brace_token: Default::default(),
        fields: fields.into_iter().collect(),
        dot2_token: None,
        rest: None,
    }
}

/// `&[a, b]`
fn list(items: impl Iterator<Item = Expr>) -> Expr {
    reference(array(items), false)
}

fn truth(value: bool) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::Bool(LitBool::new(value, Span::call_site())),
    })
}

fn index(value: usize) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::Int(LitInt::new(&value.to_string(), Span::call_site())),
    })
}

/// `rt::Option::Some(..)` or `rt::Option::None`
fn optional(value: Option<TokenStream>) -> Expr {
    match value {
        Some(value) => call(path(&["rt", "Option", "Some"]), [parsed(value)]),
        None => path(&["rt", "Option", "None"]),
    }
}

fn codec(codec: &Codec) -> Expr {
    match codec {
        Codec::Plain => reference(path(&["rt", "Codec", "Plain"]), false),
        other => parsed(emit_codec(other)),
    }
}

fn body(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::None => "None",
        BodyKind::Json => "Json",
        BodyKind::Form => "Form",
        BodyKind::Multipart => "Multipart",
        BodyKind::Text => "Text",
        BodyKind::Bytes => "Bytes",
    }
}

fn path_part(part: &PathPart) -> Expr {
    let of = |kind| path(&["rt", "PathPart", kind]);
    match part {
        PathPart::Literal(literal) => call(of("Literal"), [text(literal)]),
        PathPart::Param(at) => call(of("Param"), [index(*at)]),
        PathPart::Greedy(at) => call(of("Greedy"), [index(*at)]),
    }
}

/// `rt::Param::new(rt::Location::Query, rt::Style::Plain)`
fn param(param: &Param) -> Expr {
    let location = path(&["rt", "Location", location(param.location)]);
    let style = path(&["rt", "Style", style(param.style)]);
    call(path(&["rt", "Param", "new"]), [location, style])
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Header",
        Location::Cookie => "Cookie",
        Location::BodyField => "BodyField",
        Location::Body => "Body",
    }
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Plain => "Plain",
        Style::Brackets => "Brackets",
        Style::Json => "Json",
        Style::Spread => "Spread",
        Style::Flag => "Flag",
        Style::Deep => "Deep",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
    }
}

fn format(format: &Format) -> Expr {
    let kind = match format {
        Format::Json => "Json",
        Format::Xml => "Xml",
        Format::Text => "Text",
    };
    path(&["rt", "Format", kind])
}

fn emit_fixed(param: &FixedParam) -> TokenStream {
    let wire = &param.wire;
    let location = format_ident!("{}", location(param.location));
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
    quote!(rt::FixedParam { wire: #wire, location: rt::Location::#location, source: rt::FixedSource::#source })
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
