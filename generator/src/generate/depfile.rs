//! A dependency file in the syntax of make, which ninja, and others by it, read too.

use std::path::PathBuf;

use crate::output::shown;

/// `outputs: inputs`, one path per line.
pub(super) fn depfile(outputs: &[PathBuf], inputs: &[PathBuf]) -> String {
    let list = |paths: &[PathBuf]| {
        let paths: Vec<String> = paths.iter().map(|path| escape(&shown(path))).collect();
        paths.join(" \\\n  ")
    };
    format!("{}: \\\n  {}\n", list(outputs), list(inputs))
}

fn escape(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            ' ' | '#' => text.extend(['\\', character]),
            '$' => text.push_str("$$"),
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::depfile;

    #[test]
    fn escapes_what_make_would_split_or_expand() {
        let text = depfile(
            &["out/mod.rs".into(), "out/te/mod.rs".into()],
            &["my specs/$a#.yaml".into()],
        );
        assert_eq!(
            text,
            "out/mod.rs \\\n  out/te/mod.rs: \\\n  my\\ specs/$$a\\#.yaml\n"
        );
    }
}
