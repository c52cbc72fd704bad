//! Rate limits, and which of them the calls of an operation count against.

use super::entries::Entry;
use super::scope::{Scope, at};
use super::{naming, provenance};
use crate::diag::{Code, Diagnostics, Place, Step, did_you_mean, list_of};
use crate::model::{Limit, LimitScope};
use crate::spec::{self, Costs};

pub(super) fn lower(
    entries: &[Entry<'_, spec::Limit>],
    document: Option<&str>,
    diags: &mut Diagnostics,
) -> Vec<Limit> {
    let limit = |entry: &Entry<'_, spec::Limit>| {
        let (limit, place) = (entry.value, &entry.place);
        naming::expect_snake("a limit", entry.key, place.clone().of_key(), diags);
        check(limit, place, diags);
        Limit {
            name: entry.key.to_owned(),
            scope: limit.scope.unwrap_or(LimitScope::Api),
            calls: limit.calls,
            per: limit.per.0,
            remaining: limit.remaining.clone(),
            used: limit.used.clone(),
            reset: limit.reset.clone(),
            doc: limit.text.clone(),
            source: provenance::lower(limit.source.as_ref(), document),
            file: entry.file,
        }
    };
    entries.iter().map(limit).collect()
}

fn check(limit: &spec::Limit, place: &Place, diags: &mut Diagnostics) {
    if limit.calls == 0 {
        let message = "a limit of no calls lets none through";
        diags
            .error(Code::BadLimit, at(place, "calls"), message)
            .help("write how many calls the vendor allows in `per`");
    }
    if limit.per.0.is_zero() {
        let message = "a window of no length holds any number of calls";
        diags
            .error(Code::BadLimit, at(place, "per"), message)
            .help("write the length of the window, for instance `1m`");
    }
    let headers = [
        ("remaining", &limit.remaining),
        ("used", &limit.used),
        ("reset", &limit.reset),
    ];
    for (key, header) in headers {
        if let Some(header) = header {
            naming::expect_header(header, at(place, key), diags);
        }
    }
    if limit.used.is_some() && limit.remaining.is_some() {
        let message = "what is left is told in one way, `remaining` or `used`";
        diags.error(Code::MisplacedKey, at(place, "used").of_key(), message);
    }
    if limit.reset.is_some() && limit.remaining.is_none() && limit.used.is_none() {
        diags
            .error(
                Code::MisplacedKey,
                at(place, "reset").of_key(),
                "`reset` says when there are more calls, but nothing says how many are left",
            )
            .help("add `remaining`, the header with the number of calls left");
    }
}

/// Names of limits and what a call costs: all limits where the operation does not say.
pub(super) fn of_operation(
    scope: &Scope<'_>,
    costs: Option<&Costs>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<(String, u32)> {
    let written: Vec<(&str, u32, Place)> = match costs {
        None => {
            let all = scope.limit_names.iter();
            return all.map(|name| ((*name).to_owned(), 1)).collect();
        }
        Some(Costs::Names(names)) => {
            let names = names.iter().enumerate();
            let one = |(index, name)| (String::as_str(name), 1, place.clone().index(index));
            names.map(one).collect()
        }
        Some(Costs::Each(table)) => {
            let one = |(name, cost): (_, &u32)| (name, *cost, at(place, name));
            table.iter().map(one).collect()
        }
    };
    let mut known: Vec<(String, u32)> = Vec::new();
    for (name, cost, place) in written {
        let Some(limit) = scope.limits.get(name) else {
            unknown(scope, name, place, diags);
            continue;
        };
        if known.iter().any(|(other, _)| other == name) {
            let message = format!("the limit `{name}` stands in the list already");
            diags
                .error(Code::BadLimit, place, message)
                .help("name it once; a call that counts twice is written `{name: 2}`");
            continue;
        }
        check_cost(limit, cost, place, diags);
        known.push((name.to_owned(), cost));
    }
    known
}

fn check_cost(limit: &Limit, cost: u32, place: Place, diags: &mut Diagnostics) {
    if cost == 0 {
        diags
            .error(
                Code::BadLimit,
                place,
                "a call that costs nothing does not count",
            )
            .help("leave the limit out");
    } else if cost > limit.calls && limit.calls > 0 {
        let message = format!(
            "a call costs {cost}, and a window of `{}` holds {}: it would wait for ever",
            limit.name, limit.calls
        );
        diags
            .error(Code::BadLimit, place, message)
            .help("lower what the call costs, or correct `calls` of the limit");
    }
}

fn unknown(scope: &Scope<'_>, name: &str, place: Place, diags: &mut Diagnostics) {
    let names = || scope.limit_names.iter().copied();
    let place = match place.path.last() {
        Some(Step::Key(_)) => place.of_key(),
        _ => place,
    };
    let problem = diags.error(Code::UnknownLimit, place, format!("unknown limit `{name}`"));
    match did_you_mean(name, names()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if scope.limit_names.is_empty() => problem.help("the spec has no `limits`"),
        None => problem.help(format!("limits are {}", list_of(names()))),
    };
}
