//! Addresses on a page: URLs, and paths without a host. In: lines. Out: hosts, paths and query parameters, as written.

use super::lines::Line;
use super::methods;
use super::samples::Sample;
use super::text;

/// An address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// Line of the page.
    pub(crate) line: usize,
    /// As written, joined where it goes on in the next line.
    pub(crate) text: String,
    /// `http`, `https`, or both; empty for a path.
    pub(crate) schemes: Vec<&'static str>,
    /// Host with port, as written.
    pub(crate) host: Option<String>,
    /// Path as written; may lack its first slash.
    pub(crate) path: String,
    /// Names and values of the query, with their lines.
    pub(crate) query: Vec<(String, Option<String>, usize)>,
    /// Methods that the page names with it.
    pub(crate) methods: Vec<String>,
    /// It has its line for itself, maybe behind a word and a colon.
    pub(crate) is_alone: bool,
    /// It begins with a slash or a host, so that it is nothing but an address.
    pub(crate) is_rooted: bool,
}

/// The addresses of a page, in order; those that are values in samples are data, and left out.
pub(crate) fn mine(lines: &[Line], samples: &[Sample]) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    let data: Vec<_> = samples.iter().filter(|sample| sample.is_data).collect();
    for (index, line) in lines.iter().enumerate() {
        let at = data.partition_point(|sample| sample.end < line.number);
        // What stands before a sample on its first line belongs to the line: the call that takes it.
        let before = match data.get(at) {
            Some(sample) if sample.line < line.number => continue,
            Some(sample) if sample.line == line.number => head(&line.text, sample.column),
            _ => &line.text,
        };
        let folded = text::join_pieces(before);
        let shown = folded.as_deref().unwrap_or(before);
        let rest = lines.get(index + 1..).unwrap_or_default();
        let start = found.len();
        found.extend(text::urls(shown).map(|url| of_url(line.number, url, rest)));
        let urls: String = text::without_urls(shown);
        found.extend(text::paths(&urls).map(|path| of_path(line.number, path)));
        for address in &mut found[start..] {
            address.is_alone = text::is_alone(shown, &address.text);
        }
    }
    methods::attach(&mut found, lines);
    found
}

/// The first characters of a line.
fn head(line: &str, length: usize) -> &str {
    let end = line.char_indices().nth(length);
    end.map_or(line, |(at, _)| &line[..at])
}

/// The URLs of a cell.
pub(crate) fn of_cell(line: usize, cell: &str) -> Vec<Address> {
    let urls = text::urls(cell).map(|url| of_url(line, url, &[]));
    urls.collect()
}

fn of_url(line: usize, url: text::Url, rest: &[Line]) -> Address {
    let mut address = Address {
        line,
        text: url.text.clone(),
        schemes: url.schemes,
        is_rooted: true,
        ..Address::default()
    };
    let (before, query) = split(&url.rest, '?');
    let (host, path) = before
        .find('/')
        .map_or((before, ""), |at| before.split_at(at));
    address.host = Some(host.to_owned());
    address.path = path.to_owned();
    parameters(query.unwrap_or_default(), line, &mut address.query);
    for next in rest
        .iter()
        .take_while(|next| next.text.trim_start().starts_with('&'))
    {
        parameters(next.text.trim(), next.number, &mut address.query);
    }
    address
}

fn of_path(line: usize, written: String) -> Address {
    let (path, query) = split(&written, '?');
    let mut address = Address {
        line,
        path: path.to_owned(),
        is_rooted: path.starts_with(['/', '{', '$', '<']),
        ..Address::default()
    };
    parameters(query.unwrap_or_default(), line, &mut address.query);
    address.text = written;
    address
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn parameters(query: &str, line: usize, found: &mut Vec<(String, Option<String>, usize)>) {
    for pair in query.split('&') {
        let Some((name, value)) = pair.split_once('=') else {
            continue;
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.$[]@".contains(c);
        if !name.is_empty() && name.chars().all(is_name) {
            let value = value.trim();
            let value = (!value.is_empty()).then(|| value.to_owned());
            found.push((name.trim_end_matches("[]").to_owned(), value, line));
        }
    }
}
