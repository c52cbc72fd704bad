//! What a call involves. In: the model. Out: the ways in which an operation is authorised, and the operations that buy
//! its tokens.

use specwright::model::{Api, Auth, Operation};
use specwright::names;

use crate::stop::Stop;

/// The ways that are used: where there is a choice, the one of this name, or the first.
pub(super) fn of<'a>(op: &'a Operation, chosen: Option<&str>) -> Vec<&'a Auth> {
    let mut all = Vec::new();
    collect(&op.auth, chosen, &mut all);
    all
}

fn collect<'a>(auth: &'a [Auth], chosen: Option<&str>, all: &mut Vec<&'a Auth>) {
    for way in auth {
        let Auth::AnyOf(choices) = way else {
            all.push(way);
            continue;
        };
        let named = choices
            .iter()
            .find(|(name, _)| Some(name.as_str()) == chosen);
        if let Some((_, ways)) = named.or(choices.first()) {
            collect(ways, chosen, all);
        }
    }
}

/// Whether `--auth` names a choice of the operation.
pub(super) fn check(op: &Operation, chosen: Option<&str>) -> Result<(), Stop> {
    let Some(chosen) = chosen else {
        return Ok(());
    };
    let choices = op.auth.iter().flat_map(|way| match way {
        Auth::AnyOf(choices) => choices.as_slice(),
        _ => &[],
    });
    let known: Vec<&str> = choices.map(|(name, _)| name.as_str()).collect();
    if known.contains(&chosen) {
        return Ok(());
    }
    let name = &op.name;
    Err(Stop::Usage(
        match names::nearest(chosen, known.iter().copied()) {
            _ if known.is_empty() => {
                format!("`{name}` is authorised in one way only; --auth has nothing to choose")
            }
            Some(near) => format!("`{name}` has no way `{chosen}`; did you mean `{near}`?"),
            None => {
                let known = names::list(known.iter().copied());
                format!("`{name}` has no way `{chosen}`; it has {known}")
            }
        },
    ))
}

/// The operation, and those that buy tokens for it and for each other; a token that is given is not bought.
pub(super) fn operations<'a>(
    api: &'a Api,
    op: &'a Operation,
    is_given: impl Fn(&str) -> bool,
) -> Vec<&'a Operation> {
    let mut all = vec![op];
    let mut next = 0;
    while let Some(op) = all.get(next).copied() {
        let wanted = op.policy.tokens.iter().filter(|name| !is_given(name));
        for name in wanted {
            let token = api.tokens.iter().find(|token| token.name == *name);
            let buys = |one: &&Operation| token.is_some_and(|token| token.operation == one.name);
            let buying = api.operations.iter().find(buys);
            let is_new = |one: &&Operation| !all.iter().any(|known| known.name == one.name);
            all.extend(buying.filter(is_new));
        }
        next += 1;
    }
    all
}
