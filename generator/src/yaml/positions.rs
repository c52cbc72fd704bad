//! Where the values of a text stand: a tree of byte ranges, made from parser events.
//!
//! The text may be anything: where the parser gives up, the tree ends, and a path is followed as far as it goes.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

use crate::source::{Focus, Place, Step};

/// A node of the tree is named by its index.
pub(crate) type NodeId = usize;

/// The positions of one text.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    nodes: Vec<Spot>,
    root: Option<NodeId>,
}

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Spot {
    pub(crate) bytes: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a value is made of.
#[derive(Debug)]
pub(crate) enum Kind {
    Scalar { value: String, plain: bool },
    List(Vec<NodeId>),
    /// Key and value.
    Map(Vec<(NodeId, NodeId)>),
    /// Stands for the anchored value, if there is one.
    Alias(Option<NodeId>),
}

/// A place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) bytes: Range<usize>,
    /// If the path went through an alias, `bytes` is the alias and this is where the value itself stands.
    pub(crate) anchored: Option<Range<usize>>,
}

impl Located {
    /// These bytes, made safe to cut the text with.
    pub(crate) fn plain(text: &str, bytes: Range<usize>) -> Self {
        Self { bytes: within(text, bytes), anchored: None }
    }
}

impl Positions {
    /// Parses a text.
    pub(crate) fn of(text: &str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut builder = Builder::new(body, text.len() - body.len());
        for event in Parser::new(StrInput::new(body)) {
            let Ok((event, span)) = event else { break };
            if matches!(event, Event::DocumentEnd | Event::StreamEnd) {
                break;
            }
            builder.take(event, span);
        }
        builder.tree
    }

    /// The top value of the first document.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub(crate) fn node(&self, id: NodeId) -> Option<&Spot> {
        self.nodes.get(id)
    }

    /// Follows the path of a place as far as it exists; the end of that is what is pointed at.
    pub(crate) fn locate(&self, text: &str, place: &Place) -> Located {
        if let Some(bytes) = place.as_bytes() {
            return Located::plain(text, bytes);
        }
        let Some(mut walk) = self.root.map(|root| Walk { node: root, key: None, alias: None }) else {
            return Located { bytes: 0..0, anchored: None };
        };
        let mut whole = true;
        for step in &place.path {
            walk = self.through_alias(walk);
            match self.step(walk.node, step) {
                Some((node, key)) => walk = Walk { node, key, ..walk },
                None => {
                    whole = false;
                    break;
                }
            }
        }
        // Where the path breaks off in a map there is no such key: the map that lacks it is meant. In a scalar it is
        // the short form of the map that the path speaks of, and the part is in it.
        let short = matches!(self.node(walk.node).map(|spot| &spot.kind), Some(Kind::Scalar { .. }));
        let part = matches!(place.focus, Focus::Part(_));
        let focus = if whole || (short && part) { &place.focus } else { &Focus::Value };
        self.finish(text, &walk, focus)
    }

    /// Bytes of the value of a place itself, if the whole path exists.
    pub(crate) fn locate_value(&self, text: &str, place: &Place) -> Option<Range<usize>> {
        let mut node = self.root?;
        for step in &place.path {
            (node, _) = self.step(self.behind_alias(node), step)?;
        }
        Some(within(text, self.bytes(node)))
    }

    fn finish(&self, text: &str, walk: &Walk, focus: &Focus) -> Located {
        let bytes = within(text, self.focused(text, walk, focus));
        match walk.alias.clone() {
            Some(alias) => Located { bytes: alias, anchored: Some(bytes) },
            None => Located { bytes, anchored: None },
        }
    }

    fn focused(&self, text: &str, walk: &Walk, focus: &Focus) -> Range<usize> {
        let value = self.bytes(walk.node);
        let scalar = matches!(self.node(walk.node).map(|spot| &spot.kind), Some(Kind::Scalar { .. } | Kind::Alias(_)));
        let key = walk.key.map(|key| self.bytes(key));
        match (focus, key) {
            (Focus::Key, Some(key)) => key,
            (Focus::Part(part), _) if scalar => part_of(text, &value, part),
            (_, Some(key)) if !scalar || value.is_empty() => key,
            _ if scalar => value,
            // A map or list without a key starts where its first entry starts.
            _ => value.start..first_line(text, &value),
        }
    }

    /// The anchored value if this is an alias, otherwise the node itself.
    pub(crate) fn behind_alias(&self, id: NodeId) -> NodeId {
        match self.node(id).map(|spot| &spot.kind) {
            Some(Kind::Alias(Some(target))) => *target,
            _ => id,
        }
    }

    fn bytes(&self, id: NodeId) -> Range<usize> {
        self.node(id).map_or(0..0, |spot| spot.bytes.clone())
    }

    fn through_alias(&self, walk: Walk) -> Walk {
        match self.node(walk.node) {
            Some(Spot { bytes, kind: Kind::Alias(Some(target)) }) => {
                Walk { node: *target, key: None, alias: walk.alias.or_else(|| Some(bytes.clone())) }
            }
            _ => walk,
        }
    }

    fn step(&self, node: NodeId, step: &Step) -> Option<(NodeId, Option<NodeId>)> {
        match (&self.node(node)?.kind, step) {
            (Kind::List(items), Step::Index(index)) => Some((*items.get(*index)?, None)),
            (Kind::Map(entries), Step::Key(name)) => {
                let (key, value) = entries.iter().find(|(key, _)| self.is_key(*key, name))?;
                Some((*value, Some(*key)))
            }
            _ => None,
        }
    }

    fn is_key(&self, key: NodeId, name: &str) -> bool {
        match self.node(key).map(|spot| &spot.kind) {
            Some(Kind::Scalar { value, .. }) if value == name => true,
            // `0x1F` and `31` are the same key.
            Some(Kind::Scalar { value, plain: true }) => super::integer_text(value).is_some_and(|text| text == name),
            _ => false,
        }
    }
}

