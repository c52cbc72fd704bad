//! Samples of the spec as tests: the request that the parameters make, and what becomes of the answer.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::doc::emit_doc;
use super::ty::{At, emit_ty};
use super::{number, text};
use crate::plan::{Expect, Operation, Sample, SampleBody, SampleRequest, SampleResponse, Ty};

/// One test per sample.
pub(super) fn emit_samples(op: &Operation) -> TokenStream {
    let request = format_ident!("{}", op.request.ident);
    let request = quote!(super::operations::#request);
    let readers = match op.stream {
        None => ("request_parts", "decode_sample"),
        Some(_) => ("stream_request_parts", "decode_stream_sample"),
    };
    let tests = op
        .samples
        .iter()
        .map(|sample| emit_sample(sample, &request, readers));
    quote!(#(#tests)*)
}

/// A test; the readers of the runtime are that of the request and that of the answer.
fn emit_sample(sample: &Sample, operation: &TokenStream, readers: (&str, &str)) -> TokenStream {
    let (doc, test) = (emit_doc(&sample.doc), format_ident!("{}", sample.test));
    let request = sample
        .request
        .as_ref()
        .map(|request| emit_request(request, operation, &format_ident!("{}", readers.0)));
    let response = sample
        .response
        .as_ref()
        .map(|response| emit_response(response, operation, &format_ident!("{}", readers.1)));
    quote! {
        #doc
        #[test]
        fn #test() {
            #request
            #response
        }
    }
}

fn emit_request(request: &SampleRequest, operation: &TokenStream, reader: &Ident) -> TokenStream {
    let params = text(&request.params);
    let url = request.url.as_ref().map(|url| {
        let url = text(url);
        quote!(assert_eq!(url, #url);)
    });
    let body = request.body.as_ref().map(|body| match body {
        SampleBody::Json(body) => {
            let body = text(body);
            quote! {
                let (body, expected) = (body.parse::<rt::Json>().ok(), #body.parse::<rt::Json>().ok());
                assert_eq!(body, expected);
            }
        }
        SampleBody::Text(body) => {
            let body = text(body);
            quote!(assert_eq!(body, #body);)
        }
    });
    let name = |used: bool, name| {
        if used {
            format_ident!("{name}")
        } else {
            format_ident!("_{name}")
        }
    };
    let (url_name, body_name) = (name(url.is_some(), "url"), name(body.is_some(), "body"));
    quote! {
        let params = #params.parse::<rt::Json>().expect("the parameters are JSON");
        let parts = rt::testing::#reader::<#operation>(&params);
        let (#url_name, #body_name) = parts.expect("the parameters make a request");
        #url
        #body
    }
}

/// The answer is an error: its code, and the type of its body.
fn emit_error(code: Option<&str>, data: Option<&Ty>) -> TokenStream {
    let Some(data) = data else {
        return match code {
            Some(code) => quote! {
                let code = answer.err().and_then(|error| Some(error.raw_code()?.to_string()));
                assert_eq!(code.as_deref(), Some(#code));
            },
            None => quote!(assert!(answer.is_err());),
        };
    };
    let data = emit_ty(data, At::Beside);
    let code = code.map(|code| {
        quote! {
            let code = error.raw_code().map(rt::WireCode::to_string);
            assert_eq!(code.as_deref(), Some(#code));
        }
    });
    quote! {
        let error = answer.expect_err("the answer is an error");
        #code
        let data = error.data::<#data>();
        assert!(matches!(data, Some(Ok(_))), "{data:?}");
    }
}

fn emit_response(
    response: &SampleResponse,
    operation: &TokenStream,
    reader: &Ident,
) -> TokenStream {
    let (status, content_type, body) = (
        number(usize::from(response.status)),
        response.content_type,
        text(&response.body),
    );
    let check = match &response.expect {
        Expect::Payload => quote!(assert!(answer.is_ok(), "{:?}", answer.err());),
        Expect::Error(code, data) => emit_error(code.as_deref(), data.as_ref()),
        Expect::Fault => quote! {
            let kind = answer.err().map(|error| error.kind());
            assert_eq!(kind, Some(rt::ErrorKind::Decode));
        },
    };
    quote! {
        let answer = rt::testing::#reader::<#operation>(#status, #content_type, #body);
        #check
    }
}
