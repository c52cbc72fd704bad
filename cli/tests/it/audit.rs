//! `specwright audit`.

use crate::pinned;
use crate::run::specwright;

#[test]
fn differences_are_data_and_fail() {
    let ran = specwright("audit specs/shop.yaml documents/shop.md").run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!ran.out.contains('\u{1b}'), "no colour outside a terminal");
    pinned::check("audit-shop.txt", &format!("{}--\n{}", ran.out, ran.err));
}

#[test]
fn machines_get_one_object() {
    let ran = specwright("audit specs/shop.yaml documents/shop.md --format json").run();
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    pinned::check("audit-shop.json", &ran.out);
    let found = ran.json();
    for one in found["findings"].as_array().expect("findings") {
        for key in [
            "kind", "problem", "name", "owner", "message", "document", "spec",
        ] {
            assert!(one.get(key).is_some(), "{key}: {one}");
        }
    }
}

#[test]
fn agreement_is_silent_on_stdout() {
    let pages = "../../authoring/tests/audit/pages";
    let ran = specwright(&format!(
        "audit ../../specs/te.yaml {pages}/te-open-api.txt"
    ))
    .run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(
        ran.err,
        "1 host, 2 paths, 4 fields, 1 value, 41 codes compared; 0 differences\n"
    );
}

#[test]
fn names_can_be_left_out() {
    let all = specwright("audit specs/shop.yaml documents/shop.md --format json").run();
    let name = all.json()["findings"][0]["name"]
        .as_str()
        .expect("a name")
        .to_owned();
    let ran = specwright("audit specs/shop.yaml documents/shop.md --format json --ignore")
        .arg(&name)
        .run();
    let left = ran.json();
    let left = left["findings"].as_array().expect("findings");
    assert!(
        left.iter().all(|one| one["name"] != name.as_str()),
        "{left:?}"
    );
    assert!(!left.is_empty());
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let folder = std::env::temp_dir().join(format!("specwright-audit-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, bytes, message) in [
        ("empty.txt", &b" \n"[..], "is empty"),
        (
            "binary.txt",
            &b"PK\x03\x04\0\0"[..],
            "is no text; save the page as text, Markdown or HTML",
        ),
        (
            "latin.txt",
            &b"one\ntwo \xe9\n"[..],
            ":2: is not UTF-8; save the page as UTF-8",
        ),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file");
        let ran = specwright("audit specs/shop.yaml").arg(&path).run();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}");
        assert!(
            ran.err.starts_with("error: ") && ran.err.contains(name) && ran.err.contains(message),
            "{}",
            ran.err
        );
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    for (args, message) in [
        (
            "audit specs/shop.yaml nowhere.txt",
            "nowhere.txt: cannot be read",
        ),
        (
            "audit specs/shop.yaml specs",
            "specs: is a folder; name the page itself",
        ),
        ("audit specs/bad.yaml documents/shop.md", "specs/bad.yaml:"),
        ("audit nowhere.yaml documents/shop.md", "nowhere.yaml"),
    ] {
        let ran = specwright(args).run();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args}");
        assert!(ran.err.contains(message), "{args}: {}", ran.err);
    }
    let ran = specwright("audit ../../specs documents/shop.md").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains("holds 5 APIs"), "{}", ran.err);
}
