//! Specs that are not on disk, such as those of a commit, grouped as those of a folder are.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::{Group, Reader, is_spec};
use crate::diag::{Code, Diagnostics};
use crate::source::{FileId, SourceMap};

/// The groups of files below `root`; names are relative to it, and the empty one is `root` itself.
pub(super) fn groups(
    root: &str,
    files: Vec<(String, Vec<u8>)>,
    sources: &mut SourceMap,
    diags: &mut Diagnostics,
) -> Vec<Group> {
    let mut reader = Reader::new(sources, diags);
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    let is_file = files.contains_key("");
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
    files.sort_by(|(one, _), (other, _)| order(one).cmp(&order(other)));
    let (mut here, mut folders) = (Vec::new(), BTreeMap::<String, Vec<FileId>>::new());
    for (name, bytes) in files {
        let path = match name.is_empty() || root.ends_with([':', '/']) {
            true => format!("{root}{name}"),
            false => format!("{root}/{name}"),
        };
        let in_hidden = name.split('/').any(|part| part.starts_with('.'));
        if in_hidden || !(name.is_empty() || is_spec(Path::new(&name))) {
            continue;
        }
        let file = reader.text(Path::new(&path), bytes);
        match name.split_once('/') {
            Some((folder, _)) => folders.entry(folder.to_owned()).or_default().extend(file),
            None => here.extend(file),
        }
    }
    if is_file {
        return vec![Group::Api(here)];
    }
    let mut groups: Vec<Group> = Vec::new();
    groups.extend((!here.is_empty()).then_some(Group::Folder(here)));
    groups.extend(folders.into_values().map(Group::Api));
    if groups.is_empty() && reader.diags.is_empty() {
        let message = "this folder holds no spec".to_owned();
        reader.refuse(Path::new(root), Code::NoSpecs, message);
    }
    groups
}

/// Names are sorted by it as they are in a folder on disk: the files of a folder come before those of its folders.
fn order(name: &str) -> Vec<(bool, &str)> {
    let mut parts: Vec<(bool, &str)> = name.split('/').map(|part| (true, part)).collect();
    if let Some((is_folder, _)) = parts.last_mut() {
        *is_folder = false;
    }
    parts
}
