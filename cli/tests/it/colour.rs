//! Colours: what `--color` and the environment say. A terminal is not needed for that; `terminal` has the rest.

use crate::pinned;
use crate::run::{Run, specwright};

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_that_were_asked_for_are_pinned() {
    let ran = specwright("check specs/bad.yaml --color always").run();
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    pinned::check("check-bad-colour.txt", &ran.out.replace(ESCAPE, "ESC"));
    let plain = specwright("check specs/bad.yaml").run();
    let lines = |text: &str| {
        text.lines()
            .map(|line| line.trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(&without_colour(&ran.out)), lines(&plain.out));
}

/// The text without its escape sequences.
fn without_colour(text: &str) -> String {
    let mut parts = text.split(ESCAPE);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
    }
    plain
}

#[test]
fn the_command_line_counts_more_than_the_environment() {
    let coloured = |run: Run| {
        let ran = run.run();
        let text = ran.out + &ran.err;
        assert!(!text.is_empty());
        text.contains(ESCAPE)
    };
    // What is wrong in a spec, help, and what is wrong in a command line, obey the same rules.
    for args in [
        "check specs/bad.yaml",
        "generate specs/bad.yaml",
        "check --help",
        "check --formt json",
    ] {
        assert!(!coloured(specwright(args)), "{args}");
        assert!(
            coloured(specwright(args).env("CLICOLOR_FORCE", "1")),
            "{args}"
        );
        assert!(
            !coloured(specwright(args).env("CLICOLOR_FORCE", "0")),
            "{args}"
        );
        let both = specwright(args)
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "1");
        assert!(!coloured(both), "{args}");
        let empty = specwright(args)
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "");
        assert!(coloured(empty), "{args}");
        let always = format!("--color always {args}");
        assert!(coloured(specwright(&always).env("NO_COLOR", "1")), "{args}");
        let never = format!("--color=never {args}");
        assert!(
            !coloured(specwright(&never).env("CLICOLOR_FORCE", "1")),
            "{args}"
        );
    }
}

#[test]
fn data_for_machines_have_none() {
    for args in [
        "check specs/bad.yaml --format json",
        "inspect specs/shop.yaml --format json",
        "schema",
    ] {
        let ran = specwright(args).arg("--color").arg("always").run();
        assert!(!ran.out.contains(ESCAPE), "{args}");
    }
}
