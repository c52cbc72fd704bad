//! Reports for people: one line that editors and terminals can follow, the source line, and what to do.

use std::fmt::Write as _;
use std::ops::Range;

use super::entry::entry;
use super::locate::{Found, Region, locate};
use super::{Code, Diagnostics, Severity};
use crate::source::SourceMap;

/// Longer lines are cut to what surrounds the problem.
const WIDTH: usize = 140;

/// Problems of what could not be read: there is no text, and no place in it.
const OF_FILES: [Code; 3] = [Code::Unreadable, Code::NoSpecs, Code::TooLarge];

impl Diagnostics {
    /// All problems, sorted by file and position, and a line that counts them. Empty without problems.
    pub fn render_human(&self, sources: &SourceMap, color: bool) -> String {
        let found = locate(self, sources);
        let paint = Paint(color);
        let mut out = String::new();
        for one in &found {
            out.push_str(&report(sources, one, paint));
            out.push('\n');
        }
        if !found.is_empty() {
            let _ = writeln!(out, "{}", paint.bold(&count(&found)));
        }
        out
    }

    /// Each problem as a text of one or more lines, for callers that print them one by one.
    pub fn reports(&self, sources: &SourceMap) -> Vec<String> {
        let plain = Paint(false);
        locate(self, sources)
            .iter()
            .map(|one| report(sources, one, plain).trim_end().to_owned())
            .collect()
    }

    /// Each problem as one line: `path:line:col: error[E0202]: message; help`.
    pub fn one_line_reports(&self, sources: &SourceMap) -> Vec<(Severity, String)> {
        let plain = Paint(false);
        let line = |one: &Found<'_>| match one.problem.shown_help() {
            Some(help) => format!("{}; {}", headline(sources, one, plain), clean(help)),
            None => headline(sources, one, plain),
        };
        let found = locate(self, sources);
        found
            .iter()
            .map(|one| (one.problem.severity(), line(one)))
            .collect()
    }
}

fn report(sources: &SourceMap, found: &Found<'_>, paint: Paint) -> String {
    let mut out = headline(sources, found, paint);
    out.push('\n');
    let lines = found
        .labels
        .iter()
        .map(|(region, _)| region.start.line)
        .chain([found.at.start.line]);
    let gutter = lines.max().unwrap_or(1).to_string().len();
    snippet(
        &mut out,
        sources,
        &found.at,
        found.under.unwrap_or_default(),
        gutter,
        Mark::First,
        paint,
    );
    for (region, text) in &found.labels {
        let start = region.start;
        let path = clean(sources.path(region.file));
        let arrow = paint.blue(&format!("{:gutter$} :::", ""));
        let _ = writeln!(out, "{arrow} {path}:{}:{}", start.line, start.column);
        snippet(&mut out, sources, region, text, gutter, Mark::Second, paint);
    }
    if let Some(help) = found.problem.shown_help() {
        let equals = paint.blue(&format!("{:gutter$} =", ""));
        let _ = writeln!(out, "{equals} {} {}", paint.bold("help:"), clean(help));
    }
    if let Some((lint, subject)) = found.problem.code().lint().zip(found.problem.subject()) {
        let equals = paint.blue(&format!("{:gutter$} =", ""));
        let entry = clean(&entry(lint, subject));
        let _ = writeln!(out, "{equals} {} {entry}", paint.bold("allow:"));
    }
    out
}

fn headline(sources: &SourceMap, found: &Found<'_>, paint: Paint) -> String {
    let (path, start) = (clean(sources.path(found.at.file)), found.at.start);
    let problem = found.problem;
    let code = paint.red(&format!(
        "{}[{}]",
        problem.severity().word(),
        problem.code().id()
    ));
    let message = paint.bold(&clean(found.problem.message()));
    if OF_FILES.contains(&problem.code()) {
        return format!("{path}: {code}: {message}");
    }
    format!("{path}:{}:{}: {code}: {message}", start.line, start.column)
}

