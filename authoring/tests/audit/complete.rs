//! No misses on the five documents, no noise, and nothing that a spec loses goes unseen.

use specwright_authoring::audit::{Finding, Kind, Problem};

use crate::pages::{PAIRS, api, lines, page, run};
use crate::removals::{Change, misspellings, removals};

#[test]
fn specs_and_their_pages_agree() {
    for (spec, document) in PAIRS {
        let found = run(&api(spec), &page(document));
        assert_eq!(lines(&found), [""; 0], "{spec}");
    }
}

#[test]
fn whatever_a_spec_loses_is_found_and_nothing_else() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (spec, document) in PAIRS {
        let page = page(document);
        let changes = removals(&api(spec));
        println!("{spec}: {} removed", changes.len());
        tried += changes.len();
        for change in changes {
            let found = run(&change.api, &page);
            let is_it = |one: &Finding| {
                let named = change.name.is_empty() || one.name == change.name;
                // A path that lacks a parameter is another path.
                let other = one.problem == Problem::Misspelt && one.kind == Kind::Path;
                let known = one.problem == Problem::NotInSpec || other;
                let placed = !one.lines.is_empty() && one.place.is_some();
                one.kind == change.kind && named && known && placed
            };
            let found_all = found.findings.iter().all(is_it);
            // What authorises several operations is missing in each.
            if !found_all || !(1..=change.most).contains(&found.findings.len()) {
                wrong.push(told(spec, &change, &lines(&found)));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tried > 240, "{tried}");
}

#[test]
fn a_wrong_letter_is_one_finding_with_both_places() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (spec, document) in PAIRS {
        let page = page(document);
        for change in misspellings(&api(spec)) {
            tried += 1;
            let found = run(&change.api, &page);
            let seen = found.findings.iter().any(|one| {
                let both = !one.lines.is_empty() && one.place.is_some();
                one.problem == Problem::Misspelt && one.name == change.name && both
            });
            if !seen || found.findings.len() != 1 {
                wrong.push(told(spec, &change, &lines(&found)));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tried > 100, "{tried}");
}

fn told(spec: &str, change: &Change, found: &[String]) -> String {
    format!("{spec}: without {}: {found:?}", change.what)
}
