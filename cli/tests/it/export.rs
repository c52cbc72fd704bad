//! `specwright export`: where documents go, how they are written, and that what they say comes back.

use std::fs;

use crate::run::specwright;
use crate::scratch;

#[test]
fn documents_come_back_as_specs() {
    let folder = scratch::folder("export");
    let spec = fs::canonicalize("../specs/tencent_chat.yaml").expect("the spec is there");
    let export = |more: &str| {
        let line = format!("export openapi {} {more}", spec.display());
        specwright(&line).folder(&folder).run()
    };
    let printed = export("");
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    assert!(
        printed.out.starts_with("openapi: 3.1.0\n"),
        "{}",
        printed.out
    );

    let written = export("--out chat.json --api-version 7");
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    assert_eq!(written.err, "chat.json: written\n");
    let text = fs::read_to_string(folder.join("chat.json")).expect("it was written");
    assert!(text.contains("\"version\": \"7\""), "{text}");
    assert_eq!(
        export("--out chat.json --api-version 7").err,
        "chat.json: unchanged\n"
    );

    let read = |line: &str| specwright(line).folder(&folder).run();
    assert_eq!(read("import openapi chat.json --out chat.yaml").code, 0);
    let ran = read(&format!("diff {} chat.yaml", spec.display()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("breaking"), "{}", ran.out);
}

#[test]
fn a_document_describes_one_api() {
    let specs = fs::canonicalize("../specs").expect("the specs are there");
    let ran = specwright(&format!("export openapi {}", specs.display())).run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("holds several specs (quickbi, te,"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let spec = fs::canonicalize("../specs/te.yaml").expect("the spec is there");
    let line = format!("export openapi {} --out nowhere/te.yaml", spec.display());
    let ran = specwright(&line).run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err
            .starts_with("error: cannot write `nowhere/te.yaml`: "),
        "{}",
        ran.err
    );
}
