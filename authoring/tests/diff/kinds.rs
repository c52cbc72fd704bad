//! The kinds of change that `base.yaml` and `kinds.txt` describe, as specs. Also used by `tests/peers/semver.rs`.

use std::path::{Path, PathBuf};

/// A kind of change, or its reverse.
pub(crate) struct Kind {
    /// What changes.
    pub(crate) name: String,
    /// What we say of Rust and of the wire.
    pub(crate) forth: (String, String),
    /// The same of the reverse.
    pub(crate) back: (String, String),
    /// The spec after the change.
    pub(crate) after: String,
}

/// The folder of `base.yaml`.
pub(crate) fn folder() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = here.join("tests/diff");
    if own.is_dir() {
        own
    } else {
        here.join("authoring/tests/diff")
    }
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).expect("a file of the repository")
}

/// The spec before all changes.
pub(crate) fn base() -> String {
    read("base.yaml")
}

/// All kinds.
pub(crate) fn kinds() -> Vec<Kind> {
    let (text, base) = (read("kinds.txt"), base());
    let blocks = text.split("\n# ").skip(1);
    blocks.map(|block| kind(block, &base)).collect()
}

fn kind(block: &str, base: &str) -> Kind {
    let mut lines = block.lines();
    let name = lines.next().unwrap_or_default().to_owned();
    let verdicts = lines.next().unwrap_or_default();
    let words: Vec<&str> = verdicts
        .split([' ', ',', ';'])
        .filter(|it| !it.is_empty())
        .collect();
    let ["rust", rust, "wire", wire, "back:", rust_back, wire_back] = words[..] else {
        panic!("{name}: {verdicts}");
    };
    let edits: Vec<&str> = lines.collect();
    let after = edits
        .split(|line| *line == "@")
        .fold(base.to_owned(), |spec, edit| {
            let side = |sign: char| -> String {
                let lines = edit.iter().filter_map(|line| line.strip_prefix(sign));
                lines
                    .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
                    .collect()
            };
            let (gone, new) = (side('-'), side('+'));
            assert_eq!(
                spec.matches(&gone).count(),
                1,
                "{name}: these lines stand once:\n{gone}"
            );
            spec.replace(&gone, &new)
        });
    let pair = |rust: &str, wire: &str| (rust.to_owned(), wire.to_owned());
    Kind {
        name,
        forth: pair(rust, wire),
        back: pair(rust_back, wire_back),
        after,
    }
}
