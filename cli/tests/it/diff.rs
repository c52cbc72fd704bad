//! `specwright diff`, over files, folders and revisions of a repository made for the test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Ran, specwright};
use crate::{pinned, scratch};

const SHOP: &str = "\
specwright: 1
api: shop
title: Shop
servers: {main: 'https://shop.example'}
operations:
  list_items:
    call: GET /items
    params:
      limit: u32
    returns: any
";

fn harder() -> String {
    SHOP.replace("limit: u32", "limit: {type: u32, required: true}")
}

/// A repository with `specs/shop.yaml` and, as an API of two files, `specs/post/`; the tag `v1` is before, the work tree
/// after a change of the first.
fn repository(name: &str) -> PathBuf {
    let folder = scratch::folder(&format!("diff-{name}"));
    fs::create_dir_all(folder.join("specs/post")).unwrap();
    fs::create_dir_all(folder.join("sub/specs")).unwrap();
    let (head, rest) = SHOP.split_once("operations:").unwrap();
    let files = [
        ("specs/shop.yaml", SHOP.to_owned()),
        ("specs/readme.md", "no spec".to_owned()),
        ("specs/post/api.yaml", head.replace("shop", "post")),
        ("specs/post/operations.yaml", format!("operations:{rest}")),
        ("sub/specs/own.yaml", SHOP.replace("api: shop", "api: own")),
    ];
    for (path, text) in files {
        fs::write(folder.join(path), text).unwrap();
    }
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    git(&folder, &["tag", "v1"]);
    fs::write(folder.join("specs/shop.yaml"), harder()).unwrap();
    folder
}

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.com"]);
    command.args([
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgSign=false",
    ]);
    command.args(args).current_dir(folder);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    let output = command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git");
    assert!(output.status.success(), "{args:?}: {output:?}");
}

fn diff(folder: &Path, args: &str) -> Ran {
    specwright(&format!("diff {args}")).folder(folder).run()
}

#[track_caller]
fn finds_the_change(ran: &Ran, path: &str) {
    let found = ran.json();
    let changes = found["changes"].as_array().unwrap();
    assert_eq!((ran.code, changes.len()), (0, 1), "{ran:?}");
    assert_eq!(changes[0]["aspect"], "presence");
    assert_eq!(changes[0]["old"]["path"], path);
    assert_eq!(changes[0]["old"]["line"], 9);
}

