//! `specwright docs`: what it writes, what it leaves alone, templates, and command lines that can be run as they stand.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pinned;
use crate::run::{Ran, specwright, top};

#[test]
fn pages_are_written_once_and_kept_up_to_date() {
    let work = work("docs-site");
    copy_specs(&work, &["shop", "cloud"]);
    let ran = run(&work, "docs specs --out site");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err, "site: 9 of 9 files written\n");
    assert!(work.join("site/api/shop.html").is_file());
    let ran = run(&work, "docs specs --out site");
    assert_eq!(ran.err, "site: 9 files are up to date\n");
    let ran = run(&work, "docs specs --out site --check");
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "site: 9 files are up to date\n")
    );

    std::fs::write(work.join("site/mine.txt"), "mine").unwrap();
    std::fs::remove_file(work.join("specs/cloud.yaml")).unwrap();
    let ran = run(&work, "docs specs --out site --check");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("api/cloud.html"), "{}", ran.err);
    let ran = run(&work, "docs specs --out site");
    assert!(ran.err.ends_with(", 2 removed\n"), "{}", ran.err);
    assert!(!work.join("site/api/cloud.html").exists());
    assert!(work.join("site/mine.txt").is_file());
}

#[test]
fn files_of_others_are_never_taken() {
    let work = work("docs-foreign");
    copy_specs(&work, &["shop"]);
    std::fs::create_dir(work.join("site")).unwrap();
    std::fs::write(work.join("site/index.html"), "mine").unwrap();
    let ran = run(&work, "docs specs --out site");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("site/index.html"), "{}", ran.err);
    assert!(!work.join("site/api").exists(), "something was written");
    assert_eq!(
        std::fs::read_to_string(work.join("site/index.html")).unwrap(),
        "mine"
    );

    assert_eq!(run(&work, "generate specs --out code").code, 0);
    let ran = run(&work, "docs specs --out code");
    assert_eq!(ran.code, 1, "the code of a client is taken for old pages");
    assert!(work.join("code/shop/mod.rs").is_file());
}

#[test]
fn mistakes_leave_no_page_behind() {
    let work = work("docs-mistakes");
    copy_specs(&work, &["bad"]);
    let ran = run(&work, "docs specs --out site");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[E"), "{}", ran.err);
    assert!(!work.join("site").exists());
    assert_eq!(run(&work, "docs specs").code, 2);
    let ran = run(&work, "docs specs --out site --templates nowhere");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("cannot read `nowhere`"), "{}", ran.err);
}

#[test]
fn templates_are_listed_written_and_replaced() {
    let work = work("docs-templates");
    copy_specs(&work, &["shop"]);
    let ran = run(&work, "docs --list-templates");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out.lines().count(), 15);
    assert!(ran.out.lines().any(|name| name == "operation.html"));
    let ran = run(&work, "docs --write-templates mine");
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "mine: 15 templates written\n")
    );
    let ran = run(&work, "docs specs --out one --templates mine");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(run(&work, "docs specs --out two").code, 0);
    let page = |site: &str| std::fs::read_to_string(work.join(site).join("api/shop.html")).unwrap();
    assert_eq!(
        page("one"),
        page("two"),
        "our own templates give other pages"
    );

    std::fs::write(work.join("mine/operation.html"), "<p>{{ op.nmae }}</p>\n").unwrap();
    let ran = run(&work, "docs specs --out one --templates mine");
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.err,
        "error: mine/operation.html:1: undefined value: `op.nmae` is undefined\n"
    );
    assert_eq!(page("one"), page("two"), "a mistake has changed pages");
    let ran = run(&work, "docs --write-templates mine");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("differs from ours"), "{}", ran.err);

    std::fs::write(work.join("mine/operation.html"), "<p>{{ op.name }}</p>\n").unwrap();
    std::fs::write(work.join("mine/opration.html"), "").unwrap();
    let ran = run(&work, "docs specs --out one --templates mine");
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("did you mean `operation.html`?"),
        "{}",
        ran.err
    );
    assert!(page("one").contains("<p>add_item</p>"));
}

#[test]
fn help_is_pinned() {
    let ran = specwright("docs --help").run();
    assert_eq!(ran.code, 0);
    pinned::check("help-docs.txt", &ran.out);
}

/// Each command line of the pages is run by a shell, short of sending anything.
#[test]
fn command_lines_run_as_they_stand() {
    let work = work("docs-calls");
    std::fs::write(work.join("FILE"), "content").unwrap();
    let ran = specwright("docs")
        .folder(&work)
        .arg(top().join("specs"))
        .arg(top().join("examples/specs/binance.yaml"))
        .arg(top().join("examples/specs/deepseek.yaml"))
        .arg(top().join("examples/specs/lark.yaml"))
        .arg("--out=site")
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut count = 0;
    for entry in std::fs::read_dir(work.join("site/markdown/api")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let spec = spec(&name);
        let text = std::fs::read_to_string(&path).unwrap();
        let mut script = String::from("set -e\n");
        for part in text.split("```sh\n").skip(1) {
            let call = part.split("\n```").next().unwrap();
            let head = format!("specwright call {name} ");
            let call = call.strip_prefix(&head).unwrap();
            script.push_str(&format!("\"$program\" call \"$spec\" --dry-run {call}\n"));
            count += 1;
        }
        let ran = Command::new("sh")
            .args(["-c", &script])
            .current_dir(&work)
            .env("program", env!("CARGO_BIN_EXE_specwright"))
            .env("spec", &spec)
            .envs(credentials(&spec))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{name}: {told}");
    }
    assert!(count > 100, "only {count} calls were tried");
}

fn credentials(spec: &Path) -> Vec<(String, String)> {
    let ran = specwright("inspect --format json").arg(spec).run();
    let credentials = ran.json()["apis"][0]["credentials"].clone();
    let names = credentials.as_array().unwrap().iter();
    names
        .map(|one| (one["env"].as_str().unwrap().to_owned(), "1".to_owned()))
        .collect()
}

/// The spec of an API: of ours, or of the examples.
fn spec(name: &str) -> PathBuf {
    let places = [
        format!("specs/{name}.yaml"),
        format!("specs/{name}"),
        format!("examples/specs/{name}.yaml"),
    ];
    let mut places = places.iter().map(|place| top().join(place));
    places.find(|place| place.exists()).unwrap()
}

fn run(work: &Path, args: &str) -> Ran {
    specwright(args).folder(work).run()
}

/// A folder of its own, empty.
fn work(name: &str) -> PathBuf {
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if work.exists() {
        std::fs::remove_dir_all(&work).unwrap();
    }
    std::fs::create_dir_all(&work).unwrap();
    work
}

fn copy_specs(work: &Path, names: &[&str]) {
    std::fs::create_dir(work.join("specs")).unwrap();
    for name in names {
        let file = format!("specs/{name}.yaml");
        let from = crate::run::folder().join(&file);
        std::fs::copy(from, work.join(file)).unwrap();
    }
}
