//! Which operations a path of a page can be of. In: path as the page writes it. Out: operations, and what stands in the
//! page's path where they have parameters.

use specwright::model::{Api, Operation};

use crate::audit::evidence::pattern::Pattern;

/// A path of a page that an operation fits.
#[derive(Clone, Debug)]
pub(crate) struct Fit {
    pub(crate) operation: usize,
    /// Names of parameters and what the page has there.
    pub(crate) values: Vec<(String, String)>,
    rank: (bool, usize, usize),
}

/// The operations that fit best. The page's path may go on behind a part that the spec does not have: that of a gateway,
/// or of a base URL.
pub(crate) fn fits(api: &Api, path: &str) -> Vec<Fit> {
    let segments = segments(path);
    let mut found: Vec<Fit> = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        found.extend(fit(operation, index, &segments));
    }
    let best = found.iter().map(|fit| fit.rank).max();
    found.retain(|fit| Some(fit.rank) == best);
    found
}

fn fit(operation: &Operation, index: usize, written: &[&str]) -> Option<Fit> {
    let own = segments(&operation.path_text);
    let (fixed, greedy) = match own.split_last() {
        Some((last, before)) if last.starts_with("{+") => (before, true),
        _ => (own.as_slice(), false),
    };
    let rest = written.len().checked_sub(fixed.len())?;
    if greedy {
        // What a parameter with slashes takes is said to be anything only where the page leaves it open, too.
        let open = rest == 1 && Pattern::new(written.last()?).is_hole();
        let same = fixed.iter().zip(written).all(|(own, one)| meets(own, one));
        return (open && same).then(|| Fit {
            operation: index,
            values: Vec::new(),
            rank: (false, fixed.len(), 0),
        });
    }
    let literal = fixed.iter().filter(|own| !own.contains('{')).count();
    let is_whole = |own: &&&str| Pattern::new(own).is_hole();
    let whole = fixed.iter().filter(is_whole).count();
    let (before, behind) = written.split_at(rest);
    if !before.is_empty() && literal < 2 && !before.iter().all(|one| Pattern::new(one).is_hole()) {
        return None;
    }
    if fixed.is_empty() && !before.is_empty() {
        return None;
    }
    let same = fixed.iter().zip(behind).all(|(own, one)| meets(own, one));
    let values = fixed
        .iter()
        .zip(behind)
        .filter_map(|(own, one)| value(own, one));
    same.then(|| Fit {
        operation: index,
        values: values.collect(),
        rank: (before.is_empty(), literal, whole),
    })
}

/// The segments of a path.
pub(crate) fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|one| !one.is_empty()).collect()
}

/// Whether a segment of a page fits one of a spec. A placeholder of the page fits a parameter, not a word.
fn meets(own: &str, written: &str) -> bool {
    let (own, written) = (Pattern::new(own), Pattern::new(colon(written).as_str()));
    let open = written.is_hole() && !own.has_hole();
    !open && own.meets(&written)
}

/// `:id` is another way to write `{id}`.
fn colon(segment: &str) -> String {
    match segment.strip_prefix(':') {
        Some(name) if !name.is_empty() => format!("{{{name}}}"),
        _ => segment.to_owned(),
    }
}

fn value(own: &str, written: &str) -> Option<(String, String)> {
    let name = own.strip_prefix('{')?.strip_suffix('}')?;
    let known = !Pattern::new(&colon(written)).has_hole() && !name.contains('{');
    known.then(|| (name.to_owned(), written.to_owned()))
}
