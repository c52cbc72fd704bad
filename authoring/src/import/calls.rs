//! Where requests go. In: a page. Out: methods and paths that it names, with their lines.

use crate::page::{Page, Role, TableKind, Text};

/// A method and a path that a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) line: usize,
    pub(crate) method: Option<String>,
    pub(crate) path: String,
    /// Names in its query.
    pub(crate) query: Vec<String>,
    /// Scheme and host, where they are shown.
    pub(crate) host: Option<String>,
    /// Whether the line has nothing else to say.
    pub(crate) alone: bool,
}

/// Lines of text that are looked at.
const MAX_LINES: usize = 20_000;

/// All calls of a page, in order.
pub(crate) fn of(page: &Page) -> Vec<Call> {
    let mut found = Vec::new();
    for table in page
        .tables
        .iter()
        .filter(|table| table.kind == TableKind::Endpoints)
    {
        for row in &table.rows {
            if let Some(path) = table.cell(row, Role::Path) {
                let method = table.cell(row, Role::Method).map(|cell| cell.text.as_str());
                found.extend(call(
                    path.line,
                    &format!("{} {}", method.unwrap_or_default(), path.text),
                ));
            }
        }
    }
    let texts = page.headings.iter().chain(&page.samples).chain(&page.prose);
    for text in texts.take(MAX_LINES) {
        found.extend(in_text(text));
    }
    found.sort_by_key(|call| call.line);
    found.truncate(2000);
    found.dedup_by(|later, earlier| later.line == earlier.line && later.path == earlier.path);
    found
}

fn in_text(text: &Text) -> Vec<Call> {
    // An address over several lines, as pages break long queries.
    let joined = text.text.replace("\n&", "&").replace("\n?", "?");
    let lines = joined.lines().take(200).enumerate();
    lines
        .filter_map(|(index, line)| call(text.line + index, line))
        .collect()
}

/// The call that a line names.
fn call(line: usize, text: &str) -> Option<Call> {
    let words: Vec<&str> = text
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '`' | '"' | '\'' | ',' | '，' | '：' | '（' | '）')
        })
        .take(60)
        .collect();
    let method = words
        .iter()
        .find(|word| is_method(word.trim_end_matches(':')))
        .map(|word| word.trim_end_matches(':').to_owned());
    let address = words
        .iter()
        .find_map(|word| address(word, method.is_some()))?;
    let (host, path, query) = address;
    // A link to a page for people is no call.
    let page = path.contains("/doc")
        || path.ends_with(".html")
        || host
            .as_deref()
            .is_some_and(|host| host.contains("docs.") || host.contains("help."));
    if page || host.is_none() && method.is_none() {
        return None;
    }
    Some(Call {
        line,
        method,
        path,
        query,
        host,
        alone: words.iter().filter(|word| !word.is_empty()).count() <= 3,
    })
}

fn is_method(word: &str) -> bool {
    matches!(word, "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD")
}

type Address = (Option<String>, String, Vec<String>);

fn address(word: &str, bare: bool) -> Option<Address> {
    let word = word.trim_end_matches(['.', ';', ')', '。', '>']);
    let (host, rest) = match word.find("://") {
        Some(at) if word.starts_with("http") => {
            let rest = &word[at + 3..];
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            (
                Some(format!("{}{}", &word[..at + 3], &rest[..end])),
                &rest[end..],
            )
        }
        Some(_) => return None,
        None if bare && word.starts_with('/') => (None, word),
        None => return None,
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let query = query
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .filter(|name| crate::page::is_name(name))
        .map(str::to_owned)
        .collect();
    Some((host, path_of(path)?, query))
}

/// A path as specs write it: variables in braces.
fn path_of(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/').skip(1) {
        let inner = part.trim_matches(['{', '}', '<', '>', ':', '$', '[', ']']);
        let name: String = inner
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '_' {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let variable = part.starts_with(['{', '<', ':', '$', '['])
            && !name.is_empty()
            && name.chars().any(|c| c.is_ascii_alphabetic());
        if variable {
            parts.push(format!("{{{name}}}"));
        } else if part
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.~@+:,;=!()$".contains(c))
        {
            parts.push(part.to_owned());
        } else {
            return None;
        }
    }
    Some(format!("/{}", parts.join("/")))
}
