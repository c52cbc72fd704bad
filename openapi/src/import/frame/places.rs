//! Where the parts of a spec come from.

use std::collections::HashMap;

use super::super::pointer::Pointer;

/// Which place of the document a path of the spec was made from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    known: HashMap<Vec<String>, Pointer>,
}

impl Places {
    pub(super) fn put(&mut self, path: &[&str], at: &Pointer) {
        let path = path.iter().map(|step| (*step).to_owned()).collect();
        self.known.insert(path, at.clone());
    }

    /// Whether the document itself has something at this path.
    pub(crate) fn has(&self, path: &[&str]) -> bool {
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        self.known.contains_key(&path)
    }

    /// The place of the nearest thing above a path that is known.
    pub(crate) fn of(&self, path: &[String]) -> Pointer {
        let above = (0..=path.len())
            .rev()
            .filter_map(|length| path.get(..length));
        let mut found = above.filter_map(|above| self.known.get(above));
        found.next().cloned().unwrap_or_default()
    }
}
