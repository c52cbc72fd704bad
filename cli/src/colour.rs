//! Whether output is coloured. In: `--color`, the environment, the stream. Out: yes or no.
//!
//! Help, and what is wrong with a command line, obey the same rules.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::sync::OnceLock;

use clap::ValueEnum;

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    // On terminals, unless the environment says otherwise. The values explain themselves: what is said of them here would
    // stand in the help of every command.
    Auto,
    Always,
    Never,
}

static WHEN: OnceLock<When> = OnceLock::new();

/// Takes note of what the command line says.
pub(crate) fn choose(when: When) {
    let _ = WHEN.set(when);
}

/// Whether `stream` shows colours.
pub(crate) fn colour(stream: &impl IsTerminal) -> bool {
    match decided(*WHEN.get().unwrap_or(&When::Auto)) {
        When::Always => true,
        When::Never => false,
        When::Auto => stream.is_terminal(),
    }
}

/// What the environment makes of a wish; `Auto`: terminals alone.
fn decided(when: When) -> When {
    match when {
        When::Auto => by_environment(|name| std::env::var_os(name)),
        said => said,
    }
}

fn by_environment(variable: impl Fn(&str) -> Option<OsString>) -> When {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return When::Never;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return When::Always;
    }
    let refused = set("CLICOLOR").is_some_and(|value| value == "0");
    match refused || !is_able(variable("TERM")) {
        true => When::Never,
        false => When::Auto,
    }
}

/// Whether a terminal of this kind understands more than plain text.
pub(crate) fn is_able(term: Option<OsString>) -> bool {
    match term {
        Some(term) => term != "dumb",
        None => cfg!(windows),
    }
}

/// What the command line says, before it is read as a whole: mistakes in it are coloured, or not, too.
pub(crate) fn wished(arguments: impl Iterator<Item = OsString>) -> When {
    let mut wished = None;
    let mut is_value = false;
    for argument in arguments.skip(1).take_while(|argument| argument != "--") {
        let text = argument.to_string_lossy();
        let value = match text.strip_prefix("--color=") {
            Some(value) => Some(value),
            None => is_value.then_some(text.as_ref()),
        };
        wished = value
            .and_then(|value| When::from_str(value, false).ok())
            .or(wished);
        is_value = text == "--color";
    }
    wished.unwrap_or(When::Auto)
}

#[cfg(test)]
mod tests {
    use super::{When, by_environment, wished};

    #[track_caller]
    fn check(variables: &[(&str, &str)], expected: When) {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).into())
        };
        assert_eq!(by_environment(variable), expected, "{variables:?}");
    }

    #[test]
    fn the_environment_in_its_order() {
        let (term, force) = (("TERM", "xterm"), ("CLICOLOR_FORCE", "1"));
        check(&[term], When::Auto);
        check(&[("TERM", "dumb")], When::Never);
        check(&[term, ("NO_COLOR", "")], When::Auto);
        check(&[term, ("NO_COLOR", "1")], When::Never);
        check(&[term, force], When::Always);
        check(&[term, ("CLICOLOR_FORCE", "0")], When::Auto);
        check(&[("TERM", "dumb"), force], When::Always);
        check(&[("NO_COLOR", "1"), force], When::Never);
        check(&[term, ("CLICOLOR", "0")], When::Never);
        check(&[term, ("CLICOLOR", "0"), force], When::Always);
    }

    #[test]
    fn the_command_line_before_it_is_read() {
        let wish = |line: &str| wished(line.split(' ').map(Into::into));
        assert_eq!(wish("specwright check"), When::Auto);
        assert_eq!(wish("specwright --color never check"), When::Never);
        assert_eq!(wish("specwright check --color=always"), When::Always);
        assert_eq!(wish("specwright check --color loud"), When::Auto);
        assert_eq!(wish("specwright call a b -- --color=never"), When::Auto);
    }
}