fn count(found: &[Found<'_>]) -> String {
    let mut files: Vec<_> = found.iter().map(|one| one.at.file).collect();
    files.dedup();
    let of = |severity| {
        let same = |one: &&Found<'_>| one.problem.severity() == severity;
        found.iter().filter(same).count()
    };
    let counted = |number, word| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let parts = [
        counted(of(Severity::Error), "error"),
        counted(of(Severity::Warning), "warning"),
        counted(of(Severity::Hint), "hint"),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if files.len() > 1 {
        format!("{text} in {} files", files.len())
    } else {
        text
    }
}

#[derive(Clone, Copy)]
enum Mark {
    First,
    Second,
}

fn snippet(
    out: &mut String,
    sources: &SourceMap,
    at: &Region,
    text: &str,
    gutter: usize,
    mark: Mark,
    paint: Paint,
) {
    let Some((line, line_start)) = sources
        .line(at.file, at.start.line)
        .filter(|(line, _)| !line.trim().is_empty())
    else {
        return;
    };
    let start = at.bytes.start.saturating_sub(line_start).min(line.len());
    let end = at
        .bytes
        .end
        .saturating_sub(line_start)
        .clamp(start, line.len());
    let shown = Shown::new(line, start..end);
    let number = paint.blue(&format!("{:>gutter$} |", at.start.line));
    let bar = paint.blue(&format!("{:gutter$} |", ""));
    let underline = match mark {
        Mark::First => paint.red(&format!("{} {}", "^".repeat(shown.width), clean(text))),
        Mark::Second => paint.blue(&format!("{} {}", "-".repeat(shown.width), clean(text))),
    };
    let _ = writeln!(out, "{number} {}", shown.text);
    let _ = writeln!(
        out,
        "{bar} {}{}",
        " ".repeat(shown.indent),
        underline.trim_end()
    );
}

/// A source line as it is printed, and where to underline it.
struct Shown {
    text: String,
    indent: usize,
    width: usize,
}

impl Shown {
    fn new(line: &str, part: Range<usize>) -> Self {
        let before = last(line.get(..part.start).unwrap_or_default());
        let inside = first(line.get(part.clone()).unwrap_or_default());
        let after = first(line.get(part.end..).unwrap_or_default());
        let (before, inside) = (
            keep_end(&clean(before), WIDTH / 2),
            keep_start(&clean(inside), WIDTH / 2),
        );
        let after = keep_start(
            clean(after).trim_end(),
            WIDTH.saturating_sub(width(&before) + width(&inside)),
        );
        let (indent, width) = (width(&before), width(&inside).max(1));
        Self {
            text: format!("{before}{inside}{after}").trim_end().to_owned(),
            indent,
            width,
        }
    }
}

/// Lines may have millions of characters; what cannot be shown is not even looked at.
fn first(text: &str) -> &str {
    text.char_indices()
        .nth(2 * WIDTH)
        .map_or(text, |(end, _)| &text[..end])
}

fn last(text: &str) -> &str {
    text.char_indices()
        .nth_back(2 * WIDTH)
        .map_or(text, |(start, _)| &text[start..])
}

fn keep_start(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += columns(*c);
        used < most
    });
    kept.chain(['…']).collect()
}

fn keep_end(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let reversed: String = text.chars().rev().collect();
    keep_start(&reversed, most).chars().rev().collect()
}

/// What a terminal would obey or misplace is replaced: tabs by spaces, other control characters by a sign.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Columns of a terminal; East Asian characters and pictures take two.
fn columns(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => {
            2
        }
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Colours of a terminal, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn red(self, text: &str) -> String {
        self.wrap("\u{1b}[1;31m", text)
    }

    fn blue(self, text: &str) -> String {
        self.wrap("\u{1b}[1;34m", text)
    }

    fn bold(self, text: &str) -> String {
        self.wrap("\u{1b}[1m", text)
    }

    fn wrap(self, start: &str, text: &str) -> String {
        if self.0 {
            format!("{start}{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
