//! Other names for types: resolved before everything else, each after those it stands on.

use super::bounds;
use super::codec::{Spelling, spell};
use super::index::{Kind, Types};
use super::members::error_value;
use super::resolve::{Names, mentioned, resolve_bare};
use crate::diag::{Code, Diagnostics};
use crate::model::{TypeId, Value};

/// Aliases of aliases of aliases: more than anybody means, and little enough to be walked by recursion.
const MAX_CHAIN: usize = 16;

/// How far an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fresh,
    /// Waits for those it stands on.
    Open,
    /// How many aliases stand between it and what it stands for.
    Done(usize),
}

/// Fills in what every alias stands for; an alias in a cycle stands for an error.
pub(super) fn lower(types: &mut Types<'_>, diags: &mut Diagnostics) {
    let mut states = vec![State::Fresh; types.defs.len()];
    for index in 0..states.len() {
        walk(types, TypeId(index), &mut states, diags);
    }
}

/// Depth first with a stack of its own: a chain of aliases may be as long as the spec.
fn walk(types: &mut Types<'_>, start: TypeId, states: &mut [State], diags: &mut Diagnostics) {
    let mut path = vec![start];
    while let Some(&id) = path.last() {
        if types.kind(id) != Kind::Alias || matches!(states[id.0], State::Done(_)) {
            path.pop();
            continue;
        }
        states[id.0] = State::Open;
        let targets = targets(types, id);
        let is_waiting = |next: &&TypeId| !matches!(states[next.0], State::Done(_));
        match targets.iter().find(is_waiting).copied() {
            None => {
                let chain = targets.iter().map(|next| match states[next.0] {
                    State::Done(chain) => chain + 1,
                    _ => 0,
                });
                states[id.0] = State::Done(finish(types, id, chain.max().unwrap_or(0), diags));
                path.pop();
            }
            Some(next) if states[next.0] == State::Open => {
                let from = path.iter().position(|id| *id == next).unwrap_or(0);
                report_cycle(types, &path[from..], diags);
                for id in path.drain(from..) {
                    types.set_alias(id, error_value());
                    states[id.0] = State::Done(0);
                }
            }
            Some(next) => path.push(next),
        }
    }
}

/// Gives an alias its meaning; answers how long the chain behind it is from now on.
fn finish(types: &mut Types<'_>, id: TypeId, chain: usize, diags: &mut Diagnostics) -> usize {
    if chain <= MAX_CHAIN {
        let value = value(types, id, diags);
        types.set_alias(id, value);
        let limits = bounds::of_alias(types, id, diags);
        types.set_alias_limits(id, limits);
        return chain;
    }
    if let Some(place) = types.place(id) {
        let message = format!("more than {MAX_CHAIN} aliases stand for each other");
        diags.error(Code::AliasCycle, place, message);
    }
    types.set_alias(id, error_value());
    0
}

/// The aliases that an alias mentions.
fn targets(types: &Types<'_>, id: TypeId) -> Vec<TypeId> {
    let text = types
        .defs
        .get(id.0)
        .and_then(|def| def.entry.value.alias.as_deref());
    let names = mentioned(text.unwrap_or_default());
    let ids = names.into_iter().filter_map(|name| types.find(name));
    ids.filter(|id| types.kind(*id) == Kind::Alias).collect()
}

fn value(types: &Types<'_>, id: TypeId, diags: &mut Diagnostics) -> Value {
    let Some(def) = types.defs.get(id.0) else {
        return error_value();
    };
    let (spec, place) = (def.entry.value, &def.entry.place);
    let names = Names {
        types,
        generics: &[],
    };
    let help = "write `nullable: true` where the type is used";
    let text = spec.alias.as_deref().unwrap_or_default();
    let ty = resolve_bare(names, text, &place.clone().key("type"), help, diags);
    let spelling = Spelling {
        format: spec.format.as_deref(),
        wire: spec.wire.as_ref(),
        absent: &spec.absent.0,
    };
    let codec = spell(types, &ty, spelling, place, diags);
    Value { ty, codec }
}

fn report_cycle(types: &Types<'_>, cycle: &[TypeId], diags: &mut Diagnostics) {
    let names: Vec<String> = cycle
        .iter()
        .map(|id| format!("`{}`", types.name(*id)))
        .collect();
    let message = match names.as_slice() {
        [one] => format!("{one} stands for itself"),
        [first, rest @ ..] => format!(
            "{first} stands for {}, which stands for {first}",
            rest.join(", which stands for ")
        ),
        [] => return,
    };
    let mut places = cycle.iter().filter_map(|id| types.place(*id));
    let Some(first) = places.next() else {
        return;
    };
    let problem = diags.error(Code::AliasCycle, first, message);
    for place in places {
        problem.label(place, "part of the cycle");
    }
}
