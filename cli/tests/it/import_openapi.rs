//! `specwright import openapi`: a document in, a spec out, remarks on standard error.

use std::fs;

use crate::pinned::check;
use crate::run::specwright;
use crate::scratch;

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: {title: Kiosk, version: "2"}
servers: [{url: /v2}]
tags: [{name: Papers, description: What is sold.}]
paths:
  /papers:
    get:
      tags: [Papers]
      operationId: listPapers
      summary: Lists papers.
      externalDocs: {url: https://kiosk.example/papers}
      responses:
        "200":
          description: OK
          content: {application/json: {schema: {type: array, items: {$ref: "parts.yaml#/Paper"}}}}
"##;

const PARTS: &str =
    "Paper: {type: object, properties: {name: {type: string, xml: {attribute: true}}}}\n";

fn folder(name: &str) -> std::path::PathBuf {
    let folder = scratch::folder(name);
    fs::write(folder.join("kiosk.yaml"), DOCUMENT).unwrap();
    fs::write(folder.join("parts.yaml"), PARTS).unwrap();
    folder
}

#[test]
fn a_document_becomes_a_spec_on_standard_output() {
    let folder = folder("import-openapi");
    let ran = specwright("import openapi kiosk.yaml --report report.json")
        .folder(&folder)
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    check("import-openapi.yaml", &ran.out);
    check("import-openapi.txt", &ran.err);
    let report = fs::read_to_string(folder.join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["operations"], 1);
    assert_eq!(
        report["remarks"].as_array().map(Vec::len),
        Some(3),
        "{report}"
    );

    fs::write(folder.join("spec.yaml"), &ran.out).unwrap();
    let ran = specwright("check spec.yaml --deny warnings")
        .folder(&folder)
        .run();
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_folder_has_a_file_per_tag_and_nothing_is_replaced() {
    let folder = folder("import-openapi-folder");
    let command =
        "import openapi kiosk.yaml --out specs/kiosk --api stand --server https://kiosk.example";
    let ran = specwright(command).folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let mut names: Vec<String> = fs::read_dir(folder.join("specs/kiosk"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["api.yaml", "papers.yaml", "types.yaml"]);
    let api = fs::read_to_string(folder.join("specs/kiosk/api.yaml")).unwrap();
    assert!(
        api.contains("api: stand") && api.contains("https://kiosk.example/v2"),
        "{api}"
    );
    let ran = specwright("check specs --deny warnings")
        .folder(&folder)
        .run();
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);

    let ran = specwright(command).folder(&folder).run();
    assert_eq!(ran.code, 1);
    let named = ran.err.replace('\\', "/");
    assert_eq!(
        named,
        "error: `specs/kiosk/api.yaml` is there already; nothing was written\n"
    );
}

#[test]
fn what_is_no_document_says_where() {
    let folder = folder("import-openapi-mistakes");
    let table: [(&str, &[u8]); 6] = [
        ("empty.json", b""),
        ("cut.json", b"{\"openapi\": \"3.0.0\", \"paths\": {"),
        ("twice.yaml", b"openapi: 3.1.0\nopenapi: 3.1.0\n"),
        ("other.yaml", b"name: shop\n"),
        ("latin.yaml", b"openapi: 3.1.0\ninfo: {title: Caf\xe9}\n"),
        ("binary.yaml", b"PK\x03\x04\0\0"),
    ];
    let mut said = String::new();
    for (name, bytes) in table {
        fs::write(folder.join(name), bytes).unwrap();
        let ran = specwright("import openapi").arg(name).folder(&folder).run();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        said.push_str(&ran.err);
    }
    for name in ["nowhere.json", "."] {
        let ran = specwright("import openapi").arg(name).folder(&folder).run();
        assert_eq!(ran.code, 1, "{}", ran.err);
        said.push_str(&ran.err);
    }
    check("import-openapi-mistakes.txt", &said);
}

#[test]
fn help_is_pinned() {
    check(
        "help-import-openapi.txt",
        &specwright("import openapi --help").run().out,
    );
}
