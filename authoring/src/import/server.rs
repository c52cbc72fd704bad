//! What all addresses of a page share. In: its calls. Out: the server, and the calls with paths below it.
//!
//! Pages name paths in one place (`/orders`), whole addresses in another (`https://host/v2/orders`), and the base in a
//! third (`https://host/v2`). All three speak of the same operation.

use std::collections::HashMap;

use super::calls::Call;

/// Calls below the server, and the server.
pub(super) fn split(calls: Vec<Call>) -> (Vec<Call>, Option<String>) {
    let Some(host) = common_host(&calls) else {
        return (calls, None);
    };
    let base = base_path(&calls, &host);
    let server = Some(format!("{host}{base}")).filter(|_| is_real(&host));
    let only = calls.len() == 1;
    let mut kept = Vec::new();
    for mut call in calls {
        // Another host with the same base is another server.
        if call.host.is_some()
            && call.method.is_none()
            && !base.is_empty()
            && call.path == base
            && !only
        {
            continue;
        }
        if call
            .host
            .as_deref()
            .is_none_or(|other| same_host(other, &host))
            && let Some(path) = below(&call.path, &base)
        {
            // The base alone is no operation, unless nothing else is named.
            let alone = path.is_empty() && call.method.is_none() && call.query.is_empty();
            if alone && !only && !base.is_empty() {
                continue;
            }
            call.path = if path.is_empty() { "/" } else { path }.to_owned();
        }
        kept.push(call);
    }
    (kept, server)
}

/// The host that most addresses name.
fn common_host(calls: &[Call]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for host in calls
        .iter()
        .filter_map(|call| call.host.as_deref())
        .take(500)
    {
        match counts.iter_mut().find(|(known, _)| *known == host) {
            Some((_, count)) => *count += 1,
            None => counts.push((host, 1)),
        }
    }
    let best = counts.iter().map(|(_, count)| *count).max()?;
    let (host, _) = counts.iter().find(|(_, count)| *count == best)?;
    Some((*host).to_owned())
}

/// Whether a host is one, and no stand-in such as `xxxx` or `$HOST`.
fn is_real(host: &str) -> bool {
    let name = host.split("://").nth(1).unwrap_or_default();
    let spelt = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    (host.starts_with("https://") || host.starts_with("http://"))
        && name.contains('.')
        && name.chars().all(spelt)
}

fn same_host(one: &str, other: &str) -> bool {
    let bare = |host: &str| host.split("://").last().unwrap_or_default().to_owned();
    bare(one) == bare(other)
}

/// What is left of a path below another; nothing where it is not below it.
fn below<'p>(path: &'p str, base: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(base)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// The path that stands before those of the operations; most votes count, the first of several.
fn base_path(calls: &[Call], host: &str) -> String {
    let short: Vec<&str> = calls
        .iter()
        .filter(|call| call.host.is_none() && call.path.len() > 1)
        .map(|call| call.path.as_str())
        .take(500)
        .collect();
    let whole = calls
        .iter()
        .filter(|call| {
            call.host
                .as_deref()
                .is_some_and(|other| same_host(other, host))
        })
        .take(500);
    let mut votes: HashMap<&str, (usize, usize)> = HashMap::new();
    for (order, call) in whole.enumerate() {
        let path = call.path.trim_end_matches('/');
        let known = short
            .iter()
            .filter_map(|end| path.strip_suffix(*end))
            .min_by_key(|base| base.len());
        let named = call.method.is_none() && call.query.is_empty();
        let holds = |base: &str| {
            let inner = |other: &&Call| below(&other.path, base).is_some_and(|rest| rest.len() > 1);
            !short.is_empty() && short.iter().all(|path| below(path, base).is_none())
                || calls
                    .iter()
                    .filter(|other| other.host.is_some())
                    .find(inner)
                    .is_some()
        };
        let base =
            known.or_else(|| Some(path).filter(|path| named && !path.is_empty() && holds(path)));
        if let Some(base) = base {
            votes.entry(base).or_insert((0, order)).0 += 1;
        }
    }
    let best = votes
        .into_iter()
        .max_by_key(|(_, (count, order))| (*count, std::cmp::Reverse(*order)));
    best.map_or(String::new(), |(base, _)| base.to_owned())
}
