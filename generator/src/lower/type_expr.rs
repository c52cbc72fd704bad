//! Reads the text of a type, such as `list<Page<Repo?>>`.
//!
//! In: the text. Out: a tree of names with the range of the text that each came from; what the names mean is
//! looked up by `resolve`.

use std::ops::Range;

/// Deeper types than this are refused, so that nothing that walks a type can run out of stack.
const MAX_DEPTH: usize = 16;

/// A type as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expr<'t> {
    /// The name before `<`.
    pub(super) name: &'t str,
    /// What stands in `<>`.
    pub(super) args: Vec<Expr<'t>>,
    /// A `?` follows.
    pub(super) nullable: bool,
    /// Range of the name in the whole text.
    pub(super) at: Range<usize>,
}

/// Why a text is not a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What was expected.
    pub(super) message: String,
    /// Range of the text that is wrong; never empty unless the text is.
    pub(super) at: Range<usize>,
}

/// Reads the whole of `text` as one type.
pub(super) fn parse(text: &str) -> Result<Expr<'_>, Fault> {
    let mut reader = Reader { text, at: 0 };
    let expr = reader.expr(0)?;
    reader.skip_blanks();
    match reader.peek() {
        None => Ok(expr),
        Some('>') => Err(reader.fault("this `>` closes nothing")),
        Some('?') => Err(reader.fault("one `?` is enough")),
        Some(',') => Err(reader.fault("a `,` can only stand between `<` and `>`")),
        Some(_) => Err(reader.fault("the type ends before this")),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn expr(&mut self, depth: usize) -> Result<Expr<'t>, Fault> {
        self.skip_blanks();
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            self.bump();
        }
        if start == self.at {
            return Err(self.fault("a type is expected here"));
        }
        if depth > MAX_DEPTH {
            return Err(Fault {
                message: format!("types can be nested {MAX_DEPTH} deep at most"),
                at: start..self.at,
            });
        }
        let (name, at) = (&self.text[start..self.at], start..self.at);
        let args = if self.take('<') {
            self.args(depth + 1)?
        } else {
            Vec::new()
        };
        let nullable = self.take('?');
        Ok(Expr {
            name,
            args,
            nullable,
            at,
        })
    }

    fn args(&mut self, depth: usize) -> Result<Vec<Expr<'t>>, Fault> {
        let open = self.at - 1;
        let mut args = vec![self.expr(depth)?];
        while self.take(',') {
            args.push(self.expr(depth)?);
        }
        if self.take('>') {
            return Ok(args);
        }
        if self.peek().is_none() {
            return Err(Fault {
                message: "this `<` is not closed".into(),
                at: open..open + 1,
            });
        }
        Err(self.fault("`,` or `>` is expected here"))
    }

    /// Takes `wanted` if it comes next, blanks aside.
    fn take(&mut self, wanted: char) -> bool {
        let before = self.at;
        self.skip_blanks();
        if self.peek() == Some(wanted) {
            self.bump();
            return true;
        }
        self.at = before;
        false
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.bump();
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// A fault at the next character, or at the last one where the text ends.
    fn fault(&self, message: &str) -> Fault {
        let rest = &self.text[self.at..];
        let (blank, found) = (rest.len() - rest.trim_start().len(), rest.trim_start());
        let at = match found.chars().next() {
            Some(c) => self.at + blank..self.at + blank + c.len_utf8(),
            None => {
                let seen = self.text.trim_end();
                let last = seen.chars().next_back().map_or(0, char::len_utf8);
                seen.len() - last..seen.len()
            }
        };
        Fault {
            message: message.into(),
            at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expr: &Expr<'_>) -> String {
        let args: Vec<_> = expr.args.iter().map(shown).collect();
        let args = if args.is_empty() {
            String::new()
        } else {
            format!("({})", args.join(" "))
        };
        let mark = if expr.nullable { "?" } else { "" };
        format!("{}@{}{args}{mark}", expr.name, expr.at.start)
    }

    #[test]
    fn types_are_read_with_their_places() {
        let table = [
            ("string", "string@0"),
            ("list<Page<Repo?>>", "list@0(Page@5(Repo@10?))"),
            (" map < i64 ? > ? ", "map@1(i64@7?)?"),
            ("Pair<A, list<B>>", "Pair@0(A@5 list@8(B@13))"),
            ("list<Größe>", "list@0(Größe@5)"),
        ];
        for (text, expected) in table {
            assert_eq!(
                parse(text).map(|e| shown(&e)),
                Ok(expected.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_type_is_refused_at_its_place() {
        let table = [
            ("", "a type is expected here", 0..0),
            ("list<", "a type is expected here", 4..5),
            ("list<>", "a type is expected here", 5..6),
            ("list<i64", "this `<` is not closed", 4..5),
            ("list<i64>>", "this `>` closes nothing", 9..10),
            ("i64??", "one `?` is enough", 4..5),
            ("a, b", "a `,` can only stand between `<` and `>`", 1..2),
            ("[i64]", "a type is expected here", 0..1),
            ("i64 []", "the type ends before this", 4..5),
            ("map<a b>", "`,` or `>` is expected here", 6..7),
            ("list<é|>", "`,` or `>` is expected here", 7..8),
        ];
        for (text, message, at) in table {
            let fault = parse(text).expect_err(text);
            assert_eq!((fault.message.as_str(), fault.at), (message, at), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let text = format!("{}i64{}", "list<".repeat(9000), ">".repeat(9000));
        assert!(parse(&text).expect_err("deep").message.contains("16 deep"));
        assert!(parse(&format!("{}i64{}", "list<".repeat(16), ">".repeat(16))).is_ok());
    }
}
