//! Specs with mistakes, and exactly what is said of each.
//!
//! A case is a file or folder `NNNN_name` in `tests/rejected`, where `NNNN` is the code that it is about; the report
//! stands beside it in `NNNN_name.txt`. With `UPDATE=1` the reports are written instead of compared.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::{Code, Diagnostics, Severity, SourceMap, lint, load};

/// Problems of files and folders themselves, which Git would not keep as they are: see `tests/files.rs`.
const ELSEWHERE: [Code; 4] = [
    Code::Unreadable,
    Code::NotUtf8,
    Code::NoSpecs,
    Code::TooLarge,
];
/// One step takes too long to be found by accident: see `tests/hostile.rs`.
const HOSTILE: [Code; 3] = [Code::TooDeep, Code::TooManyAliases, Code::TooManyProblems];

#[test]
fn every_case_gets_its_report() {
    let mut stale = Vec::new();
    for case in cases() {
        let (report, diagnostics) = report(&case);
        assert!(!diagnostics.is_empty(), "{} is accepted", case.display());
        let number = number(&case);
        let is_about = diagnostics
            .iter()
            .any(|problem| problem.code().number() == number);
        assert!(
            is_about,
            "{} does not report E{number:04}:\n{report}",
            case.display()
        );
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &report).expect("reports can be written");
        }
        if fs::read_to_string(&expected).unwrap_or_default() != report {
            stale.push(format!("{}:\n{report}", expected.display()));
        }
    }
    assert!(
        stale.is_empty(),
        "reports differ (UPDATE=1 rewrites them):\n{}",
        stale.join("\n")
    );
}

#[test]
fn every_report_belongs_to_a_case() {
    let cases: BTreeSet<PathBuf> = cases()
        .iter()
        .map(|case| case.with_extension("txt"))
        .collect();
    for path in entries()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
    {
        assert!(cases.contains(&path), "{} has no case", path.display());
    }
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<u16> = cases().iter().map(|case| number(case)).collect();
    for code in Code::ALL
        .iter()
        .filter(|code| !ELSEWHERE.contains(code) && !HOSTILE.contains(code))
    {
        assert!(
            shown.contains(&code.number()),
            "{} ({}) has no case in tests/rejected",
            code.id(),
            code.title()
        );
    }
}

#[test]
fn codes_are_told_apart_by_their_numbers() {
    let numbers: BTreeSet<u16> = Code::ALL.iter().map(|code| code.number()).collect();
    assert_eq!(numbers.len(), Code::ALL.len());
}

#[test]
fn reports_for_programs_say_the_same() {
    for case in cases() {
        let (sources, diagnostics) = problems(&case);
        let json: serde_json::Value =
            serde_json::from_str(&diagnostics.render_json(&sources)).expect("it is JSON");
        let heads = diagnostics.reports(&sources);
        let all = json.as_array().expect("it is a list");
        assert_eq!(all.len(), heads.len());
        for (problem, report) in all.iter().zip(heads) {
            let text = |key: &str| problem[key].as_str().expect("a text").to_owned();
            let (line, column) = (&problem["line"], &problem["column"]);
            let head = format!(
                "{}:{line}:{column}: {}[{}]: {}",
                text("path"),
                text("severity"),
                text("code"),
                shown(&text("message"))
            );
            assert_eq!(report.lines().next(), Some(head.as_str()));
        }
    }
}

/// A message as people see it.
fn shown(message: &str) -> String {
    message
        .replace('\t', "    ")
        .replace('\u{feff}', "\u{fffd}")
}

#[test]
fn every_problem_says_what_to_do() {
    let mut silent = Vec::new();
    for case in cases() {
        let (sources, diagnostics) = problems(&case);
        let json: serde_json::Value =
            serde_json::from_str(&diagnostics.render_json(&sources)).expect("it is JSON");
        for problem in json.as_array().into_iter().flatten() {
            let help = problem["help"].as_str().unwrap_or_default();
            if help.is_empty() {
                silent.push(format!("{}: {}", problem["path"], problem["message"]));
            }
        }
    }
    assert!(silent.is_empty(), "without help:\n{}", silent.join("\n"));
}

fn cases() -> Vec<PathBuf> {
    let is_case =
        |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|end| end == "yaml");
    entries().into_iter().filter(is_case).collect()
}

/// What stands in the folder, by name. Paths are relative, as they are in the reports.
fn entries() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/rejected").expect("the cases are there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case can be read").path())
        .collect();
    paths.sort();
    paths
}

fn number(case: &Path) -> u16 {
    let name = case.file_name().unwrap_or_default().to_string_lossy();
    name.get(..4)
        .and_then(|digits| digits.parse().ok())
        .expect("the name of a case starts with a code")
}

fn report(case: &Path) -> (String, Diagnostics) {
    let (sources, diagnostics) = problems(case);
    let text = diagnostics
        .render_human(&sources, false)
        .replace("tests/rejected/", "");
    (text, diagnostics)
}

fn problems(case: &Path) -> (SourceMap, Diagnostics) {
    // On any system, paths are shown with `/`. Hints are for the cases that are about them.
    let is_about = |code: &&Code| code.number() == number(case);
    let code = Code::ALL.iter().find(is_about).expect("the code exists");
    let loaded = match code.severity() {
        Severity::Hint => lint(&[case]),
        _ => load(&[case]),
    };
    (loaded.sources, loaded.diagnostics)
}
