//! What programs and messages on a page name: headers, members of bodies, values of variables. In: lines. Out: these.

use super::lines::Line;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedAs {
    /// Header of a request.
    Header,
    /// Member of the body of a request.
    Body,
    /// Variable.
    Variable,
}

/// A name, and its value where it is a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) kind: NamedAs,
    pub(crate) name: String,
    pub(crate) value: Option<String>,
}

/// The names of a page, in order.
pub(crate) fn mine(lines: &[Line]) -> Vec<Named> {
    let (mut found, mut answer) = (Vec::new(), false);
    for line in lines {
        let text = line.text.trim();
        if text.starts_with("HTTP/") {
            answer = true;
        } else if text.is_empty() || text.starts_with(['{', '<', '[']) {
            answer = false;
        }
        if answer {
            continue;
        }
        let made = header_line(text)
            .map(|(name, value)| (NamedAs::Header, name, value))
            .or_else(|| called(text))
            .or_else(|| assigned(text));
        if let Some((kind, name, value)) = made {
            found.push(Named {
                line: line.number,
                kind,
                name,
                value,
            });
        }
    }
    found
}

/// Whether a name is one that only headers have.
pub(crate) fn is_header(name: &str) -> bool {
    const HEADERS: [&str; 6] = [
        "authorization",
        "content-type",
        "accept",
        "cookie",
        "user-agent",
        "host",
    ];
    let lower = name.to_lowercase();
    HEADERS.contains(&lower.as_str()) || lower.starts_with("x-")
}

/// `Name: value`, also as an argument of curl.
fn header_line(text: &str) -> Option<(String, Option<String>)> {
    let argument = ["-H ", "--header "]
        .iter()
        .find_map(|sign| text.split_once(sign));
    let text = argument.map_or(text, |(_, rest)| rest.trim_start());
    let text = text.trim_start_matches(['"', '\'', '`', '-', ' ', '*']);
    let (name, value) = text.split_once(':')?;
    let name = name.trim_end_matches(['"', '\'']);
    let value = value
        .trim()
        .trim_end_matches(['"', '\'', '\\', ',', '`', ' '])
        .trim_start_matches(['"', '\'', '`']);
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let fits = match argument {
        Some(_) => !name.is_empty() && name.chars().all(is_token),
        None => is_header(name),
    };
    (fits && !value.is_empty()).then(|| (name.to_owned(), Some(value.to_owned())))
}

/// `addHeader("name", value)`, `body.put("name", value)`.
fn called(text: &str) -> Option<(NamedAs, String, Option<String>)> {
    let (before, rest) = text.split_once("(\"")?;
    let (name, rest) = rest.split_once('"')?;
    let rest = rest.trim_start().strip_prefix(',')?.trim_start();
    let value = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let value = value.map(|(value, _)| value.to_owned());
    let parts: Vec<String> = before.rsplit('.').take(2).map(last_word).collect();
    let function = parts.first()?.as_str();
    let object = parts.get(1).map(String::as_str).unwrap_or_default();
    let kind = match function {
        "addheader" | "setheader" | "header" | "setrequestproperty" => NamedAs::Header,
        "put" | "set" | "append" | "add" if object.contains("header") => NamedAs::Header,
        "put" | "append" | "add" if is_body(object) => NamedAs::Body,
        _ => return None,
    };
    Some((kind, name.to_owned(), value))
}

/// Whether a variable of this name holds what is sent.
pub(crate) fn is_body(name: &str) -> bool {
    let name = name.to_lowercase();
    ["body", "data", "payload", "json", "form"]
        .iter()
        .any(|word| name.ends_with(word))
}

/// `String name = "value";`.
fn assigned(text: &str) -> Option<(NamedAs, String, Option<String>)> {
    let (before, value) = text.split_once(" = ")?;
    let value = value.trim().trim_end_matches(';');
    let value = value
        .strip_prefix(['"', '\''])
        .and_then(|value| value.strip_suffix(['"', '\'']))?;
    let name = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next()?;
    let plain = !value.is_empty() && !name.is_empty() && !value.contains(['"', '\'']);
    plain.then(|| (NamedAs::Variable, name.to_owned(), Some(value.to_owned())))
}

fn last_word(text: &str) -> String {
    let word = text
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next();
    word.unwrap_or_default().to_lowercase()
}
