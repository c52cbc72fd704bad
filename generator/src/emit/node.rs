//! Expressions as nodes: what recurs in every record is built, not parsed, since parsing takes longer than all the rest.
//!
//! In: names and texts. Out: the nodes that parsing their tokens would give, so that the text is the same.

use proc_macro2::{Span, TokenStream};
use quote::format_ident;
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMethodCall, ExprPath, ExprReference,
    FieldValue, Ident, Lit, LitStr, Member, Path, PathSegment, Token,
};

/// `rt::Codec::Plain`
pub(super) fn path(names: &[&str]) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: segments(names),
    })
}

/// The same as the path of something else.
pub(super) fn segments(names: &[&str]) -> Path {
    let segment = |name: &&str| PathSegment::from(Ident::new(name, Span::call_site()));
    Path {
        leading_colon: None,
        segments: names.iter().map(segment).collect(),
    }
}

/// `name: expr` of a struct literal; the name may be raw.
pub(super) fn member(name: &str, expr: Expr) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: Member::Named(format_ident!("{name}")),
        colon_token: Some(Default::default()),
        expr,
    }
}

/// `"text"`
pub(super) fn text(text: &str) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::Str(LitStr::new(text, Span::call_site())),
    })
}

/// `&expr`, or `&mut expr`
pub(super) fn reference(expr: Expr, mutable: bool) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        mutability: mutable.then(<Token![mut]>::default),
        expr: Box::new(expr),
    })
}

/// `[a, b]`
pub(super) fn array(elems: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elems: elems.into_iter().collect(),
    })
}

/// `func(a, b)`
pub(super) fn call(func: Expr, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(func),
        paren_token: Default::default(),
        args: args.into_iter().collect(),
    })
}

/// `receiver.method(a, b)`
pub(super) fn method(receiver: Expr, name: &str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: Ident::new(name, Span::call_site()),
        turbofish: None,
        paren_token: Default::default(),
        args: args.into_iter().collect::<Punctuated<Expr, Token![,]>>(),
    })
}

/// `self.name`, where the name may be raw.
pub(super) fn own_field(name: &str) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(path(&["self"])),
        dot_token: Default::default(),
        member: Member::Named(format_ident!("{name}")),
    })
}

/// What the tokens say.
pub(super) fn parsed(tokens: TokenStream) -> Expr {
    syn::parse2(tokens).unwrap_or_else(|error| unreachable!("generator bug: {error}"))
}
