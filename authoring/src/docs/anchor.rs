//! Anchors: what links point at. In: kinds and names. Out: ids, each once on a page, that can stand in an address as they
//! are.

use std::collections::BTreeSet;

/// The anchors of a page.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    taken: BTreeSet<String>,
}

impl Anchors {
    /// The anchor `kind-name`. Two of one name, a parameter of the query and one of the body for instance, are told apart
    /// by a number.
    pub(super) fn take(&mut self, kind: &str, name: &str) -> String {
        let base = format!("{kind}-{}", sound(name));
        let mut anchor = base.clone();
        let mut number = 1;
        while !self.taken.insert(anchor.clone()) {
            number += 1;
            anchor = format!("{base}~{number}");
        }
        anchor
    }
}

/// A name without the characters that mean something in an address; two names never become the same.
pub(super) fn sound(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            true => out.push(c),
            false => out.push_str(&format!("~{:x}~", u32::from(c))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_readable_and_apart() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.take("error", "-1005"), "error--1005");
        assert_eq!(anchors.take("param", "list.$top"), "param-list.~24~top");
        assert_eq!(anchors.take("param", "list.$top"), "param-list.~24~top~2");
        assert_eq!(anchors.take("error", "a b"), "error-a~20~b");
    }
}
