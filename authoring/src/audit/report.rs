//! An audit as text for people and as JSON for machines. In: an audit, the texts it was made of. Out: text.

use serde_json::{Value as Json, json};
use specwright::{Locator, SourceMap};

use super::finding::{Audit, Finding, Kind};
use crate::page::Page;

/// So many lines of the document are shown beside the first.
const SHOWN: usize = 4;

/// One line per finding, grouped by kind; empty where there is none.
pub fn human(audit: &Audit, sources: &SourceMap, page: &Page, document: &str) -> String {
    let mut locator = Locator::new(sources);
    let mut text = String::new();
    for kind in Kind::ALL {
        let found: Vec<&Finding> = of_kind(audit, kind).collect();
        if found.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{}:\n", plural(kind)));
        for finding in found {
            text.push_str(&line(finding, sources, &mut locator, page, document));
        }
    }
    text
}

fn line(
    finding: &Finding,
    sources: &SourceMap,
    locator: &mut Locator<'_>,
    page: &Page,
    document: &str,
) -> String {
    let mut places = Vec::new();
    if let Some(first) = finding.lines.first() {
        let column = column(page, *first, &finding.name);
        places.push(format!("{document}:{first}:{column}"));
    }
    if let Some(place) = &finding.place {
        let at = locator.find(place);
        places.push(format!(
            "{}:{}:{}",
            sources.path(place.file_id()),
            at.line,
            at.column
        ));
    }
    let others: Vec<String> = finding
        .lines
        .iter()
        .skip(1)
        .take(SHOWN)
        .map(usize::to_string)
        .collect();
    let more = finding.lines.len().saturating_sub(SHOWN + 1);
    let others = match (others.len(), more) {
        (0, _) => String::new(),
        (1, _) => format!(" (also line {})", others[0]),
        (_, 0) => format!(" (also lines {})", others.join(", ")),
        (_, more) => format!(" (also lines {} and {more} more)", others.join(", ")),
    };
    format!("  {}: {}{others}\n", places.join(", "), finding.message)
}

/// The audit as one JSON document; all keys are always there.
pub fn json(audit: &Audit, sources: &SourceMap, page: &Page, document: &str) -> Json {
    let mut locator = Locator::new(sources);
    let findings: Vec<Json> = audit
        .findings
        .iter()
        .map(|finding| {
            let lines = finding.lines.iter().map(|line| {
                json!({"path": document, "line": line, "column": column(page, *line, &finding.name)})
            });
            let spec = finding.place.as_ref().map(|place| {
                let at = locator.find(place);
                json!({"path": sources.path(place.file_id()), "line": at.line, "column": at.column})
            });
            json!({
                "kind": finding.kind.name(),
                "problem": finding.problem.name(),
                "name": finding.name,
                "owner": finding.owner,
                "message": finding.message,
                "document": lines.collect::<Vec<Json>>(),
                "spec": spec,
            })
        })
        .collect();
    let compared: serde_json::Map<String, Json> = audit
        .compared
        .iter()
        .map(|(kind, count)| (kind.name().to_owned(), json!(count)))
        .collect();
    json!({"document": document, "compared": compared, "findings": findings})
}

/// What was compared, and how many differences there are.
pub fn summary(audit: &Audit) -> String {
    let counted = audit.compared.iter().filter(|(_, count)| *count > 0);
    let counted: Vec<String> = counted
        .map(|(kind, count)| match count {
            1 => format!("1 {}", kind.name()),
            _ => format!("{count} {}", plural(*kind)),
        })
        .collect();
    let what = match counted.is_empty() {
        true => "nothing".to_owned(),
        false => counted.join(", "),
    };
    match audit.findings.len() {
        1 => format!("{what} compared; 1 difference"),
        count => format!("{what} compared; {count} differences"),
    }
}

fn of_kind(audit: &Audit, kind: Kind) -> impl Iterator<Item = &Finding> {
    audit.findings.iter().filter(move |one| one.kind == kind)
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Host => "hosts",
        Kind::Path => "paths",
        Kind::Parameter => "parameters",
        Kind::Field => "fields",
        Kind::Value => "values",
        Kind::Code => "codes",
    }
}

/// Column of a name in a line of the page, from 1; 1 where it is spelt otherwise there. A path may stand without its
/// method, a host without its scheme.
fn column(page: &Page, line: usize, name: &str) -> usize {
    let text = line.checked_sub(1).and_then(|index| page.lines.get(index));
    let short = name.rsplit([' ', '/']).next().unwrap_or_default();
    let path = name.split_once(' ').map_or(name, |(_, path)| path);
    let names = [name, path, short];
    let names = names.into_iter().filter(|name| !name.is_empty());
    let at = text.and_then(|text| {
        let at = names.into_iter().find_map(|name| text.find(name))?;
        Some(text[..at].chars().count() + 1)
    });
    at.unwrap_or(1)
}
