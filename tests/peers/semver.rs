//! What `specwright diff` says of callers in Rust against cargo-semver-checks and the compiler, for each kind of change
//! in `authoring/tests/diff/kinds.txt` and its reverse.
//!
//! All kinds are modules of two crates, one with the code before the changes and one with the code after them, so that
//! each is documented once. cargo-semver-checks does not look at types; where it finds nothing the compiler is asked
//! whether `semver/caller.rs`, which uses all that the base offers, still compiles.

#![allow(clippy::panic, reason = "tests end by panicking")]

#[path = "../../authoring/tests/diff/kinds.rs"]
mod kinds;

#[path = "semver/crates.rs"]
mod crates;
#[path = "semver/judges.rs"]
mod judges;

use crates::Crates;
use kinds::Kind;

/// The verdicts on a kind of change, in one direction.
struct Row<'k> {
    way: &'static str,
    ours: &'k str,
    checks: &'static str,
    caller: String,
    name: &'k str,
}

impl Row<'_> {
    fn line(&self) -> String {
        let Self {
            way,
            ours,
            checks,
            caller,
            name,
        } = self;
        format!("{way:<5}  {ours:<9}  {checks:<6}  {caller:<9}  {name}\n")
    }
}

#[test]
fn verdicts_are_those_of_cargo_semver_checks_and_the_compiler() {
    let kinds = kinds::kinds();
    let crates = Crates::write(&kinds::base(), &kinds);
    let (forth, back) = (
        judges::checks(&crates.before, &crates.after, kinds.len()),
        judges::checks(&crates.after, &crates.before, kinds.len()),
    );
    let is_harmless = |(_, kind): &(usize, &Kind)| kind.forth.0 != "breaking";
    let harmless: Vec<usize> = kinds
        .iter()
        .enumerate()
        .filter(is_harmless)
        .map(|(at, _)| at)
        .collect();
    crates.compile_all(&harmless);
    let mut text = String::from(HEAD);
    for (at, kind) in kinds.iter().enumerate() {
        let caller = match (kind.forth.0.as_str(), forth[at]) {
            ("breaking", "major") => "-".to_owned(),
            ("breaking", _) => crates.compile(at),
            _ => "compiles".to_owned(),
        };
        let rows = [
            Row {
                way: "forth",
                ours: &kind.forth.0,
                checks: forth[at],
                caller,
                name: &kind.name,
            },
            Row {
                way: "back",
                ours: &kind.back.0,
                checks: back[at],
                caller: "-".into(),
                name: &kind.name,
            },
        ];
        rows.iter().for_each(|row| text += &row.line());
    }
    // That these agree is what authoring/tests/diff.rs looks at, also where the tool is not at hand.
    let path = kinds::folder().join("verdicts.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).expect("a writable folder");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        text, kept,
        "verdicts differ from those kept; UPDATE=1 writes them anew"
    );
}

const HEAD: &str = "\
# Verdicts on the kinds of change in kinds.txt: ours on Rust; the step that cargo-semver-checks asks for; whether a caller
# that used all of the code before compiles, with rustc's error where it does not (asked where the tool finds nothing).
# Made by .ci/peers, with UPDATE=1.
";
