//! What an audit has found so far, and what of the spec it has met in the document. In: reports of the comparisons.
//! Out: findings, each once, with all its lines.

use std::collections::{HashMap, HashSet};

use specwright::Place;
use specwright::model::TypeId;

use super::evidence::pattern::Pattern;
use super::finding::{Finding, Kind, Problem};

/// Collects findings, and what was met.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) findings: Vec<Finding>,
    pub(crate) met: Met,
    index: HashMap<(Problem, String), Vec<usize>>,
}

/// What of the spec the document names; numbers are indices into the model.
#[derive(Debug, Default)]
pub(crate) struct Met {
    pub(crate) servers: HashSet<usize>,
    pub(crate) operations: HashSet<usize>,
    pub(crate) params: HashSet<(usize, String)>,
    pub(crate) fields: HashSet<(TypeId, usize)>,
    pub(crate) structs: HashSet<TypeId>,
    pub(crate) values: HashSet<(TypeId, usize)>,
    pub(crate) rows: HashSet<usize>,
}

impl Ledger {
    /// Adds a finding. One of the same name and owner takes its lines; where one of the two does not know its owner,
    /// they are the same.
    pub(crate) fn add(&mut self, new: Finding) {
        let key = (new.problem, new.name.clone());
        let places = self.index.entry(key).or_default();
        let same = places.iter().copied().find(|at| {
            let old = &self.findings[*at];
            let unsure = |one: &Finding| one.owner.is_none() && is_member(one.kind);
            let alike = old.kind == new.kind || (is_member(old.kind) && is_member(new.kind));
            alike && (old.owner == new.owner || unsure(old) || unsure(&new))
        });
        match same {
            Some(at) => merge(&mut self.findings[at], new),
            None => {
                places.push(self.findings.len());
                self.findings.push(new);
            }
        }
    }

    /// Adds a path that the spec does not name; paths that can be the same are one.
    pub(crate) fn add_path(&mut self, new: Finding) {
        let trimmed = |name: &str| name.trim_end_matches('/').to_owned();
        let same = self.findings.iter_mut().find(|old| {
            let alike = old.kind == Kind::Path && old.problem == new.problem;
            alike && same_path(&trimmed(&old.name), &trimmed(&new.name))
        });
        match same {
            Some(old) => merge(old, new),
            None => self.findings.push(new),
        }
    }

    /// Adds a host that the spec does not name; hosts that can be the same are one.
    pub(crate) fn add_host(&mut self, new: Finding) {
        let pattern = Pattern::new(&new.name);
        let same = self.findings.iter_mut().find(|old| {
            old.kind == Kind::Host
                && old.problem == new.problem
                && Pattern::new(&old.name).meets(&pattern)
        });
        match same {
            Some(old) => merge(old, new),
            None => self.findings.push(new),
        }
    }
}

/// Whether two paths, each maybe behind a method, can be the same.
fn same_path(a: &str, b: &str) -> bool {
    let is_open = |name: &str| name.contains(['{', '<', '$', ':', '%', '*', 'x', 'X']);
    if !is_open(a) && !is_open(b) && !a.ends_with(b) && !b.ends_with(a) {
        return false;
    }
    let parts = |text: &str| {
        let (method, path) = text.split_once(' ').unwrap_or(("", text));
        let path: Vec<Pattern> = path.split('/').map(Pattern::new).collect();
        (method.to_owned(), path)
    };
    let ((a_method, a), (b_method, b)) = (parts(a), parts(b));
    let methods = a_method == b_method || a_method.is_empty() || b_method.is_empty();
    methods && a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.meets(b))
}

fn is_member(kind: Kind) -> bool {
    matches!(kind, Kind::Parameter | Kind::Field)
}

fn merge(old: &mut Finding, new: Finding) {
    let mut lines = std::mem::take(&mut old.lines);
    lines.extend(&new.lines);
    lines.sort_unstable();
    lines.dedup();
    if old.owner.is_none() && new.owner.is_some() {
        *old = new;
    }
    old.lines = lines;
}

/// A finding in the making.
pub(crate) fn finding(
    kind: Kind,
    problem: Problem,
    name: &str,
    line: Option<usize>,
    message: String,
) -> Finding {
    Finding {
        kind,
        problem,
        name: name.to_owned(),
        owner: None,
        lines: line.into_iter().collect(),
        place: None,
        message,
    }
}

impl Finding {
    pub(crate) fn of(mut self, owner: &str) -> Self {
        self.owner = Some(owner.to_owned());
        self
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}
