//! JSON as documents print it: with comments, `...`, commas too many, keys without quotes, values that are code.
//! In: characters. Out: a tree that knows the line of each member.

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Object(Vec<Member>),
    List(Vec<Node>),
    Text(String),
    Number(String),
    Bool,
    Null,
    /// `...`, `{...}`.
    Elided,
    /// An expression of a program, with the objects in it.
    Code(Vec<Node>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) value: Node,
    /// The comment behind it.
    pub(crate) remark: Option<String>,
    /// Whether the name stands in quotes.
    pub(crate) quoted: bool,
}

/// Deeper objects are not read: no document has them.
const DEEPEST: usize = 48;
/// An expression longer than this is no value of a sample.
const LONGEST_CODE: usize = 4000;

/// Reads from one text; `work` bounds what is spent on text that turns out to be something else.
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t [char],
    /// Line of each character.
    pub(crate) lines: &'t [usize],
    pub(crate) at: usize,
    pub(crate) work: &'t mut usize,
}

impl Reader<'_> {
    /// The object that starts here; `None` where this is none.
    pub(crate) fn object(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST || self.peek()? != '{' {
            return None;
        }
        self.at += 1;
        let (mut members, mut elided) = (Vec::<Member>::new(), false);
        loop {
            let remark = self.blanks();
            if let (Some(remark), Some(last)) = (remark, members.last_mut()) {
                last.remark.get_or_insert(remark);
            }
            match self.peek()? {
                '}' => break,
                ',' => self.at += 1,
                '.' if self.starts("...") => {
                    self.at += 3;
                    elided = true;
                }
                _ => members.push(self.member(depth)?),
            }
        }
        self.at += 1;
        if members.is_empty() && elided {
            return Some(Node::Elided);
        }
        Some(Node::Object(members))
    }

    fn member(&mut self, depth: usize) -> Option<Member> {
        let line = self.line();
        let (name, quoted) = match self.peek()? {
            '"' | '\'' => (self.string(depth)?, true),
            _ => (self.word()?, false),
        };
        self.blanks();
        if self.peek()? != ':' || name.is_empty() {
            return None;
        }
        self.at += 1;
        self.blanks();
        Some(Member {
            name,
            line,
            value: self.value(depth)?,
            remark: None,
            quoted,
        })
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let plain = match self.peek()? {
            '{' => self.object(depth + 1)?,
            '[' => self.list(depth + 1)?,
            '"' | '\'' => Node::Text(self.string(depth)?),
            '.' if self.starts("...") => {
                self.at += 3;
                Node::Elided
            }
            c if c == '-' || c.is_ascii_digit() => Node::Number(self.number()),
            _ => match self.word().as_deref() {
                Some("true" | "false" | "True" | "False") => Node::Bool,
                Some("null" | "None" | "nil") => Node::Null,
                _ => return self.code(start, depth),
            },
        };
        while self.peek().is_some_and(|c| c == ' ' || c == '\t') {
            self.at += 1;
        }
        match self.peek() {
            None | Some(',' | '}' | ']' | '\n' | '\r' | '#' | '/') => Some(plain),
            _ => self.code(start, depth),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blanks();
            match self.peek()? {
                ']' => break,
                ',' => self.at += 1,
                '}' | ')' => return None,
                _ => items.push(self.value(depth)?),
            }
        }
        self.at += 1;
        Some(Node::List(items))
    }

    /// What is no JSON, up to the comma or bracket that ends it.
    fn code(&mut self, start: usize, depth: usize) -> Option<Node> {
        self.at = start;
        let (mut found, mut open) = (Vec::new(), 0usize);
        loop {
            let c = self.peek()?;
            if self.at - start > LONGEST_CODE {
                return None;
            }
            match c {
                ',' | '}' | ']' if open == 0 => break,
                '(' | '[' => open += 1,
                ')' | ']' => open = open.checked_sub(1)?,
                '"' | '\'' | '`' => {
                    self.string(depth)?;
                    continue;
                }
                '{' => {
                    found.push(self.object(depth + 1)?);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        Some(Node::Code(found))
    }

    /// A text in quotes; those of quotes and apostrophes end with the line.
    fn string(&mut self, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        let quote = self.peek()?;
        let (mut text, mut escaped) = (String::new(), false);
        loop {
            self.at += 1;
            let c = self.peek()?;
            match c {
                '\n' if quote != '`' => return None,
                '$' if quote == '`' && self.starts("${") => {
                    self.hole(depth)?;
                    text.push_str("{}");
                }
                _ if escaped => {
                    text.push(c);
                    escaped = false;
                }
                '\\' => escaped = true,
                _ if c == quote => break,
                _ => text.push(c),
            }
        }
        self.at += 1;
        Some(text)
    }

    /// `${...}` inside a text; stops at its last brace.
    fn hole(&mut self, depth: usize) -> Option<()> {
        let mut open = 0usize;
        loop {
            self.at += 1;
            match self.peek()? {
                '{' => open += 1,
                '}' => open -= 1,
                '"' | '\'' | '`' => {
                    self.string(depth + 1)?;
                    self.at -= 1;
                }
                _ => {}
            }
            if open == 0 {
                return Some(());
            }
        }
    }

    fn word(&mut self) -> Option<String> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.'))
        {
            self.at += 1;
        }
        let word: String = self.text.get(start..self.at)?.iter().collect();
        (!word.is_empty()).then_some(word)
    }

    fn number(&mut self) -> String {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))
        {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect()
    }

    /// Skips blanks and comments; the first comment that is on the line of what was before.
    fn blanks(&mut self) -> Option<String> {
        let line = self.line();
        let mut remark = None;
        while let Some(c) = self.peek() {
            if c.is_whitespace() {
                self.at += 1;
            } else if c == '#' || self.starts("//") {
                let (start, at) = (self.at, self.line());
                while self.peek().is_some_and(|c| c != '\n') {
                    self.at += 1;
                }
                if at == line && remark.is_none() {
                    remark = Some(self.text[start..self.at].iter().collect());
                }
            } else if self.starts("/*") {
                while self.peek().is_some() && !self.starts("*/") {
                    self.at += 1;
                }
                self.at += 2;
            } else {
                break;
            }
        }
        remark
    }

    fn starts(&self, text: &str) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        text.chars().eq(rest.iter().take(text.len()).copied())
    }

    fn line(&self) -> usize {
        self.lines.get(self.at).copied().unwrap_or_default()
    }

    /// The character here; every look is counted.
    fn peek(&mut self) -> Option<char> {
        *self.work = self.work.checked_sub(1)?;
        self.text.get(self.at).copied()
    }
}
