//! Documents of others: each is imported, checked, generated and compiled, without an error and without a warning.
//!
//! The documents of `openapi/tests/fixtures`, and those of the folder that `SPECWRIGHT_CORPUS` names. `.ci/corpus` runs it:
//! it takes minutes, so other runs of the tests leave it out. The figures go to `target/corpus/figures.md`.

mod figures;
mod run;

use std::path::{Path, PathBuf};

use crate::figures::Figures;

#[test]
fn each_document_becomes_a_client_that_compiles_without_a_warning() {
    let work = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let documents = documents();
    assert!(!documents.is_empty(), "no documents");
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    for document in &documents {
        match run::through(document, &work) {
            Ok(told) => figures.push(told),
            Err(failure) => failures.push(format!("{}: {failure}", document.display())),
        }
    }
    let table = Figures::table(&figures);
    println!("{table}");
    std::fs::write(work.join("figures.md"), &table).expect("a writable folder");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Our own documents, then those of the folder that was named.
fn documents() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/tests/fixtures");
    let mut documents = openapi_files(&own);
    if let Some(folder) = std::env::var_os("SPECWRIGHT_CORPUS") {
        let more = openapi_files(Path::new(&folder));
        assert!(
            !more.is_empty(),
            "SPECWRIGHT_CORPUS holds no OpenAPI document"
        );
        documents.extend(more);
    }
    documents
}

/// Files that say at their top that they are OpenAPI: parts of others do not.
fn openapi_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of documents");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "json" || end == "yaml")
        })
        .filter(|path| is_openapi(path))
        .collect();
    files.sort();
    files
}

fn is_openapi(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).expect("a readable document");
    let says = |key: &str| {
        let (line, quoted) = (format!("{key}:"), format!("\"{key}\":"));
        text.lines().any(|one| one.starts_with(&line)) || text.contains(&quoted)
    };
    says("openapi") || says("swagger")
}
