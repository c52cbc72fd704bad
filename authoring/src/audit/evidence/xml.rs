//! XML as documents print it: elements and their text. In: characters. Out: the tree that JSON gives.

use super::node::{Member, Node};

/// Deeper elements are not read: no document has them.
const DEEPEST: usize = 48;

/// Reads from one text; `work` bounds what is spent on text that turns out to be something else.
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t [char],
    /// Line of each character.
    pub(crate) lines: &'t [usize],
    pub(crate) at: usize,
    pub(crate) work: &'t mut usize,
}

impl Reader<'_> {
    /// The element that starts here with its name as a member; `None` where this is none.
    pub(crate) fn element(&mut self, depth: usize) -> Option<Member> {
        let line = self.lines.get(self.at).copied()?;
        if depth > DEEPEST || self.next()? != '<' {
            return None;
        }
        let name = self.name()?;
        let tail = self.until('>')?;
        if tail.ends_with('/') {
            return Some(member(name, line, Node::Null));
        }
        let (mut children, mut text) = (Vec::new(), String::new());
        loop {
            match (self.text.get(self.at)?, self.text.get(self.at + 1)) {
                ('<', Some('/')) => break,
                ('<', Some('!' | '?')) => {
                    self.until('>')?;
                }
                ('<', _) => children.push(self.element(depth + 1)?),
                _ => text.push(self.next()?),
            }
        }
        self.at += 2;
        if self.until('>')?.trim() != name {
            return None;
        }
        let value = match children.is_empty() {
            true => Node::Text(text.trim().to_owned()),
            false => Node::Object(children),
        };
        Some(member(name, line, value))
    }

    fn name(&mut self) -> Option<String> {
        let start = self.at;
        let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        while self.text.get(self.at).is_some_and(is_name) {
            self.at += 1;
        }
        let name: String = self.text.get(start..self.at)?.iter().collect();
        let first = name.chars().next()?;
        (first.is_alphabetic() || first == '_').then_some(name)
    }

    fn until(&mut self, end: char) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.next()? {
                c if c == end => return Some(text),
                '<' => return None,
                c => text.push(c),
            }
        }
    }

    fn next(&mut self) -> Option<char> {
        *self.work = self.work.checked_sub(1)?;
        self.at += 1;
        self.text.get(self.at - 1).copied()
    }
}

fn member(name: String, line: usize, value: Node) -> Member {
    Member {
        name,
        line,
        value,
        remark: None,
        quoted: true,
    }
}
