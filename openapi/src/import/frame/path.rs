//! Paths. In: a key of `paths`. Out: a path as `call` takes it, constants of the query, and the names in it.

use super::super::pointer::Pointer;
use super::super::remark::Remarks;

/// A path of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) text: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) names: Vec<String>,
}

/// Reads a path.
pub(super) fn read(written: &str, at: &Pointer, remarks: &Remarks) -> Path {
    let (path, fragment) = match written.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (written, None),
    };
    if fragment.is_some() {
        remarks.not_carried(at, "what follows `#` in a path is never sent");
    }
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if !path.starts_with('/') {
        remarks.guessed(at, "a path without `/` before it: it is put there");
    }
    let constants = query.split('&').filter(|pair| !pair.is_empty());
    let constants = constants.filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_template = pair.contains(['{', '}']);
        if is_template {
            remarks.not_carried(at, format!("`{pair}` in the query string of a path"));
        }
        (!is_template).then(|| (name.to_owned(), value.to_owned()))
    });
    let query: Vec<(String, String)> = constants.collect();
    let (text, names) = template(&without_dots(path));
    Path { text, query, names }
}

/// `/a/../b` is `/b`; empty segments are dropped on the way to a server.
fn without_dots(path: &str) -> String {
    let ends = path.len() > 1 && path.ends_with('/');
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let joined = steps.join("/");
    match (joined.as_str(), ends) {
        ("", _) => "/".to_owned(),
        (_, true) => format!("/{joined}/"),
        (_, false) => format!("/{joined}"),
    }
}

/// The path with what cannot stand in it encoded, and the names in braces.
fn template(path: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(path.len());
    let mut names: Vec<String> = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        let (before, inside) = rest.split_at(open);
        literal(before, &mut out);
        let close = inside.find('}').filter(|end| *end > 1);
        let name = close.and_then(|end| inside.get(1..end));
        match (name, close) {
            (Some(name), Some(end)) => {
                let name = name.trim_start_matches('+').trim_end_matches('*').trim();
                // One value in two places is one parameter; a second brace in a name is no name.
                out.push_str(&format!("{{{name}}}"));
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
                rest = inside.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push_str("%7B");
                rest = inside.get(1..).unwrap_or_default();
            }
        }
    }
    literal(rest, &mut out);
    (out, names)
}

fn literal(text: &str, out: &mut String) {
    for (at, c) in text.char_indices() {
        let is_escape = c == '%'
            && text
                .as_bytes()
                .get(at + 1..at + 3)
                .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        if c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c) || is_escape {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(
                c.encode_utf8(&mut bytes)
                    .bytes()
                    .map(|byte| format!("%{byte:02X}")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_what_is_sent() {
        let table: [(&str, &str, &[&str]); 9] = [
            ("/a/{b}", "/a/{b}", &["b"]),
            ("a/{b}.json", "/a/{b}.json", &["b"]),
            ("/a/{b}...{c}", "/a/{b}...{c}", &["b", "c"]),
            ("/create/../reports", "/reports", &[]),
            ("/create/..", "/", &[]),
            ("//a//b/", "/a/b/", &[]),
            ("/a b/{c*}", "/a%20b/{c}", &["c"]),
            ("/a/{", "/a/%7B", &[]),
            ("/a?x=1&y#z", "/a", &[]),
        ];
        for (written, text, names) in table {
            let path = read(written, &Pointer::root(), &Remarks::default());
            assert_eq!(
                (path.text.as_str(), path.names.as_slice()),
                (
                    text,
                    names
                        .iter()
                        .map(|name| (*name).to_owned())
                        .collect::<Vec<_>>()
                        .as_slice()
                )
            );
        }
        let path = read("/a?x=1&y", &Pointer::root(), &Remarks::default());
        assert_eq!(
            path.query,
            [
                ("x".to_owned(), "1".to_owned()),
                ("y".to_owned(), String::new())
            ]
        );
    }
}
