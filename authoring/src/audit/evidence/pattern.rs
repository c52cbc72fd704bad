//! Texts with holes: `{host}`, `<EnvironmentID>`, `$HOST`, `${id}`, `:id`, `%s`, `xxxxxx`. In: a text as a page or a spec
//! has it. Out: the text with one character per hole, and whether two such texts can mean the same.

/// Stands for what is not known: one character or more.
const HOLE: char = '\u{0}';

/// Longer texts are no hosts and no segments of paths.
const LONGEST: usize = 400;

/// A text with holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    text: Vec<char>,
    /// What stands in the holes.
    pub(crate) names: Vec<String>,
}

impl Pattern {
    /// Reads a text.
    pub(crate) fn new(source: &str) -> Self {
        let source: Vec<char> = source.chars().take(LONGEST).collect();
        let (mut text, mut names, mut at) = (Vec::new(), Vec::new(), 0);
        while at < source.len() {
            match hole(&source[at..]) {
                Some((name, length)) => {
                    text.push(HOLE);
                    names.push(name);
                    at += length;
                }
                None => {
                    text.push(source[at].to_ascii_lowercase());
                    at += 1;
                }
            }
        }
        Self { text, names }
    }

    /// Whether it is a hole and nothing else.
    pub(crate) fn is_hole(&self) -> bool {
        self.text == [HOLE]
    }

    /// Whether it has holes.
    pub(crate) fn has_hole(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether some text fits both.
    pub(crate) fn meets(&self, other: &Pattern) -> bool {
        let (a, b) = (&self.text, &other.text);
        // `row[j]`: whether a[..i] and b[..j] fit the same text; `a_open` and `b_open` allow a hole to go on.
        let mut fits = vec![vec![false; b.len() + 1]; a.len() + 1];
        fits[0][0] = true;
        for i in 0..a.len() {
            for j in 0..b.len() {
                let same = a[i] == b[j] || a[i] == HOLE || b[j] == HOLE;
                if !same {
                    continue;
                }
                let goes_on = (j > 0 && a[i] == HOLE && fits[i + 1][j])
                    || (i > 0 && b[j] == HOLE && fits[i][j + 1]);
                fits[i + 1][j + 1] = fits[i][j] || goes_on;
            }
        }
        fits[a.len()][b.len()]
    }
}

/// The hole that starts here: its name and its length.
fn hole(text: &[char]) -> Option<(String, usize)> {
    let close = match (text[0], text.get(1)) {
        ('$', Some('{')) => return closed(text, 2, '}'),
        ('{', _) => '}',
        ('<', _) => '>',
        ('$', Some(c)) if c.is_alphabetic() || *c == '_' => return Some(word(text, 1)),
        ('%', Some('s' | 'd')) => return Some((String::new(), 2)),
        ('x' | 'X' | '*', _) => return crossed(text),
        _ => return None,
    };
    closed(text, 1, close)
}

fn closed(text: &[char], start: usize, close: char) -> Option<(String, usize)> {
    let length = text.iter().position(|c| *c == close)?;
    let name: String = text.get(start..length)?.iter().collect();
    let name = name.trim_start_matches('+').to_owned();
    (!name.is_empty() && !name.contains(['/', '{', '<'])).then_some((name, length + 1))
}

fn word(text: &[char], start: usize) -> (String, usize) {
    let rest = text[start..].iter();
    let name: String = rest
        .take_while(|c| c.is_alphanumeric() || **c == '_')
        .collect();
    let length = start + name.chars().count();
    (name, length)
}

/// `xxx`, `XXXX`, `****`: three at least, and nothing else in the word.
fn crossed(text: &[char]) -> Option<(String, usize)> {
    let length = text.iter().take_while(|c| **c == text[0]).count();
    let ends = text.get(length).is_none_or(|c| !c.is_alphanumeric());
    (length >= 3 && ends).then(|| (text[..length].iter().collect(), length))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn meet(a: &str, b: &str) -> bool {
        Pattern::new(a).meets(&Pattern::new(b))
    }

    #[test]
    fn holes_stand_for_some_text() {
        for (a, b) in [
            ("<EnvironmentID>.ap.example.com", "{env_id}.ap.example.com"),
            ("dev-1.ap.example.com", "{env_id}.ap.example.com"),
            ("$HOST:8992", "{host}:8992"),
            ("xxxxxx", "api.example.com"),
            ("{host}", "{name}.example.com"),
            ("${table}", "{table}('{id}')"),
            ("a{b}c", "{d}"),
        ] {
            assert!(meet(a, b) && meet(b, a), "{a} {b}");
        }
    }

    #[test]
    fn what_stands_between_holes_must_agree() {
        for (a, b) in [
            ("$HOST:8993", "{host}:8992"),
            (".example.com", "{host}.example.com"),
            ("api.example.com", "api.example.org"),
            ("xx", "api"),
            ("{a}.b.c", "{a}.d.c"),
        ] {
            assert!(!meet(a, b) && !meet(b, a), "{a} {b}");
        }
    }
}
