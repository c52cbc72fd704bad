//! What one document gave, in numbers, and the table of all.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Figures of one document.
pub(crate) struct Figures {
    name: String,
    bytes: u64,
    operations: usize,
    types: usize,
    spec_lines: usize,
    rust_lines: usize,
    remarks: usize,
    times: [Duration; 3],
}

impl Figures {
    /// Counts what was written: the spec, the crate, the remarks of the import; times of import, generation, check.
    pub(crate) fn new(
        document: &Path,
        (spec, krate): (&Path, &Path),
        remarks: &[u8],
        times: [Duration; 3],
    ) -> Result<Self, String> {
        let loaded = specwright::load(&[spec]);
        let api = loaded.apis.first().ok_or("the spec holds no API")?;
        Ok(Self {
            name: document
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            bytes: std::fs::metadata(document)
                .map_err(|error| error.to_string())?
                .len(),
            operations: api.operations.len(),
            types: api.types.len(),
            spec_lines: lines(spec, "yaml"),
            rust_lines: lines(krate, "rs"),
            remarks: String::from_utf8_lossy(remarks).lines().count(),
            times,
        })
    }

    /// A Markdown table, a row for each document.
    pub(crate) fn table(all: &[Self]) -> String {
        let mut out = String::from(
            "| document | KB | operations | types | lines of YAML | lines of Rust | lines of remarks | import | generate | check |\n\
             | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n",
        );
        for one in all {
            let [import, generate, check] = one.times.map(|time| time.as_secs_f64());
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {import:.2} s | {generate:.2} s | {check:.1} s |",
                one.name,
                one.bytes.div_ceil(1000),
                one.operations,
                one.types,
                one.spec_lines,
                one.rust_lines,
                one.remarks,
            );
        }
        out
    }
}

fn lines(at: &Path, ending: &str) -> usize {
    files(at)
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == ending))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .map(|text| text.lines().count())
        .sum()
}

fn files(at: &Path) -> Vec<PathBuf> {
    if at.is_file() {
        return vec![at.to_owned()];
    }
    let entries = std::fs::read_dir(at).into_iter().flatten().flatten();
    entries.flat_map(|entry| files(&entry.path())).collect()
}
