//! Path templates.

use std::fmt::Write as _;

use super::{Given, encode};
use crate::{PathPart, Style, pairs, pairs::has_entries};

/// The encoded path.
pub(super) fn expand(parts: &[PathPart], given: &[Given<'_>]) -> Result<String, String> {
    let mut path = String::new();
    for part in parts {
        // Writing to a `String` cannot fail.
        let _ = match *part {
            PathPart::Literal(text) => write!(path, "{}", encode::encode_literal(text)),
            PathPart::Param(index) => match param(given, index)? {
                param if matches!(param.param.style, Style::Label | Style::Matrix) => {
                    push_laid_out(&mut path, param)?;
                    Ok(())
                }
                param => write!(path, "{}", encode::encode(&value(param)?)),
            },
            PathPart::Greedy(index) => push_greedy(&mut path, &value(param(given, index)?)?),
        };
    }
    check_segments(&path)?;
    Ok(path)
}

fn param<'g, 'r>(given: &'g [Given<'r>], index: usize) -> Result<&'g Given<'r>, String> {
    let param = given.get(index);
    param.ok_or_else(|| "the path names a parameter that the request does not have".to_owned())
}

fn value(param: &Given<'_>) -> Result<String, String> {
    let text = param.text();
    if text.is_empty() {
        return Err(empty(param));
    }
    Ok(text)
}

/// An empty part would silently address something else: the list instead of the item.
fn empty(param: &Given<'_>) -> String {
    format!("path parameter `{}` is empty", param.field.wire)
}

/// `.a.b` or `;name=a;name=b`; entries of maps and structs under their own names. RFC 6570 has the details.
fn push_laid_out(path: &mut String, param: &Given<'_>) -> Result<(), String> {
    let (codec, style) = (param.field.codec, param.param.style);
    let mut found = Vec::new();
    pairs(param.node, codec, style, param.field.wire, &mut found);
    let is_label = style == Style::Label;
    // A label without a value is a dot, which says nothing; a matrix has its name at least.
    if found.is_empty() || is_label && found.iter().all(|(_, value)| value.is_empty()) {
        return Err(empty(param));
    }
    let named = !is_label || has_entries(param.node, codec);
    for (name, value) in &found {
        path.push(if is_label { '.' } else { ';' });
        let (name, value) = (encode::encode(name), encode::encode(value));
        // Writing to a `String` cannot fail.
        let _ = match (named, value.to_string()) {
            (false, value) => write!(path, "{value}"),
            (true, value) if value.is_empty() && !is_label => write!(path, "{name}"),
            (true, value) => write!(path, "{name}={value}"),
        };
    }
    Ok(())
}

fn push_greedy(path: &mut String, text: &str) -> std::fmt::Result {
    // Callers write a route with or without its first slash.
    let text = if path.ends_with('/') {
        text.strip_prefix('/').unwrap_or(text)
    } else {
        text
    };
    for (index, segment) in text.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        write!(path, "{}", encode::encode(segment))?;
    }
    Ok(())
}

/// `.` and `..` cannot be encoded: every URL parser on the way resolves them, so they would leave their place.
fn check_segments(path: &str) -> Result<(), String> {
    match path
        .split('/')
        .find(|segment| matches!(*segment, "." | ".."))
    {
        Some(segment) => Err(format!("a path cannot have the segment `{segment}`")),
        None => Ok(()),
    }
}
