//! The walk over a page: what each block of lines is. In: text. Out: the page.

use super::grid::{self, Before};
use super::lines::{self, Grid, Line, Mark, unmark};
use super::words::{self, is_cjk};
use super::{Page, Remark, TableKind, Text, bare, html, lists, nest, pipes, samples, spaced, tabs};

/// Texts before a table that may tell what it is about.
const TEXTS_BEFORE: usize = 3;

pub(crate) fn read(text: &str) -> Page {
    let source = lines::split(text);
    let mut grids = Vec::new();
    let found = if html::is_page(text) {
        html::read(text, 1, &mut grids)
    } else {
        with_tables(&source, &mut grids)
    };
    let mut walk = Walk {
        lines: &found,
        grids,
        page: Page::default(),
        paragraph: Vec::new(),
        before: Before::default(),
    };
    let mut at = 0;
    while at < found.len() {
        at += walk.step(at).max(1);
    }
    walk.end_paragraph();
    let mut page = walk.page;
    page.lines = source;
    nest::by_samples(&mut page);
    page.remarks.sort_by_key(|remark| remark.line);
    page
}

/// Lines of a text; tables of HTML in it become grids.
fn with_tables(source: &[String], grids: &mut Vec<Grid>) -> Vec<Line> {
    let mut found = Vec::with_capacity(source.len());
    let mut fenced = false;
    let mut index = 0;
    while index < source.len() {
        let text = &source[index];
        fenced ^= text.trim_start().starts_with("```");
        if !fenced && opens_table(text) {
            let end = table_end(&source[index..]);
            let part = source[index..index + end].join("\n");
            found.extend(html::read(&part, index + 1, grids));
            index += end;
            continue;
        }
        found.push(Line::plain(index + 1, text));
        index += 1;
    }
    found
}

fn opens_table(text: &str) -> bool {
    text.contains('<') && text.to_ascii_lowercase().contains("<table")
}

/// How many lines a table of HTML takes: as many ends as beginnings.
fn table_end(lines: &[String]) -> usize {
    let mut depth = 0usize;
    for (index, line) in lines.iter().enumerate() {
        if line.contains('<') {
            let line = line.to_ascii_lowercase();
            depth += line.matches("<table").count();
            depth = depth.saturating_sub(line.matches("</table").count());
            if depth == 0 {
                return index + 1;
            }
        }
    }
    lines.len()
}

struct Walk<'a> {
    lines: &'a [Line],
    grids: Vec<Grid>,
    page: Page,
    paragraph: Vec<Text>,
    before: Before,
}

