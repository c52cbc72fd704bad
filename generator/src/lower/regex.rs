//! Regular expressions as specs write them: whether some engine could read them at all.
//!
//! In: a pattern. Out: what is wrong with it. Nothing is matched here: a build script should compile no engine, and
//! the dialects of vendors' documents differ, so what one of them reads is let through.

/// What is wrong with a pattern that no engine reads.
pub(super) fn fault(pattern: &str) -> Option<String> {
    let mut reader = Reader {
        rest: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
        open: 0,
        repeatable: false,
    };
    reader.read().err()
}

struct Reader {
    rest: std::iter::Peekable<std::vec::IntoIter<char>>,
    /// Groups that are not closed yet.
    open: usize,
    /// What stands before can be repeated.
    repeatable: bool,
}

impl Reader {
    fn read(&mut self) -> Result<(), String> {
        while let Some(c) = self.rest.next() {
            match c {
                '(' => self.group()?,
                ')' => {
                    self.open = (self.open.checked_sub(1)).ok_or("a `)` closes no group")?;
                    self.repeatable = true;
                }
                '|' => self.repeatable = false,
                '[' => self.class()?,
                '\\' => self.escape()?,
                '*' | '+' | '?' => self.repeat(&c.to_string())?,
                '{' => self.braces()?,
                _ => self.repeatable = true,
            }
        }
        match self.open {
            0 => Ok(()),
            1 => Err("a group is not closed".into()),
            open => Err(format!("{open} groups are not closed")),
        }
    }

    fn escape(&mut self) -> Result<(), String> {
        self.repeatable = true;
        let escaped = self.rest.next();
        escaped.map(|_| ()).ok_or("it ends with a `\\`".into())
    }

    /// What follows a `(`: nothing, or a `?` with what kind of group it is.
    fn group(&mut self) -> Result<(), String> {
        self.open += 1;
        self.repeatable = false;
        if self.rest.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        let unknown = || "nothing says what kind of group a `(?` begins".to_owned();
        if self
            .rest
            .next_if(|c| matches!(c, ':' | '=' | '!' | '>' | '|'))
            .is_some()
        {
            return Ok(());
        }
        let spelt_with_p = self.rest.next_if_eq(&'P').is_some();
        if self.rest.next_if_eq(&'<').is_some() {
            if self.rest.next_if(|c| matches!(c, '=' | '!')).is_some() {
                return Ok(());
            }
            let name = self.until(|c| c == '>').ok_or_else(unknown)?;
            return match name.is_empty() {
                true => Err("a group has an empty name".into()),
                false => Ok(()),
            };
        }
        let flags = |c: &char| c.is_ascii_alphabetic() || *c == '-';
        let mut some = spelt_with_p;
        while self.rest.next_if(flags).is_some() {
            some = true;
        }
        match self.rest.next() {
            Some(':') if some => Ok(()),
            Some(')') if some => {
                self.open -= 1;
                Ok(())
            }
            _ => Err(unknown()),
        }
    }

    /// A class of characters, its first bracket read.
    fn class(&mut self) -> Result<(), String> {
        self.repeatable = true;
        self.rest.next_if_eq(&'^');
        let mut from = None;
        let unclosed = "a `[` is not closed";
        loop {
            let c = self.rest.next().ok_or(unclosed)?;
            from = match c {
                ']' => return Ok(()),
                '\\' => {
                    self.rest.next().ok_or(unclosed)?;
                    None
                }
                '-' => match (from, self.rest.peek()) {
                    (Some(from), Some(&to)) if !matches!(to, ']' | '\\') => {
                        if to < from {
                            return Err(format!("the range `{from}-{to}` is the wrong way round"));
                        }
                        self.rest.next();
                        None
                    }
                    // Beside a class such as `\d`, or at an end, it is itself.
                    _ => None,
                },
                c => Some(c),
            };
        }
    }

    fn repeat(&mut self, sign: &str) -> Result<(), String> {
        if !self.repeatable {
            return Err(format!("`{sign}` has nothing to repeat"));
        }
        self.repeatable = false;
        // Lazy, or without way back.
        self.rest.next_if(|c| matches!(c, '?' | '+'));
        Ok(())
    }

    /// Counts in braces; braces with something else in them are themselves.
    fn braces(&mut self) -> Result<(), String> {
        let mut ahead = self.rest.clone();
        let text: String = ahead.by_ref().take_while(|c| *c != '}').collect();
        let (from, to) = match text.split_once(',') {
            Some((from, to)) => (from, Some(to)),
            None => (text.as_str(), None),
        };
        let is_count = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let known = is_count(from) && to.is_none_or(|to| to.is_empty() || is_count(to));
        let closed = self.rest.len() > text.chars().count();
        if !known || !closed {
            self.repeatable = true;
            return Ok(());
        }
        let number = |text: &str| {
            text.parse::<u32>()
                .map_err(|_| format!("{text} is too often"))
        };
        if let Some(to) = to.filter(|to| !to.is_empty())
            && number(to)? < number(from)?
        {
            return Err(format!(
                "`{{{text}}}` wants at least {from} and at most {to}"
            ));
        }
        self.rest = ahead;
        self.repeat(&format!("{{{text}}}"))
    }

    fn until(&mut self, end: impl Fn(char) -> bool) -> Option<String> {
        let mut text = String::new();
        loop {
            let c = self.rest.next()?;
            if end(c) {
                return Some(text);
            }
            text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_engines_read_is_let_through() {
        let table = [
            "",
            "^[A-Za-z0-9_-]{1,32}$",
            r"^\d{4}-\d{2}$",
            r"^(?!\.)(?:a|b)+?(?<name>c)(?P<other>d)(?<=x)(?<!y)$",
            "(?i)abc",
            "(?i:abc)|",
            "[]|[^]",
            "[[:alpha:]]",
            r"[\w-.]+@[a-]",
            "a{,3}{x}{",
            "a{2,}b{2}?",
            r"\p{L}+]}",
            "日本*",
        ];
        for pattern in table {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_none_reads_is_told() {
        let table = [
            ("(", "a group is not closed"),
            ("((a)(", "2 groups are not closed"),
            ("a)", "a `)` closes no group"),
            ("[a", "a `[` is not closed"),
            ("[a\\", "a `[` is not closed"),
            ("a\\", "it ends with a `\\`"),
            ("*a", "`*` has nothing to repeat"),
            ("a|+", "`+` has nothing to repeat"),
            ("a**", "`*` has nothing to repeat"),
            ("{2}", "`{2}` has nothing to repeat"),
            ("a{3,2}", "`{3,2}` wants at least 3 and at most 2"),
            ("[z-a]", "the range `z-a` is the wrong way round"),
            ("(?", "nothing says what kind of group a `(?` begins"),
            ("(?5)", "nothing says what kind of group a `(?` begins"),
            ("(?<>a)", "a group has an empty name"),
            ("(?<a", "nothing says what kind of group a `(?` begins"),
            ("a{1,99999999999}", "99999999999 is too often"),
        ];
        for (pattern, expected) in table {
            assert_eq!(fault(pattern).as_deref(), Some(expected), "{pattern}");
        }
    }
}
