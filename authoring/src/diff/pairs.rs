//! Which of the old is which of the new. In: two lists. Out: pairs, what is left over on either side.

/// Two lists, matched.
#[derive(Debug)]
pub(super) struct Pairs {
    /// Indices of what is on both sides, in the order of the new list.
    pub(super) both: Vec<(usize, usize)>,
    /// What is only in the old list.
    pub(super) gone: Vec<usize>,
    /// What is only in the new list.
    pub(super) new: Vec<usize>,
}

/// Something that makes of two items the same one.
pub(super) type Rule<'s, T> = &'s dyn Fn((usize, &T), (usize, &T)) -> bool;

/// Matches two lists: first all that the first rule takes, then of the rest what the second takes, and so on. An item
/// that a rule could match with several is matched with the first that is free.
pub(super) fn pairs<T>(old: &[T], new: &[T], rules: &[Rule<'_, T>]) -> Pairs {
    let (mut gone, mut fresh): (Vec<_>, Vec<_>) =
        ((0..old.len()).collect(), (0..new.len()).collect());
    let mut both = Vec::new();
    for same in rules {
        gone.retain(|&from| {
            let found = fresh
                .iter()
                .position(|&to| same((from, &old[from]), (to, &new[to])));
            if let Some(at) = found {
                both.push((from, fresh.remove(at)));
            }
            found.is_none()
        });
    }
    both.sort_by_key(|(_, to)| *to);
    let new = fresh;
    Pairs { both, gone, new }
}

impl Pairs {
    /// Whether what is on both sides stands in another order.
    pub(super) fn is_reordered(&self) -> bool {
        !self.both.is_sorted_by_key(|(from, _)| *from)
    }
}
