//! Where the values of a text stand: a tree of byte ranges, made from parser events.
//!
//! The text may be anything: where the parser gives up, the tree ends, and a path is followed as far as it goes.

mod build;

use std::ops::Range;

pub(super) use build::second_document;

use crate::source::{Focus, Place, Step};

/// A node of the tree is named by its index.
pub(crate) type NodeId = usize;

/// The positions of one text.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    nodes: Vec<Spot>,
    root: Option<NodeId>,
}

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Spot {
    pub(crate) bytes: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a value is made of.
#[derive(Debug)]
pub(crate) enum Kind {
    Scalar {
        value: String,
        plain: bool,
    },
    List(Vec<NodeId>),
    /// Key and value.
    Map(Vec<(NodeId, NodeId)>),
    /// Stands for the anchored value, if there is one.
    Alias(Option<NodeId>),
}

/// A place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) bytes: Range<usize>,
    /// If the path went through an alias, `bytes` is the alias and this is where the value itself stands.
    pub(crate) anchored: Option<Range<usize>>,
}

impl Located {
    /// These bytes, made safe to cut the text with.
    pub(crate) fn plain(text: &str, bytes: Range<usize>) -> Self {
        Self {
            bytes: within(text, bytes),
            anchored: None,
        }
    }
}

impl Positions {
    /// Parses a text.
    pub(crate) fn of(text: &str) -> Self {
        build::tree(text)
    }

    /// The top value of the first document.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub(crate) fn node(&self, id: NodeId) -> Option<&Spot> {
        self.nodes.get(id)
    }

    /// Follows the path of a place as far as it exists; the end of that is what is pointed at.
    pub(crate) fn locate(&self, text: &str, place: &Place) -> Located {
        if let Some(bytes) = place.as_bytes() {
            return Located::plain(text, bytes);
        }
        let Some(mut walk) = self.root.map(|root| Walk {
            node: root,
            key: None,
            alias: None,
        }) else {
            return Located {
                bytes: 0..0,
                anchored: None,
            };
        };
        let mut whole = true;
        for step in &place.path {
            walk = self.through_alias(walk);
            match self.step(walk.node, step) {
                Some((node, key)) => walk = Walk { node, key, ..walk },
                None => {
                    whole = false;
                    break;
                }
            }
        }
        // Where the path breaks off in a map there is no such key: the map that lacks it is meant. In a scalar it is
        // the short form of the map that the path speaks of, and the part is in it.
        let short = matches!(
            self.node(walk.node).map(|spot| &spot.kind),
            Some(Kind::Scalar { .. })
        );
        let part = matches!(place.focus, Focus::Part(_));
        let focus = if whole || (short && part) {
            &place.focus
        } else {
            &Focus::Value
        };
        self.finish(text, &walk, focus)
    }

    /// Bytes of the value of a place itself, if the whole path exists.
    pub(crate) fn locate_value(&self, text: &str, place: &Place) -> Option<Range<usize>> {
        let mut node = self.root?;
        for step in &place.path {
            (node, _) = self.step(self.behind_alias(node), step)?;
        }
        Some(within(text, self.bytes(node)))
    }

    fn finish(&self, text: &str, walk: &Walk, focus: &Focus) -> Located {
        let bytes = within(text, self.focused(text, walk, focus));
        match walk.alias.clone() {
            Some(alias) => Located {
                bytes: alias,
                anchored: Some(bytes),
            },
            None => Located {
                bytes,
                anchored: None,
            },
        }
    }

    fn focused(&self, text: &str, walk: &Walk, focus: &Focus) -> Range<usize> {
        let value = self.bytes(walk.node);
        let scalar = matches!(
            self.node(walk.node).map(|spot| &spot.kind),
            Some(Kind::Scalar { .. } | Kind::Alias(_))
        );
        let key = walk.key.map(|key| self.bytes(key));
        match (focus, key) {
            (Focus::Key, Some(key)) => key,
            (Focus::Part(part), _) if scalar => part_of(text, &value, part),
            (_, Some(key)) if !scalar || value.is_empty() => key,
            _ if scalar => value,
            // A map or list without a key starts where its first entry starts.
            _ => value.start..first_line(text, &value),
        }
    }

    /// The anchored value if this is an alias, otherwise the node itself.
    pub(crate) fn behind_alias(&self, id: NodeId) -> NodeId {
        match self.node(id).map(|spot| &spot.kind) {
            Some(Kind::Alias(Some(target))) => *target,
            _ => id,
        }
    }

    fn bytes(&self, id: NodeId) -> Range<usize> {
        self.node(id).map_or(0..0, |spot| spot.bytes.clone())
    }

    fn through_alias(&self, walk: Walk) -> Walk {
        match self.node(walk.node) {
            Some(Spot {
                bytes,
                kind: Kind::Alias(Some(target)),
            }) => Walk {
                node: *target,
                key: None,
                alias: walk.alias.or_else(|| Some(bytes.clone())),
            },
            _ => walk,
        }
    }

    fn step(&self, node: NodeId, step: &Step) -> Option<(NodeId, Option<NodeId>)> {
        match (&self.node(node)?.kind, step) {
            (Kind::List(items), Step::Index(index)) => Some((*items.get(*index)?, None)),
            (Kind::Map(entries), Step::Key(name)) => {
                let (key, value) = entries.iter().find(|(key, _)| self.is_key(*key, name))?;
                Some((*value, Some(*key)))
            }
            _ => None,
        }
    }

    fn is_key(&self, key: NodeId, name: &str) -> bool {
        match self.node(key).map(|spot| &spot.kind) {
            Some(Kind::Scalar { value, .. }) if value == name => true,
            // `0x1F` and `31` are the same key.
            Some(Kind::Scalar { value, plain: true }) => {
                super::integer_text(value).is_some_and(|text| text == name)
            }
            _ => false,
        }
    }
}

struct Walk {
    node: NodeId,
    key: Option<NodeId>,
    alias: Option<Range<usize>>,
}

/// The first occurrence of `part` in the scalar's text that is not inside a longer word, or else the first one, or the
/// scalar.
fn part_of(text: &str, scalar: &Range<usize>, part: &str) -> Range<usize> {
    let raw = text
        .get(scalar.clone())
        .filter(|_| !part.is_empty())
        .unwrap_or_default();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (starts, ends) = (part.starts_with(is_word), part.ends_with(is_word));
    let alone = |at: &usize| {
        let before = raw.get(..*at).unwrap_or_default();
        let after = raw.get(*at + part.len()..).unwrap_or_default();
        !(starts && before.ends_with(is_word) || ends && after.starts_with(is_word))
    };
    let found = raw
        .match_indices(part)
        .map(|(at, _)| at)
        .find(alone)
        .or_else(|| raw.find(part));
    found.map_or_else(
        || scalar.clone(),
        |at| scalar.start + at..scalar.start + at + part.len(),
    )
}

fn first_line(text: &str, bytes: &Range<usize>) -> usize {
    let line = text
        .get(bytes.clone())
        .and_then(|raw| raw.lines().next())
        .unwrap_or_default();
    bytes.start + line.trim_end().len()
}

/// Makes a range safe to cut the text with.
fn within(text: &str, bytes: Range<usize>) -> Range<usize> {
    let down = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = down(bytes.start);
    start..down(bytes.end).max(start)
}
