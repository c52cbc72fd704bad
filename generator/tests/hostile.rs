//! Specs that are meant to do harm: they are refused within seconds, with little memory and little stack.

use std::time::{Duration, Instant};

use specwright::{Code, load_text};

#[test]
fn brackets_without_end() {
    check(&"[".repeat(1_000_000), Code::TooDeep);
    check(&"{a: ".repeat(200_000), Code::TooDeep);
    check(
        &format!("{}{}", "[".repeat(500), "]".repeat(500)),
        Code::TooDeep,
    );
}

#[test]
fn lists_and_maps_without_end() {
    check(&"- ".repeat(100_000), Code::TooDeep);
    check(&"? ".repeat(100_000), Code::TooDeep);
    let stairs: Vec<String> = (0..1000)
        .map(|depth| format!("{}a:", " ".repeat(depth)))
        .collect();
    check(&stairs.join("\n"), Code::TooDeep);
}

#[test]
fn aliases_of_aliases() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    check(&laughs, Code::TooManyAliases);
    check(
        &format!(
            "a: &a [{0}x]\nb: [{1}*a]",
            "x, ".repeat(20_000),
            "*a, ".repeat(20_000)
        ),
        Code::TooManyAliases,
    );
    check("a: &a\n  b: *a\n", Code::TooManyAliases);
}

#[test]
fn more_mistakes_than_anybody_reads() {
    let keys: Vec<String> = (0..100_000)
        .map(|number| format!("k{number}: 1\n"))
        .collect();
    check(&keys.concat(), Code::TooManyProblems);
    let operations: Vec<String> = (0..50_000)
        .map(|number| format!("  o{number}: {{call: GET /x, foo: 1}}\n"))
        .collect();
    check(
        &format!("operations:\n{}", operations.concat()),
        Code::TooManyProblems,
    );
}

#[test]
fn tokens_that_buy_tokens_without_end() {
    let tokens = |last: &str| {
        let mut spec =
            String::from("specwright: 1\napi: x\ntitle: X\nservers: {m: 'https://x.example'}\n");
        let (mut tokens, mut operations) = (String::new(), String::new());
        for at in 0..2_500 {
            let next = format!("{{t{}}}", at + 1);
            let next = if at == 2_499 { last } else { &next };
            tokens.push_str(&format!("  t{at}: {{operation: o{at}, value: v}}\n"));
            let auth = format!("[{{header: A, value: 'x{next}'}}]");
            operations.push_str(&format!(
                "  o{at}: {{call: GET /x, auth: {auth}, returns: any}}\n"
            ));
        }
        spec.push_str(&format!("tokens:\n{tokens}operations:\n{operations}"));
        spec
    };
    check(&tokens("{t0}"), Code::TokenCycle);
    check(&tokens("{none}"), Code::UnknownCredential);
}

#[test]
fn one_key_again_and_again() {
    check(
        &format!("{{{}}}", "a: 1, ".repeat(100_000)),
        Code::DuplicateKey,
    );
}

#[test]
fn long_lines_and_long_words() {
    check(&format!("{}: x", "a".repeat(3_000_000)), Code::Syntax);
    check(&format!("a: \"{}", "\\".repeat(3_000_000)), Code::Syntax);
    check(&":".repeat(1_000_000), Code::Syntax);
    check(&format!("api: {}", "ä".repeat(1_000_000)), Code::MissingKey);
}

#[test]
fn characters_that_terminals_obey() {
    let loaded = load_text(
        "a.yaml",
        "specwright: 1\napi: x\n\"\\e[31mred\": 1\n\"a\\u202eb\": \u{202e}x\n",
    );
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(report.contains("error[E0202]"), "{report}");
    assert!(!report.contains(['\u{1b}', '\u{202e}']), "{report}");
}

#[track_caller]
fn check(text: &str, code: Code) {
    // On the small stack of a thread, as in a test runner or a server.
    let owned = text.to_owned();
    let start = Instant::now();
    let run = std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(move || {
            let loaded = load_text("hostile.yaml", owned);
            let report = loaded.diagnostics.render_human(&loaded.sources, false);
            let codes: Vec<Code> = loaded
                .diagnostics
                .iter()
                .map(|problem| problem.code())
                .collect();
            (codes, report)
        });
    let (codes, report) = run
        .expect("a thread starts")
        .join()
        .expect("there is no panic");
    assert!(
        codes.contains(&code),
        "{} is missing in:\n{report}",
        code.id()
    );
    assert!(
        report.len() < 5_000_000,
        "the report has {} bytes",
        report.len()
    );
    // Far more than it takes, so that a busy machine does not matter.
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "it took {:?}",
        start.elapsed()
    );
}
