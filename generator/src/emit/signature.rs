//! Signatures as data, and their test vectors as tests.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::emit_doc;
use super::text;
use super::value::{emit_option, emit_some};
use crate::plan::{
    Clock, Headers, Make, Member, Pairs, Put, Signature, SignatureStep, TakenParam, Vector,
};

/// `rt::SignatureRecipe { name: "rpc_v1", steps: &[..] }`
pub(super) fn emit_signature(signature: &Signature) -> TokenStream {
    let (name, steps) = (&signature.name, signature.steps.iter().map(emit_step));
    quote!(rt::SignatureRecipe { name: #name, steps: &[#(#steps),*] })
}

fn emit_step(step: &SignatureStep) -> TokenStream {
    let (name, make) = (&step.name, emit_make(&step.make));
    let encode = emit_word("Encoding", step.encode.map(|word| word.variant()));
    let replace = emit_pairs(&step.replace);
    let put = emit_some(step.put.as_ref().map(|put| match put {
        Put::Query(name) => quote!(rt::signature::Put::Query(#name)),
        Put::Header(name) => quote!(rt::signature::Put::Header(#name)),
        Put::Field(name) => quote!(rt::signature::Put::Field(#name)),
    }));
    quote! {
        rt::signature::Step {
            name: #name,
            make: rt::signature::Make::#make,
            encode: #encode,
            replace: #replace,
            put: #put,
        }
    }
}

fn emit_make(make: &Make) -> TokenStream {
    match make {
        Make::Template(template) => quote!(Template(#template)),
        Make::Hash(hash, of) => {
            let hash = format_ident!("{}", hash.variant());
            quote!(Hash(rt::signature::Hash::#hash, #of))
        }
        Make::Hmac(hash, key, of) => {
            let hash = format_ident!("{}", hash.variant());
            quote!(Hmac { hash: rt::signature::Hash::#hash, key: #key, of: #of })
        }
        Make::Rsa(hash, key, of) => {
            let hash = format_ident!("{}", hash.variant());
            quote!(Rsa { hash: rt::signature::RsaHash::#hash, key: #key, of: #of })
        }
        Make::Param(param) => emit_param(param),
        Make::Compress(how, of) => {
            let how = format_ident!("{}", how.variant());
            quote!(Compress(rt::signature::Compression::#how, #of))
        }
        Make::Decode(how, of) => {
            let how = format_ident!("{}", how.variant());
            quote!(Decode(rt::signature::Decoding::#how, #of))
        }
        Make::Json(members) => {
            let members = members.iter().map(|(name, member)| match member {
                Member::Text(template) => quote!((#name, rt::signature::Member::Text(#template))),
                Member::Number(template) => {
                    quote!((#name, rt::signature::Member::Number(#template)))
                }
            });
            quote!(Json(&[#(#members),*]))
        }
        Make::Now(Clock::UnixSeconds) => quote!(Now(rt::signature::Clock::UnixSeconds)),
        Make::Now(Clock::UnixMillis) => quote!(Now(rt::signature::Clock::UnixMillis)),
        Make::Now(Clock::Pattern(pattern)) => {
            quote!(Now(rt::signature::Clock::Pattern(#pattern)))
        }
        Make::Nonce(nonce) => {
            let nonce = format_ident!("{}", nonce.variant());
            quote!(Nonce(rt::signature::Nonce::#nonce))
        }
        Make::Pairs(pairs) => emit_collected_pairs(pairs),
        Make::Headers(headers) => emit_collected_headers(headers),
    }
}

fn emit_collected_pairs(pairs: &Pairs) -> TokenStream {
    let from = pairs.from.iter();
    let from = from.map(|from| format_ident!("{}", from.variant()));
    let (except, skip_empty) = (&pairs.except, pairs.skip_empty);
    let sort = format_ident!("{}", pairs.sort.map_or("Given", |sort| sort.variant()));
    let encode = emit_word("Encoding", pairs.encode.map(|word| word.variant()));
    let (assign, join) = (&pairs.assign, &pairs.join);
    quote! {
        Pairs(rt::signature::Pairs {
            from: &[#(rt::signature::PairSource::#from),*],
            except: &[#(#except),*],
            skip_empty: #skip_empty,
            sort: rt::signature::Sort::#sort,
            encode: #encode,
            assign: #assign,
            join: #join,
        })
    }
}

fn emit_param(param: &TakenParam) -> TokenStream {
    let (name, remove) = (&param.name, param.remove);
    let from = format_ident!("{}", if param.is_header { "Header" } else { "Query" });
    quote! {
        Param(rt::signature::Param {
            from: rt::signature::ParamSource::#from,
            name: #name,
            remove: #remove,
        })
    }
}

fn emit_collected_headers(headers: &Headers) -> TokenStream {
    let (matching, format, join) = (&headers.matching, &headers.format, &headers.join);
    quote! {
        Headers(rt::signature::Headers {
            matching: &[#(#matching),*],
            format: #format,
            join: #join,
        })
    }
}

/// `rt::Option::Some(rt::signature::Encoding::Hex)`
fn emit_word(of: &str, variant: Option<&str>) -> TokenStream {
    let of = format_ident!("{of}");
    emit_some(variant.map(|variant| {
        let variant = format_ident!("{variant}");
        quote!(rt::signature::#of::#variant)
    }))
}

fn emit_pairs(pairs: &[(String, String)]) -> TokenStream {
    let pairs = pairs.iter().map(|(name, value)| {
        let value = text(value);
        quote!((#name, #value))
    });
    quote!(&[#(#pairs),*])
}

/// One test per vector.
pub(super) fn emit_vectors(signature: &Signature) -> TokenStream {
    let tests = signature
        .vectors
        .iter()
        .map(|vector| emit_vector(&signature.name, vector));
    quote!(#(#tests)*)
}

fn emit_vector(recipe: &str, vector: &Vector) -> TokenStream {
    let (doc, test) = (emit_doc(&vector.doc), format_ident!("{}", vector.test));
    let now = emit_option(vector.now.as_ref());
    let (method, url, body) = (&vector.method, &vector.url, text(&vector.body));
    let (credentials, given) = (emit_pairs(&vector.credentials), emit_pairs(&vector.given));
    let (query, headers) = (emit_pairs(&vector.query), emit_pairs(&vector.headers));
    let (form, expect) = (emit_pairs(&vector.form), emit_pairs(&vector.expect));
    quote! {
        #doc
        #[test]
        fn #test() {
            let vector = rt::testing::Vector {
                recipe: #recipe,
                credentials: #credentials,
                now: #now,
                given: #given,
                method: #method,
                url: #url,
                query: #query,
                headers: #headers,
                form: #form,
                body: #body,
                expect: #expect,
            };
            let checked = rt::testing::check_vector(&super::description::API, &vector);
            assert!(checked.is_ok(), "{}", checked.err().unwrap_or_default());
        }
    }
}
