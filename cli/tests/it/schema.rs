//! `specwright schema`.

use std::fs;

use crate::run::specwright;
use crate::{pinned, scratch};

#[test]
fn the_schema_is_that_of_the_repository() {
    let ran = specwright("schema").run();
    let kept = fs::read_to_string("../docs/spec.schema.json").expect("the schema is there");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out == kept, "docs/spec.schema.json is another one");
}

#[test]
fn a_file_is_written_once() {
    let folder = scratch::folder("schema");
    let write = || {
        specwright("schema --out spec.schema.json")
            .folder(&folder)
            .run()
    };
    assert_eq!(write().err, "spec.schema.json: written\n");
    let written = fs::read(folder.join("spec.schema.json")).expect("it was written");
    assert_eq!(write().err, "spec.schema.json: unchanged\n");
    assert_eq!(written, specwright("schema").run().out.into_bytes());
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let ran = specwright("schema --out nowhere/spec.schema.json").run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err
            .starts_with("error: cannot write `nowhere/spec.schema.json`: "),
        "{}",
        ran.err
    );
}

#[test]
fn its_help_is_pinned() {
    pinned::check("help-schema.txt", &specwright("schema --help").run().out);
}