/// Where the second document of a text starts.
pub(super) fn second_document(text: &str) -> Range<usize> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut offsets = Offsets::new(body, text.len() - body.len());
    let starts = Parser::new(StrInput::new(body)).map_while(Result::ok);
    let mut starts = starts.filter(|(event, _)| matches!(event, Event::DocumentStart(_)));
    starts.nth(1).map_or(0..0, |(_, span)| offsets.of(&span.start)..offsets.of(&span.end))
}

struct Walk {
    node: NodeId,
    key: Option<NodeId>,
    alias: Option<Range<usize>>,
}

/// The first occurrence of `part` in the scalar's text that is not inside a longer word, or else the first one, or the
/// scalar.
fn part_of(text: &str, scalar: &Range<usize>, part: &str) -> Range<usize> {
    let raw = text.get(scalar.clone()).filter(|_| !part.is_empty()).unwrap_or_default();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (starts, ends) = (part.starts_with(is_word), part.ends_with(is_word));
    let alone = |at: &usize| {
        let before = raw.get(..*at).unwrap_or_default();
        let after = raw.get(*at + part.len()..).unwrap_or_default();
        !(starts && before.ends_with(is_word) || ends && after.starts_with(is_word))
    };
    let found = raw.match_indices(part).map(|(at, _)| at).find(alone).or_else(|| raw.find(part));
    found.map_or_else(|| scalar.clone(), |at| scalar.start + at..scalar.start + at + part.len())
}

fn first_line(text: &str, bytes: &Range<usize>) -> usize {
    let line = text.get(bytes.clone()).and_then(|raw| raw.lines().next()).unwrap_or_default();
    bytes.start + line.trim_end().len()
}

/// Makes a range safe to cut the text with.
fn within(text: &str, bytes: Range<usize>) -> Range<usize> {
    let down = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = down(bytes.start);
    start..down(bytes.end).max(start)
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
        Self { tree: Positions::default(), open: Vec::new(), keys: Vec::new(), anchors: HashMap::new(), offsets }
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                self.leaf(span, anchor, Kind::Scalar { value: value.into_owned(), plain });
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied();
                self.leaf(span, 0, Kind::Alias(target));
            }
            Event::SequenceStart(anchor, _) => self.open(span, anchor, Kind::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.open(span, anchor, Kind::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    fn leaf(&mut self, span: Span, anchor: usize, kind: Kind) {
        let bytes = self.offsets.of(&span.start)..self.offsets.of(&span.end);
        self.push(bytes, anchor, kind);
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
        match (self.tree.nodes.get_mut(*parent).map(|spot| &mut spot.kind), self.keys.last_mut()) {
            (Some(Kind::List(items)), _) => items.push(id),
            (Some(Kind::Map(entries)), Some(waiting)) => match waiting.take() {
                Some(key) => entries.push((key, id)),
                None => *waiting = Some(id),
            },
            _ => {}
        }
    }
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
        Self { body, skipped, line: 1, line_start: 0, column: 0, at: 0 }
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

    fn next_line(&mut self) -> bool {
        let rest = self.body.as_bytes().get(self.line_start..).unwrap_or_default();
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.at = self.body.len();
            return false;
        };
        let wide = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        self.line += 1;
        self.line_start += end + wide;
        (self.column, self.at) = (0, self.line_start);
        true
    }

    fn next_column(&mut self) -> bool {
        let Some(c) = self.body.get(self.at..).and_then(|rest| rest.chars().next()) else { return false };
        self.at += c.len_utf8();
        self.column += 1;
        true
    }
}
