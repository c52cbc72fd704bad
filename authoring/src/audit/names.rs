//! Names that an operation has beside its own parameters, and small questions about parameters. In: model. Out: names.

use serde_json::Value as Json;
use specwright::model::{Api, Auth, FixedParam, FixedSource, Operation, Param, Put, Style};

/// A JSON value as plain text.
pub(crate) fn plain(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What signatures put into requests.
pub(crate) fn puts<'a>(api: &'a Api, auth: &'a [Auth]) -> Vec<&'a Put> {
    let ways = auth.iter().flat_map(Auth::ways);
    let names = ways.filter_map(|way| match way {
        Auth::Signature { name } => Some(name),
        _ => None,
    });
    let recipes = names.filter_map(|name| api.signatures.iter().find(|one| one.name == *name));
    let steps = recipes.flat_map(|recipe| &recipe.steps);
    steps.filter_map(|step| step.put.as_ref()).collect()
}

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Known<'a> {
    /// The caller gives it.
    Given(&'a Param),
    /// The client gives it.
    Fixed(&'a FixedParam),
    /// It authorises.
    Auth,
}

/// The parameter of this wire name, wherever in the request it is.
pub(crate) fn param<'a>(api: &'a Api, operation: &'a Operation, wire: &str) -> Option<Known<'a>> {
    let given = operation
        .params
        .iter()
        .find(|param| param.field.wire == wire);
    if let Some(param) = given {
        return Some(Known::Given(param));
    }
    let fixed = operation.fixed.iter().find(|param| param.wire == wire);
    if let Some(param) = fixed {
        return Some(Known::Fixed(param));
    }
    authorises(api, operation, wire).then_some(Known::Auth)
}

fn authorises(api: &Api, operation: &Operation, wire: &str) -> bool {
    let put = puts(api, &operation.auth).into_iter().any(|put| match put {
        Put::Query(name) | Put::Field(name) => name == wire,
        Put::Header(name) => name.eq_ignore_ascii_case(wire),
    });
    let mut ways = operation.auth.iter().flat_map(Auth::ways);
    put || ways.any(|way| match way {
        Auth::Query { name, .. } | Auth::Cookie { name, .. } => name == wire,
        Auth::Header { name, .. } => name.eq_ignore_ascii_case(wire),
        Auth::Basic { .. } => wire.eq_ignore_ascii_case("Authorization"),
        _ => false,
    })
}

/// Whether any query parameter is welcome.
pub(crate) fn takes_any(operation: &Operation) -> bool {
    operation
        .params
        .iter()
        .any(|param| param.style == Style::Spread)
}

/// The constant that a parameter is.
pub(crate) fn constant(param: &FixedParam) -> Option<String> {
    match &param.source {
        FixedSource::Constant(value) => Some(plain(value)),
        _ => None,
    }
}

/// Letters and digits alone, in lower case: how names are compared across spellings.
pub(crate) fn folded(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
