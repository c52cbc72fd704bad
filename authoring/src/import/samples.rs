//! Samples of operations. In: the page's samples, the section of an operation. Out: entries for `samples:`.
//!
//! Only what parses as JSON is taken, and of it only what the spec's own checks accept: [`faulty`] names the rest, which
//! is said and left out.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;
use specwright::{Severity, Step};

use super::envelope::Envelope;
use super::yaml;
use crate::page::{Page, Remark, Text};

/// Samples of an operation that are written.
const MOST: usize = 6;

/// Bytes of a sample that is written; a longer one is no help to a reader.
const LONGEST: usize = 20_000;

/// Bytes of a fragment whose samples are tried.
const LARGEST_TRIAL: usize = 400_000;

/// A sample as YAML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) yaml: String,
}

/// JSON of a page, and the words right before it.
struct Shown<'p> {
    line: usize,
    label: String,
    text: &'p str,
    value: Value,
}

/// Objects that samples of a page show, also several of one block.
pub(super) fn values(page: &Page) -> impl Iterator<Item = Value> + '_ {
    page.samples
        .iter()
        .take(500)
        .flat_map(pieces)
        .filter_map(|(_, _, text)| parsed(text))
}

/// The samples in these lines of a page. `names` are the parameters that a request may have.
pub(super) fn of(
    page: &Page,
    lines: Range<usize>,
    names: &[String],
    envelope: Option<&Envelope>,
) -> Vec<Sample> {
    let first = page
        .samples
        .partition_point(|sample| sample.line < lines.start);
    let inside = page.samples[first..]
        .iter()
        .take_while(|sample| sample.line < lines.end)
        .take(50);
    let mut found: Vec<Sample> = Vec::new();
    let mut request: Option<(usize, String)> = None;
    for shown in inside.flat_map(|sample| shown(page, sample, lines.start)) {
        if found.len() >= MOST {
            break;
        }
        let asks = is_request(&shown, names, envelope);
        match (asks, &shown.value) {
            (Some(true), Value::Object(_)) => {
                request = Some((
                    shown.line,
                    format!("        request: {{params: {}}}\n", shown.value),
                ))
            }
            (Some(false), _) => {
                let asked = request.take();
                let line = asked.as_ref().map_or(shown.line, |(line, _)| *line);
                let body = response(&shown);
                let fails = envelope.is_some_and(|envelope| envelope.fails(&shown.value));
                let name = fresh(if fails { "failure" } else { "page" }, &found);
                let yaml = format!(
                    "      {name}:\n{}{body}",
                    asked.map_or(String::new(), |(_, text)| text)
                );
                found.push(Sample { name, line, yaml });
            }
            _ => {}
        }
    }
    if let Some((line, text)) = request {
        let name = fresh("page", &found);
        let yaml = format!("      {name}:\n{text}");
        found.push(Sample { name, line, yaml });
    }
    found
}

fn fresh(name: &str, found: &[Sample]) -> String {
    let same = found
        .iter()
        .filter(|sample| {
            sample
                .name
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_')
                == name
        })
        .count();
    if same == 0 {
        name.to_owned()
    } else {
        format!("{name}_{}", same + 1)
    }
}

/// Pieces of a block between comment lines: line, the comment, the text.
fn pieces(sample: &Text) -> Vec<(usize, String, &str)> {
    let mut found = Vec::new();
    let mut label = String::new();
    let (mut start, mut start_line, mut at) = (0, sample.line, 0);
    for (index, line) in sample.text.split_inclusive('\n').enumerate().take(5000) {
        if let Some(comment) = line.trim().strip_prefix("//") {
            found.push((
                start_line,
                std::mem::take(&mut label),
                &sample.text[start..at],
            ));
            label = comment.trim().to_owned();
            start = at + line.len();
            start_line = sample.line + index + 1;
        }
        at += line.len();
    }
    found.push((start_line, label, &sample.text[start..at]));
    found.retain(|(_, _, text)| !text.trim().is_empty());
    found
}

fn parsed(text: &str) -> Option<Value> {
    let text = text.trim();
    let small = text.len() <= LONGEST && text.starts_with(['{', '[']);
    serde_json::from_str(text).ok().filter(|_| small)
}

