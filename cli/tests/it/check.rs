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
    }
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
