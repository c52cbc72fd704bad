//! Which member holds which, as samples show it. In: samples in JSON or XML, also faulty ones. Out: names of members by holder.

use std::collections::{HashMap, HashSet};

use crate::page::Text;

/// Samples longer than this are not looked into.
const MAX_SAMPLE: usize = 200_000;

/// What samples of a page show: members by the name of what holds them, the top without a name; and first values.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    of: HashMap<String, HashSet<String>>,
    values: HashMap<String, String>,
}

/// What the samples show.
pub(crate) fn of(samples: &[Text]) -> Shown {
    let mut members = Shown::default();
    for sample in samples
        .iter()
        .filter(|sample| sample.text.len() < MAX_SAMPLE)
    {
        let text = sample.text.trim();
        if let Some(start) = text.find(['{', '[']).filter(|_| !text.starts_with('<')) {
            members.json(&text[start..]);
        }
    }
    members
}

impl Shown {
    /// Reads JSON without insisting on its rules: a text before a colon is the name of a member.
    fn json(&mut self, text: &str) {
        let mut holders: Vec<String> = Vec::new();
        let mut last: Option<String> = None;
        let mut name = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let mut found = String::new();
                    while let Some(c) = chars.next() {
                        match c {
                            '\\' => {
                                chars.next();
                            }
                            '"' | '\n' => break,
                            c => found.push(c),
                        }
                    }
                    last = Some(found);
                }
                ':' => {
                    if let Some(found) = last.take() {
                        let holder = holders.last().cloned().unwrap_or_default();
                        self.of.entry(holder).or_default().insert(found.clone());
                        if let Some(value) = value(chars.clone()) {
                            self.values.entry(found.clone()).or_insert(value);
                        }
                        name = found;
                    }
                }
                '{' if holders.len() < 64 => holders.push(if holders.is_empty() {
                    String::new()
                } else {
                    std::mem::take(&mut name)
                }),
                // Objects of a list belong to what the list belongs to.
                '[' if holders.len() < 64 => holders.push(if holders.is_empty() {
                    String::new()
                } else {
                    name.clone()
                }),
                '}' | ']' => {
                    // The next object of a list has the same holder.
                    let holder = holders.pop().unwrap_or_default();
                    let again = c == '}' && next_sign(&mut chars) == Some(',');
                    name = if again { holder } else { String::new() };
                }
                _ => {}
            }
        }
    }

    /// The first value that a sample shows for a member: a text with its opening quote only, a bare word, `{` or `[`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether a sample shows `name` as a member of `holder`; the top has an empty name.
    pub fn holds(&self, holder: &str, name: &str) -> bool {
        self.of
            .get(holder)
            .is_some_and(|members| members.contains(name))
    }

    /// Whether a sample shows members of this name.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.of.contains_key(name)
    }

    /// How deep each name is when it follows what holds it.
    pub(crate) fn depths(&self, names: &[String], objects: &[bool]) -> Vec<usize> {
        let mut holders: Vec<&str> = Vec::new();
        let mut depths = Vec::new();
        for (name, object) in names.iter().zip(objects) {
            while let Some(holder) = holders.last() {
                if self
                    .of
                    .get(*holder)
                    .is_some_and(|members| members.contains(name))
                {
                    break;
                }
                holders.pop();
            }
            depths.push(holders.len());
            if *object && holders.len() < 16 {
                holders.push(name);
            }
        }
        depths
    }
}

fn next_sign(chars: &mut std::iter::Peekable<std::str::Chars>) -> Option<char> {
    while chars.peek().is_some_and(|c| c.is_whitespace()) {
        chars.next();
    }
    chars.peek().copied()
}

/// The value that follows a colon, as far as it tells its type.
fn value(chars: std::iter::Peekable<std::str::Chars>) -> Option<String> {
    let mut chars = chars.skip_while(|c| c.is_whitespace());
    let first = chars.next()?;
    let mut value = String::from(first);
    match first {
        '{' | '[' => {}
        '"' => value.extend(chars.take_while(|c| !matches!(c, '"' | '\n')).take(200)),
        _ => value.extend(
            chars
                .take_while(|c| !matches!(c, ',' | '}' | ']' | '\n') && !c.is_whitespace())
                .take(40),
        ),
    }
    (value != "null").then_some(value)
}
