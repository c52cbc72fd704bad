//! Markdown as far as it matters to pages: tables and links. In: a page. Out: a panic where something is broken.

use std::collections::BTreeSet;

/// Checks that rows have as many cells as their heads, that links lead somewhere, and that fences are closed.
pub(crate) fn check(path: &str, text: &str, is_file: impl Fn(&str) -> bool) {
    let lines = outside_of_fences(path, text);
    let ids: BTreeSet<&str> = lines.iter().flat_map(|line| ids(line)).collect();
    let mut columns = None;
    for line in &lines {
        match line.starts_with('|') {
            true => {
                let cells = bars(line);
                let expected = *columns.get_or_insert(cells);
                assert_eq!(cells, expected, "{path}: {line}");
            }
            false => columns = None,
        }
        let html: String = line.split('`').step_by(2).collect();
        let html = html.replace("\\<", "");
        assert!(!html.contains("<script"), "{path}: {line}");
        for link in links(line) {
            match link.strip_prefix('#') {
                Some(anchor) => assert!(ids.contains(anchor), "{path}: broken anchor {link}"),
                None => assert!(is_file(link), "{path}: broken link {link}"),
            }
        }
    }
}

fn outside_of_fences<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
    let (mut lines, mut fence) = (Vec::new(), None::<&str>);
    for line in text.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => lines.push(line),
        }
    }
    assert_eq!(fence, None, "{path}: a fence is open at the end");
    lines
}

/// Bars that separate cells.
fn bars(line: &str) -> usize {
    let (mut count, mut before) = (0, ' ');
    for c in line.chars() {
        count += usize::from(c == '|' && before != '\\');
        before = c;
    }
    count
}

fn ids(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split("<a id=\"").skip(1);
    parts.filter_map(|part| part.split('"').next())
}

/// Targets of links; texts of a spec have their brackets escaped.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split("](").skip(1);
    let before = line.split("](");
    let parts = parts
        .zip(before)
        .filter(|(_, before)| !before.ends_with('\\'));
    parts.filter_map(|(part, _)| part.split(')').next())
}
