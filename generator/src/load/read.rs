//! From the text of a file to the structs of the language, with every mistake in it.
//!
//! serde stops at the first thing that does not fit. So what does not fit is reported and mended in the tree, and the
//! tree is tried again, until it fits.

use super::amend::Amends;
use super::slips;
use super::words::Words;
use crate::diag::{Code, Diagnostics, Place};
use crate::source::{FileId, SourceMap};
use crate::spec::Spec;
use crate::yaml::{self, Finding, Node, Unreadable, What};

/// At most this many problems of one file are found, and fewer in huge files: each costs one more try.
const MOST: usize = 1000;
/// Bytes of text that may be tried again, all in all.
const WORK: usize = 200_000_000;

/// A file that was read.
pub(super) struct Part {
    pub(super) file: FileId,
    /// Nothing if the text could not be mended.
    pub(super) spec: Option<Spec>,
    pub(super) names_an_api: bool,
    pub(super) amends: Amends,
}

/// Reads a file.
pub(super) fn read(sources: &SourceMap, file: FileId, diags: &mut Diagnostics) -> Part {
    let mut part = Part {
        file,
        spec: None,
        names_an_api: false,
        amends: Amends::default(),
    };
    let text = sources.text(file);
    match yaml::read(text) {
        Ok((mut node @ Node::Map(_), findings)) => {
            for finding in findings.iter().take(MOST) {
                part.amends.finding(&finding.what);
                report_finding(file, finding, diags);
            }
            part.names_an_api = node.get("api").is_some();
            part.spec = mend(text, file, &mut node, &mut part.amends, diags);
        }
        Ok((other, _)) => {
            let message = format!("a spec is a map of keys, not {}", other.describe());
            diags.error(Code::NotAMap, Place::file(file), message);
        }
        Err(reason) => report_unreadable(text, file, reason, diags),
    }
    if part.spec.is_none() {
        part.amends.give_up();
    }
    part
}

fn mend(
    text: &str,
    file: FileId,
    node: &mut Node,
    amends: &mut Amends,
    diags: &mut Diagnostics,
) -> Option<Spec> {
    let most = (WORK / text.len().max(1)).clamp(20, MOST);
    let mut words = Words::new(text, file);
    let (mut reported, mut last) = (0, Place::file(file));
    while reported < most {
        let refusal = match yaml::fit::<Spec>(node) {
            Ok(spec) => return Some(spec),
            Err(refusal) => refusal,
        };
        let path = amends.as_written(&refusal.path());
        last = Place::file(file).steps(path.clone()).of_key();
        if amends.is_new(&refusal) {
            reported += 1;
            words.report(&refusal, path, node, diags);
        }
        if !amends.amend(node, &refusal) {
            return None;
        }
    }
    let message =
        format!("{most} problems were found in this file up to here; the rest is not looked for");
    diags.error(Code::TooManyProblems, last, message);
    None
}

fn report_finding(file: FileId, finding: &Finding, diags: &mut Diagnostics) {
    let place = Place::bytes(file, finding.bytes.clone());
    match &finding.what {
        What::DuplicateKey { key, first } => {
            diags
                .error(
                    Code::DuplicateKey,
                    place.clone(),
                    format!("`{key}` stands twice in this map"),
                )
                .label(place, "the second")
                .label(Place::bytes(file, first.clone()), "the first");
        }
        What::MergeKey => {
            diags.error(Code::MergeKey, place, "merge keys are not read");
        }
        What::OddKey(key) => {
            diags
                .error(
                    Code::SurprisingScalar,
                    place,
                    format!("readers of YAML do not agree that `{key}` is a text"),
                )
                .help(format!("quote it: `\"{key}\"`"));
        }
        What::BadKey(found) => {
            diags
                .error(
                    Code::BadKey,
                    place,
                    format!("a key is a text or an integer, not {found}"),
                )
                .help("quote it if it is a name");
        }
        What::Tag(tag) => {
            diags.error(
                Code::Tag,
                place,
                format!("the tag `!{tag}` says nothing here"),
            );
        }
    }
}

fn report_unreadable(text: &str, file: FileId, reason: Unreadable, diags: &mut Diagnostics) {
    let start = Place::bytes(file, 0..0);
    match reason {
        Unreadable::Empty => diags.error(Code::EmptyFile, start, "this file is empty"),
        Unreadable::Syntax {
            bytes,
            message,
            opened,
        } => {
            if let Some(slip) = slips::find(text, bytes.start) {
                let gave_up = format!("reading ends here: {message}");
                let problem =
                    diags.error(Code::Syntax, Place::bytes(file, slip.bytes), slip.message);
                problem
                    .label(Place::bytes(file, bytes), gave_up)
                    .help(slip.help);
                return;
            }
            // At the end of the text there is nothing to mend: what is open is the mistake.
            let at = match &opened {
                Some(opened) if bytes.start >= text.trim_end().len() => opened.clone(),
                _ => bytes.clone(),
            };
            let uneven = message.starts_with("did not find expected key");
            let problem = diags.error(Code::Syntax, Place::bytes(file, at), message);
            if let Some((line, words)) = slips::indent(text, bytes.start).filter(|_| uneven) {
                problem.label(Place::bytes(file, line), words);
            }
            if let Some(opened) = opened {
                problem.label(Place::bytes(file, opened), "opened here");
            }
            problem.help(syntax_help(text, bytes.start))
        }
        Unreadable::TooDeep { bytes } => diags.error(
            Code::TooDeep,
            Place::bytes(file, bytes),
            "this is nested too deeply to be a spec",
        ),
        Unreadable::TooManyAliases => diags.error(
            Code::TooManyAliases,
            start,
            "aliases repeat too many values",
        ),
        Unreadable::SeveralDocuments { bytes } => diags.error(
            Code::SeveralDocuments,
            Place::bytes(file, bytes),
            "a second YAML document starts here",
        ),
    };
}

/// The usual slips, by the character at which the parser gave up.
fn syntax_help(text: &str, at: usize) -> &'static str {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some('\t') => "indent with spaces: YAML allows no tabs there",
        Some(':') => {
            "quote a text that holds `: `, close open brackets, put commas between entries in them, and indent the keys of a map alike"
        }
        Some('*') => {
            "an alias needs an anchor of its name (`&name`) above it; a text that starts with `*` needs quotes"
        }
        Some('@' | '`' | '%' | '&' | '!' | '|' | '>') => {
            "quote a text that starts with this character"
        }
        _ => {
            "quote texts with signs in them, close brackets and quotes, and indent with spaces alike"
        }
    }
}
