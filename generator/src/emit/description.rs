//! The API as data, and the lists that its operations share.

use proc_macro2::TokenStream;
use quote::quote;

use super::number;
use super::policy::emit_policies;
use super::signature::emit_signature;
use super::value::{emit_option, emit_some, shared};
use crate::plan::{Api, Auth, Condition, Credential, CredentialKind, Envelope, Server, Variable};

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
    let policies = emit_policies(api);
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
