//! Tags and text of HTML with their lines. In: text. Out: events, without scripts, styles and comments.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// What stands somewhere.
#[derive(Debug)]
pub(crate) struct Event {
    /// Line from 1.
    pub(crate) line: usize,
    pub(crate) what: What,
}

#[derive(Debug)]
pub(crate) enum What {
    Start(Tag),
    End(String),
    Text(String),
}

/// A start tag, with what tables need of it.
#[derive(Debug, Default)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) colspan: usize,
    pub(crate) rowspan: usize,
    /// How far style or class move it to the right.
    pub(crate) indent: usize,
    /// What it shows without having text: a checkbox, an image.
    pub(crate) shown: Option<String>,
}

/// All events of a text.
pub(crate) fn read(text: &str) -> Vec<Event> {
    let sink = Sink {
        events: RefCell::new(Vec::new()),
        skipped: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // A piece of text cannot hold more than 4 GB; pieces of lines keep the numbers right.
    for piece in text.split_inclusive('\n') {
        queue.push_back(StrTendril::from_slice(piece));
    }
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.events.into_inner()
}

struct Sink {
    events: RefCell<Vec<Event>>,
    /// How many elements whose content is not shown are open.
    skipped: Cell<usize>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = usize::try_from(line).unwrap_or(usize::MAX).max(1);
        match token {
            Token::CharacterTokens(text) if self.skipped.get() == 0 => self.text(&text, line),
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                return match tag.kind {
                    TagKind::StartTag => self.start(&tag, name, line),
                    TagKind::EndTag => {
                        self.end(name, line);
                        TokenSinkResult::Continue
                    }
                };
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn text(&self, text: &str, line: usize) {
        let mut events = self.events.borrow_mut();
        if let Some(Event {
            what: What::Text(before),
            line: started,
        }) = events.last_mut()
            && (*started == line || text != "\n" && !before.ends_with('\n'))
            && before.len() < 4096
        {
            before.push_str(text);
            return;
        }
        // The tokenizer counts the end of a line before it hands it over.
        let line = if text == "\n" {
            line.saturating_sub(1).max(1)
        } else {
            line
        };
        events.push(Event {
            line,
            what: What::Text(text.to_owned()),
        });
    }

    fn start(
        &self,
        tag: &html5ever::tokenizer::Tag,
        name: String,
        line: usize,
    ) -> TokenSinkResult<()> {
        let raw = match name.as_str() {
            "script" => Some(RawKind::ScriptData),
            "style" | "noscript" | "iframe" | "noframes" | "xmp" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        if is_skipped(&name) && !tag.self_closing {
            self.skipped.set(self.skipped.get() + 1);
        }
        let found = self.tag(tag, name);
        if self.skipped.get() == 0 {
            self.events.borrow_mut().push(Event {
                line,
                what: What::Start(found),
            });
        }
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn end(&self, name: String, line: usize) {
        if is_skipped(&name) {
            self.skipped.set(self.skipped.get().saturating_sub(1));
        } else if self.skipped.get() == 0 {
            self.events.borrow_mut().push(Event {
                line,
                what: What::End(name),
            });
        }
    }

    fn tag(&self, tag: &html5ever::tokenizer::Tag, name: String) -> Tag {
        let mut found = Tag {
            name,
            colspan: 1,
            rowspan: 1,
            ..Tag::default()
        };
        let mut checkbox = None;
        for attribute in &tag.attrs {
            let value = attribute.value.trim();
            match &*attribute.name.local {
                "colspan" => found.colspan = value.parse().unwrap_or(1).clamp(1, 100),
                "rowspan" => found.rowspan = value.parse().unwrap_or(1).clamp(1, 10_000),
                "style" => found.indent += padding(value),
                "class" => found.indent += level(value),
                "alt" if found.name == "img" => found.shown = Some(value.to_owned()),
                "type" if value.eq_ignore_ascii_case("checkbox") => {
                    checkbox = checkbox.or(Some("☐"))
                }
                "checked" => checkbox = Some("☑"),
                _ => {}
            }
        }
        if found.name == "input" {
            found.shown = checkbox.map(str::to_owned);
        }
        found
    }
}

/// Elements whose content people do not see.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "noframes"
            | "textarea"
            | "select"
            | "math"
    )
}

/// Pixels that a style moves its element to the right.
fn padding(style: &str) -> usize {
    let style = style.to_ascii_lowercase();
    let value = ["padding-left", "margin-left", "text-indent"]
        .iter()
        .find_map(|key| {
            let rest = &style[style.find(key)? + key.len()..];
            Some(rest.trim_start().strip_prefix(':')?.trim_start().to_owned())
        });
    let Some(value) = value else { return 0 };
    let digits: String = value
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let number: f64 = digits.parse().unwrap_or(0.0);
    let unit =
        if value[digits.len()..].starts_with("em") || value[digits.len()..].starts_with("rem") {
            16.0
        } else {
            1.0
        };
    // Casting a float to an integer saturates.
    (number * unit).clamp(0.0, 1000.0) as usize
}

/// Pixels that a class such as `level-2` or `indent_1` stands for.
fn level(class: &str) -> usize {
    for word in class.split_whitespace().take(20) {
        let word = word.to_ascii_lowercase();
        let Some(at) = ["level", "indent", "depth"]
            .iter()
            .find_map(|key| Some(word.find(key)? + key.len()))
        else {
            continue;
        };
        let digits: String = word[at..]
            .trim_start_matches(['-', '_'])
            .chars()
            .take_while(char::is_ascii_digit)
            .take(2)
            .collect();
        if let Ok(level) = digits.parse::<usize>() {
            return level * 20;
        }
    }
    0
}
