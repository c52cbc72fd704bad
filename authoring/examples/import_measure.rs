//! How far a fragment is from a spec: `cargo run -p specwright-authoring --example import_measure -- PAGE SPEC..`.
//!
//! A line of the fragment is the same as the spec's if it has the same key and says the same, apart from `text`, `source`
//! and comments, which are the author's. Key by key it prints what has to be edited, then the sums.

use std::collections::BTreeMap;
use std::process::ExitCode;

use specwright_authoring::import::{Options, fragment};
use specwright_authoring::page::read;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((page, specs)) = args.split_first() else {
        eprintln!("usage: import_measure PAGE SPEC..");
        return ExitCode::from(2);
    };
    let mut spec = String::new();
    let mut text = String::new();
    for (path, out) in std::iter::once((page, true)).chain(specs.iter().map(|path| (path, false))) {
        match std::fs::read_to_string(path) {
            Ok(content) if out => text.push_str(&content),
            Ok(content) => spec.push_str(&content),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    let made = fragment(&read(&text), &Options::default()).yaml;
    let (mut same, mut edited, mut extra) = (0, 0, 0);
    let known: Vec<Line> = spec.lines().filter_map(line).collect();
    for line in made.lines().filter_map(line) {
        let others: Vec<&Line> = known.iter().filter(|other| other.key == line.key).collect();
        if others.iter().any(|other| other.says == line.says) {
            same += 1;
        } else if let Some(other) = others.first() {
            edited += 1;
            println!("edit   {}: {}", line.key, difference(&line, other));
        } else {
            extra += 1;
            println!("remove {}", line.key);
        }
    }
    println!("{same} lines the same, {edited} to edit, {extra} not in the spec");
    ExitCode::SUCCESS
}

/// An entry on one line.
struct Line {
    key: String,
    says: BTreeMap<String, String>,
}

fn line(text: &str) -> Option<Line> {
    let text = text.trim().trim_start_matches("- ");
    if text.starts_with('#') {
        return None;
    }
    let (key, value) = split_pair(text)?;
    if matches!(key.as_str(), "text" | "source") {
        return None;
    }
    let value = without_comment(value.trim());
    let mut says = BTreeMap::new();
    match value
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
    {
        Some(inner) => {
            for part in split(inner) {
                let (key, value) = split_pair(part.trim())?;
                if !matches!(key.as_str(), "text" | "source" | "note") {
                    says.insert(key, value.trim().to_owned());
                }
            }
        }
        None if value.is_empty() => return None,
        None => {
            says.insert("type".to_owned(), value.to_owned());
        }
    }
    Some(Line { key, says })
}

fn split_pair(text: &str) -> Option<(String, String)> {
    let end = text
        .find(": ")
        .or_else(|| text.strip_suffix(':').map(str::len))?;
    let value = text.get(end + 1..).unwrap_or_default();
    Some((
        text[..end].trim().trim_matches('"').to_owned(),
        value.to_owned(),
    ))
}

fn without_comment(text: &str) -> &str {
    text.find(" #").map_or(text, |at| {
        if text[..at].matches('"').count().is_multiple_of(2) {
            text[..at].trim_end()
        } else {
            text
        }
    })
}

/// Parts between commas that stand in no quotes or brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0i32, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn difference(made: &Line, spec: &Line) -> String {
    let mut found = Vec::new();
    for (key, value) in &made.says {
        match spec.says.get(key) {
            Some(other) if other == value => {}
            Some(other) => found.push(format!("{key} {value} -> {other}")),
            None => found.push(format!("no {key}")),
        }
    }
    let added = spec
        .says
        .iter()
        .filter(|(key, _)| !made.says.contains_key(*key));
    found.extend(added.map(|(key, value)| format!("add {key} {value}")));
    found.join(", ")
}
