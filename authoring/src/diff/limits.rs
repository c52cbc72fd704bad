//! Limits of values: tightened or loosened. In: the limits of a value on both sides. Out: drafts.
//!
//! Who sends beyond a tightened limit is refused; who relied on a limit of what is received may get more than there is
//! room for.

use std::cmp::Ordering;

use specwright::model::{Bound, Limits, Type, compare};
use specwright::words;

use super::draft::Draft;
use super::pair::Pair;
use super::wire::Roles;

/// What became of limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Turn {
    /// Something that was allowed is not any more.
    tightened: bool,
    /// Something is allowed that was not.
    loosened: bool,
}

impl Pair<'_> {
    /// The limits of a value, each with its type.
    pub(super) fn value_limits(
        &mut self,
        draft: &dyn Fn(&'static str, String) -> Draft,
        old: (&Limits, &Type),
        new: (&Limits, &Type),
        roles: Roles,
    ) {
        if old.0 == new.0 || self.told_by_alias(old, new) {
            return;
        }
        let turn = turn(old.0, new.0);
        if turn == SAME {
            return;
        }
        let mut one = draft("limits", text(old.0, new.0));
        one = match (
            roles.sent && turn.tightened,
            roles.received && turn.loosened,
        ) {
            (true, _) => one.breaks("old clients may send what is not taken any more"),
            (_, true) => one.breaks("old clients may get what they were not to expect"),
            _ => one.fits("old clients manage with what is said now"),
        };
        // Clients that check limits refuse other values than before.
        self.push(if roles.sent { one.behaves() } else { one });
    }

    /// Whether all that differs are limits of an alias that both types name.
    fn told_by_alias(&self, old: (&Limits, &Type), new: (&Limits, &Type)) -> bool {
        let (Some(before), Some(now)) = (self.old.limits_of(old.1), self.new.limits_of(new.1))
        else {
            return false;
        };
        self.same_type(old.1, new.1) && old.0.beyond(before) == new.0.beyond(now)
    }
}

fn text(old: &Limits, new: &Limits) -> String {
    let shown = |limits: &Limits| {
        let phrases = words::limits(limits, &|pattern| format!("`{pattern}`"));
        match phrases.is_empty() {
            true => "none".to_owned(),
            false => phrases.join(", "),
        }
    };
    format!("limits were {}, are {}", shown(old), shown(new))
}

fn turn(old: &Limits, new: &Limits) -> Turn {
    let steps = [
        end(&old.min, &new.min, false),
        end(&old.max, &new.max, true),
        count(old.min_length, new.min_length, false),
        count(old.max_length, new.max_length, true),
        count(old.min_items, new.min_items, false),
        count(old.max_items, new.max_items, true),
        other(&old.multiple_of, &new.multiple_of),
        other(&old.pattern, &new.pattern),
        other(&old.unique.then_some(()), &new.unique.then_some(())),
        units(old, new),
    ];
    Turn {
        tightened: steps.iter().any(|step| step.tightened),
        loosened: steps.iter().any(|step| step.loosened),
    }
}

const SAME: Turn = Turn {
    tightened: false,
    loosened: false,
};
const TIGHTER: Turn = Turn {
    tightened: true,
    loosened: false,
};
const LOOSER: Turn = Turn {
    tightened: false,
    loosened: true,
};
/// Neither contains the other, as far as can be told.
const ANOTHER: Turn = Turn {
    tightened: true,
    loosened: true,
};

/// An end of a range: `upper` ends tighten as they fall.
fn end(old: &Option<Bound>, new: &Option<Bound>, upper: bool) -> Turn {
    let (old, new) = match (old, new) {
        (None, None) => return SAME,
        (None, Some(_)) => return TIGHTER,
        (Some(_), None) => return LOOSER,
        (Some(old), Some(new)) => (old, new),
    };
    let order = compare(&new.value, &old.value);
    match (order, upper) {
        (Ordering::Equal, _) => match (old.exclusive, new.exclusive) {
            (false, true) => TIGHTER,
            (true, false) => LOOSER,
            _ => SAME,
        },
        (Ordering::Less, true) | (Ordering::Greater, false) => TIGHTER,
        _ => LOOSER,
    }
}

fn count(old: Option<u64>, new: Option<u64>, upper: bool) -> Turn {
    let bound = |count: Option<u64>| {
        // None of something is no limit.
        let count = count.filter(|count| upper || *count > 0)?;
        Some(Bound {
            value: count.into(),
            exclusive: false,
        })
    };
    end(&bound(old), &bound(new), upper)
}

fn other<T: PartialEq>(old: &Option<T>, new: &Option<T>) -> Turn {
    match (old, new) {
        (None, Some(_)) => TIGHTER,
        (Some(_), None) => LOOSER,
        (old, new) if old == new => SAME,
        _ => ANOTHER,
    }
}

/// Lengths that count something else.
fn units(old: &Limits, new: &Limits) -> Turn {
    let counts = |limits: &Limits| limits.min_length.is_some() || limits.max_length.is_some();
    match old.length_in != new.length_in && counts(old) && counts(new) {
        true => ANOTHER,
        false => SAME,
    }
}
