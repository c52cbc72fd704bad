//! Path templates.

use std::fmt::Write as _;

use super::{Given, encode};
use crate::PathPart;

/// The encoded path.
pub(super) fn expand(parts: &[PathPart], given: &[Given<'_>]) -> Result<String, String> {
    let mut path = String::new();
    for part in parts {
        // Writing to a `String` cannot fail.
        let _ = match *part {
            PathPart::Literal(text) => write!(path, "{}", encode::encode_literal(text)),
            PathPart::Param(index) => write!(path, "{}", encode::encode(&value(given, index)?)),
            PathPart::Greedy(index) => push_greedy(&mut path, &value(given, index)?),
        };
    }
    check_segments(&path)?;
    Ok(path)
}

fn value(given: &[Given<'_>], index: usize) -> Result<String, String> {
    let param = given
        .get(index)
        .ok_or("the path names a parameter that the request does not have")?;
    let text = param.text();
    if text.is_empty() {
        // An empty part would silently address something else: the list instead of the item.
        return Err(format!("path parameter `{}` is empty", param.field.wire));
    }
    Ok(text)
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
