//! What only a terminal gets: colours without being asked, and a line that tells of long work.
//!
//! `script` of util-linux lends a terminal; what is shown on it comes out of its standard output.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

use serde_json::json;

use crate::cloud;
use crate::run::specwright;
use crate::scratch;
use crate::server::{Reply, Server};

const ESCAPE: char = '\u{1b}';

/// Starts a shell command on a terminal of its own; `specwright` is the one that was built.
fn on_terminal(folder: &Path, command: &str, variables: &[(&str, &str)]) -> Child {
    let built = env!("CARGO_BIN_EXE_specwright");
    // The surroundings of the tests, without what may change their outcome.
    let mut plain = specwright("").command();
    let mut script = Command::new("script");
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => script.env(name, value),
            None => script.env_remove(name),
        };
    }
    plain.current_dir(folder);
    script
        .args(["--quiet", "--return", "--flush", "--command"])
        .arg(command.replace("specwright", built))
        .arg("/dev/null")
        .env("TERM", "xterm")
        .env("SHELL", "/bin/sh")
        .envs(variables.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("`script` of util-linux is there")
}

/// All that is shown until the command ends.
fn shown(child: Child) -> String {
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Reads what is shown until this is among it.
#[track_caller]
fn until(child: &mut Child, expected: &str) {
    let mut text = Vec::new();
    let stdout = child.stdout.as_mut().expect("a pipe");
    let mut byte = [0];
    while !String::from_utf8_lossy(&text).contains(expected) {
        let read = stdout.read(&mut byte).expect("readable");
        assert_eq!(
            read,
            1,
            "it ended with {:?}",
            String::from_utf8_lossy(&text)
        );
        text.extend(byte);
    }
}

#[test]
fn terminals_have_colours_unless_they_are_refused() {
    let folder = crate::run::folder();
    let command = "specwright check specs/bad.yaml";
    let coloured = |variables: &[(&str, &str)], command: &str| {
        let text = shown(on_terminal(&folder, command, variables));
        assert!(text.contains("specs/bad.yaml:"), "{text}");
        text.contains(ESCAPE)
    };
    assert!(coloured(&[], command));
    assert!(coloured(&[("NO_COLOR", "")], command));
    assert!(!coloured(&[("NO_COLOR", "1")], command));
    assert!(!coloured(&[("TERM", "dumb")], command));
    assert!(!coloured(&[("CLICOLOR", "0")], command));
    assert!(!coloured(
        &[],
        "specwright check specs/bad.yaml --color never"
    ));
    assert!(!coloured(&[], "specwright check specs/bad.yaml | cat"));
}

/// A spec that comes through a pipe takes as long as we like.
fn slow_check(name: &str, variables: &[(&str, &str)], expected: Option<&str>) -> String {
    let folder = scratch::folder(name);
    let made = Command::new("mkfifo")
        .arg(folder.join("slow.yaml"))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    let mut child = on_terminal(&folder, "specwright check slow.yaml", variables);
    if let Some(expected) = expected {
        until(&mut child, expected);
    }
    let made = specwright("new shop").folder(&folder).run();
    assert_eq!(made.code, 0, "{}", made.err);
    let spec = fs::read(folder.join("specs/shop.yaml")).expect("a spec");
    fs::write(folder.join("slow.yaml"), spec).expect("written");
    shown(child)
}

#[test]
fn long_work_is_told_and_the_line_goes_away() {
    let rest = slow_check("slow", &[], Some("checking specs"));
    assert!(rest.contains("\r\u{1b}[K"), "{rest:?}");
    let last = rest.rsplit("\u{1b}[K").next().unwrap_or_default();
    assert_eq!(last, "1 spec checked, no problem found\r\n");
}

#[test]
fn short_work_is_not_told() {
    let folder = scratch::folder("short");
    let made = specwright("new shop").folder(&folder).run();
    assert_eq!(made.code, 0, "{}", made.err);
    let text = shown(on_terminal(
        &folder,
        "specwright check specs/shop.yaml",
        &[],
    ));
    assert_eq!(text, "1 spec checked, no problem found\r\n");
}

#[test]
fn pages_are_counted_while_the_items_go_elsewhere() {
    let folder = scratch::folder("pages-told");
    let (go, gate) = mpsc::channel::<()>();
    let server = Server::by(move |_, before| {
        let (items, total) = (cloud::items([before as u64 + 1]), 2);
        if before == 1 {
            // The second page comes when the first was told of.
            let _ = gate.recv();
        }
        Reply::json(json!({"results": items, "total": total}).to_string())
    });
    let spec = crate::run::folder().join("specs/cloud.yaml");
    let command = format!(
        "specwright call {} by_offset --all-pages --server {}/v1 > items.json",
        spec.display(),
        server.url(),
    );
    let variables = [("CLOUD_APP", "my-app"), ("CLOUD_SECRET", cloud::SECRET)];
    let mut child = on_terminal(&folder, &command, &variables);
    until(&mut child, "1 page, 1 item");
    go.send(()).expect("the server waits");
    let rest = shown(child);
    assert!(rest.ends_with("\r\u{1b}[K"), "{rest:?}");
    let items = fs::read_to_string(folder.join("items.json")).expect("it was written");
    assert_eq!(items, format!("{:#}\n", cloud::items(1..=2)));
}
