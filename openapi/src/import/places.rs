//! Places of remarks as the user knows them. In: pointers into the document as it was uplifted. Out: those of the files
//! that were read, with lines.

use std::collections::HashSet;

use serde_yaml::Value;
use specwright::{FileId, Locator, Place, SourceMap};

use super::document::Document;
use super::files::Files;
use super::pointer::Pointer;
use super::remark::Remark;

/// Finds the places, and leaves out what is said twice of one place.
pub(super) fn places(remarks: Vec<Remark>, document: &Document, files: &Files<'_>) -> Vec<Remark> {
    let mut sources = SourceMap::default();
    let mut ids: Vec<(usize, FileId)> = Vec::new();
    for number in 0.. {
        let Some(known) = files.known(number) else {
            break;
        };
        if let Some(file) = known {
            ids.push((number, sources.add(file.path.clone(), file.text.clone())));
        }
    }
    let mut locator = Locator::new(&sources);
    let mut seen = HashSet::new();
    let mut out = Vec::with_capacity(remarks.len());
    for mut remark in remarks {
        let at = Pointer::parse(&remark.pointer).unwrap_or_default();
        let (number, pointer) = document.origins.of(&at);
        let Some(file) = files.get(number) else {
            continue;
        };
        let pointer = existing(&file.value, &pointer);
        let id = ids.iter().find(|(known, _)| *known == number);
        if let Some((_, id)) = id {
            let place = place(*id, &file.value, &pointer);
            remark.line = Some(locator.find(&place).line);
        }
        remark.pointer = match number {
            0 => pointer.to_string(),
            _ => format!("{}#{pointer}", file.path),
        };
        if seen.insert((remark.pointer.clone(), remark.kind, remark.text.clone())) {
            out.push(remark);
        }
    }
    // In the order of the files; what has no line comes first.
    out.sort_by_key(|remark: &Remark| {
        let is_elsewhere = !remark.pointer.is_empty() && !remark.pointer.starts_with('/');
        let file = is_elsewhere.then(|| {
            remark
                .pointer
                .split('#')
                .next()
                .unwrap_or_default()
                .to_owned()
        });
        (file, remark.line)
    });
    out
}

/// The part of a pointer that leads somewhere.
fn existing(value: &Value, pointer: &Pointer) -> Pointer {
    let mut at = pointer.clone();
    while at.find(value).is_none() {
        match at.parent() {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at
}

fn place(file: FileId, value: &Value, pointer: &Pointer) -> Place {
    let mut place = Place::file(file);
    let mut here = Some(value);
    for step in pointer.steps() {
        (place, here) = match here {
            Some(Value::Sequence(list)) => {
                let index = step.parse::<usize>().unwrap_or_default();
                (place.index(index), list.get(index))
            }
            other => {
                let next = other.and_then(|value| value.get(step.as_str()));
                (place.key(step), next)
            }
        };
    }
    place.of_key()
}
