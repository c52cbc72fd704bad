//! Mends a tree that does not fit, so that reading can go on, and remembers where.
//!
//! A near name is taken for the one that was meant, and what is missing is supplied; anything else is replaced by
//! something harmless that keeps its name, since others may refer to it; only what accepts nothing of the kind is taken
//! out.

use std::collections::HashMap;

use crate::diag::did_you_mean;
use crate::source::Step;
use crate::yaml::{Node, Reason, Refusal, What};

/// A number that no other number of a spec exceeds by mistake: what costs something fits into it.
const HARMLESS_NUMBER: i128 = 1_000_000;

/// What was done to a file.
#[derive(Debug, Default)]
pub(super) struct Amends {
    /// Tries by path: nodes are replaced by one thing after the other until one fits.
    tries: HashMap<Vec<Step>, usize>,
    /// Keys that were given another name: their path as it is now, and the key as it is written.
    renamed: HashMap<Vec<Step>, String>,
    /// Paths below which everything is doubtful.
    doubtful: Vec<Vec<Step>>,
    findings: bool,
    given_up: bool,
}

impl Amends {
    /// Whether anything was mended.
    pub(super) fn any(&self) -> bool {
        self.findings || self.given_up || !self.tries.is_empty()
    }

    /// Whether so much is missing that later stages could only repeat it.
    pub(super) fn is_beyond_repair(&self) -> bool {
        self.given_up || self.doubtful.iter().any(Vec::is_empty)
    }

    pub(super) fn give_up(&mut self) {
        self.given_up = true;
    }

    /// Takes note of something that was taken out of the tree before.
    pub(super) fn finding(&mut self, what: &What) {
        self.findings = true;
        // What should have been merged is missing everywhere below.
        self.given_up |= *what == What::MergeKey;
    }

    /// Whether nothing was reported of this path yet. A key that is missing since its value was taken out was reported.
    pub(super) fn is_new(&self, refusal: &Refusal) -> bool {
        let mut path = refusal.path();
        if self.tries.contains_key(&path) {
            return false;
        }
        let Reason::MissingKey(key) = &refusal.reason else {
            return true;
        };
        path.push(Step::Key((*key).to_owned()));
        !self.tries.contains_key(&path)
    }

    /// A path of the mended tree as the text has it.
    pub(super) fn as_written(&self, path: &[Step]) -> Vec<Step> {
        let step = |(index, step): (usize, &Step)| match self.renamed.get(&path[..=index]) {
            Some(key) => Step::Key(key.clone()),
            None => step.clone(),
        };
        path.iter().enumerate().map(step).collect()
    }

    /// Whether a problem at this path may follow from a mended one.
    pub(super) fn explain(&self, path: &[Step]) -> bool {
        let near = |mended: &Vec<Step>| path.starts_with(mended) || mended.starts_with(path);
        self.tries.keys().any(near) || self.doubtful.iter().any(|parent| path.starts_with(parent))
    }

    /// Mends what was refused; `false` if there is nothing left to mend.
    pub(super) fn amend(&mut self, node: &mut Node, refusal: &Refusal) -> bool {
        let path = refusal.path();
        let Some((Step::Key(_) | Step::Index(_), parent)) = path.split_last() else {
            return false;
        };
        if let Reason::MissingKey(key) = refusal.reason
            && self.supply(node, &path, key)
        {
            return true;
        }
        let tried = self.tries.entry(path.clone()).or_default();
        *tried += 1;
        match &refusal.reason {
            Reason::UnknownKey { key, allowed } if *tried == 1 => {
                match rename(node, parent, key, allowed) {
                    Some(meant) => {
                        let renamed = parent.iter().cloned().chain([Step::Key(meant)]);
                        self.renamed.insert(renamed.collect(), key.clone());
                    }
                    None => self.remove(node, &path, parent),
                }
            }
            _ if refusal.on_key => self.remove(node, &path, parent),
            Reason::UnknownWord { word, allowed } if *tried == 1 => {
                let meant = did_you_mean(word, allowed.iter().copied());
                replace(
                    node,
                    &path,
                    meant.map_or_else(|| Node::Map(Vec::new()), Node::Text),
                );
            }
            Reason::Surprising { word, .. } if *tried == 1 => {
                replace(node, &path, Node::Text(word.clone()))
            }
            _ => match *tried {
                1 | 2 => replace(node, &path, Node::Map(Vec::new())),
                3 => replace(node, &path, Node::Text("string".to_owned())),
                4 => self.doubt(node, &path, parent, Node::List(Vec::new())),
                5 => self.doubt(node, &path, parent, Node::Text("1s".to_owned())),
                6 => self.doubt(node, &path, parent, Node::Integer(HARMLESS_NUMBER)),
                _ => self.remove(node, &path, parent),
            },
        }
        true
    }

    /// Gives a map the key that it lacks; `false` if it was there, and nothing fitted.
    fn supply(&mut self, node: &mut Node, path: &[Step], key: &str) -> bool {
        let Some(Node::Map(entries)) = node.at_mut(path) else {
            return false;
        };
        if entries.iter().any(|(name, _)| name.is_key(key)) {
            return false;
        }
        entries.push((Node::Text(key.to_owned()), Node::Text("string".to_owned())));
        let supplied = path.iter().cloned().chain([Step::Key(key.to_owned())]);
        self.tries.insert(supplied.collect(), 3);
        self.doubtful.push(path.to_vec());
        true
    }

    /// Replaces something by what may say less than was meant.
    fn doubt(&mut self, node: &mut Node, path: &[Step], parent: &[Step], new: Node) {
        replace(node, path, new);
        self.doubtful.push(parent.to_vec());
    }

    fn remove(&mut self, node: &mut Node, path: &[Step], parent: &[Step]) {
        self.doubt(node, path, parent, Node::Gone);
    }
}

/// Gives an entry the name that was meant, if there is one and it is free.
fn rename(node: &mut Node, parent: &[Step], key: &str, allowed: &[&str]) -> Option<String> {
    let map = node.at_mut(parent)?;
    let meant =
        did_you_mean(key, allowed.iter().copied()).filter(|meant| map.get(meant).is_none())?;
    let Node::Map(entries) = map else { return None };
    let (name, _) = entries.iter_mut().find(|(name, _)| name.is_key(key))?;
    *name = Node::Text(meant.clone());
    Some(meant)
}

fn replace(node: &mut Node, path: &[Step], new: Node) {
    if let Some(old) = node.at_mut(path) {
        *old = new;
    }
}
