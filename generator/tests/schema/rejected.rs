//! The cases of `tests/rejected`, problem by problem: what the schema can know of a mistake, it says, and at its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use specwright::{Code, load};

use crate::classes::{Class, class};
use crate::compare::{Compared, problems};
use crate::judge::{Judge, value};

/// How many problems of a code the schema complains of, and how many not.
type Tally = BTreeMap<Code, (usize, usize)>;

#[test]
fn the_schema_complains_of_what_is_its_matter() {
    let (judge, mut tally, mut wrong) = (Judge::new(), Tally::new(), Vec::new());
    let mut compared = 0;
    for case in cases() {
        let loaded = load(&[&case]);
        for file in loaded.sources.ids() {
            let Some(value) = value(loaded.sources.text(file)) else {
                continue;
            };
            let found = Compared::new(problems(&loaded, file), judge.complaints(&value));
            compared += 1;
            for (code, is_seen) in found.verdicts() {
                let (seen, missed) = tally.entry(code).or_default();
                *(if is_seen { seen } else { missed }) += 1;
            }
            let name = case.file_stem().unwrap_or_default().to_string_lossy();
            wrong.extend(found.faults().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(compared > 100, "only {compared} cases were compared");
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let is_one_sided =
        |code: Code, seen, missed| class(code) == Class::Sometimes && (seen == 0 || missed == 0);
    let one_sided: Vec<String> = tally
        .iter()
        .filter(|(code, (seen, missed))| is_one_sided(**code, *seen, *missed))
        .map(|(code, (seen, missed))| format!("{code:?}: seen {seen}, missed {missed}"))
        .collect();
    assert!(one_sided.is_empty(), "not of both kinds: {one_sided:?}");
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/rejected").expect("the cases are there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case can be read").path())
        .filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    paths.sort();
    paths
}
