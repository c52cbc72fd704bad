//! Where things stood in the user's files that stand elsewhere in the document now.

use std::collections::HashMap;

use super::pointer::Pointer;

/// A place in a file, by the file's number.
pub(super) type Origin = (usize, Pointer);

/// What was moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    moved: HashMap<Pointer, Origin>,
}

impl Origins {
    pub(super) fn insert(&mut self, to: Pointer, from: Origin) {
        self.moved.insert(to, from);
    }

    /// Where something stood: by the nearest thing above it that was moved.
    pub(super) fn of(&self, at: &Pointer) -> Origin {
        let mut above = Some(at.clone());
        while let Some(here) = above {
            if let Some((file, from)) = self.moved.get(&here) {
                let below: Vec<String> = at.steps().skip(here.steps().count()).collect();
                let below: Vec<&str> = below.iter().map(String::as_str).collect();
                return (*file, from.keys(&below));
            }
            above = here.parent();
        }
        (0, at.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_moves_along() {
        let at = |text| Pointer::parse(text).unwrap_or_default();
        let mut origins = Origins::default();
        origins.insert(at("/components/schemas"), (0, at("/definitions")));
        origins.insert(at("/components/schemas/B"), (2, at("/x")));
        assert_eq!(
            origins.of(&at("/components/schemas/A/type")),
            (0, at("/definitions/A/type"))
        );
        assert_eq!(
            origins.of(&at("/components/schemas/B/type")),
            (2, at("/x/type"))
        );
        assert_eq!(origins.of(&at("/paths/~1a")), (0, at("/paths/~1a")));
    }
}
