//! From a spec to files. In: the spec in one piece. Out: YAML by path.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

use super::frame::Whole;
use super::naming::{self, Names};

/// What is guessed about pages says so where it stands.
const GUESSED: &str = "    # How pages follow each other is guessed from names.\n";
/// Names of files that are not those of tags.
const API: &str = "api";
const TYPES: &str = "types";
const UNTAGGED: &str = "operations";

/// Writes a spec: as one file, or as a folder with types in a file of their own and operations in a file per tag.
pub(super) fn write(whole: Whole, folder: bool) -> Vec<(String, String)> {
    match folder {
        true => files(whole),
        false => {
            let text = text(&whole.spec, &head(&whole));
            vec![(
                format!("{}.yaml", name(&whole.spec)),
                with_tags(&text, &whole),
            )]
        }
    }
}

fn name(spec: &Mapping) -> &str {
    spec.get("api").and_then(Value::as_str).unwrap_or("spec")
}

fn head(whole: &Whole) -> String {
    format!(
        "# Imported from {} by `specwright import openapi`.\n",
        one_line(&whole.document)
    )
}

fn files(mut whole: Whole) -> Vec<(String, String)> {
    let mut names = Names::new();
    for name in [API, TYPES, UNTAGGED] {
        names.take(name);
    }
    let head = head(&whole);
    let types = whole.spec.shift_remove("types");
    let operations = whole.spec.shift_remove("operations");
    let mut out = vec![(format!("{API}.yaml"), text(&whole.spec, &head))];
    if let Some(types) = types {
        out.push((
            format!("{TYPES}.yaml"),
            text(&Mapping::from_iter([(Value::from("types"), types)]), ""),
        ));
    }
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut parts: Vec<(String, String, Mapping)> = Vec::new();
    for (name, operation) in operations.iter().filter_map(Value::as_mapping).flatten() {
        let tag = name
            .as_str()
            .and_then(|name| whole.tags.get(name))
            .map(String::as_str);
        let file = match tag {
            Some(tag) => files
                .entry(tag.to_owned())
                .or_insert_with(|| names.take(&naming::snake(tag)))
                .clone(),
            None => UNTAGGED.to_owned(),
        };
        let known = parts.iter().position(|(known, _, _)| *known == file);
        let part = known.unwrap_or_else(|| {
            parts.push((file, headed(&whole.tag_texts, tag), Mapping::new()));
            parts.len() - 1
        });
        parts[part].2.insert(name.clone(), operation.clone());
    }
    for (file, comment, operations) in parts {
        let part = Mapping::from_iter([(Value::from("operations"), Value::Mapping(operations))]);
        out.push((format!("{file}.yaml"), text(&part, &comment)));
    }
    if operations_are_missing(&out) {
        let none = Mapping::from_iter([(Value::from("operations"), Mapping::new().into())]);
        out.push((format!("{UNTAGGED}.yaml"), text(&none, "")));
    }
    out
}

fn operations_are_missing(files: &[(String, String)]) -> bool {
    files.iter().all(|(name, _)| {
        [API, TYPES]
            .iter()
            .any(|known| name == &format!("{known}.yaml"))
    })
}

/// The head of a tag's file.
fn headed(texts: &[(String, String)], tag: Option<&str>) -> String {
    let name = tag.map(|tag| format!("# {}\n", one_line(tag)));
    name.unwrap_or_default() + &comment(texts, tag)
}

/// Where the operations of a tag begin, a comment names it, and says what the document says of it.
fn with_tags(text: &str, whole: &Whole) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_operations = false;
    let (mut known, mut last) = (Vec::new(), None);
    for line in text.lines() {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            in_operations = line.starts_with("operations:");
        }
        let name = line
            .strip_prefix("  ")
            .filter(|rest| in_operations && !rest.starts_with(' '));
        let name = name
            .and_then(|rest| rest.split_once(':'))
            .map(|(name, _)| name);
        let tag = name.and_then(|name| whole.tags.get(name));
        if name.is_some() && tag.is_some() && tag != last {
            let tag = tag.map(String::as_str).unwrap_or_default();
            let _ = writeln!(out, "  # {}", one_line(tag));
            if !known.contains(&tag) {
                known.push(tag);
                for line in comment(&whole.tag_texts, Some(tag)).lines() {
                    let _ = writeln!(out, "  {line}");
                }
            }
        }
        if name.is_some() {
            last = tag;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// What the document says of a tag.
fn comment(texts: &[(String, String)], tag: Option<&str>) -> String {
    let text = texts.iter().find(|(name, _)| Some(name.as_str()) == tag);
    let lines = text.into_iter().flat_map(|(_, text)| text.lines());
    lines
        .map(|line| format!("# {}\n", one_line(line)).replace("#  ", "# "))
        .collect::<String>()
        .replace("# \n", "#\n")
}

/// A text as a comment can hold it.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

fn text(spec: &Mapping, head: &str) -> String {
    let written = crate::yaml::write(&Value::Mapping(spec.clone()));
    let mut out = String::with_capacity(written.len() + head.len());
    out.push_str(head);
    let mut in_operations = false;
    for line in written.lines() {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            in_operations = line.starts_with("operations:");
        }
        if in_operations && line.starts_with("    paginate:") {
            out.push_str(GUESSED);
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
