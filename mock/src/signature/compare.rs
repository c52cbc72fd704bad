//! Whether what stands in a request is what its recipe gives. In: both, step by step. Out: yes or no.
//!
//! Bytes are compared first. Where a step only packs what others made, what is in the pack is compared: two compressors
//! give different bytes for the same content, and the members of an object have any order.

use std::collections::BTreeMap;

use specwright::model::{Signature, Step};

use super::template::{self, Piece, pieces};
use super::undo::{Undone, undo};

/// What a recipe gives.
pub(super) struct Expected<'e> {
    pub(super) signature: &'e Signature,
    pub(super) made: BTreeMap<&'e str, &'e [u8]>,
    pub(super) credential: &'e dyn Fn(&str) -> Option<String>,
}

impl Expected<'_> {
    /// Whether a result is that of the step.
    pub(super) fn agrees(&self, step: &Step, seen: &[u8]) -> bool {
        if self
            .made
            .get(step.name.as_str())
            .is_some_and(|made| same(made, seen))
        {
            return true;
        }
        match undo(step, seen) {
            Undone::Templates(found) => found.iter().all(|(of, bytes)| self.fits(of, bytes)),
            Undone::Closed | Undone::Unreadable => false,
        }
    }

    fn fits(&self, of: &str, bytes: &[u8]) -> bool {
        let pieces = pieces(of);
        if let [Piece::Literal(text)] = &pieces[..] {
            return text.as_bytes() == bytes;
        }
        let known = |name: &str| self.value(name);
        let Some(found) = template::names(&pieces, bytes, &known, false) else {
            return false;
        };
        found.iter().all(|(name, bytes)| {
            match self.signature.steps.iter().find(|step| step.name == *name) {
                Some(step) => self.agrees(step, bytes),
                None => self.value(name).is_some_and(|value| same(&value, bytes)),
            }
        })
    }

    fn value(&self, name: &str) -> Option<Vec<u8>> {
        let made = self.made.get(name).map(|made| made.to_vec());
        made.or_else(|| (self.credential)(name).map(String::into_bytes))
    }
}

/// Looks at every byte, so that the time tells nothing.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
