//! Expressions as nodes: what recurs in every record is built, not parsed, since parsing takes longer than all the rest.
//!
//! In: names and texts. Out: the nodes that parsing their tokens would give; `emit::reflection` has the test of it.

use proc_macro2::{Span, TokenStream};
use quote::format_ident;
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMethodCall, ExprPath, ExprReference, Ident,
    Lit, LitStr, Member, Path, PathSegment, Token,
};

/// `rt::Codec::Plain`
pub(super) fn path(segments: &[&str]) -> Expr {
    let segments = segments
        .iter()
        .map(|segment| PathSegment::from(Ident::new(segment, Span::call_site())));
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: Path {
            leading_colon: None,
            segments: segments.collect(),
        },
    })
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
