//! Type expressions to types: looks every name up and counts its arguments.
//!
//! A name that is not there is reported once and becomes [`Type::Error`], which nobody complains of again.

use super::index::Types;
use super::type_expr::{self, Expr};
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::Type;

/// Types that need no definition.
const BUILTINS: &[(&str, Type)] = &[
    ("string", Type::String),
    ("secret", Type::Secret),
    ("bool", Type::Bool),
    ("i32", Type::I32),
    ("i64", Type::I64),
    ("u32", Type::U32),
    ("u64", Type::U64),
    ("f64", Type::F64),
    ("date", Type::Date),
    ("datetime", Type::DateTime),
    ("timestamp", Type::Timestamp),
    ("duration", Type::Duration),
    ("bytes", Type::Bytes),
    ("file", Type::File),
    ("any", Type::Any),
];

/// What other languages call our types.
const FOREIGN: &[(&[&str], &str)] = &[
    (
        &["int", "integer", "long", "int64", "number"],
        "write `i64`, or `f64` if it has a fraction",
    ),
    (&["int32", "short"], "write `i32`"),
    (&["float", "double", "decimal"], "write `f64`"),
    (&["boolean"], "write `bool`"),
    (
        &["str", "text", "char", "uuid", "url", "uri"],
        "write `string`",
    ),
    (&["password"], "write `secret`"),
    (
        &["array", "vec", "set", "sequence"],
        "write `list<..>` with the type of its items",
    ),
    (
        &["object", "struct", "dict", "hash", "record"],
        "define a struct under `types`, or write `map<..>` or `any`",
    ),
    (&["json", "value"], "write `any`"),
    (&["binary", "blob", "base64"], "write `bytes`"),
    (
        &["time", "instant"],
        "write `timestamp`, or `datetime` if it has no zone",
    ),
    (
        &["option", "optional", "nullable"],
        "write the type, and `nullable: true` beside it or `?` inside `<>`",
    ),
    (
        &["null", "void", "none", "unit", "nothing"],
        "leave the key out where there is nothing",
    ),
];

/// The names that an expression may use.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) types: &'a Types<'a>,
    /// Type parameters of the struct that is being defined.
    pub(super) generics: &'a [String],
}

/// The type that `text` stands for.
pub(super) fn resolve(
    names: Names<'_>,
    text: &str,
    place: &Place,
    diags: &mut Diagnostics,
) -> Type {
    match type_expr::parse(text) {
        Ok(expr) => lower(names, &expr, place, diags),
        Err(fault) => {
            let part = text.get(fault.at).unwrap_or_default();
            let problem = diags.error(Code::TypeSyntax, place.clone().part(part), fault.message);
            if let Some(meant) = in_brackets(text) {
                problem.help(format!("write `{meant}`"));
            }
            Type::Error
        }
    }
}

/// The same where `?` has no place, since a key beside the type says what null means.
pub(super) fn resolve_bare(
    names: Names<'_>,
    text: &str,
    place: &Place,
    help: &str,
    diags: &mut Diagnostics,
) -> Type {
    match resolve(names, text, place, diags) {
        Type::Nullable(inner) => {
            let message = "`?` can only stand inside `<>`";
            diags
                .error(Code::TypeSyntax, place.clone().part("?"), message)
                .help(help);
            *inner
        }
        other => other,
    }
}

/// The names in `text`, in order; none if it cannot be read.
pub(super) fn mentioned(text: &str) -> Vec<&str> {
    fn visit<'t>(expr: &Expr<'t>, out: &mut Vec<&'t str>) {
        out.push(expr.name);
        expr.args.iter().for_each(|arg| visit(arg, out));
    }
    let mut out = Vec::new();
    if let Ok(expr) = type_expr::parse(text) {
        visit(&expr, &mut out);
    }
    out
}

fn lower(names: Names<'_>, expr: &Expr<'_>, place: &Place, diags: &mut Diagnostics) -> Type {
    let args: Vec<Type> = expr
        .args
        .iter()
        .map(|arg| lower(names, arg, place, diags))
        .collect();
    let ty = apply(names, expr, args, place, diags);
    match ty {
        Type::Error => Type::Error,
        ty if expr.nullable => Type::Nullable(Box::new(ty)),
        ty => ty,
    }
}

