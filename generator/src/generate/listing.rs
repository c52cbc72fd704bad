//! Which files a run depends on, found without reading any: for build systems, and to see that nothing changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::output::{Hash, shown};

/// The files and folders below the paths of the specs that exist.
///
/// It may hold more than the generator reads, a note beside the specs for example, and never less.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) folders: Vec<PathBuf>,
}

impl Listing {
    /// Lists the paths. What cannot be read is left out here; whoever reads the specs reports it.
    pub(crate) fn of(specs: &[PathBuf]) -> Self {
        let mut listing = Self::default();
        for path in specs {
            listing.add(path);
        }
        listing
    }

    fn add(&mut self, path: &Path) {
        if path.is_file() {
            self.files.push(path.to_path_buf());
            return;
        }
        let Ok(entries) = fs::read_dir(path) else {
            return;
        };
        self.folders.push(path.to_path_buf());
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        // A link that leads back up would never end.
        for path in paths
            .iter()
            .filter(|path| path.is_file() || !path.is_symlink())
        {
            self.add(path);
        }
    }

    /// One hash over the paths and bytes of all files; `None` if one cannot be read.
    pub(crate) fn hash(&self) -> Option<Hash> {
        let mut lines = String::new();
        for path in &self.files {
            let hash = Hash::of(&fs::read(path).ok()?);
            lines.push_str(&format!("{hash} {}\n", shown(path)));
        }
        Some(Hash::of(lines.as_bytes()))
    }
}

/// Names of spec files that are the same wherever the tree lies: the path below the folder that was asked for, or the
/// name of the file. Of two equal ones the later is numbered.
pub(crate) fn short_names<'a>(
    paths: impl Iterator<Item = &'a Path>,
    specs: &[PathBuf],
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for path in paths {
        let below = specs.iter().find_map(|root| path.strip_prefix(root).ok());
        let below = below.filter(|below| !below.as_os_str().is_empty());
        let name = below.or(path.file_name().map(Path::new)).unwrap_or(path);
        let name = shown(name);
        let same = |number: &usize| match number {
            1 => name.clone(),
            _ => format!("{name} ({number})"),
        };
        let free = (1..)
            .map(|number| same(&number))
            .find(|it| !names.contains(it));
        names.extend(free);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::short_names;
    use std::path::{Path, PathBuf};

    #[test]
    fn names_do_not_tell_where_the_tree_lies() {
        let specs = ["/a/specs", "/b", "c/one.yaml"].map(PathBuf::from);
        let paths = [
            "/a/specs/te.yaml",
            "/a/specs/weda/api.yaml",
            "/b/te.yaml",
            "c/one.yaml",
        ];
        assert_eq!(
            short_names(paths.iter().map(Path::new), &specs),
            ["te.yaml", "weda/api.yaml", "te.yaml (2)", "one.yaml"]
        );
    }
}
