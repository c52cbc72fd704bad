//! What a generator was asked for, beside the specs: kept in the manifest, so that a test or a command can ask again.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::Failure;

/// The options that change what is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// One Cargo feature per API.
    pub(super) features: bool,
    /// Name of the crate that the code is part of, for the examples in its documentation.
    pub(super) crate_path: Option<String>,
    /// A whole crate instead of a folder of modules.
    pub(super) whole_crate: Option<WholeCrate>,
    /// One file instead of a folder of modules.
    pub(super) single_file: bool,
}

/// A crate to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WholeCrate {
    pub(super) name: String,
    /// Folder of the runtime crate, as its dependency names it; `None`: by version.
    pub(super) runtime: Option<String>,
}

impl Options {
    /// Whether each module stands behind a feature.
    pub(super) fn has_features(&self) -> bool {
        self.features || self.whole_crate.is_some()
    }

    /// As lines of the manifest.
    pub(super) fn lines(&self) -> BTreeSet<String> {
        let mut lines = BTreeSet::new();
        if self.features {
            lines.insert("features".to_owned());
        }
        if self.single_file {
            lines.insert("single-file".to_owned());
        }
        lines.extend(
            self.crate_path
                .iter()
                .map(|path| format!("crate-path={path}")),
        );
        if let Some(whole) = &self.whole_crate {
            lines.insert(format!("crate={}", whole.name));
            lines.extend(whole.runtime.iter().map(|path| format!("runtime={path}")));
        }
        lines
    }

    /// From lines of the manifest.
    pub(super) fn from_lines(lines: &BTreeSet<String>) -> Self {
        let value = |name: &str| {
            let mut values = lines.iter().filter_map(|line| line.split_once('='));
            values
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.to_owned())
        };
        Self {
            features: lines.contains("features"),
            single_file: lines.contains("single-file"),
            crate_path: value("crate-path"),
            whole_crate: value("crate").map(|name| WholeCrate {
                name,
                runtime: value("runtime"),
            }),
        }
    }

    /// As arguments of `specwright generate`, each with a space before it. `out` is where the crate goes.
    pub(super) fn arguments(&self, out: &Path) -> String {
        let mut text = String::new();
        if self.features {
            text.push_str(" --features");
        }
        if self.single_file {
            text.push_str(" --single-file");
        }
        if let Some(path) = &self.crate_path {
            text.push_str(" --crate-path ");
            text.push_str(path);
        }
        if let Some(whole) = &self.whole_crate {
            text.push_str(" --crate ");
            text.push_str(&whole.name);
            if let Some(runtime) = &whole.runtime {
                text.push_str(" --runtime ");
                text.push_str(&quoted(&plain(&out.join(runtime))));
            }
        }
        text
    }

    /// The name by which examples import the code.
    pub(super) fn crate_name(&self) -> Option<String> {
        let whole = self.whole_crate.as_ref().map(|whole| &whole.name);
        let name = whole.or(self.crate_path.as_ref());
        name.map(|name| name.replace('-', "_"))
    }
}

impl WholeCrate {
    /// A crate in `out` whose runtime is the folder `runtime`, both as seen from the current folder.
    pub(super) fn new(name: &str, out: &Path, runtime: Option<&Path>) -> Result<Self, Failure> {
        let mut characters = name.chars();
        let sound = characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic())
            && characters.all(|next| next.is_ascii_alphanumeric() || matches!(next, '-' | '_'));
        if !sound {
            return Err(Failure::Usage(format!(
                "`{name}` is no name of a crate: expected letters, digits, `-` and `_`, a letter first"
            )));
        }
        let runtime = runtime.map(|path| seen_from(out, path)).transpose()?;
        Ok(Self {
            name: name.to_owned(),
            runtime,
        })
    }
}

/// A path from the current folder as it reads from another one. An absolute path stays what it is.
fn seen_from(folder: &Path, path: &Path) -> Result<String, Failure> {
    if path.is_absolute() {
        return Ok(plain(path));
    }
    let absolute = |path: &Path| {
        let absolute = std::path::absolute(path).map_err(|source| Failure::Io {
            action: "find",
            path: path.to_path_buf(),
            source,
        })?;
        Ok::<_, Failure>(tidied(&absolute))
    };
    let (folder, path) = (absolute(folder)?, absolute(path)?);
    let shared = folder
        .components()
        .zip(path.components())
        .take_while(|(left, right)| left == right)
        .count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    let down = path.components().skip(shared);
    let relative: PathBuf = up.chain(down).collect();
    Ok(plain(&relative))
}

/// A path with `/` on every system.
fn plain(path: &Path) -> String {
    crate::output::shown(&tidied(path))
}

/// `out/../runtime` is `runtime`, as people mean it; `..` at the start stays.
fn tidied(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        let after_name = matches!(clean.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if after_name => drop(clean.pop()),
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// An argument as a shell takes it.
pub(super) fn quoted(text: &str) -> String {
    let harmless = |c: char| c.is_alphanumeric() || "/._-+:=@%,".contains(c);
    match !text.is_empty() && text.chars().all(harmless) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, WholeCrate, quoted, seen_from};
    use std::path::Path;

    #[test]
    fn lines_and_back() {
        let options = Options {
            features: true,
            crate_path: Some("my_apis".to_owned()),
            whole_crate: Some(WholeCrate {
                name: "my-apis".to_owned(),
                runtime: Some("../runtime".to_owned()),
            }),
            single_file: true,
        };
        assert_eq!(Options::from_lines(&options.lines()), options);
        let none = Options::default();
        assert_eq!(Options::from_lines(&none.lines()), none);
    }

    #[test]
    fn a_command_names_the_runtime_from_where_it_is_run() {
        let whole = WholeCrate::new("x", Path::new("a/out"), Some(Path::new("runtime")));
        let options = Options {
            whole_crate: whole.ok(),
            ..Options::default()
        };
        let arguments = options.arguments(Path::new("a/out"));
        assert_eq!(arguments, " --crate x --runtime runtime");
    }

    #[test]
    fn paths_between_folders() {
        let seen = |folder: &str, path: &str| {
            seen_from(Path::new(folder), Path::new(path)).unwrap_or_default()
        };
        assert_eq!(seen("out", "runtime"), "../runtime");
        assert_eq!(seen("a/b", "a/runtime"), "../runtime");
        assert_eq!(seen("./a/../b", "b/r"), "r");
    }

    #[test]
    fn names_of_crates() {
        let ok = |name: &str| WholeCrate::new(name, Path::new("out"), None).is_ok();
        assert!(ok("a") && ok("my-apis_2"));
        assert!(!ok("") && !ok("2a") && !ok("a b") && !ok("a\"b") && !ok("../a"));
    }

    #[test]
    fn arguments_for_a_shell() {
        assert_eq!(quoted("specs/te.yaml"), "specs/te.yaml");
        assert_eq!(quoted("my specs"), "'my specs'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
