//! Structs and maps that are laid out entry by entry: each entry has to be something that stands there on its own.

use crate::diag::{Code, Diagnostics};
use crate::model::{
    Api, Codec, Operation, Param, PathPart, Struct, Style, Tagging, Type, TypeId, TypeKind,
};
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        for (index, param) in operation.params.iter().enumerate() {
            check_greedy(api, operation, (index, param), diags);
            if matches!(
                param.style,
                Style::Spread | Style::Deep | Style::Label | Style::Matrix
            ) {
                check_entries(api, operation, param, diags);
            }
        }
    }
}

/// A part of the path that keeps its slashes is one text.
fn check_greedy(
    api: &Api,
    operation: &Operation,
    (index, param): (usize, &Param),
    diags: &mut Diagnostics,
) {
    if param.style != Style::Plain && operation.path.contains(&PathPart::Greedy(index)) {
        let place = places::param(api, operation, param).key("style");
        let message = "a parameter that keeps its slashes has no layout";
        diags
            .error(Code::BadStyle, place, message)
            .help("remove `style`, or the `+` in `call`");
    }
}

/// What an entry may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Allowed {
    /// Single values.
    One,
    /// Lists of them too: the name is repeated.
    Lists,
    /// Maps and structs of these too.
    Nested,
}

fn check_entries(api: &Api, operation: &Operation, param: &Param, diags: &mut Diagnostics) {
    let (allowed, what) = match param.style {
        Style::Deep => (
            Allowed::Nested,
            "single values, lists of them and structs of these",
        ),
        Style::Spread => (Allowed::Lists, "single values and lists of them"),
        _ => (Allowed::One, "single values"),
    };
    let value = &param.field.value;
    let mut open = Vec::new();
    let value = (&value.ty, &value.codec);
    let Some(Broken(entry)) = broken(api, value, allowed, &mut open, true) else {
        return;
    };
    let place = places::param(api, operation, param).key("style");
    let message = match entry.is_empty() {
        true => format!("only {what} can be laid out so"),
        false => format!("only {what} can be laid out so, and `{entry}` is none"),
    };
    diags
        .error(Code::BadStyle, place, message)
        .help("say `style: json` where the service reads JSON, or how the entry travels, for instance `wire: comma`");
}

/// The way to the first entry that is not allowed; empty for the entries of a map.
#[derive(Debug, Default)]
struct Broken(String);

/// `top`: the parameter itself, which is what has entries.
fn broken(
    api: &Api,
    (ty, codec): (&Type, &Codec),
    allowed: Allowed,
    open: &mut Vec<TypeId>,
    top: bool,
) -> Option<Broken> {
    if is_text(codec) {
        return None;
    }
    let has_entries = top || allowed == Allowed::Nested;
    let has_items = top || allowed != Allowed::One;
    match api.bare(ty) {
        Type::Map(item) if has_entries => broken(api, (item, codec), allowed, open, false),
        Type::List(item) if has_items => (!is_single(api, item)).then(Broken::default),
        Type::Named(id, _) if has_entries && open.contains(id) => None,
        bare @ Type::Named(id, _) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(shape)) if has_entries => {
                open.push(*id);
                broken_field(api, shape, allowed, open)
            }
            _ => (!is_single(api, bare)).then(Broken::default),
        },
        bare => (!is_single(api, bare)).then(Broken::default),
    }
}

fn broken_field(
    api: &Api,
    shape: &Struct,
    allowed: Allowed,
    open: &mut Vec<TypeId>,
) -> Option<Broken> {
    for field in &shape.fields {
        let value = (&field.value.ty, &field.value.codec);
        if let Some(Broken(inner)) = broken(api, value, allowed, open, false) {
            return Some(Broken(match inner.is_empty() {
                true => field.wire.clone(),
                false => format!("{}.{inner}", field.wire),
            }));
        }
    }
    let extra = (shape.extra.as_ref()?, &Codec::Plain);
    broken(api, extra, allowed, open, false)
}

/// A list or struct that travels as one text.
fn is_text(codec: &Codec) -> bool {
    match codec {
        Codec::Joined(_) | Codec::JsonText => true,
        Codec::Absent(_, inner) => is_text(inner),
        _ => false,
    }
}

fn is_single(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::List(_) | Type::Map(_) | Type::File | Type::Unit => false,
        Type::Named(id, _) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(_)) => false,
            // Variants that are tried in order may be a text here and a number there.
            Some(TypeKind::Union(union)) => union.tagging == Tagging::Order,
            _ => true,
        },
        _ => true,
    }
}