#[test]
fn files_in_all_formats() {
    let folder = scratch::folder("diff-files");
    fs::write(folder.join("old.yaml"), SHOP).unwrap();
    fs::write(folder.join("new.yaml"), harder()).unwrap();
    for (format, name) in [
        ("human", "diff.txt"),
        ("markdown", "diff.md"),
        ("json", "diff.json"),
    ] {
        let ran = diff(&folder, &format!("old.yaml new.yaml --format {format}"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        pinned::check(name, &ran.out);
    }
    let ran = diff(&folder, "old.yaml old.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (0, "nothing changed\n"));
    let ran = diff(&folder, "old.yaml old.yaml --format json");
    assert_eq!(ran.json()["changes"], serde_json::json!([]));
}

#[test]
fn denied_changes_fail_after_they_were_printed() {
    let folder = scratch::folder("diff-deny");
    fs::write(folder.join("old.yaml"), SHOP).unwrap();
    fs::write(folder.join("new.yaml"), harder()).unwrap();
    fs::write(
        folder.join("moved.yaml"),
        SHOP.replace("/items", "/v2/items"),
    )
    .unwrap();
    let ran = diff(&folder, "old.yaml new.yaml --deny breaking");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("BREAKING"), "{ran:?}");
    assert_eq!(
        ran.err,
        "error: 1 change breaks callers in Rust or clients in use\n"
    );
    let codes = |deny: &str| diff(&folder, &format!("old.yaml moved.yaml --deny {deny}")).code;
    assert_eq!((codes("breaking"), codes("rust"), codes("wire")), (1, 0, 1));
    assert_eq!(diff(&folder, "new.yaml new.yaml --deny breaking").code, 0);
}

#[test]
fn revisions_with_and_without_paths() {
    let folder = repository("revisions");
    for old in ["v1:specs", "v1", "HEAD", "main~0:specs/"] {
        let revision = old.split(':').next().unwrap();
        let ran = diff(&folder, &format!("{old} specs --format json"));
        finds_the_change(&ran, &format!("{revision}:specs/shop.yaml"));
    }
    let ran = diff(&folder, "v1 --format json");
    finds_the_change(&ran, "v1:specs/shop.yaml");
    let ran = diff(&folder, "v1:specs/shop.yaml specs/shop.yaml --format json");
    finds_the_change(&ran, "v1:specs/shop.yaml");
    git(&folder, &["commit", "--quiet", "-am", "second"]);
    let ran = diff(&folder, "v1 HEAD:specs --format json");
    finds_the_change(&ran, "v1:specs/shop.yaml");
    assert_eq!(
        ran.json()["changes"][0]["new"]["path"],
        "HEAD:specs/shop.yaml"
    );
    let whole = specwright("diff v1 --format json").arg(folder.join("specs"));
    let ran = whole.folder(&scratch::folder("diff-elsewhere")).run();
    assert_eq!(
        ran.json()["changes"].as_array().map(Vec::len),
        Some(1),
        "{ran:?}"
    );
}

#[test]
fn from_a_folder_below_the_top() {
    let folder = repository("below");
    let ran = diff(
        &folder.join("specs"),
        "v1:shop.yaml shop.yaml --format json",
    );
    finds_the_change(
        &ran,
        "v1:shop.yaml/../shop.yaml".split("/..").next().unwrap(),
    );
    let ran = diff(&folder.join("sub"), "v1 specs --format json");
    assert_eq!(
        ran.json()["changes"],
        serde_json::json!([]),
        "its own specs, not those of the top"
    );
    let ran = diff(
        &folder.join("specs/post"),
        "v1:specs/shop.yaml ../shop.yaml --format json",
    );
    finds_the_change(&ran, "v1:specs/shop.yaml");
}

#[test]
fn a_path_goes_before_a_revision_of_its_name() {
    let folder = repository("both");
    git(&folder, &["tag", "specs"]);
    let ran = diff(&folder, "specs specs");
    assert_eq!((ran.code, ran.out.as_str()), (0, "nothing changed\n"));
}

#[test]
fn what_is_not_there_is_told() {
    let folder = repository("missing");
    let wrong = |args: &str| {
        let ran = diff(&folder, args);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args}");
        ran.err
    };
    let nowhere = specwright("diff v1 specs")
        .folder(&folder)
        .env("GIT_DIR", "/nowhere")
        .run();
    let no_git = specwright("diff v1 specs")
        .folder(&folder)
        .env("PATH", "/nowhere")
        .run();
    let text = format!(
        "{}{}{}{}{}{}{}",
        wrong("v9 specs"),
        wrong("v1:nothing specs"),
        wrong("v1 nothing"),
        wrong("old.yaml specs"),
        wrong("v1:specs/readme.md specs"),
        nowhere.err,
        no_git.err
    );
    assert_eq!((nowhere.code, no_git.code), (1, 1));
    pinned::check("diff-missing.txt", &text);
}

#[test]
fn mistakes_in_a_spec_of_a_revision_have_its_place() {
    let folder = repository("faulty");
    fs::write(folder.join("specs/shop.yaml"), SHOP.replace("u32", "u33")).unwrap();
    git(&folder, &["commit", "--quiet", "-am", "faulty"]);
    git(&folder, &["tag", "v2"]);
    fs::write(folder.join("specs/shop.yaml"), b"\xff\xfe\x00").unwrap();
    git(&folder, &["commit", "--quiet", "-am", "binary"]);
    let ran = diff(&folder, "v2:specs v1:specs");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.starts_with("v2:specs/shop.yaml:9:14: error"),
        "{}",
        ran.err
    );
    let ran = diff(&folder, "v1:specs HEAD:specs");
    assert!(
        ran.err.contains("HEAD:specs/shop.yaml:1:1: error"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("not UTF-8"), "{}", ran.err);
}
