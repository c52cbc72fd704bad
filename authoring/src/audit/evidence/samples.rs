//! Objects that a page shows, in JSON, XML or a program. In: lines. Out: trees with lines.

use super::lines::Line;
use super::node::{self, Node};
use super::xml;

/// An object on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    /// First line.
    pub(crate) line: usize,
    /// Characters before it on that line.
    pub(crate) column: usize,
    /// Last line.
    pub(crate) end: usize,
    /// The name that it is given to in a program: `headers = {`, `body: {`.
    pub(crate) label: Option<String>,
    /// Whether it is data, not a piece of a program.
    pub(crate) is_data: bool,
    /// Whether it is XML, where all values are text.
    pub(crate) is_xml: bool,
    /// Its members.
    pub(crate) root: Node,
}

/// Characters looked at in all: a page that needs more is no document, and must not take forever.
const WORK: usize = 60_000_000;

/// The objects of a page, in order.
pub(crate) fn mine(lines: &[Line]) -> Vec<Sample> {
    let (mut text, mut numbers) = (Vec::new(), Vec::new());
    for line in lines {
        text.extend(line.text.chars().chain(['\n']));
        numbers.resize(text.len(), line.number);
    }
    let (mut at, mut work, mut found) = (0, WORK, Vec::new());
    while at < text.len() && work > 0 {
        let read = match text[at] {
            '{' => json(&text, &numbers, at, &mut work),
            '<' if starts_line(&text, at) => element(&text, &numbers, at, &mut work),
            _ => None,
        };
        match read {
            Some((sample, end)) => {
                at = end;
                found.push(sample);
            }
            None => at += 1,
        }
    }
    found
}

fn json(text: &[char], lines: &[usize], at: usize, work: &mut usize) -> Option<(Sample, usize)> {
    let mut reader = node::Reader {
        text,
        lines,
        at,
        work,
    };
    let root = reader.object(0)?;
    let end = reader.at;
    let Node::Object(members) = &root else {
        return None;
    };
    let sample = Sample {
        line: lines[at],
        column: column(text, at),
        end: lines[end.saturating_sub(1)],
        label: label(text, at),
        is_data: members.first()?.quoted,
        is_xml: false,
        root,
    };
    Some((sample, end))
}

fn element(text: &[char], lines: &[usize], at: usize, work: &mut usize) -> Option<(Sample, usize)> {
    let mut reader = xml::Reader {
        text,
        lines,
        at,
        work,
    };
    let root = reader.element(0)?.value;
    let end = reader.at;
    matches!(root, Node::Object(_)).then(|| {
        let sample = Sample {
            line: lines[at],
            column: column(text, at),
            end: lines[end.saturating_sub(1)],
            label: None,
            is_data: true,
            is_xml: true,
            root,
        };
        (sample, end)
    })
}

fn column(text: &[char], at: usize) -> usize {
    text[..at].iter().rev().take_while(|c| **c != '\n').count()
}

fn starts_line(text: &[char], at: usize) -> bool {
    let before = text[..at].iter().rev().take_while(|c| **c != '\n');
    before.take(200).all(|c| c.is_whitespace())
}

/// The name before `= {`, `: {` or `({`.
fn label(text: &[char], at: usize) -> Option<String> {
    let line: Vec<char> = text[..at]
        .iter()
        .rev()
        .take_while(|c| **c != '\n')
        .take(200)
        .copied()
        .collect();
    let before: String = line.into_iter().rev().collect();
    let before = before.trim_end();
    let before = before.strip_suffix(['=', ':'])?.trim_end();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let name = before.rsplit(|c| !is_name(c)).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}
