//! The command line itself: every help text, and what is said of command lines that are wrong.

use std::process::{Command, Stdio};

use crate::pinned;
use crate::run::{specwright, top};

/// Every command, those in commands too, as one types it; the first is empty: none.
pub(crate) fn commands() -> Vec<String> {
    let mut found = vec![String::new()];
    let mut next = 0;
    while let Some(command) = found.get(next).cloned() {
        next += 1;
        let help = help(&command, "-h");
        let below = help
            .split_once("\nCommands:\n")
            .map_or("", |(_, below)| below);
        let names = below
            .lines()
            .map_while(|line| line.split_whitespace().next());
        found.extend(names.map(|name| format!("{command} {name}").trim_start().to_owned()));
    }
    found
}

fn help(command: &str, option: &str) -> String {
    let ran = specwright(command).arg(option).run();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command} {option}");
    ran.out
}

#[test]
fn every_help_text_is_pinned() {
    let mut short = String::new();
    for command in commands() {
        let name = match command.as_str() {
            "" => "specwright".to_owned(),
            command => command.replace(' ', "-"),
        };
        let text = help(&command, "--help");
        assert!(text.contains("\nExamples:\n"), "{command} has no example");
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
        pinned::check(&format!("help-{name}.txt"), &text);
        short.push_str(&format!(
            "$ specwright {command} -h\n{}\n",
            help(&command, "-h")
        ));
    }
    pinned::check("help-short.txt", &short);
}

#[test]
fn every_example_is_a_command_line() {
    let mut count = 0;
    for command in commands() {
        let text = help(&command, "-h");
        let examples = text
            .split_once("\nExamples:\n")
            .map_or("", |(_, below)| below);
        for line in examples.lines().take_while(|line| !line.is_empty()) {
            let line = line.trim_start().strip_prefix("specwright ");
            let line = line.expect("an example of this command");
            // What the shell does, and what explains the line, is no part of it.
            let ends = ["  ", " > ", " < ", " | "];
            let end = ends.iter().filter_map(|end| line.find(end)).min();
            let line = &line[..end.unwrap_or(line.len())];
            let mut command = specwright("").command();
            // A text in quotes is one argument.
            for (index, part) in line.split('"').enumerate() {
                match index % 2 {
                    0 => command.args(part.split_whitespace()),
                    _ => command.arg(part),
                };
            }
            let output = command.arg("--help").output().expect("it was built");
            let err = String::from_utf8_lossy(&output.stderr);
            let ran = (output.status.code(), err.as_ref());
            assert_eq!(ran, (Some(0), ""), "{line}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
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
    let mut told = String::new();
    for args in [
        "generat",
        "help",
        "sing",
        "chek --format json",
        "import tabel",
        "check --format loud",
        "check --fromat json",
        "check --color sometimes",
        "inspect",
        "generate --runtime r",
        "generate --features --crate c",
        "generate a b",
        "watch --poll soon",
        "new",
        "completions tcsh",
        "man",
        "diff",
        "audit specs/shop.yaml",
        "docs specs",
        "serve",
        "serve specs/shop.yaml --port many",
        "call",
        "call specs/shop.yaml",
        "call specs/shop.yaml list_items --timeout soon",
        "call specs/shop.yaml list_items --server http://h --region west",
    ] {
        let ran = specwright(args).run();
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args}");
        told.push_str(&format!("$ specwright {args}\n{}\n", ran.err));
    }
    pinned::check("usage-mistakes.txt", &told);
}

#[test]
fn without_a_command_there_is_help() {
    let ran = specwright("").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, help("", "-h"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for args in [
        "inspect specs --format json",
        "schema",
        "completions zsh",
        "--help",
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(args.split(' '))
            .current_dir(top())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command was built");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args}");
        assert!(output.status.success(), "{args}");
    }
}
