//! HTML as a strict reader sees it. In: a page. Out: its ids and links; or a panic that says what is not well formed.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// What other pages may point at, and what this one points at.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) ids: BTreeSet<String>,
    pub(crate) links: Vec<String>,
    pub(crate) scripts: usize,
    open: Vec<String>,
    problems: Vec<String>,
    headings: Vec<u32>,
    landmarks: BTreeSet<String>,
}

const VOID: [&str; 5] = ["meta", "link", "input", "br", "img"];

struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => page.tag(&tag, line),
            Token::ParseError(error) => page.problems.push(format!("line {line}: {error}")),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn tag(&mut self, tag: &Tag, line: u64) {
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            let open = self.open.pop();
            if open.as_deref() != Some(&name) {
                self.problems
                    .push(format!("line {line}: </{name}> closes {open:?}"));
            }
            return;
        }
        self.inside(&name, line);
        for attribute in &tag.attrs {
            let (key, value) = (
                attribute.name.local.to_string(),
                attribute.value.to_string(),
            );
            match key.as_str() {
                "id" if !self.ids.insert(value.clone()) => {
                    self.problems
                        .push(format!("line {line}: the id {value} stands twice"));
                }
                "href" | "src" => self.links.push(value),
                "style" => self
                    .problems
                    .push(format!("line {line}: a style in an attribute")),
                key if key.starts_with("on") => {
                    self.problems
                        .push(format!("line {line}: a script in an attribute"));
                }
                _ => {}
            }
        }
        self.scripts += usize::from(name == "script");
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            self.headings.push(level);
        }
        if ["main", "nav", "header", "title"].contains(&name.as_str()) {
            self.landmarks.insert(name.clone());
        }
        if !VOID.contains(&name.as_str()) {
            self.open.push(name);
        }
    }

    /// A browser would close a paragraph by itself where something larger begins, and what we wrote would not be what is.
    fn inside(&mut self, name: &str, line: u64) {
        let parent = self.open.last().map(String::as_str).unwrap_or_default();
        let is_block = !matches!(
            name,
            "a" | "code" | "strong" | "span" | "kbd" | "b" | "i" | "label" | "input"
        );
        let holds_text_alone = matches!(parent, "p" | "code" | "a" | "span" | "strong" | "pre");
        if holds_text_alone && is_block {
            self.problems
                .push(format!("line {line}: <{name}> in <{parent}>"));
        }
    }
}

/// Reads a page; each tag must be closed where it should be.
pub(crate) fn read(path: &str, text: &str) -> Page {
    let options = TokenizerOpts {
        exact_errors: true,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), options);
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let page = tokenizer.sink.0.into_inner();
    assert_eq!(page.problems, [""; 0], "{path}");
    assert_eq!(page.open, [""; 0], "{path}: what is still open");
    assert_eq!(page.landmarks.len(), 4, "{path}: {:?}", page.landmarks);
    // A level is never left out on the way down, and there is one heading of the page; the contents have their own.
    let firsts = page.headings.iter().filter(|level| **level == 1);
    assert_eq!(firsts.count(), 1, "{path}");
    let steps = page.headings.iter().zip(page.headings.iter().skip(1));
    for (level, next) in steps {
        assert!(*next <= level + 1, "{path}: h{level} and then h{next}");
    }
    page
}
