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
    /// Paths without methods, and hosts.
    addresses: HashMap<(Kind, String), Vec<usize>>,
    /// Paths and hosts with holes.
    open: Vec<usize>,
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
        let (_, path) = split(&new.name);
        let name = path.trim_end_matches('/').to_lowercase();
        self.add_address(new, name, same_path);
    }

    /// Adds a host that the spec does not name; hosts that can be the same are one.
    pub(crate) fn add_host(&mut self, new: Finding) {
        let name = new.name.to_lowercase();
        self.add_address(new, name, |a, b| Pattern::new(a).meets(&Pattern::new(b)));
    }

    /// Adds an address. Those without holes are found by their names, so that a page of very many costs no more than
    /// it is long.
    fn add_address(&mut self, new: Finding, name: String, is_same: fn(&str, &str) -> bool) {
        let key = (new.kind, name);
        let exact = self.addresses.get(&key).into_iter().flatten();
        let is_open = Pattern::new(&new.name).has_hole();
        let open = self.open.iter().take(MOST_OPEN);
        let all = 0..if is_open {
            self.findings.len().min(MOST_OPEN)
        } else {
            0
        };
        let mut likely = exact.chain(open).copied().chain(all);
        let same = likely.find(|at| {
            let old = &self.findings[*at];
            old.kind == new.kind && old.problem == new.problem && is_same(&old.name, &new.name)
        });
        if let Some(at) = same {
            return merge(&mut self.findings[at], new);
        }
        let at = self.findings.len();
        self.addresses.entry(key).or_default().push(at);
        if is_open {
            self.open.push(at);
        }
        self.findings.push(new);
    }
}

/// So many addresses with holes are compared with others, and no more: each is compared with each.
const MOST_OPEN: usize = 500;

/// The method of a path, empty where it has none, and the path.
fn split(name: &str) -> (&str, &str) {
    name.split_once(' ').unwrap_or(("", name))
}

/// Whether two paths, each maybe behind a method, can be the same.
fn same_path(a: &str, b: &str) -> bool {
    let ((a_method, a), (b_method, b)) = (split(a), split(b));
    let parts = |path: &str| -> Vec<Pattern> {
        let path = path.trim_end_matches('/');
        path.split('/').map(Pattern::new).collect()
    };
    let (a, b) = (parts(a), parts(b));
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
