//! All modules of an output folder as one text, for where a tree of files cannot go: `include!` and macros.
//!
//! In: files by path, `mod.rs` at the top. Out: the same code with each `mod x;` replaced by `mod x { ... }`. The text is
//! not indented: that would change what stands in string literals, and nobody reads it.

use std::collections::BTreeMap;

/// Name of the file.
pub(super) const NAME: &str = "clients.rs";

/// The text of all files in the place of their `mod` lines.
pub(super) fn single_file(files: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    if let Some(root) = files.get("mod.rs") {
        add(&mut text, files, "", root);
    }
    text
}

/// Adds a file that lies in `folder` and what it mounts.
fn add(text: &mut String, files: &BTreeMap<String, String>, folder: &str, file: &str) {
    for line in file.split_inclusive('\n') {
        match mounted(line).and_then(|module| find(files, folder, module)) {
            Some((folder, file)) => {
                text.push_str(line.trim_end().trim_end_matches(';'));
                text.push_str(" {\n");
                add(text, files, &folder, without_header(file));
                text.push_str("}\n");
            }
            None => text.push_str(line),
        }
    }
}

/// The module of a line `mod x;` or `pub mod x;`. Nothing else in generated code looks like that: literals of several
/// lines stand in files that mount nothing, where no such module is found.
fn mounted(line: &str) -> Option<&str> {
    let item = line.strip_prefix("pub ").unwrap_or(line);
    item.strip_prefix("mod ")?.trim_end().strip_suffix(';')
}

/// The file of a module that is mounted by a file in `folder`, and the folder of its own modules.
fn find<'f>(
    files: &'f BTreeMap<String, String>,
    folder: &str,
    module: &str,
) -> Option<(String, &'f str)> {
    let module = module.trim_start_matches("r#");
    let below = format!("{folder}{module}/");
    let paths = [format!("{below}mod.rs"), format!("{folder}{module}.rs")];
    let file = paths.iter().find_map(|path| files.get(path))?;
    Some((below, file))
}

/// A file without the comment that says where it comes from: the whole has one at its top.
fn without_header(file: &str) -> &str {
    match file.split_once('\n') {
        Some((first, rest)) if first.starts_with("// ") => rest,
        _ => file,
    }
}

#[cfg(test)]
mod tests {
    use super::single_file;
    use std::collections::BTreeMap;

    #[test]
    fn modules_take_the_place_of_their_lines() {
        let files = [
            ("mod.rs", "// Made.\n\n#[allow(x)]\npub mod r#type;\n"),
            (
                "type/mod.rs",
                "// Made.\n\n//! Title\n\nmod client;\nmod other;\n",
            ),
            (
                "type/client.rs",
                "// Made.\n\nconst A: &str = \"\nmod client;\n\";\n",
            ),
        ];
        let files: BTreeMap<String, String> = files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into();
        assert_eq!(
            single_file(&files),
            "// Made.\n\n#[allow(x)]\npub mod r#type {\n\n//! Title\n\nmod client {\n\nconst A: &str = \"\nmod client;\n\";\n}\nmod other;\n}\n"
        );
    }
}
