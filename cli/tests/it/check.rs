//! `specwright check`.

use crate::pinned;
use crate::run::specwright;

#[test]
fn all_mistakes_are_reported_as_data() {
    let ran = specwright("check specs/bad.yaml").run();
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(!ran.out.contains('\u{1b}'), "no colour outside a terminal");
    pinned::check("check-bad.txt", &ran.out);
}

#[test]
fn machines_get_an_array() {
    let ran = specwright("check specs/bad.yaml specs/shop.yaml --format json").run();
    assert_eq!(ran.code, 1);
    let found = ran.json();
    let found = found.as_array().expect("an array");
    assert!(found.len() >= 2, "{found:?}");
    for one in found {
        assert_eq!(one["path"], "specs/bad.yaml");
        assert!(one["line"].as_u64().is_some_and(|line| line > 4), "{one}");
        assert_eq!(one["severity"], "error");
        assert!(one["lint"].is_null(), "{one}");
    }
}

#[test]
fn lints_are_shown_and_stop_nothing_unless_they_are_denied() {
    let ran = specwright("check specs/lints.yaml").run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    pinned::check("check-lints.txt", &ran.out);
    for (deny, code) in [("warnings", 1), ("lints", 1)] {
        let denied = specwright(&format!("check specs/lints.yaml --deny {deny}")).run();
        assert_eq!((denied.code, &denied.out), (code, &ran.out), "{deny}");
    }
    for deny in ["warnings", "lints"] {
        let clean = specwright(&format!("check specs/shop.yaml --deny {deny}")).run();
        assert_eq!((clean.code, clean.out.as_str()), (0, ""), "{deny}");
    }
    let ran = specwright("check specs/lints.yaml --deny everything").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn hints_are_no_warnings() {
    let folder = crate::scratch::folder("check-hints");
    let text = std::fs::read_to_string(crate::run::folder().join("specs/lints.yaml")).unwrap();
    let path = folder.join("hints.yaml");
    std::fs::write(&path, format!("{text}allow: {{unused_type: Lost}}\n")).unwrap();
    let path = path.display();
    for (deny, code) in [("warnings", 0), ("lints", 1)] {
        let ran = specwright(&format!("check {path} --deny {deny}")).run();
        assert_eq!(ran.code, code, "{deny}: {}", ran.out);
    }
}

#[test]
fn machines_get_the_words_of_lints() {
    let ran = specwright("check specs/lints.yaml --format json").run();
    let found = ran.json();
    let words = |key: &str| -> Vec<String> {
        let all = found.as_array().unwrap().iter();
        all.map(|one| one[key].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(words("lint"), ["unused_type", "operation_without_sample"]);
    assert_eq!(words("severity"), ["warning", "hint"]);
}

#[test]
fn a_clean_spec_is_silent_on_stdout() {
    let ran = specwright("check specs/shop.yaml").run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err, "1 spec checked, no problem found\n");
    let ran = specwright("check specs/shop.yaml --format json").run();
    assert_eq!((ran.code, ran.json()), (0, serde_json::json!([])));
}

#[test]
fn a_path_that_is_not_there_is_reported() {
    let ran = specwright("check nowhere.yaml").run();
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("nowhere.yaml"), "{ran:?}");
}

#[test]
fn other_commands_report_mistakes_and_fail() {
    for args in ["inspect specs/bad.yaml", "call specs/bad.yaml get"] {
        let ran = specwright(args).run();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args}");
        assert!(ran.err.contains("specs/bad.yaml:"), "{args}: {}", ran.err);
    }
}
