//! The command line itself.

use std::process::{Command, Stdio};

use crate::pinned;
use crate::run::{specwright, top};

#[test]
fn help_is_pinned() {
    for command in ["", "generate", "check", "inspect", "call"] {
        let ran = specwright(command).arg("--help").run();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let name = if command.is_empty() {
            "specwright"
        } else {
            command
        };
        pinned::check(&format!("help-{name}.txt"), &ran.out);
    }
}

#[test]
fn version_is_that_of_the_crate() {
    let ran = specwright("--version").run();
    assert_eq!(
        ran.out,
        format!("specwright {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(ran.code, 0);
}

#[test]
fn wrong_usage_is_code_2_and_says_nothing_on_stdout() {
    for args in [
        "",
        "sing",
        "check --format loud",
        "inspect",
        "generate --runtime r",
        "call",
        "call specs/shop.yaml",
        "call specs/shop.yaml list_items --timeout soon",
        "call specs/shop.yaml list_items --server http://h --region west",
    ] {
        let ran = specwright(args).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}");
        assert!(!ran.err.is_empty(), "{args}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(["inspect", "specs", "--format", "json"])
        .current_dir(top())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command was built");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}
