//! From places to bytes, lines and columns: each file that has a problem is parsed once more, and only then.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Diagnostic, Diagnostics};
use crate::source::{FileId, LineColumn, Place, SourceMap};
use crate::yaml::{Located, Positions};

/// More problems than this are not looked at: nobody reads them, and each has to be found in its text.
const MOST: usize = 5000;

/// A problem with its places resolved.
pub(super) struct Found<'d> {
    pub(super) problem: &'d Diagnostic,
    pub(super) at: Region,
    /// If the place is an alias, where the value itself stands.
    pub(super) anchored: Option<Region>,
    /// Text for the underlined part itself.
    pub(super) under: Option<&'d str>,
    pub(super) labels: Vec<(Region, &'d str)>,
}

/// Bytes of a file with their lines and columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Region {
    pub(super) file: FileId,
    pub(super) bytes: Range<usize>,
    pub(super) start: LineColumn,
    pub(super) end: LineColumn,
}

/// All problems with their places, by file and offset; each of them once.
pub(super) fn locate<'d>(diagnostics: &'d Diagnostics, sources: &SourceMap) -> Vec<Found<'d>> {
    let mut locator = Locator::new(sources);
    let mut found: Vec<Found<'d>> = diagnostics
        .iter()
        .take(MOST)
        .map(|problem| locator.problem(problem))
        .collect();
    // What an anchored value gets wrong, each of its aliases gets wrong too.
    let direct: HashSet<_> = found
        .iter()
        .filter(|one| one.anchored.is_none())
        .map(|one| (one.at.clone(), one.problem.code))
        .collect();
    found.retain(|one| {
        one.anchored
            .clone()
            .is_none_or(|region| !direct.contains(&(region, one.problem.code)))
    });
    found.sort_by_key(|found| (found.at.file, found.at.bytes.start, found.problem.code));
    found.dedup_by(|a, b| {
        a.at == b.at && a.problem.code == b.problem.code && a.problem.message == b.problem.message
    });
    found
}

/// Finds lines and columns of places; each file is parsed once, when the first place in it is asked for.
#[derive(Debug)]
pub struct Locator<'s> {
    sources: &'s SourceMap,
    files: HashMap<FileId, Positions>,
}

impl<'s> Locator<'s> {
    /// A locator in these texts.
    pub fn new(sources: &'s SourceMap) -> Self {
        Self {
            sources,
            files: HashMap::new(),
        }
    }

    /// Where a place starts; that of the nearest thing above it, if there is nothing at the place itself.
    pub fn find(&mut self, place: &Place) -> LineColumn {
        self.place(place).0.start
    }

    fn problem<'d>(&mut self, problem: &'d Diagnostic) -> Found<'d> {
        let (at, anchored) = self.place(&problem.place);
        let (mut under, mut labels) = (None, Vec::new());
        labels.extend(
            anchored
                .clone()
                .map(|region| (region, "the value stands here")),
        );
        for label in &problem.labels {
            let (region, _) = self.place(&label.place);
            if region == at && under.is_none() {
                under = Some(label.text.as_str());
            } else {
                labels.push((region, label.text.as_str()));
            }
        }
        Found {
            problem,
            at,
            anchored,
            under,
            labels,
        }
    }

    fn place(&mut self, place: &Place) -> (Region, Option<Region>) {
        let text = self.sources.text(place.file);
        // A text that could not be read has only places in bytes; it is not parsed for them.
        let located = match place.as_bytes() {
            Some(bytes) => Located::plain(text, bytes),
            None => {
                let positions = self
                    .files
                    .entry(place.file)
                    .or_insert_with(|| Positions::of(text));
                positions.locate(text, place)
            }
        };
        (
            self.region(place.file, located.bytes),
            located.anchored.map(|bytes| self.region(place.file, bytes)),
        )
    }

    fn region(&self, file: FileId, bytes: Range<usize>) -> Region {
        let start = self.sources.line_column(file, bytes.start);
        let end = self.sources.line_column(file, bytes.end);
        Region {
            file,
            bytes,
            start,
            end,
        }
    }
}
