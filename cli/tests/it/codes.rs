//! The exit codes of docs/command-line.md, for every command, and what happens when output cannot be written.

use std::collections::BTreeSet;
use std::fs::File;
use std::process::Stdio;

use crate::run::specwright;
use crate::scratch;
use crate::usage::commands;

/// Command lines and their codes, run one after the other in one folder; `SPECS` are the specs of the tests.
const CODES: &[(&str, i32)] = &[
    ("--version", 0),
    ("", 2),
    ("new shop", 0),
    ("new shop", 1),
    ("new No-Name", 2),
    ("check", 0),
    ("check SPECS/bad.yaml", 1),
    ("check nowhere.yaml", 1),
    ("check --format loud", 2),
    ("generate", 0),
    ("generate --check", 0),
    ("generate --check --features", 1),
    ("generate SPECS/bad.yaml", 1),
    ("generate --out specs/shop.yaml/below", 1),
    ("generate --crate 1", 2),
    ("generate --check --depfile d", 2),
    ("watch nowhere", 1),
    ("watch --check", 2),
    ("inspect specs", 0),
    ("inspect SPECS/bad.yaml", 1),
    ("inspect", 2),
    (
        "call specs/shop.yaml list_items --credential token=t --dry-run",
        0,
    ),
    (
        "call specs/shop.yaml list_items --credential token=t --server http://127.0.0.1:1 --retries 0",
        1,
    ),
    ("call specs/shop.yaml no_such_operation", 2),
    ("serve specs/shop.yaml --server nowhere", 2),
    ("serve SPECS/bad.yaml", 1),
    ("serve", 2),
    ("schema", 0),
    ("schema now", 2),
    ("completions bash", 0),
    ("completions cmd", 2),
    ("man --out man", 0),
    ("man --out specs/shop.yaml/below", 1),
    ("man", 2),
    ("import", 2),
    ("import table specs/shop.yaml/below", 1),
    ("import table --loud", 2),
    ("import openapi specs/shop.yaml/below", 1),
    ("import openapi", 2),
    ("import openapi vendor.json --server nowhere", 2),
    ("audit specs/shop.yaml nowhere.html", 1),
    ("audit", 2),
    ("diff specs specs", 0),
    ("diff nowhere.yaml specs", 1),
    ("diff", 2),
    ("export openapi specs/shop.yaml", 0),
    ("export openapi SPECS/bad.yaml", 1),
    ("export openapi nowhere.yaml", 1),
    ("export openapi", 2),
    ("export", 2),
    ("mock SPECS/bad.yaml", 1),
    ("mock specs --error-rate 2", 2),
    ("docs specs --out site", 0),
    ("docs SPECS/bad.yaml --out site", 1),
    ("docs", 2),
];

#[test]
fn every_command_keeps_to_the_table() {
    let folder = scratch::folder("codes");
    let specs = crate::run::folder().join("specs");
    for (args, code) in CODES {
        let args = args.replace("SPECS", &specs.to_string_lossy());
        let ran = specwright(&args).folder(&folder).run();
        assert_eq!(ran.code, *code, "{args}: {}{}", ran.out, ran.err);
        assert_eq!(
            *code == 2,
            ran.code == 2 && ran.out.is_empty(),
            "{args}: {}",
            ran.out
        );
        assert!(
            *code == 0 || !(ran.out + &ran.err).is_empty(),
            "{args} fails without a word"
        );
    }
}

#[test]
fn the_table_has_every_command() {
    let tried: BTreeSet<&str> = CODES
        .iter()
        .filter_map(|(args, _)| args.split(' ').next())
        .collect();
    for command in commands() {
        let first = command.split(' ').next().unwrap_or_default();
        assert!(tried.contains(first), "{first}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    for args in [
        "schema",
        "--help",
        "--version",
        "completions bash",
        "inspect specs/shop.yaml",
        "check specs/bad.yaml",
        "check specs/shop.yaml --format json",
        "call specs/shop.yaml list_items --credential key=k --credential account=1 --dry-run",
    ] {
        let full = File::options()
            .write(true)
            .open("/dev/full")
            .expect("a full disk");
        let mut command = specwright(args).command();
        let output = command
            .stdin(Stdio::null())
            .stdout(full)
            .output()
            .expect("it was built");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args}: {err}");
        assert!(
            err.starts_with("error: cannot write the output: "),
            "{args}: {err}"
        );
    }
}
