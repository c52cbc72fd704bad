//! The API as data, and the parts of operations that are data.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::{number, policy};
use super::operation::emit_location;
use super::signature::emit_signature;
use crate::plan::{
    Api, Auth, Condition, Credential, CredentialKind, Envelope, FixedParam, FixedSource, Format,
    Fresh, RuleKind, Server, Variable,
};

/// `pub(super) static API` and the lists that operations share.
pub(super) fn emit_description(api: &Api) -> TokenStream {
    let name = &api.name;
    let servers = api
        .servers
        .iter()
        .map(|Server { name, url, .. }| quote!(rt::Server { name: #name, url: #url }));
    let variables = api.variables.iter().map(emit_variable);
    let credentials = api.credentials.iter().map(emit_credential);
    let signatures = api.signatures.iter().map(emit_signature);
    let auth = api.auth.iter().enumerate().map(|(index, list)| {
        let (name, list) = (shared("AUTH", index), list.iter().map(emit_auth));
        quote!(pub(super) static #name: &[rt::Auth] = &[#(#list),*];)
    });
    let envelopes = api.envelopes.iter().enumerate().map(|(index, list)| {
        let (name, list) = (shared("ENVELOPES", index), list.iter().map(emit_envelope));
        quote!(pub(super) static #name: &[rt::Envelope] = &[#(#list),*];)
    });
    let policies = policy::emit_policies(api);
    quote! {
        pub(super) static API: rt::ApiDescription = rt::ApiDescription {
            name: #name,
            servers: &[#(#servers),*],
            variables: &[#(#variables),*],
            credentials: &[#(#credentials),*],
            signatures: &[#(#signatures),*],
            errors: &super::errors::TABLE,
        };
        #(#auth)*
        #(#envelopes)*
        #policies
    }
}

/// `AUTH`, `AUTH_2`, ..
pub(super) fn shared(name: &str, index: usize) -> Ident {
    match index {
        0 => format_ident!("{name}"),
        _ => format_ident!("{name}_{}", index + 1),
    }
}

pub(super) fn emit_auth_ref(index: Option<usize>) -> TokenStream {
    emit_shared_ref("AUTH", index)
}

pub(super) fn emit_envelopes_ref(index: Option<usize>) -> TokenStream {
    emit_shared_ref("ENVELOPES", index)
}

fn emit_shared_ref(name: &str, index: Option<usize>) -> TokenStream {
    match index {
        None => quote!(&[]),
        Some(index) => {
            let name = shared(name, index);
            quote!(super::description::#name)
        }
    }
}

fn emit_variable(variable: &Variable) -> TokenStream {
    let Variable {
        name, values, env, ..
    } = variable;
    let default = emit_option(variable.default.as_ref());
    quote!(rt::Variable { name: #name, default: #default, values: &[#(#values),*], env: #env })
}

fn emit_credential(credential: &Credential) -> TokenStream {
    let Credential {
        name, env, kind, ..
    } = credential;
    let secret = *kind == CredentialKind::Secret;
    quote!(rt::Credential { name: #name, secret: #secret, env: #env })
}

fn emit_auth(auth: &Auth) -> TokenStream {
    match auth {
        Auth::Header { name, value } => quote!(rt::Auth::Header { name: #name, value: #value }),
        Auth::Query { name, value } => quote!(rt::Auth::Query { name: #name, value: #value }),
        Auth::Cookie { name, value } => quote!(rt::Auth::Cookie { name: #name, value: #value }),
        Auth::Basic { user, password } => {
            quote!(rt::Auth::Basic { user: #user, password: #password })
        }
        Auth::Signature { name } => quote!(rt::Auth::Signature { name: #name }),
        Auth::Signer { name } => quote!(rt::Auth::Signer { name: #name }),
        Auth::AnyOf(choices) => {
            let choices = choices.iter().map(|(name, ways)| {
                let ways = ways.iter().map(emit_auth);
                quote!((#name, &[#(#ways),*]))
            });
            quote!(rt::Auth::AnyOf(&[#(#choices),*]))
        }
    }
}

fn emit_envelope(envelope: &Envelope) -> TokenStream {
    let when = emit_condition(&envelope.when);
    let success = emit_some(envelope.success.as_ref().map(emit_condition));
    let payload = emit_option(envelope.payload.as_ref());
    let code = emit_option(envelope.code.as_ref());
    let message = emit_option(envelope.message.as_ref());
    let request_id = emit_option(envelope.request_id.as_ref());
    let stack = emit_option(envelope.stack.as_ref());
    let retry_after = emit_option(envelope.retry_after.as_ref());
    let field_errors = emit_some(envelope.field_errors.as_ref().map(|(at, field, message)| {
        quote!(rt::FieldErrors { at: #at, field: #field, message: #message })
    }));
    quote! {
        rt::Envelope {
            when: #when,
            success: #success,
            payload: #payload,
            code: #code,
            message: #message,
            request_id: #request_id,
            stack: #stack,
            retry_after: #retry_after,
            field_errors: #field_errors,
        }
    }
}

fn emit_condition(condition: &Condition) -> TokenStream {
    let Condition {
        status,
        equals,
        has,
        lacks,
    } = condition;
    if *condition == Condition::default() {
        return quote!(rt::Condition::ALWAYS);
    }
    let status = status.iter().map(|(from, to)| {
        let (from, to) = (number(usize::from(*from)), number(usize::from(*to)));
        quote!((#from, #to))
    });
    let equals = equals.iter().map(|(path, value)| {
        let value = value.to_string();
        quote!((#path, #value))
    });
    quote! {
        rt::Condition {
            status: &[#(#status),*],
            equals: &[#(#equals),*],
            has: &[#(#has),*],
            lacks: &[#(#lacks),*],
        }
    }
}

pub(super) fn emit_fixed(param: &FixedParam) -> TokenStream {
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

pub(super) fn emit_rule(rule: &RuleKind) -> TokenStream {
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

pub(super) fn emit_format(format: &Format) -> TokenStream {
    match format {
        Format::Json => quote!(rt::Format::Json),
        Format::Xml => quote!(rt::Format::Xml),
        Format::Text => quote!(rt::Format::Text),
    }
}

/// `rt::Option::Some("text")`
pub(super) fn emit_option(text: Option<&String>) -> TokenStream {
    emit_some(text.map(|text| quote!(#text)))
}

/// `rt::Option::Some(..)` or `rt::Option::None`
pub(super) fn emit_some(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(rt::Option::Some(#value)),
        None => quote!(rt::Option::None),
    }
}
