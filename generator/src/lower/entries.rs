//! The entries of one section of a spec, over all its files.

use crate::diag::{Code, Diagnostics, Place};
use crate::source::FileId;
use crate::spec::{Spec, Table};

/// An entry of a table and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a, T> {
    pub(super) key: &'a str,
    pub(super) value: &'a T,
    pub(super) file: FileId,
    pub(super) place: Place,
}

/// All entries of `section` in the order of the files; of a key that two files have, the first.
pub(super) fn entries<'a, T>(
    files: &'a [(FileId, Spec)],
    section: &str,
    table: impl Fn(&'a Spec) -> &'a Table<T>,
    diags: &mut Diagnostics,
) -> Vec<Entry<'a, T>> {
    let mut seen: std::collections::HashMap<&str, Place> = std::collections::HashMap::new();
    let mut entries = Vec::new();
    for (file, spec) in files {
        for (key, value) in table(spec).iter() {
            let place = Place::file(*file).key(section).key(key);
            if let Some(first) = seen.get(key) {
                repeated(key, place, first, diags);
                continue;
            }
            seen.insert(key, place.clone().of_key());
            entries.push(Entry {
                key,
                value,
                file: *file,
                place,
            });
        }
    }
    entries
}

/// A key of the top level that only one file may have: its value and the file.
pub(super) fn once<'a, T>(
    files: &'a [(FileId, Spec)],
    key: &str,
    pick: impl Fn(&'a Spec) -> Option<&'a T>,
    diags: &mut Diagnostics,
) -> Option<(FileId, &'a T)> {
    let mut found = files
        .iter()
        .filter_map(|(file, spec)| pick(spec).map(|value| (*file, value)));
    let first = found.next()?;
    for (file, _) in found {
        let place = Place::file(file).key(key);
        repeated(key, place, &Place::file(first.0).key(key).of_key(), diags);
    }
    Some(first)
}

fn repeated(key: &str, place: Place, first: &Place, diags: &mut Diagnostics) {
    let message = format!("`{key}` stands in another file of this spec too");
    diags
        .error(Code::RepeatedAcrossFiles, place.of_key(), message)
        .label(first.clone(), "first here");
}
