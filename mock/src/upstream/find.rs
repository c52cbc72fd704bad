//! Which operation a request of the page means. In: the model, method, path and query. Out: its index, and the values in
//! its path.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use specwright::model::{Api, FixedSource, Location, Operation, PathPart};

use super::percent;

/// Stands for a slash inside of a value while a path is taken apart: a slash that was encoded separates nothing.
const SLASH: char = '\u{10FFFD}';

/// An operation that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Index of the operation.
    pub(super) operation: usize,
    /// Values of the parameters in its path, in the order in which they stand there.
    pub(super) values: Vec<String>,
}

/// The operation whose method, path and constants fit best; of equals the first one.
pub(super) fn find(
    api: &Api,
    method: &str,
    path: &str,
    query: &[(String, Option<String>)],
) -> Option<Found> {
    let path = plain(path);
    let operations = api.operations.iter().enumerate();
    let fitting = operations.filter_map(|(index, op)| {
        let values = (op.method == method).then(|| values(&op.path, &path))??;
        let rank = (weight(&op.path), constants(op, query), index);
        Some((
            rank,
            Found {
                operation: index,
                values,
            },
        ))
    });
    fitting
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, found)| found)
}

/// The methods of the operations with this path: those whose template fits best.
pub(super) fn methods<'a>(api: &'a Api, path: &str) -> BTreeSet<&'a str> {
    let path = plain(path);
    let operations = api.operations.iter();
    let fitting = operations.filter(|op| values(&op.path, &path).is_some());
    let fitting: Vec<&Operation> = fitting.collect();
    let best = fitting.iter().map(|op| weight(&op.path)).min();
    let likeliest = fitting
        .into_iter()
        .filter(|op| Some(weight(&op.path)) == best);
    likeliest.map(|op| op.method.as_str()).collect()
}

/// A path without its encoding, in which a slash is one that separates.
fn plain(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        percent::decoded(segment)
            .replace('/', &SLASH.to_string())
            .to_owned()
    });
    segments.collect::<Vec<_>>().join("/")
}

/// How many constants of an operation are in the query with other values, and how many with theirs. One that is wrong does
/// not rule an operation out: what is wrong is the service's to say.
fn constants(op: &Operation, query: &[(String, Option<String>)]) -> (usize, Reverse<usize>) {
    let (mut wrong, mut right) = (0, 0);
    for fixed in &op.fixed {
        let (Location::Query, FixedSource::Constant(value)) = (fixed.location, &fixed.source)
        else {
            continue;
        };
        let expected = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        match query.iter().find(|(name, _)| *name == fixed.wire) {
            Some((_, given)) if given.as_deref() == Some(&*expected) => right += 1,
            Some(_) => wrong += 1,
            None => {}
        }
    }
    (wrong, Reverse(right))
}

/// What is literal counts first: `/users/me` before `/users/{id}` before `/{route}`, `/{set}('{id}')` before `/{set}`.
fn weight(parts: &[PathPart]) -> (usize, Reverse<usize>, usize) {
    let mut weight = (0, 0, 0);
    for part in parts {
        match part {
            PathPart::Greedy(_) => weight.0 += 1,
            PathPart::Param(_) => weight.2 += 1,
            PathPart::Literal(text) => weight.1 += text.len(),
        }
    }
    (weight.0, Reverse(weight.1), weight.2)
}

/// The values in a path, if it fits the template.
fn values(parts: &[PathPart], path: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    fill(parts, path, &mut values).then(|| {
        let value = |text: &&str| text.replace(SLASH, "/");
        values.iter().map(value).collect()
    })
}

/// Takes the path apart from its front; a parameter takes as little as it can, but never nothing.
fn fill<'p>(parts: &[PathPart], path: &'p str, values: &mut Vec<&'p str>) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return path.is_empty();
    };
    let greedy = match first {
        PathPart::Literal(text) => {
            return path
                .strip_prefix(text.as_str())
                .is_some_and(|path| fill(rest, path, values));
        }
        PathPart::Param(_) => false,
        PathPart::Greedy(_) => true,
    };
    let limit = if greedy {
        path.len()
    } else {
        path.find('/').unwrap_or(path.len())
    };
    let ends = path.char_indices().map(|(at, c)| at + c.len_utf8());
    for end in ends.take_while(|end| *end <= limit) {
        let Some((value, after)) = path.split_at_checked(end) else {
            continue;
        };
        values.push(value);
        if fill(rest, after, values) {
            return true;
        }
        values.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(template: &str) -> Vec<PathPart> {
        let mut parts = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            parts.push(PathPart::Literal(before.to_owned()));
            parts.push(match name {
                "all" => PathPart::Greedy(0),
                _ => PathPart::Param(0),
            });
            rest = after;
        }
        parts.push(PathPart::Literal(rest.to_owned()));
        parts
    }

    #[test]
    fn a_path_is_taken_apart_by_its_template() {
        let expect = |values: &[&str]| Some(values.iter().map(|&text| text.to_owned()).collect());
        let table: [(&str, &str, Option<Vec<String>>); 9] = [
            ("/a/b", "/a/b", expect(&[])),
            ("/a/{x}", "/a/1", expect(&["1"])),
            ("/a/{x}", "/a/", None),
            ("/a/{x}", "/a/1/2", None),
            ("/a/{x}", "/a/1%2F2%20%E6%B5%8B", expect(&["1/2 测"])),
            ("/{x}-{y}.json", "/1-2-3.json", expect(&["1", "2-3"])),
            ("/o/{x}:run", "/o/7:run", expect(&["7"])),
            ("/{all}", "/a/b/c", expect(&["a/b/c"])),
            ("/{all}/z", "/a/z/z", expect(&["a/z"])),
        ];
        for (template, path, expected) in table {
            let found = values(&parts(template), &plain(path));
            assert_eq!(found, expected, "{template} {path}");
        }
    }

    #[test]
    fn closed_templates_come_before_open_ones() {
        let mut all = [
            parts("/{all}"),
            parts("/a/{x}"),
            parts("/a/b"),
            parts("/{x}/b"),
        ];
        all.sort_by_key(|parts| weight(parts));
        let [first, second, .., last] = &all;
        assert_eq!(
            [first, second, last],
            [&parts("/a/b"), &parts("/a/{x}"), &parts("/{all}")]
        );
        assert!(weight(&parts("/{set}('{id}')")) < weight(&parts("/{set}")));
    }
}
