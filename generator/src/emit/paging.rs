//! Pages and streams: their data in the description of an operation, and the traits that make them typed.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::number;
use super::ty::{At, emit_ty};
use super::value::{emit_duration, emit_some};
use crate::plan::{Operation, PagePlace, PageStep, Paging, Stream, Turn, Ty};

/// The field `paging` of an `rt::OperationDescription`, where there are pages.
pub(super) fn emit_field(op: &Operation) -> Option<TokenStream> {
    op.paging.as_ref().map(emit_paging)
}

/// The field `framing`, where the answer is a stream.
pub(super) fn emit_framing_field(op: &Operation) -> Option<TokenStream> {
    op.stream.as_ref().map(emit_framing)
}

fn emit_paging(paging: &Paging) -> TokenStream {
    let rule = &paging.rule;
    let (step, items) = (emit_step(&rule.step), &rule.items);
    let (total, more) = (
        emit_told(rule.total.as_ref()),
        emit_told(rule.more.as_ref()),
    );
    let size = emit_some(rule.size.map(number).map(|size| quote!(#size)));
    let default_size = emit_some(rule.default_size.map(|size| {
        let size = Literal::u64_unsuffixed(size);
        quote!(#size)
    }));
    let short_ends = rule.short_ends;
    quote! {
        &rt::Paging {
            step: #step,
            items: #items,
            total: #total,
            more: #more,
            size: #size,
            default_size: #default_size,
            short_ends: #short_ends,
        }
    }
}

fn emit_step(step: &PageStep) -> TokenStream {
    match step {
        PageStep::Offset { param } => {
            let param = number(*param);
            quote!(rt::Step::Offset { param: #param })
        }
        PageStep::Page {
            param,
            first,
            pages,
        } => {
            let (param, first) = (number(*param), Literal::u64_unsuffixed(*first));
            let pages = emit_told(pages.as_ref());
            quote!(rt::Step::Page { param: #param, first: #first, pages: #pages })
        }
        PageStep::Cursor { param, next } => {
            let (param, next) = (number(*param), emit_place(next));
            quote!(rt::Step::Cursor { param: #param, next: #next })
        }
        PageStep::LastItem { param, field, plus } => {
            let (param, plus) = (number(*param), Literal::i64_unsuffixed(*plus));
            quote!(rt::Step::LastItem { param: #param, field: #field, plus: #plus })
        }
        PageStep::Link { next } => {
            let next = emit_place(next);
            quote!(rt::Step::Link { next: #next })
        }
        PageStep::Window { from, to, span } => {
            let (from, to, span) = (number(*from), number(*to), emit_duration(*span));
            quote!(rt::Step::Window { from: #from, to: #to, span: #span })
        }
    }
}

fn emit_told(place: Option<&PagePlace>) -> TokenStream {
    emit_some(place.map(emit_place))
}

fn emit_place(place: &PagePlace) -> TokenStream {
    match place {
        PagePlace::Payload(path) => quote!(rt::Place::Payload(#path)),
        PagePlace::Body(path) => quote!(rt::Place::Body(#path)),
        PagePlace::Header(name) => quote!(rt::Place::Header(#name)),
        PagePlace::Link(rel) => quote!(rt::Place::Link(#rel)),
    }
}

fn emit_framing(stream: &Stream) -> TokenStream {
    match stream {
        Stream::Lines(_) => quote!(rt::Framing::Lines),
        Stream::Events(end) => {
            let end = emit_some(end.as_ref().map(|end| quote!(#end)));
            quote!(rt::Framing::Events { end: #end })
        }
        Stream::Bytes => quote!(rt::Framing::Bytes),
    }
}

/// `impl rt::Paged`, for an operation with pages.
pub(super) fn emit_paged(op: &Operation) -> Option<TokenStream> {
    let paging = op.paging.as_ref()?;
    let (ident, item) = (
        format_ident!("{}", op.request.ident),
        emit_ty(&paging.item, At::Beside),
    );
    let body = emit_way(&paging.way);
    Some(quote! {
        impl rt::Paged for #ident {
            type Item = #item;
            fn items(page: Self::Output) -> rt::Vec<Self::Item> {
                #body
            }
        }
    })
}

/// From `page` to its items; where something on the way is not there, there are none.
fn emit_way(way: &[Turn]) -> TokenStream {
    let mut before = TokenStream::new();
    let mut at = quote!(page);
    for (index, turn) in way.iter().enumerate() {
        at = match turn {
            Turn::Field(name) => {
                let name = format_ident!("{name}");
                quote!(#at.#name)
            }
            Turn::Boxed if index + 1 == way.len() => quote!(*#at),
            Turn::Boxed => at,
            Turn::Presence if index + 1 == way.len() => {
                quote!(#at.into_value().unwrap_or_default())
            }
            Turn::Presence => {
                before.extend(emit_turn(&quote!(#at.into_value())));
                quote!(page)
            }
            Turn::Option if index + 1 == way.len() => quote!(#at.unwrap_or_default()),
            Turn::Option => {
                before.extend(emit_turn(&at));
                quote!(page)
            }
        };
    }
    quote!(#before #at)
}

fn emit_turn(option: &TokenStream) -> TokenStream {
    quote! {
        let rt::Option::Some(page) = #option else {
            return rt::Vec::new();
        };
    }
}

/// `impl rt::Streamed` without its description, for an operation whose answer is a stream.
pub(super) fn emit_stream_types(stream: &Stream, item: &Ty) -> TokenStream {
    let item = emit_ty(item, At::Beside);
    let head = match stream {
        Stream::Lines(Some(head)) => emit_ty(head, At::Beside),
        _ => quote!(()),
    };
    quote! {
        type Item = #item;
        type Head = #head;
    }
}
