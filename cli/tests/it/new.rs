//! `specwright new`: what it writes is right as it stands, and nothing that is there is replaced.

use std::fs;

use crate::pinned;
use crate::run::specwright;
use crate::scratch;

#[test]
fn a_new_spec_has_no_problem_and_gives_a_client() {
    let folder = scratch::folder("new");
    let ran = specwright("new parcels").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    pinned::check("new.txt", &ran.err);
    let text = fs::read_to_string(folder.join("specs/parcels.yaml")).expect("it was written");
    pinned::check("new-parcels.yaml", &text);

    let ran = specwright("check --deny lints").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "1 spec checked, no problem found\n");
    let ran = specwright("generate").folder(&folder).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let client = fs::read_to_string(folder.join("generated/parcels/client.rs"));
    assert!(client.is_ok_and(|text| text.contains("fn list_items")));
}

#[test]
fn the_schema_is_beside_it_and_only_once() {
    let folder = scratch::folder("new-schema");
    let schema = folder.join("api/spec.schema.json");
    let ran = specwright("new one --out api").folder(&folder).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(&schema).expect("it was written");
    assert_eq!(text, specwright("schema").run().out);
    let spec = fs::read_to_string(folder.join("api/one.yaml")).expect("it was written");
    assert!(spec.starts_with("# yaml-language-server: $schema=spec.schema.json\n"));

    fs::write(&schema, "{}").expect("written");
    let ran = specwright("new two --out api").folder(&folder).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(fs::read_to_string(&schema).expect("it stayed"), "{}");
}

#[test]
fn what_is_known_stands_in_it() {
    let folder = scratch::folder("new-known");
    for (auth, expected) in [
        (
            "bearer",
            r#"{header: Authorization, value: "Bearer {token}"}"#,
        ),
        ("header", r#"{header: X-Api-Key, value: "{key}"}"#),
        ("query", r#"{query: key, value: "{key}"}"#),
        (
            "basic",
            r#"{basic: {user: "{user}", password: "{password}"}}"#,
        ),
        ("none", "operations:"),
    ] {
        let args =
            format!("new api_{auth} --server http://{auth}.example/v2 --auth {auth} --title");
        let ran = specwright(&args)
            .arg("A \"title\": # {x} @NAME@")
            .folder(&folder)
            .run();
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = fs::read_to_string(folder.join(format!("specs/api_{auth}.yaml")));
        let text = text.expect("it was written");
        assert!(text.contains(expected), "{text}");
        assert!(
            text.contains(&format!("default: \"http://{auth}.example/v2\"")),
            "{text}"
        );
        assert_eq!(auth == "none", !text.contains("credentials:"), "{text}");
    }
    let ran = specwright("check --deny lints").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let ran = specwright("inspect specs --format json")
        .folder(&folder)
        .run();
    assert_eq!(ran.json()["apis"][0]["title"], "A \"title\": # {x} @NAME@");
}

#[test]
fn nothing_is_replaced() {
    let folder = scratch::folder("new-replace");
    for there in ["specs/a.yaml", "specs/b.yml", "specs/c/api.yaml"] {
        let path = folder.join(there);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "mine\n").expect("a file");
    }
    for (name, there) in [
        ("a", "specs/a.yaml"),
        ("b", "specs/b.yml"),
        ("c", "specs/c"),
    ] {
        let ran = specwright(&format!("new {name}")).folder(&folder).run();
        let expected = format!("error: `{there}` is there already; choose another name\n");
        assert_eq!((ran.code, ran.err), (1, expected));
    }
    let text = fs::read_to_string(folder.join("specs/a.yaml"));
    assert_eq!(text.expect("it stayed"), "mine\n");
    assert!(!folder.join("specs/spec.schema.json").exists());
}

#[test]
fn what_cannot_stand_in_a_spec_is_wrong_usage() {
    let folder = scratch::folder("new-refused");
    let mut told = String::new();
    for args in [
        "new QuickBI",
        "new type",
        "new ../up",
        "new \u{540d}",
        "new a --server nowhere",
        "new a --server https://user:pw@host/",
        "new a --auth magic",
    ] {
        let ran = specwright(args).folder(&folder).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}: {}", ran.err);
        told.push_str(&format!("$ specwright {args}\n{}\n", ran.err));
    }
    pinned::check("new-mistakes.txt", &told);
    assert!(!folder.join("specs").exists());
    fs::write(folder.join("file"), "").expect("a file");
    let ran = specwright("new a --out file").folder(&folder).run();
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.starts_with("error: cannot "), "{}", ran.err);
}

#[test]
fn a_page_gives_a_spec_that_loads() {
    let folder = scratch::folder("new-from");
    let page = crate::run::top().join("docs/quickstart/page.md");
    fs::copy(page, folder.join("page.md")).expect("a page");
    let ran = specwright("new tidewatch --from page.md")
        .folder(&folder)
        .run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    pinned::check("new-from.txt", &ran.err);
    let text = fs::read_to_string(folder.join("specs/tidewatch.yaml")).expect("it was written");
    pinned::check("new-from.yaml", &text);

    let ran = specwright("check").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let ran = specwright("audit specs/tidewatch.yaml page.md")
        .folder(&folder)
        .run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let ran = specwright("generate").folder(&folder).run();
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn what_a_page_leaves_open_is_marked_and_told() {
    let folder = scratch::folder("new-from-little");
    let page = "Error code\tDescription\n1001\tThe token has expired\n";
    fs::write(folder.join("codes.txt"), page).expect("a page");
    let ran = specwright("new codes --from codes.txt")
        .folder(&folder)
        .run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    pinned::check("new-from-little.txt", &ran.err);
    let text = fs::read_to_string(folder.join("specs/codes.yaml")).expect("it was written");
    pinned::check("new-from-little.yaml", &text);

    // What is said on the command line counts more than the page.
    let ran = specwright(
        "new other --from - --server https://o.example --auth query --title Other",
    )
    .input("# Page\n\nAll calls go to https://p.example.\n\nCode | Message\n---|---\n7 | gone\n")
    .folder(&folder)
    .run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let text = fs::read_to_string(folder.join("specs/other.yaml")).expect("it was written");
    for part in ["title: \"Other\"", "\"https://o.example\"", "query: key"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("p.example"), "{text}");
}

#[test]
fn a_page_without_tables_gives_nothing() {
    let folder = scratch::folder("new-from-nothing");
    fs::write(folder.join("page.txt"), "Nothing to see here.\n").expect("a page");
    for page in ["page.txt", "nowhere.html", "."] {
        let ran = specwright(&format!("new a --from {page}"))
            .folder(&folder)
            .run();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        let start = format!("error: {page}: ");
        assert!(ran.err.starts_with(&start), "{}", ran.err);
        assert!(!folder.join("specs").exists());
    }
}
