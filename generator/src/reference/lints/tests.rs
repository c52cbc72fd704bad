//! Each lint has an example that it is about and that can be allowed, and the committed page is up to date.

use super::super::tests::is_committed;
use super::{code_of, examples, lint_reference};
use crate::diag::Code;
use crate::{Loaded, lint_text};

#[test]
fn every_lint_has_an_example_and_the_reverse() {
    let examples = examples();
    let shown: Vec<&str> = examples.iter().map(|one| one.lint.as_str()).collect();
    let words: Vec<&str> = Code::lints().filter_map(|code| code.lint()).collect();
    assert_eq!(shown, words);
}

#[test]
fn allow_has_a_key_for_every_lint() {
    let schema = crate::schema();
    let keys = schema["$defs"]["Allow"]["properties"].as_object();
    let mut keys: Vec<&str> = keys.expect("a map").keys().map(String::as_str).collect();
    let mut words: Vec<&str> = Code::lints().filter_map(|code| code.lint()).collect();
    keys.sort_unstable();
    words.sort_unstable();
    assert_eq!(keys, words);
}

#[test]
fn every_example_gets_its_lint_and_can_allow_it() {
    for example in examples() {
        let code = code_of(&example).expect("a lint");
        let found = lint_text("shop.yaml", example.spec.clone());
        assert!(has(&found, code), "{}", report(&found));
        assert!(!found.diagnostics.has_errors(), "{}", report(&found));

        let own = example.spec.find("allow:").unwrap_or(example.spec.len());
        let allowed = format!("{}{}", &example.spec[..own], example.allow);
        let found = lint_text("shop.yaml", allowed);
        assert!(!has(&found, code), "{}", report(&found));
        assert!(!has(&found, Code::UselessAllow), "{}", report(&found));
        assert!(!found.diagnostics.has_errors(), "{}", report(&found));
    }
}

#[test]
fn the_page_is_committed() {
    is_committed("lints.md", &lint_reference());
}

fn has(loaded: &Loaded, code: Code) -> bool {
    loaded.diagnostics.iter().any(|one| one.code() == code)
}

fn report(loaded: &Loaded) -> String {
    loaded.diagnostics.render_human(&loaded.sources, false)
}