fn shown<'p>(page: &Page, sample: &'p Text, from: usize) -> Vec<Shown<'p>> {
    let before = nearest(page, sample.line, from);
    let whole = |(line, label, text): (usize, String, &'p str)| {
        let label = if label.is_empty() {
            before.clone()
        } else {
            label
        };
        Some(Shown {
            line,
            label,
            value: parsed(text)?,
            text: text.trim(),
        })
    };
    pieces(sample).into_iter().filter_map(whole).collect()
}

/// The heading or text nearest before a line.
fn nearest(page: &Page, line: usize, from: usize) -> String {
    let last = |texts: &[Text]| {
        let end = texts.partition_point(|text| text.line < line);
        texts[..end]
            .last()
            .filter(|text| text.line >= from)
            .cloned()
    };
    let found = [last(&page.headings), last(&page.prose)];
    let found = found.into_iter().flatten().max_by_key(|text| text.line);
    found.map_or(String::new(), |text| text.text)
}

/// Whether JSON is what is sent (`Some(true)`), what comes back, or neither for sure.
fn is_request(shown: &Shown<'_>, names: &[String], envelope: Option<&Envelope>) -> Option<bool> {
    let Value::Object(members) = &shown.value else {
        return Some(false);
    };
    if let Some(envelope) = envelope.filter(|envelope| !envelope.codeless()) {
        let wrapped = members.keys().any(|name| envelope.tells(name));
        if wrapped {
            return Some(false);
        }
    }
    let sent = !members.is_empty() && members.keys().all(|name| names.contains(name));
    let label = shown.label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match (
        says(&[
            "response", "return", "result", "output", "返回", "响应", "应答", "出参",
        ]),
        says(&["request", "input", "请求", "入参", "body"]),
    ) {
        (true, false) => Some(false),
        (false, true) => sent.then_some(true),
        _ if sent => Some(true),
        _ if envelope.is_none() => Some(false),
        _ => None,
    }
}

fn response(shown: &Shown<'_>) -> String {
    let status = status(&shown.label).map_or(String::new(), |status| format!("status: {status}, "));
    if shown.text.contains('\n') {
        let status = status.trim_end_matches(", ");
        let mut out = String::from("        response:\n");
        if !status.is_empty() {
            out.push_str(&format!("          {status}\n"));
        }
        out.push_str("          body: |\n");
        for line in shown.text.lines() {
            out.push_str(format!("            {}", line.trim_end()).trim_end());
            out.push('\n');
        }
        return out;
    }
    let body = shown.text.replace('\'', "''");
    format!("        response: {{{status}body: '{body}'}}\n")
}

/// The HTTP status that a label names: `failure, HTTP 409`, `状态码：400`.
fn status(label: &str) -> Option<u16> {
    let lower = label.to_lowercase();
    let at = ["http", "status", "状态码"]
        .iter()
        .find_map(|word| Some(lower.find(word)? + word.len()))?;
    let digits: String = lower[at..]
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
        .parse()
        .ok()
        .filter(|status| (100..600).contains(status) && digits.len() == 3)
}

/// Samples that a spec with these parts refuses, with the reason: by operation and name.
pub(super) fn faulty(parts: &str) -> HashMap<(String, String), String> {
    if parts.len() > LARGEST_TRIAL || !parts.contains("    samples:\n") {
        return HashMap::new();
    }
    let spec = format!(
        "specwright: 1\napi: page\ntitle: Page\nservers: {{default: \"https://page.example\"}}\n{parts}"
    );
    let loaded = specwright::load_text("page.yaml", spec);
    let errors = loaded
        .diagnostics
        .iter()
        .filter(|one| one.severity() == Severity::Error);
    let place = |steps: &[Step]| match steps {
        [
            Step::Key(_),
            Step::Key(operation),
            Step::Key(samples),
            Step::Key(name),
            ..,
        ] if samples == "samples" => Some((operation.clone(), name.clone())),
        _ => None,
    };
    errors
        .filter_map(|error| {
            Some((
                place(error.place().path())?,
                yaml::one_line(error.message()),
            ))
        })
        .collect()
}

/// Says which samples were left out.
pub(super) fn left_out(sample: &Sample, why: &str) -> Remark {
    Remark {
        line: sample.line,
        text: format!("the sample does not fit the tables, it was left out: {why}"),
    }
}
