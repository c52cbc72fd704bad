//! The specs that are exported: those of the repository, and the goldens of the generator.

use std::path::{Path, PathBuf};

use specwright::Loaded;

/// A spec and its name for messages.
pub(crate) struct Spec {
    pub(crate) name: String,
    pub(crate) loaded: Loaded,
}

/// All specs; each holds one API.
pub(crate) fn all() -> Vec<Spec> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["specs", "examples/specs"] {
        paths.extend(entries(&root.join(folder)));
    }
    let goldens = entries(&root.join("generator/tests/golden")).into_iter();
    paths.extend(goldens.map(|golden| golden.join("spec.yaml")));
    let specs: Vec<Spec> = paths.iter().map(|path| read(path)).collect();
    assert!(specs.len() > 20, "{}", specs.len());
    specs
}

fn read(path: &Path) -> Spec {
    let loaded = specwright::load(&[path]);
    let name = path.display().to_string();
    assert_eq!(loaded.apis.len(), 1, "{name}");
    Spec { name, loaded }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.retain(|path| path.extension().is_none_or(|end| end == "yaml"));
    paths.sort();
    paths
}
