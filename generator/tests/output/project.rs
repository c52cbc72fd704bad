//! A project for one test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use specwright::{Generator, Report};

/// The least that is an API.
pub(crate) fn spec(name: &str, operation: &str) -> String {
    format!(
        "specwright: 1\napi: {name}\ntitle: The {name} API\nservers: {{default: \"https://{name}.example\"}}\n\
         operations:\n  {operation}:\n    call: GET /{operation}\n"
    )
}

/// A project with `specs/` and `generated/`; removed at the end.
pub(crate) struct Project(pub(crate) PathBuf);

impl Project {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("specwright-output-{name}-{}", std::process::id());
        let root = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&root);
        let project = Self(root);
        project.put("specs/one.yaml", &spec("one", "list"));
        project.put("specs/two.yaml", &spec("two", "show"));
        project
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.0.join(path)).expect("a file to remove");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).expect("a text")
    }

    pub(crate) fn generator(&self) -> Generator {
        Generator::new()
            .specs(self.0.join("specs"))
            .out(self.0.join("generated"))
    }

    pub(crate) fn run(&self) -> Report {
        self.generator().run().expect("a run without mistakes")
    }

    /// Texts and times of all generated files.
    pub(crate) fn state(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut state = BTreeMap::new();
        walk(&self.0.join("generated"), &mut state);
        state
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn walk(folder: &Path, state: &mut BTreeMap<PathBuf, (Vec<u8>, SystemTime)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, state);
        } else {
            let time = entry.metadata().and_then(|it| it.modified());
            let text = fs::read(&path).expect("a file");
            state.insert(path, (text, time.expect("a time")));
        }
    }
}
