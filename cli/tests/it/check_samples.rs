//! `specwright check` of samples and vectors: what they say, against what the spec makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{specwright, top};
use crate::{pinned, scratch};

#[test]
fn what_contradicts_the_spec_is_found() {
    let ran = specwright("check specs/unproved.yaml").run();
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    pinned::check("check-unproved.txt", &ran.out);
}

#[test]
fn machines_get_the_same() {
    let ran = specwright("check specs/unproved.yaml --format json").run();
    assert_eq!(ran.code, 1);
    let found = ran.json();
    let found = found.as_array().expect("an array");
    let one = |code: &str, part: &str| {
        let mut all = found.iter().filter(|one| one["code"] == code);
        all.any(|one| {
            one["message"]
                .as_str()
                .is_some_and(|text| text.contains(part))
        })
    };
    assert!(one("E0524", "the steps give"), "{}", ran.out);
    assert!(
        one("E0701", "is the error `40901` (Duplicate)"),
        "{}",
        ran.out
    );
    assert!(one("E0702", "`data[0].since`: expected"), "{}", ran.out);
    assert!(one("E0703", "can be read"), "{}", ran.out);
}

#[test]
fn a_success_of_the_wrong_kind_is_told_by_the_envelope() {
    let spec = r#"
specwright: 1
api: x
servers: {main: "https://x.example"}
envelope: [{success: {equals: {state: "ok"}}, payload: data, code: code}]
errors: {0: {name: Fine, class: success}, 7: {name: Bad, class: caller}}
operations:
  get:
    text: Gets it.
    call: GET /it
    returns: i64
    samples: {one: {response: {body: '{"state": "OK", "code": 0, "data": 1}'}}}
"#;
    let path = scratch::folder("check-success").join("x.yaml");
    fs::write(&path, spec).expect("a spec");
    let ran = specwright("check").arg(&path).run();
    assert_eq!(ran.code, 1);
    let told = "by its envelope this answer is an error, with the code `0` (Fine)";
    assert!(ran.out.contains(told), "{}", ran.out);
}

#[test]
fn the_specs_of_the_repository_prove_themselves() {
    let mut paths = vec![top().join("specs"), top().join("examples/specs")];
    for folder in fs::read_dir(top().join("generator/tests/golden")).expect("goldens") {
        paths.extend(specs_in(&folder.expect("a golden").path()));
    }
    assert!(paths.len() > 10, "{paths:?}");
    for path in paths {
        let ran = specwright("check").arg(&path).run();
        assert_eq!(ran.code, 0, "{}: {}", path.display(), ran.out);
    }
}

fn specs_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = fs::read_dir(folder).expect("a golden");
    let paths = files.map(|file| file.expect("a file").path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "yaml"))
}

#[test]
fn what_new_writes_proves_itself() {
    let folder = scratch::folder("check-new");
    for way in ["bearer", "header", "query", "basic", "none"] {
        let made = specwright(&format!("new {way}_api --auth {way}"))
            .folder(&folder)
            .run();
        assert_eq!(made.code, 0, "{}", made.err);
    }
    let ran = specwright("check").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
}
