//! Values over several lines: an entry of a map or an item of a list per line.

use std::fmt::Write;

use serde_yaml::{Mapping, Value};

use super::flow::{flow, padded};
use super::scalar;

/// Lines are not longer than this, where what stands on them can be broken.
const WIDTH: usize = 120;
/// A reader takes a key of this length without a sign before it.
const LONGEST_KEY: usize = 1000;
/// Keys and types beyond these are not lined up with the others.
const WIDEST: (usize, usize) = (40, 44);
/// Maps that are tables: an entry per line, unless they are short.
const TABLES: &[&str] = &[
    "fields",
    "params",
    "one_of",
    "answers",
    "samples",
    "types",
    "operations",
    "errors",
    "servers",
    "credentials",
    "limits",
    "steps",
    "vectors",
    "variables",
];

/// Maps whose entries take several lines each.
const PARAGRAPHS: &[&str] = &["types", "operations"];

/// The sections of a file, a blank line around those that take several.
pub(super) fn sections(map: &Mapping) -> String {
    let mut out = String::new();
    let mut was_long = false;
    for (name, value) in map {
        let mut section = String::new();
        let is_text = matches!(value, Value::String(_));
        entry(name, value, 0, Pads::default(), &mut section);
        let is_long = section.trim_end().contains('\n') && !is_text;
        if !out.is_empty() && (is_long || was_long) {
            out.push('\n');
        }
        out.push_str(&section);
        was_long = is_long;
    }
    out
}

/// A value that stands alone.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Mapping(map) if !map.is_empty() => entries(map, 0, false),
        Value::Sequence(list) if !list.is_empty() => items(list, 0),
        Value::String(text) => scalar::alone(text) + "\n",
        other => flow(other, usize::MAX).unwrap_or_default() + "\n",
    }
}

/// A key, in quotes where it needs them.
pub(super) fn key(key: &Value) -> String {
    scalar::inline(key)
        .or_else(|| flow(key, usize::MAX))
        .unwrap_or_default()
}

/// Columns of a table.
#[derive(Clone, Copy, Debug, Default)]
struct Pads {
    key: usize,
    first: usize,
}

fn entries(map: &Mapping, indent: usize, lined_up: bool) -> String {
    let pads = if lined_up {
        pads(map, indent)
    } else {
        Pads::default()
    };
    let mut out = String::new();
    for (name, value) in map {
        entry(name, value, indent, pads, &mut out);
    }
    out
}

/// The columns of maps of one line each; nothing where there is no table.
fn pads(map: &Mapping, indent: usize) -> Pads {
    let in_braces = |value: &&Value| matches!(value, Value::Mapping(map) if !map.is_empty());
    if map.len() < 2 || !map.values().any(|value| in_braces(&value)) {
        return Pads::default();
    }
    let on_a_line = map
        .iter()
        .filter(|(name, value)| one_line(name, value, indent).is_some());
    let mut pads = Pads::default();
    for (name, value) in on_a_line {
        let width = scalar::columns(&key(name));
        if width <= WIDEST.0 {
            pads.key = pads.key.max(width);
        }
        if let Value::Mapping(map) = value
            && map.len() > 1
            && let Some((first, value)) = map.iter().next()
        {
            let first = format!("{}: {}", key(first), flow(value, WIDTH).unwrap_or_default());
            let width = scalar::columns(&first);
            if width <= WIDEST.1 {
                pads.first = pads.first.max(width);
            }
        }
    }
    pads
}

/// A value behind its key on the same line.
fn one_line(name: &Value, value: &Value, indent: usize) -> Option<String> {
    let room = WIDTH.checked_sub(indent + scalar::columns(&key(name)) + 2)?;
    let is_table = name.as_str().is_some_and(|name| TABLES.contains(&name));
    match value {
        Value::Mapping(map) if map.is_empty() => Some("{}".into()),
        Value::Sequence(list) if list.is_empty() => Some("[]".into()),
        Value::Mapping(map)
            if is_table
                && (indent == 0 || map.len() > 2 || map.values().any(Value::is_mapping)) =>
        {
            None
        }
        // An entry of a section is worth lines of its own.
        Value::Mapping(map)
            if indent == 2
                && map
                    .values()
                    .any(|value| value.is_mapping() || value.is_sequence()) =>
        {
            None
        }
        Value::Sequence(list)
            if !list
                .iter()
                .all(|item| !item.is_mapping() && !item.is_sequence())
                && indent < 6 =>
        {
            None
        }
        Value::String(text) => {
            let written = scalar::alone(text);
            (!text.contains('\n') && scalar::columns(&written) <= room).then_some(written)
        }
        other => flow(other, room),
    }
}

fn entry(name: &Value, value: &Value, indent: usize, pads: Pads, out: &mut String) {
    let written = key(name);
    if written.len() > LONGEST_KEY {
        let _ = writeln!(out, "{:indent$}? {written}", "");
        let value = flow(value, usize::MAX).unwrap_or_else(|| "{}".into());
        let _ = writeln!(out, "{:indent$}: {value}", "");
        return;
    }
    if let Some(line) = one_line(name, value, indent) {
        let gap = pads.key.saturating_sub(scalar::columns(&written));
        let room = WIDTH.saturating_sub(indent + pads.key.max(scalar::columns(&written)) + 2);
        let line = match value {
            Value::Mapping(map) if pads.first > 0 => padded(map, room, pads.first).unwrap_or(line),
            _ => line,
        };
        let _ = writeln!(out, "{:indent$}{written}: {:gap$}{line}", "", "");
        return;
    }
    match value {
        Value::Mapping(map) => {
            let _ = writeln!(out, "{:indent$}{written}:", "");
            // Types and operations are paragraphs, no table.
            let is_table = |name: &str| {
                (TABLES.contains(&name) || name == "enum") && !PARAGRAPHS.contains(&name)
            };
            let lined_up = name.as_str().is_some_and(is_table);
            out.push_str(&entries(map, indent + 2, lined_up));
        }
        Value::Sequence(list) => {
            let _ = writeln!(out, "{:indent$}{written}:", "");
            out.push_str(&items(list, indent + 2));
        }
        Value::String(text) => {
            let block =
                scalar::block(text, indent + 2, WIDTH).unwrap_or_else(|| scalar::quoted(text));
            let _ = writeln!(out, "{:indent$}{written}: {block}", "");
        }
        single => {
            let single = scalar::inline(single).unwrap_or_default();
            let _ = writeln!(out, "{:indent$}{written}: {single}", "");
        }
    }
}

fn items(list: &[Value], indent: usize) -> String {
    let mut out = String::new();
    for item in list {
        let room = WIDTH.saturating_sub(indent + 2);
        let line = match item {
            Value::String(text) => {
                Some(scalar::text(text)).filter(|written| scalar::columns(written) <= room)
            }
            other => flow(other, room),
        };
        if let Some(line) = line {
            let _ = writeln!(out, "{:indent$}- {line}", "");
            continue;
        }
        let nested = match item {
            Value::Mapping(map) => entries(map, indent + 2, false),
            Value::Sequence(list) => items(list, indent + 2),
            Value::String(text) => {
                let block =
                    scalar::block(text, indent + 2, WIDTH).unwrap_or_else(|| scalar::quoted(text));
                let _ = writeln!(out, "{:indent$}- {block}", "");
                continue;
            }
            other => scalar::inline(other).unwrap_or_default() + "\n",
        };
        // The first line stands behind the dash.
        let _ = write!(out, "{:indent$}- {}", "", nested.trim_start_matches(' '));
    }
    out
}
