//! Builds the tree of positions from the events of the parser.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

use super::{Kind, NodeId, Positions, Spot};

/// The tree of a text, as far as the parser gets.
pub(super) fn tree(text: &str) -> Positions {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The parser refuses some tabs that serde_yaml takes for spaces, as it should.
    let spaced = body.replace('\t', " ");
    let mut builder = Builder::new(body, text.len() - body.len());
    for event in Parser::new(StrInput::new(&spaced)) {
        let Ok((event, span)) = event else { break };
        if matches!(event, Event::DocumentEnd | Event::StreamEnd) {
            break;
        }
        builder.take(event, span);
    }
    builder.tree
}

/// Where the second document of a text starts.
pub(in crate::yaml) fn second_document(text: &str) -> Range<usize> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut offsets = Offsets::new(body, text.len() - body.len());
    let starts = Parser::new(StrInput::new(body)).map_while(Result::ok);
    let mut starts = starts.filter(|(event, _)| matches!(event, Event::DocumentStart(_)));
    starts.nth(1).map_or(0..0, |(_, span)| {
        offsets.of(&span.start)..offsets.of(&span.end)
    })
}

/// Puts the events together. Open maps and lists are kept on a stack of its own, so depth costs no recursion.
struct Builder<'t> {
    tree: Positions,
    open: Vec<NodeId>,
    /// Keys that wait for their value, one for each open map.
    keys: Vec<Option<NodeId>>,
    anchors: HashMap<usize, NodeId>,
    offsets: Offsets<'t>,
}

impl<'t> Builder<'t> {
    fn new(body: &'t str, skipped: usize) -> Self {
        let offsets = Offsets::new(body, skipped);
        Self {
            tree: Positions::default(),
            open: Vec::new(),
            keys: Vec::new(),
            anchors: HashMap::new(),
            offsets,
        }
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let mut bytes = self.bytes(span);
                bytes.end = self.offsets.end_of_scalar(&bytes, style);
                let plain = style == ScalarStyle::Plain;
                self.push(
                    bytes,
                    anchor,
                    Kind::Scalar {
                        value: value.into_owned(),
                        plain,
                    },
                );
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied();
                let bytes = self.bytes(span);
                self.push(bytes, 0, Kind::Alias(target));
            }
            Event::SequenceStart(anchor, _) => self.open(span, anchor, Kind::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.open(span, anchor, Kind::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    fn bytes(&mut self, span: Span) -> Range<usize> {
        self.offsets.of(&span.start)..self.offsets.of(&span.end)
    }

    fn open(&mut self, span: Span, anchor: usize, kind: Kind) {
        let start = self.offsets.of(&span.start);
        let id = self.push(start..start, anchor, kind);
        self.open.push(id);
        self.keys.push(None);
    }

    fn close(&mut self, span: Span) {
        let end = self.offsets.of(&span.end);
        self.keys.pop();
        if let Some(spot) = self.open.pop().and_then(|id| self.tree.nodes.get_mut(id)) {
            spot.bytes.end = end.max(spot.bytes.start);
        }
    }

    fn push(&mut self, bytes: Range<usize>, anchor: usize, kind: Kind) -> NodeId {
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Spot { bytes, kind });
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        self.attach(id);
        id
    }

    fn attach(&mut self, id: NodeId) {
        let Some(parent) = self.open.last() else {
            self.tree.root.get_or_insert(id);
            return;
        };
        match (
            self.tree.nodes.get_mut(*parent).map(|spot| &mut spot.kind),
            self.keys.last_mut(),
        ) {
            (Some(Kind::List(items)), _) => items.push(id),
            (Some(Kind::Map(entries)), Some(waiting)) => match waiting.take() {
                Some(key) => entries.push((key, id)),
                None => *waiting = Some(id),
            },
            _ => {}
        }
    }
}

/// Length of a text up to and with its closing quote. A backslash hides the quote behind it; two single quotes stand
/// for one, and are passed over here as the end of one text and the start of another.
fn end_of_quotes(raw: &str, quote: char) -> Option<usize> {
    let (mut open, mut hidden, mut end) = (false, false, None);
    for (at, c) in raw.char_indices() {
        if hidden {
            hidden = false;
        } else if c == quote {
            open = !open;
            end = (!open).then_some(at + 1);
        } else if open {
            hidden = c == '\\' && quote == '"';
        } else if end.is_some() {
            break;
        }
    }
    end
}

/// Turns the parser's marks, which count lines and characters, into byte offsets.
///
/// Marks nearly always move forward, so the last one is where counting goes on.
struct Offsets<'t> {
    body: &'t str,
    skipped: usize,
    line: usize,
    line_start: usize,
    column: usize,
    at: usize,
}

impl<'t> Offsets<'t> {
    fn new(body: &'t str, skipped: usize) -> Self {
        Self {
            body,
            skipped,
            line: 1,
            line_start: 0,
            column: 0,
            at: 0,
        }
    }

    fn of(&mut self, mark: &Marker) -> usize {
        if mark.line() < self.line {
            (self.line, self.line_start, self.column, self.at) = (1, 0, 0, 0);
        } else if mark.line() == self.line && mark.col() < self.column {
            (self.column, self.at) = (0, self.line_start);
        }
        while self.line < mark.line() && self.next_line() {}
        while self.column < mark.col() && self.next_column() {}
        self.skipped + self.at
    }

    /// The parser ends quoted scalars behind the remark that follows them, and blocks in the next line.
    fn end_of_scalar(&self, bytes: &Range<usize>, style: ScalarStyle) -> usize {
        let start = bytes.start - self.skipped;
        let raw = self
            .body
            .get(start..bytes.end - self.skipped)
            .unwrap_or_default();
        let length = match style {
            ScalarStyle::DoubleQuoted => end_of_quotes(raw, '"'),
            ScalarStyle::SingleQuoted => end_of_quotes(raw, '\''),
            _ => None,
        };
        bytes.start + length.unwrap_or(raw.trim_end().len())
    }

    fn next_line(&mut self) -> bool {
        let rest = self
            .body
            .as_bytes()
            .get(self.line_start..)
            .unwrap_or_default();
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.at = self.body.len();
            return false;
        };
        let wide = if rest[end..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        self.line += 1;
        self.line_start += end + wide;
        (self.column, self.at) = (0, self.line_start);
        true
    }

    fn next_column(&mut self) -> bool {
        let Some(c) = self
            .body
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
        else {
            return false;
        };
        self.at += c.len_utf8();
        self.column += 1;
        true
    }
}