fn apply(
    names: Names<'_>,
    expr: &Expr<'_>,
    args: Vec<Type>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Type {
    if let Some(index) = names.generics.iter().position(|name| name == expr.name) {
        return with_arity(expr, args, 0, None, place, diags, |_| Type::Param(index));
    }
    let boxed = |mut args: Vec<Type>| args.pop().map(Box::new);
    match expr.name {
        "list" => {
            let make = |args| boxed(args).map_or(Type::Error, Type::List);
            return with_arity(expr, args, 1, None, place, diags, make);
        }
        "map" => {
            let make = |args| boxed(args).map_or(Type::Error, Type::Map);
            return with_arity(expr, args, 1, None, place, diags, make);
        }
        _ => {}
    }
    if let Some((_, ty)) = BUILTINS.iter().find(|(name, _)| *name == expr.name) {
        return with_arity(expr, args, 0, None, place, diags, |_| ty.clone());
    }
    let Some(id) = names.types.find(expr.name) else {
        unknown(names, expr.name, place, diags);
        return Type::Error;
    };
    let defined = names.types.place(id);
    let arity = names.types.arity(id);
    with_arity(expr, args, arity, defined, place, diags, |args| {
        Type::Named(id, args)
    })
}

fn with_arity(
    expr: &Expr<'_>,
    args: Vec<Type>,
    arity: usize,
    defined: Option<Place>,
    place: &Place,
    diags: &mut Diagnostics,
    make: impl FnOnce(Vec<Type>) -> Type,
) -> Type {
    if args.len() == arity {
        return make(args);
    }
    let wants = match arity {
        1 => "one type argument".to_owned(),
        many => format!("{many} type arguments"),
    };
    let message = match (expr.name, args.len()) {
        ("list", 0) => "`list` needs the type of its items, for instance `list<string>`".to_owned(),
        ("map", 0) => "`map` needs the type of its values, for instance `map<string>`".to_owned(),
        ("map", 2) => {
            "keys of a `map` are always texts: only the type of its values is given".to_owned()
        }
        (name, _) if arity == 0 => format!("`{name}` takes no type arguments"),
        (name, 0) => format!("`{name}` takes {wants}, and none is given"),
        (name, given) => format!("`{name}` takes {wants}, not {given}"),
    };
    let problem = diags.error(Code::TypeArguments, place.clone().part(expr.name), message);
    if let Some(defined) = defined {
        problem.label(defined, "defined here");
    }
    Type::Error
}

/// `list[Order]` and `Order[]` as they are written here.
fn in_brackets(text: &str) -> Option<String> {
    let meant = match text.strip_suffix("[]") {
        Some(item) => format!("list<{item}>"),
        None => text.replace('[', "<").replace(']', ">"),
    };
    (meant != text && type_expr::parse(&meant).is_ok()).then_some(meant)
}

fn unknown(names: Names<'_>, name: &str, place: &Place, diags: &mut Diagnostics) {
    let problem = diags.error(
        Code::UnknownType,
        place.clone().part(name),
        format!("unknown type `{name}`"),
    );
    let folded = name.to_lowercase();
    let builtin = |known: &&str| *known == folded;
    let builtins = || {
        BUILTINS
            .iter()
            .map(|(name, _)| *name)
            .chain(["list", "map"])
    };
    if let Some(known) = builtins().find(builtin) {
        problem.help(format!("did you mean `{known}`?"));
        return;
    }
    let foreign = FOREIGN
        .iter()
        .find(|(words, _)| words.contains(&folded.as_str()));
    if let Some((_, help)) = foreign {
        problem.help(*help);
        return;
    }
    let generics = names.generics.iter().map(String::as_str);
    let candidates = names.types.names().chain(generics).chain(builtins());
    let Some(near) = did_you_mean(name, candidates) else {
        problem.help("define it under `types`");
        return;
    };
    let differs_in_case = near.to_lowercase() == folded && near.starts_with(char::is_lowercase);
    problem.help(match differs_in_case {
        true => format!("`{near}` is defined: call it `{name}` there too"),
        false => format!("did you mean `{near}`?"),
    });
    if let Some(place) = names.types.find(&near).and_then(|id| names.types.place(id)) {
        problem.label(place, format!("`{near}` is defined here"));
    }
}
