//! Probable misspellings: a name that only the document has, and one that only the spec has, almost the same. In: findings.
//! Out: findings, with one in place of such two.

use super::evidence::pattern::Pattern;
use super::finding::{Finding, Kind, Problem};

/// Puts the two halves of a misspelling together. A name is paired once, with the nearest.
pub(crate) fn up(mut findings: Vec<Finding>) -> Vec<Finding> {
    let of = |problem: Problem| -> Vec<usize> {
        let all = findings.iter().enumerate();
        all.filter(|(_, one)| one.problem == problem)
            .map(|(at, _)| at)
            .collect()
    };
    let (all, own) = (of(Problem::NotInSpec), of(Problem::NotInDocument));
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for written in all {
        for own in own.iter().copied() {
            let far = distance(&findings[written], &findings[own]);
            pairs.extend(far.map(|far| (far, written, own)));
        }
    }
    pairs.sort_unstable();
    let mut gone = vec![false; findings.len()];
    for (_, written, own) in pairs {
        if !gone[written] && !gone[own] && findings[written].problem == Problem::NotInSpec {
            gone[own] = true;
            let joined = join(&findings[written], &findings[own]);
            findings[written] = joined;
        }
    }
    let mut index = 0;
    findings.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
    findings
}

fn join(written: &Finding, own: &Finding) -> Finding {
    let kind = own.kind.name();
    Finding {
        kind: own.kind,
        problem: Problem::Misspelt,
        message: format!(
            "{kind} `{}` of the document is `{}` in the spec: misspelt?",
            written.name, own.name
        ),
        owner: own.owner.clone().or_else(|| written.owner.clone()),
        place: own.place.clone(),
        ..written.clone()
    }
}

/// How far two names are from each other; `None` where they are not of one kind or too far to be one name.
fn distance(written: &Finding, own: &Finding) -> Option<usize> {
    let member = |kind: Kind| matches!(kind, Kind::Parameter | Kind::Field);
    let alike = written.kind == own.kind || (member(written.kind) && member(own.kind));
    let elsewhere = matches!((&written.owner, &own.owner), (Some(a), Some(b)) if a != b);
    let (a, b) = (&written.name, &own.name);
    let length = a.chars().count().max(b.chars().count());
    if !alike || elsewhere || length > 200 {
        return None;
    }
    if own.kind == Kind::Path {
        return path_distance(a, b);
    }
    let far = strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase());
    let near = match length {
        0..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    (far <= near && length > far).then_some(far)
}

/// How many segments two paths differ in; `None` where they are two paths.
fn path_distance(written: &str, own: &str) -> Option<usize> {
    let (method, path) = own.split_once(' ')?;
    let written = match written.split_once(' ') {
        Some((other, _)) if other != method => return None,
        Some((_, path)) => path,
        None => written,
    };
    let patterns = |path: &str| -> Vec<Pattern> {
        let segments = path.split('/').filter(|one| !one.is_empty());
        segments.map(Pattern::new).collect()
    };
    let (a, b) = (patterns(written), patterns(path));
    let far = a.len().abs_diff(b.len());
    let from_start = a.iter().zip(&b).take_while(|(a, b)| a.meets(b)).count();
    let from_end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a.meets(b))
        .count();
    let same = from_start + from_end >= a.len().min(b.len());
    let slip = far == 0 && from_start + from_end + 1 == a.len() && a.len() > 1;
    let letters = strsim::damerau_levenshtein(written, path);
    (same && far <= 1 || slip || letters <= 2).then_some(1)
}
