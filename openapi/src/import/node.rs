//! A cursor through the document that notes what is read. In: a value and its place. Out: its parts. What nobody read is
//! what the import did not carry over: `ledger` finds it at the end.

use std::cell::RefCell;
use std::collections::HashSet;

use serde_yaml::{Mapping, Value};

use super::pointer::Pointer;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Single values, and empty maps and lists.
    leaves: RefCell<HashSet<Pointer>>,
    /// Everything at and below these.
    wholes: RefCell<HashSet<Pointer>>,
}

impl Read {
    /// A value was read.
    pub(super) fn leaf(&self, at: &Pointer) {
        self.leaves.borrow_mut().insert(at.clone());
    }

    /// All below a place was read, or was told about.
    pub(super) fn whole(&self, at: &Pointer) {
        self.wholes.borrow_mut().insert(at.clone());
    }

    pub(super) fn is_leaf(&self, at: &Pointer) -> bool {
        self.leaves.borrow().contains(at)
    }

    pub(super) fn is_whole(&self, at: &Pointer) -> bool {
        self.wholes.borrow().contains(at)
    }
}

/// A place in the document.
#[derive(Clone, Debug)]
pub(super) struct Node<'d> {
    pub(super) value: &'d Value,
    pub(super) at: Pointer,
    root: &'d Value,
    read: &'d Read,
}

impl<'d> Node<'d> {
    /// The whole document.
    pub(super) fn root(root: &'d Value, read: &'d Read) -> Self {
        Self {
            value: root,
            at: Pointer::root(),
            root,
            read,
        }
    }

    fn with(&self, value: &'d Value, at: Pointer) -> Self {
        Self {
            value,
            at,
            root: self.root,
            read: self.read,
        }
    }

    /// What stands under a key, references followed.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.as_mapping()?.get(key)?;
        self.with(value, self.at.key(key)).resolved()
    }

    /// What stands under a key, as it is written.
    pub(super) fn raw(&self, key: &str) -> Option<Self> {
        let value = self.value.as_mapping()?.get(key)?;
        Some(self.with(value, self.at.key(key)))
    }

    /// The entries of the map, references followed.
    pub(super) fn entries(&self) -> Vec<(&'d str, Self)> {
        let map = self.value.as_mapping();
        let entries = map.into_iter().flatten().filter_map(|(key, value)| {
            let key = key.as_str()?;
            let node = self.with(value, self.at.key(key));
            Some((key, node.resolved()?))
        });
        entries.collect()
    }

    /// The entries of the map under a key.
    pub(super) fn table(&self, key: &str) -> Vec<(&'d str, Self)> {
        self.get(key).map(|node| node.entries()).unwrap_or_default()
    }

    /// The items of the list under a key, references followed.
    pub(super) fn list(&self, key: &str) -> Vec<Self> {
        let Some(list) = self.get(key) else {
            return Vec::new();
        };
        list.items()
    }

    /// The items of the list, references followed.
    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.value.as_sequence().into_iter().flatten().enumerate();
        let items =
            items.filter_map(|(index, item)| self.with(item, self.at.index(index)).resolved());
        items.collect()
    }

    /// The text under a key.
    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        let node = self.raw(key)?;
        let text = node.value.as_str()?;
        node.took();
        Some(text)
    }

    /// The text under a key, unless it says nothing.
    pub(super) fn prose(&self, key: &str) -> Option<&'d str> {
        self.text(key)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// The truth value under a key.
    pub(super) fn truth(&self, key: &str) -> Option<bool> {
        let node = self.raw(key)?;
        let truth = node.value.as_bool()?;
        node.took();
        Some(truth)
    }

    /// The texts of the list under a key.
    pub(super) fn texts(&self, key: &str) -> Vec<&'d str> {
        let items = self.list(key);
        let texts = items.iter().filter_map(|item| {
            item.took();
            item.value.as_str()
        });
        texts.collect()
    }

    /// The value itself was read.
    pub(super) fn took(&self) {
        self.read.leaf(&self.at);
    }

    /// It was read with everything in it.
    pub(super) fn took_all(&self) {
        self.read.whole(&self.at);
    }

    /// The object of `x-specwright`, if there is one.
    pub(super) fn overlay(&self) -> Option<&'d Mapping> {
        let node = self.raw("x-specwright")?;
        let map = node.value.as_mapping()?;
        node.took_all();
        Some(map)
    }

    /// Whether the node is there for other tools only.
    pub(super) fn is_skipped(&self) -> bool {
        let skip = self
            .raw("x-specwright")
            .and_then(|overlay| overlay.raw("skip").map(|skip| skip.value.clone()));
        let skipped = skip == Some(Value::Bool(true));
        if skipped {
            self.took_all();
        }
        skipped
    }

    /// What a reference leads to. That of a reference is noted; what it leads to is not.
    fn resolved(self) -> Option<Self> {
        let mut node = self;
        // A reference has no more than this many others between itself and what it means; circles were broken.
        for _ in 0..64 {
            let Some(reference) = node.raw("$ref") else {
                return Some(node);
            };
            let Some(text) = reference.value.as_str() else {
                return Some(node);
            };
            // A schema keeps its reference: it is the name of its type.
            if text.starts_with("#/components/schemas/") {
                return Some(node);
            }
            reference.took();
            let at = Pointer::parse(text)?;
            let value = at.find(node.root)?;
            node = node.with(value, at);
        }
        None
    }

    /// The schema behind references, one after the other.
    pub(super) fn schema(&self) -> Option<Self> {
        let mut node = self.clone();
        for _ in 0..64 {
            let Some(text) = node.value.get("$ref").and_then(Value::as_str) else {
                return Some(node);
            };
            let at = Pointer::parse(text)?;
            let value = at.find(node.root)?;
            node = node.with(value, at);
        }
        None
    }

    /// The component schema that it refers to.
    pub(super) fn reference(&self) -> Option<String> {
        let text = self.value.get("$ref").and_then(Value::as_str)?;
        Pointer::parse(text)?.last()
    }
}
