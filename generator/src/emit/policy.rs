//! How calls are conducted, as data: what a spec says; the rest is the runtime's.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::codec::emit_codec;
use super::value::{emit_duration, emit_option, emit_some, shared};
use crate::plan::{Api, Expiry, Limit, LimitScope, Policy, PollPolicy, RetryPolicy, Token};

/// The policies of the API, and the lists of tokens and limits that they share.
pub(super) fn emit_policies(api: &Api) -> TokenStream {
    let tokens = api.tokens.iter().enumerate().map(|(index, list)| {
        let (name, list) = (shared("TOKENS", index), list.iter().map(emit_token));
        quote!(static #name: &[rt::Token] = &[#(#list),*];)
    });
    let limits = api.limits.iter().enumerate().map(|(index, list)| {
        let (name, list) = (shared("LIMITS", index), list.iter().map(emit_limit));
        quote!(static #name: &[rt::Limit] = &[#(#list),*];)
    });
    let policies = api.policies.iter().enumerate().map(|(index, policy)| {
        let (name, policy) = (shared("POLICY", index), emit_policy(policy));
        quote!(pub(super) static #name: rt::Policy = #policy;)
    });
    quote!(#(#policies)* #(#tokens)* #(#limits)*)
}

/// `&super::description::POLICY`
pub(super) fn emit_policy_ref(index: Option<usize>) -> TokenStream {
    match index {
        None => quote!(&rt::Policy::DEFAULT),
        Some(index) => {
            let name = shared("POLICY", index);
            quote!(&super::description::#name)
        }
    }
}

fn emit_policy(policy: &Policy) -> TokenStream {
    let list = |name: &str, index: usize| {
        let name = shared(name, index);
        quote!(#name)
    };
    let retry = (policy.retry != RetryPolicy::default()).then(|| emit_retry(&policy.retry));
    let poll = (policy.poll != PollPolicy::default()).then(|| emit_poll(&policy.poll));
    let some = |value: TokenStream| quote!(rt::Option::Some(#value));
    let server = policy.server.as_ref();
    said(
        "Policy",
        &[
            ("server", server.map(|name| some(quote!(#name)))),
            ("tokens", policy.tokens.map(|index| list("TOKENS", index))),
            ("limits", policy.limits.map(|index| list("LIMITS", index))),
            ("retry", retry),
            ("poll", poll),
            (
                "timeout",
                policy.timeout.map(|time| some(emit_duration(time))),
            ),
            (
                "deadline",
                policy.deadline.map(|time| some(emit_duration(time))),
            ),
        ],
    )
}

fn emit_retry(retry: &RetryPolicy) -> TokenStream {
    let most = retry.max_attempts.map(Literal::u32_unsuffixed);
    said(
        "RetryPolicy",
        &[
            ("max_attempts", most.map(|most| quote!(#most))),
            ("base_delay", retry.base_delay.map(emit_duration)),
            ("max_delay", retry.max_delay.map(emit_duration)),
        ],
    )
}

fn emit_poll(poll: &PollPolicy) -> TokenStream {
    said(
        "PollPolicy",
        &[
            ("interval", poll.interval.map(emit_duration)),
            ("max_wait", poll.max_wait.map(emit_duration)),
        ],
    )
}

/// A struct of the runtime with the fields that a spec gives, the others from its default.
fn said(ty: &str, fields: &[(&str, Option<TokenStream>)]) -> TokenStream {
    let ty = format_ident!("{ty}");
    let given = fields.iter().filter_map(|(name, value)| {
        let name = format_ident!("{name}");
        value.as_ref().map(|value| quote!(#name: #value))
    });
    let is_whole = fields.iter().all(|(_, value)| value.is_some());
    let rest = (!is_whole).then(|| quote!(..rt::#ty::DEFAULT));
    quote!(rt::#ty { #(#given,)* #rest })
}

fn emit_token(token: &Token) -> TokenStream {
    let (name, value) = (&token.name, &token.value);
    let request = format_ident!("{}", token.request);
    let expiry = match &token.expiry {
        Expiry::Unknown => quote!(Unknown),
        Expiry::After(time) => {
            let time = emit_duration(*time);
            quote!(After(#time))
        }
        Expiry::In(path, unit) => {
            let unit = emit_duration(*unit);
            quote!(In(#path, #unit))
        }
        Expiry::At(path, spelling) => {
            let spelling = emit_codec(&spelling.clone().unwrap_or_default());
            quote!(At(#path, #spelling))
        }
    };
    quote! {
        rt::Token {
            name: #name,
            operation: <super::operations::#request as rt::Operation>::DESCRIPTION,
            value: #value,
            expiry: rt::Expiry::#expiry,
        }
    }
}

fn emit_limit(limit: &Limit) -> TokenStream {
    let name = &limit.name;
    let scope = match limit.scope {
        LimitScope::Api => quote!(Api),
        LimitScope::Operation => quote!(Operation),
    };
    let calls = Literal::u32_unsuffixed(limit.calls);
    let (per, cost) = (
        emit_duration(limit.per),
        Literal::u32_unsuffixed(limit.cost),
    );
    let reset = emit_option(limit.reset.as_ref());
    let count = match (&limit.remaining, &limit.used) {
        (Some(name), _) => Some(quote!(rt::Count::Remaining(#name))),
        (None, used) => used.as_ref().map(|name| quote!(rt::Count::Used(#name))),
    };
    let told = emit_some(count.map(|count| quote!(rt::Told { count: #count, reset: #reset })));
    quote! {
        rt::Limit {
            name: #name,
            scope: rt::Scope::#scope,
            calls: #calls,
            per: #per,
            cost: #cost,
            told: #told,
        }
    }
}
