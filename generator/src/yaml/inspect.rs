//! What YAML allows and a spec does not: keys that stand twice, tags, merge keys, keys that are no names, unquoted
//! words that readers of YAML disagree on.
//!
//! The tree is looked through first, which is cheap; only when it holds something of this kind is the text parsed
//! again for positions. What was reported is taken out of the tree.

use std::collections::HashMap;
use std::ops::Range;

use super::positions::{Kind, NodeId};
use super::{Node, Positions};

/// Something to be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) bytes: Range<usize>,
    pub(crate) what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    DuplicateKey {
        key: String,
        first: Range<usize>,
    },
    MergeKey,
    OddKey(String),
    /// What stands in place of a key.
    BadKey(String),
    Tag(String),
}

/// Cleans the tree of a text.
pub(super) fn inspect(text: &str, node: &mut Node) -> Vec<Finding> {
    if !is_suspect(node) {
        return Vec::new();
    }
    let positions = Positions::of(text);
    let mut inspector = Inspector {
        positions: &positions,
        findings: Vec::new(),
    };
    inspector.value(node, positions.root());
    let mut findings = inspector.findings;
    // An anchored map is seen again at each of its aliases.
    findings.sort_by_key(|finding| finding.bytes.start);
    findings.dedup();
    findings
}

/// An unquoted word that YAML 1.1 reads as a truth value or a number and YAML 1.2 as a text.
fn is_odd(word: &str) -> bool {
    if ["yes", "no", "on", "off"]
        .iter()
        .any(|odd| word.eq_ignore_ascii_case(odd))
    {
        return true;
    }
    let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
    let numeric = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.'));
    let leading_zero = digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    leading_zero || (numeric && digits.contains('_'))
}

fn is_suspect(node: &Node) -> bool {
    match node {
        Node::Text(word) => is_odd(word),
        Node::List(items) => items.iter().any(is_suspect),
        Node::Map(entries) => {
            has_suspect_keys(entries) || entries.iter().any(|(_, value)| is_suspect(value))
        }
        Node::Tagged(..) => true,
        _ => false,
    }
}

fn has_suspect_keys(entries: &[(Node, Node)]) -> bool {
    let mut names = std::collections::HashSet::with_capacity(entries.len());
    entries.iter().any(|(key, _)| match key {
        Node::Text(name) => {
            is_odd(name) || name == "<<" || !names.insert(std::borrow::Cow::Borrowed(name.as_str()))
        }
        Node::Integer(number) => !names.insert(number.to_string().into()),
        _ => true,
    })
}

struct Inspector<'p> {
    positions: &'p Positions,
    findings: Vec<Finding>,
}

impl Inspector<'_> {
    fn value(&mut self, node: &mut Node, at: Option<NodeId>) {
        let at = at.map(|at| self.positions.behind_alias(at));
        match node {
            Node::Text(word) if is_odd(word) && self.is_plain(at) => {
                *node = Node::Odd(std::mem::take(word))
            }
            Node::List(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.value(item, self.item(at, index));
                }
            }
            Node::Map(entries) => self.map(entries, at),
            Node::Tagged(tag, content) => {
                let bytes = self.bytes(at);
                self.findings.push(Finding {
                    bytes,
                    what: What::Tag(std::mem::take(tag)),
                });
                *node = std::mem::replace(content, Node::Null);
                self.value(node, at);
            }
            _ => {}
        }
    }

    fn map(&mut self, entries: &mut Vec<(Node, Node)>, at: Option<NodeId>) {
        let mut seen: HashMap<String, Range<usize>> = HashMap::new();
        let mut index = 0;
        entries.retain_mut(|(key, value)| {
            let (key_at, value_at) = self.entry(at, index).unzip();
            index += 1;
            let bytes = self.bytes(key_at);
            match self.key(key, key_at, &seen) {
                Some(what @ (What::DuplicateKey { .. } | What::MergeKey | What::BadKey(_))) => {
                    self.findings.push(Finding { bytes, what });
                    false
                }
                // Whatever is odd about the key, it names its value.
                odd => {
                    self.findings.extend(odd.map(|what| Finding {
                        bytes: bytes.clone(),
                        what,
                    }));
                    seen.extend(key.key_text().map(|name| (name, bytes)));
                    self.value(value, value_at);
                    true
                }
            }
        });
    }

    fn key(
        &self,
        key: &Node,
        at: Option<NodeId>,
        seen: &HashMap<String, Range<usize>>,
    ) -> Option<What> {
        let Some(name) = key.key_text() else {
            return Some(What::BadKey(key.describe()));
        };
        let plain = matches!(key, Node::Text(_)) && self.is_plain(at);
        match seen.get(&name) {
            Some(first) => Some(What::DuplicateKey {
                key: name,
                first: first.clone(),
            }),
            None if plain && name == "<<" => Some(What::MergeKey),
            None if plain && is_odd(&name) => Some(What::OddKey(name)),
            None => None,
        }
    }

    fn is_plain(&self, at: Option<NodeId>) -> bool {
        let spot = at.and_then(|at| self.positions.node(self.positions.behind_alias(at)));
        matches!(
            spot.map(|spot| &spot.kind),
            Some(Kind::Scalar { plain: true, .. })
        )
    }

    fn item(&self, list: Option<NodeId>, index: usize) -> Option<NodeId> {
        match &self.positions.node(list?)?.kind {
            Kind::List(items) => items.get(index).copied(),
            _ => None,
        }
    }

    fn entry(&self, map: Option<NodeId>, index: usize) -> Option<(NodeId, NodeId)> {
        match &self.positions.node(map?)?.kind {
            Kind::Map(entries) => entries.get(index).copied(),
            _ => None,
        }
    }

    fn bytes(&self, at: Option<NodeId>) -> Range<usize> {
        at.and_then(|at| self.positions.node(at))
            .map_or(0..0, |spot| spot.bytes.clone())
    }
}
