//! What the runtime asks of a struct: the empty value, the static shape and the two slot lists.
//!
//! In: a struct of the plan. Out: two impls as nodes, by templates that are parsed once per thread.

use quote::format_ident;
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprStruct, Generics, Ident, ImplItem, Item, ItemImpl, Stmt, Token, Type, parse_quote,
};

use super::bound::emit_bounds;
use super::codec::emit_codec;
use super::node::{array, call, member, method, own_field, parsed, path, reference, text};
use crate::ident;
use crate::plan::{Codec, Field, Struct};

thread_local! {
    static EMPTY: ItemImpl = parse_quote! {
        impl rt::Empty for Name {
            fn empty() -> Self {
                Self {}
            }
        }
    };
    static RECORD: ItemImpl = parse_quote! {
        impl rt::Record for Name {
            fn shape(&self) -> &'static rt::Shape {
                static SHAPE: rt::Shape = rt::Shape { name: "", fields: &[], extra: rt::Option::None };
                &SHAPE
            }
            fn slots(&mut self, visit: &mut rt::Slots<'_>) {
                visit(&mut [])
            }
            fn refs(&self, visit: &mut rt::Refs<'_>) {
                visit(&[])
            }
        }
    };
}

/// `impl rt::Empty` and `impl rt::Record`
pub(super) fn reflection(item: &Struct) -> Vec<Item> {
    let (mut empty, mut record) = (EMPTY.with(Clone::clone), RECORD.with(Clone::clone));
    let (generics, own_type) = heads(item);
    for one in [&mut empty, &mut record] {
        one.generics = generics.clone();
        *one.self_ty = own_type.clone();
    }
    fill_empty(&mut empty, item);
    fill_record(&mut record, item);
    vec![Item::Impl(empty), Item::Impl(record)]
}

/// `<T: rt::Node + rt::Empty>` and `Page<T>`
fn heads(item: &Struct) -> (Generics, Type) {
    let ident = format_ident!("{}", item.ident);
    let names: Vec<Ident> = item
        .generics
        .iter()
        .map(|name| format_ident!("{name}"))
        .collect();
    match names.is_empty() {
        true => (Generics::default(), Type::Path(type_path(ident))),
        false => (
            parse_quote!(<#(#names: rt::Node + rt::Empty),*>),
            parse_quote!(#ident<#(#names),*>),
        ),
    }
}

fn type_path(ident: Ident) -> syn::TypePath {
    syn::TypePath {
        attrs: Vec::new(),
        qself: None,
        path: ident.into(),
    }
}

/// The names of the slots: those of the fields, that of the extra members last.
fn slots(item: &Struct) -> impl Iterator<Item = &str> {
    let fields = item.fields.iter().map(|field| field.ident.as_str());
    fields.chain(item.extra.iter().map(|extra| extra.ident.as_str()))
}

fn fill_empty(of: &mut ItemImpl, item: &Struct) {
    let value = |name: &str| member(name, call(path(&["rt", "empty"]), []));
    if let [Stmt::Expr(Expr::Struct(made), _)] = body(of, 0) {
        made.fields = slots(item).map(value).collect();
    }
}

fn fill_record(of: &mut ItemImpl, item: &Struct) {
    if let [Stmt::Item(Item::Static(shape)), _] = body(of, 0)
        && let Expr::Struct(shape) = &mut *shape.expr
    {
        fill_shape(shape, item);
    }
    for (function, mutable) in [(1, true), (2, false)] {
        let slots = slots(item).map(|name| reference(own_field(name), mutable));
        if let [Stmt::Expr(Expr::Call(visit), _)] = body(of, function) {
            let list = reference(array(slots), mutable);
            visit.args = Punctuated::<Expr, Token![,]>::from_iter([list]);
        }
    }
}

/// The statements of a function of an impl.
fn body(of: &mut ItemImpl, index: usize) -> &mut [Stmt] {
    match of.items.get_mut(index) {
        Some(ImplItem::Fn(function)) => &mut function.block.stmts,
        _ => &mut [],
    }
}

fn fill_shape(shape: &mut ExprStruct, item: &Struct) {
    let fields = array(item.fields.iter().map(shape_field));
    let extra = item.extra.as_ref();
    let extra = extra.map(|extra| call(path(&["rt", "Option", "Some"]), [codec(&extra.codec)]));
    let values = [
        Some(text(ident::plain(&item.ident))),
        Some(reference(fields, false)),
        extra,
    ];
    for (field, value) in shape.fields.iter_mut().zip(values) {
        if let Some(value) = value {
            field.expr = value;
        }
    }
}

/// `rt::Field::required("AccessToken", "access_token", &rt::Codec::Plain).secret()`
fn shape_field(field: &Field) -> Expr {
    let kind = if field.required {
        "required"
    } else {
        "optional"
    };
    let names = [text(&field.wire), text(ident::plain(&field.ident))];
    let args = names.into_iter().chain([codec(&field.codec)]);
    let mut made = call(path(&["rt", "Field", kind]), args);
    if field.secret {
        made = method(made, "secret", []);
    }
    if let Some(json) = &field.default {
        made = method(made, "default_json", [text(json)]);
    }
    if !field.checks.is_empty() {
        made = method(made, "bounded", [parsed(emit_bounds(&field.checks))]);
    }
    made
}

fn codec(codec: &Codec) -> Expr {
    match codec {
        Codec::Plain => reference(path(&["rt", "Codec", "Plain"]), false),
        other => parsed(emit_codec(other)),
    }
}
