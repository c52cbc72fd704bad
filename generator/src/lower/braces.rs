//! Cuts a text with `{name}` in it into its pieces: URLs and paths, and templates, where doubled braces stand for
//! braces.

use std::ops::Range;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// As it stands.
    Literal(&'t str),
    /// What stands between `{` and `}`.
    Name(&'t str),
}

/// A brace without its partner, or braces with nothing in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: &'static str,
    /// Range of the text that is wrong.
    pub(super) at: Range<usize>,
}

/// The pieces of `text` in order; no literal is empty.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Fault> {
    cut(text, false)
}

/// The same for a template: `{{` and `}}` are literal braces.
pub(super) fn template(text: &str) -> Result<Vec<Piece<'_>>, Fault> {
    cut(text, true)
}

fn cut(text: &str, doubled: bool) -> Result<Vec<Piece<'_>>, Fault> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if doubled && (rest.starts_with("{{") || rest.starts_with("}}")) {
            pieces.push(Piece::Literal(&rest[..1]));
            at += 2;
            continue;
        }
        let open = rest.find(['{', '}']).unwrap_or(rest.len());
        if open > 0 {
            pieces.push(Piece::Literal(&rest[..open]));
            at += open;
            continue;
        }
        let name = name(text, at)?;
        pieces.push(Piece::Name(name));
        at += name.len() + 2;
    }
    Ok(pieces)
}

/// The name in the braces that open at `at`.
fn name(text: &str, at: usize) -> Result<&str, Fault> {
    let fault = |message, length| Fault {
        message,
        at: at..at + length,
    };
    let Some(rest) = text[at..].strip_prefix('{') else {
        return Err(fault("this `}` closes nothing", 1));
    };
    let name = match rest.find(['{', '}']) {
        Some(end) if rest[end..].starts_with('}') => &rest[..end],
        _ => return Err(fault("this `{` is not closed", 1)),
    };
    if name.trim().is_empty() {
        return Err(fault("there is no name in these braces", name.len() + 2));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_literals_take_turns() {
        use Piece::{Literal, Name};
        let table: [(&str, &[Piece<'_>]); 5] = [
            ("", &[]),
            ("Token {token}", &[Literal("Token "), Name("token")]),
            ("{a}{b}", &[Name("a"), Name("b")]),
            (
                "{name}('{id}')",
                &[Name("name"), Literal("('"), Name("id"), Literal("')")],
            ),
            ("é{+é}é", &[Literal("é"), Name("+é"), Literal("é")]),
        ];
        for (text, expected) in table {
            assert_eq!(pieces(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn doubled_braces_are_braces_in_templates() {
        use Piece::{Literal, Name};
        let expected = [Literal("{"), Literal("a:"), Name("b"), Literal("}")];
        assert_eq!(template("{{a:{b}}}").as_deref(), Ok(&expected[..]));
        let fault = template("{{}").map_err(|fault| fault.message);
        assert_eq!(fault, Err("this `}` closes nothing"));
        assert!(pieces("{{a}}").is_err());
    }

    #[test]
    fn lonely_braces_are_refused() {
        let table = [
            ("a{b", "this `{` is not closed", 1..2),
            ("a{b{c}", "this `{` is not closed", 1..2),
            ("a}", "this `}` closes nothing", 1..2),
            ("a{ }", "there is no name in these braces", 1..4),
        ];
        for (text, message, at) in table {
            assert_eq!(pieces(text), Err(Fault { message, at }), "{text}");
        }
    }
}
