//! The error codes: an enum, the table behind it, and the way between the two.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::doc::emit_doc;
use super::number;
use crate::plan::{Api, Class, CodePattern, ErrorRow, ErrorVariant, Retry};

/// `pub enum ErrorCode`, `pub(super) static TABLE` and `impl rt::ErrorCode`
pub(super) fn emit_errors(api: &Api) -> TokenStream {
    let (code, rows) = (emit_enum(api), api.errors.iter().map(emit_row));
    let implementation = emit_impl(&variants(api));
    quote! {
        #code
        pub(super) static TABLE: rt::ErrorTable = rt::ErrorTable { rows: &[#(#rows,)*] };
        #implementation
        rt::error_code!(ErrorCode);
    }
}

/// Rows that have a variant, with their place in the table.
fn variants(api: &Api) -> Vec<(usize, &ErrorVariant)> {
    let rows = api.errors.iter().enumerate();
    rows.filter_map(|(index, row)| row.variant.as_ref().map(|variant| (index, variant)))
        .collect()
}

fn emit_enum(api: &Api) -> TokenStream {
    let variants = variants(api).into_iter().map(|(_, variant)| {
        let (doc, ident) = (emit_doc(&variant.doc), format_ident!("{}", variant.ident));
        let code = variant.range.then(|| quote!((i64)));
        quote!(#doc #ident #code)
    });
    quote! {
        /// The error codes of the API. A code that its documents do not name is kept as it came.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
            /// A code that the spec does not know.
            Unknown(rt::UnknownCode),
        }
    }
}

fn emit_impl(variants: &[(usize, &ErrorVariant)]) -> TokenStream {
    let from_row = emit_from_row(variants);
    let rows = variants.iter().map(|(index, variant)| {
        let (index, pattern) = (number(*index), emit_pattern(variant));
        quote!(#pattern => rt::Option::Some(#index))
    });
    let ranges = variants
        .iter()
        .filter(|(_, variant)| variant.range)
        .map(|(_, variant)| {
            let ident = format_ident!("{}", variant.ident);
            quote!(Self::#ident(code) => rt::Option::Some(rt::WireCode::Integer(*code)))
        });
    let silent = (variants.iter().any(|(_, variant)| !variant.range))
        .then(|| quote!(_ => rt::Option::None,));
    quote! {
        impl rt::ErrorCode for ErrorCode {
            const TABLE: &'static rt::ErrorTable = &TABLE;
            #from_row
            fn unknown(code: rt::WireCode) -> Self {
                Self::Unknown(rt::UnknownCode::new(code))
            }
            fn row(&self) -> rt::Option<usize> {
                match self {
                    #(#rows,)*
                    Self::Unknown(_) => rt::Option::None,
                }
            }
            fn carried(&self) -> rt::Option<rt::WireCode> {
                match self {
                    #(#ranges,)*
                    Self::Unknown(code) => rt::Option::Some(code.wire().clone()),
                    #silent
                }
            }
        }
    }
}

fn emit_from_row(variants: &[(usize, &ErrorVariant)]) -> TokenStream {
    if variants.is_empty() {
        return quote! {
            fn from_row(_: usize, code: &rt::WireCode) -> Self {
                <Self as rt::ErrorCode>::unknown(code.clone())
            }
        };
    }
    let arms = variants.iter().map(|(index, variant)| {
        let (index, ident) = (number(*index), format_ident!("{}", variant.ident));
        match variant.range {
            true => quote!((#index, rt::WireCode::Integer(code)) => Self::#ident(*code)),
            false => quote!((#index, _) => Self::#ident),
        }
    });
    quote! {
        fn from_row(row: usize, code: &rt::WireCode) -> Self {
            match (row, code) {
                #(#arms,)*
                _ => <Self as rt::ErrorCode>::unknown(code.clone()),
            }
        }
    }
}

fn emit_pattern(variant: &ErrorVariant) -> TokenStream {
    let ident = format_ident!("{}", variant.ident);
    match variant.range {
        true => quote!(Self::#ident(_)),
        false => quote!(Self::#ident),
    }
}

fn emit_row(row: &ErrorRow) -> TokenStream {
    let ErrorRow {
        name,
        text,
        messages,
        args,
        ..
    } = row;
    let (code, class, retry) = (
        emit_code(&row.code),
        emit_class(row.class),
        emit_retry(row.retry),
    );
    let status = row.status.map(|status| {
        let status = number(usize::from(status));
        quote!(.status(#status))
    });
    let messages =
        (!messages.is_empty()).then(|| quote!(.messages(&[#(#messages),*], &[#(#args),*])));
    quote! {
        rt::ErrorRow::new(
            rt::CodePattern::#code,
            #name,
            #text,
            rt::Class::#class,
            rt::RetryAdvice::#retry,
        )
        #status
        #messages
    }
}

fn emit_code(code: &CodePattern) -> TokenStream {
    let integer = |code: &i64| Literal::i64_unsuffixed(*code);
    match code {
        CodePattern::Integer(code) => {
            let code = integer(code);
            quote!(Integer(#code))
        }
        CodePattern::Text(code) => quote!(Text(#code)),
        CodePattern::Range(from, to) => {
            let (from, to) = (integer(from), integer(to));
            quote!(Range(#from, #to))
        }
    }
}

fn emit_class(class: Class) -> TokenStream {
    match class {
        Class::Success => quote!(Success),
        Class::Auth => quote!(Auth),
        Class::Permission => quote!(Permission),
        Class::Caller => quote!(Caller),
        Class::NotFound => quote!(NotFound),
        Class::Conflict => quote!(Conflict),
        Class::Quota => quote!(Quota),
        Class::Rate => quote!(Rate),
        Class::NotReady => quote!(NotReady),
        Class::Server => quote!(Server),
        Class::Timeout => quote!(Timeout),
    }
}

fn emit_retry(retry: Retry) -> TokenStream {
    match retry {
        Retry::No => quote!(No),
        Retry::Now => quote!(Now),
        Retry::Later => quote!(Later),
        Retry::AfterAuth => quote!(AfterAuth),
        Retry::Poll => quote!(Poll),
        Retry::SameKey => quote!(SameKey),
    }
}
