//! Cuts a template into literal text and names in braces; doubled braces stand for braces.

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// As it stands.
    Literal(&'t str),
    /// What stands between `{` and `}`.
    Name(&'t str),
}

/// The pieces in order. The generator has checked the template, so an error means that a description was made by hand.
pub(crate) fn pieces(template: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        rest = if after.starts_with("{{") || after.starts_with("}}") {
            let (brace, after) = after.split_at(2);
            pieces.push(Piece::Literal(&brace[..1]));
            after
        } else {
            let name = after
                .strip_prefix('{')
                .and_then(|name| name.split_once('}'));
            let (name, after) = name.ok_or_else(|| format!("`{template}` has a lonely brace"))?;
            pieces.push(Piece::Name(name));
            after
        };
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Literal, Name};

    #[test]
    fn doubled_braces_are_braces() {
        let table: [(&str, &[Piece<'_>]); 4] = [
            ("", &[]),
            ("a{b}c", &[Literal("a"), Name("b"), Literal("c")]),
            (
                r#"{{"{b}"}}"#,
                &[
                    Literal("{"),
                    Literal("\""),
                    Name("b"),
                    Literal("\""),
                    Literal("}"),
                ],
            ),
            ("{{{b}}}", &[Literal("{"), Name("b"), Literal("}")]),
        ];
        for (template, expected) in table {
            assert_eq!(pieces(template).as_deref(), Ok(expected), "{template}");
        }
        for template in ["a{b", "a}b"] {
            assert!(pieces(template).is_err(), "{template}");
        }
    }
}