impl Walk<'_> {
    /// Takes what begins at a line; how many lines that were.
    fn step(&mut self, at: usize) -> usize {
        let rest = &self.lines[at..];
        let line = &rest[0];
        if line.is_blank() {
            self.end_paragraph();
            return 1;
        }
        match line.mark {
            Mark::Grid(index) => {
                let grid = self
                    .grids
                    .get_mut(index)
                    .map(std::mem::take)
                    .unwrap_or_default();
                self.table(grid);
                return 1;
            }
            Mark::Heading => {
                self.heading(line.number, &line.text);
                return 1;
            }
            Mark::Sample | Mark::Plain => {}
        }
        // What heads a table with tabs is its title, even if it is a word that heads columns elsewhere.
        let below = rest.get(1..).unwrap_or_default();
        if line.mark == Mark::Plain
            && is_title(line.text.trim())
            && tabs::starts_table(below)
            && !line.text.contains('\t')
        {
            self.heading(line.number, &line.text);
            return 1;
        }
        if let Some((grid, taken)) = pipes::read(rest) {
            self.table(grid);
            return taken;
        }
        let sample = samples::take(rest);
        if sample > 0 {
            self.sample(&rest[..sample]);
            return sample;
        }
        if let Some((grid, taken)) = tabs::read(rest) {
            self.table(grid);
            return taken;
        }
        let told = bare::read(rest).or_else(|| spaced::read(rest));
        if let Some((grid, taken, remark)) = told {
            self.table(grid);
            self.page.remarks.extend(remark);
            return taken;
        }
        if let Some((grid, taken)) = lists::read(rest) {
            self.table(grid);
            return taken;
        }
        self.text(rest)
    }

    fn table(&mut self, grid: Grid) {
        self.end_paragraph();
        let tables = grid::tables(grid, &self.before, &mut self.page.remarks);
        for table in &tables {
            // A heading inside of a table is one of the page.
            if let Some(title) = table
                .title
                .as_ref()
                .filter(|title| self.page.headings.iter().all(|known| known != *title))
            {
                self.page.headings.push(title.clone());
            }
        }
        let members =
            |table: &&super::Table| matches!(table.kind, TableKind::Parameters | TableKind::Fields);
        if let Some(table) = tables.iter().rfind(members) {
            self.before.last = Some(table.kind);
        }
        self.before.bare = false;
        self.page.tables.extend(tables);
        self.before.texts.clear();
    }

    fn sample(&mut self, lines: &[Line]) {
        self.before.bare = false;
        self.end_paragraph();
        let text: Vec<&str> = lines
            .iter()
            .map(|line| line.text.as_str())
            .filter(|text| !text.trim_start().starts_with("```"))
            .collect();
        let line = lines.first().map_or(0, |line| line.number);
        let fenced = lines
            .first()
            .is_some_and(|line| line.text.trim_start().starts_with("```"));
        let text = text.join("\n");
        self.page.samples.push(Text {
            line: line + usize::from(fenced),
            text: text.trim_end().to_owned(),
        });
    }

    fn heading(&mut self, line: usize, text: &str) {
        self.end_paragraph();
        let text = unmark(
            text.trim()
                .trim_start_matches('#')
                .trim()
                .trim_end_matches('#'),
        )
        .trim()
        .trim_end_matches([':', '：'])
        .to_owned();
        if text.is_empty() {
            return;
        }
        let heading = Text { line, text };
        self.before.texts.clear();
        // `Response` above `Body`: the part alone does not tell of what it is one.
        let above = self.before.title.take().filter(|_| self.before.bare);
        self.before.bare = true;
        self.before.texts.extend(above.map(|above| above.text));
        self.before.title = Some(heading.clone());
        self.page.headings.push(heading);
    }

    /// A line of text: a heading or a part of a paragraph.
    fn text(&mut self, rest: &[Line]) -> usize {
        let line = &rest[0];
        let text = line.text.trim();
        let underlined = rest
            .get(1)
            .is_some_and(|next| next.is_plain() && is_underline(&next.text));
        if underlined && text.chars().count() < 120 {
            self.heading(line.number, text);
            return 2;
        }
        let marked = text.starts_with('#') && text.trim_start_matches('#').starts_with([' ', '\t']);
        let bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
        if marked || bold || is_title(text) {
            self.heading(line.number, text);
        } else {
            if text.contains('|') && text.matches('|').count() >= 2 && self.paragraph.is_empty() {
                self.page.remarks.push(Remark { line: line.number, text: "a line with `|` that belongs to no table: there is no rule of dashes below a head".to_owned() });
            }
            let text = unmark(text);
            self.before.bare = false;
            self.before.texts.insert(0, text.clone());
            self.before.texts.truncate(TEXTS_BEFORE);
            self.paragraph.push(Text {
                line: line.number,
                text,
            });
        }
        1
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph);
        if let Some(first) = lines.first() {
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            self.page.prose.push(Text {
                line: first.line,
                text: texts.join("\n"),
            });
        }
    }
}

fn is_underline(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 3 && (text.bytes().all(|b| b == b'=') || text.bytes().all(|b| b == b'-'))
}

/// Whether a line looks like a heading: short, and no sentence.
fn is_title(text: &str) -> bool {
    let text = text.trim_end_matches([':', '：']);
    if text.is_empty()
        || text.len() > 120
        || text.contains("://")
        || text.ends_with(['.', '。', ',', '，', ';', '；', '?', '？', '!', '|', '\\'])
    {
        return false;
    }
    if text.starts_with([
        '-', '*', '•', '>', '|', '&', '"', '\'', '(', '<', '{', '}', '[', ']', '+', '=',
    ]) {
        return false;
    }
    let cjk = text.chars().filter(|c| is_cjk(*c)).count();
    let words = text.split_whitespace().count();
    let inner = text.contains([':', '：', '；', '，', ',', '=']);
    let short = if cjk > 0 {
        cjk <= 20 && words <= 6
    } else {
        words <= 7
    };
    short
        && !inner
        && text.chars().any(char::is_alphabetic)
        && (words::kind(text).is_some() || text.chars().count() <= 50)
}
