//! Damaged specs: whatever happens to a file, there is no panic, and every problem stands inside the file.

use std::fs;

use specwright::load_text;

/// About this many variants of each kind are tried of each spec.
const VARIANTS: usize = 20;

#[test]
fn truncated_specs() {
    for (name, text) in specs() {
        for end in steps(text.len()) {
            check(&name, &text.as_bytes()[..end]);
        }
    }
}

#[test]
fn specs_with_a_changed_byte() {
    for (name, text) in specs() {
        for (round, at) in steps(text.len()).enumerate() {
            let mut bytes = text.clone().into_bytes();
            let signs = b"\t\n\r :-#&*!|>'\"%@`{}[],?\0\x7f\x80\xff0";
            bytes[at] = signs[round % signs.len()];
            check(&name, &bytes);
        }
    }
}

#[test]
fn specs_without_a_line() {
    for_some_lines(|lines, at| {
        lines.remove(at);
    });
}

#[test]
fn specs_with_a_line_twice() {
    for_some_lines(|lines, at| lines.insert(at, lines[at]));
}

#[test]
fn specs_with_a_line_moved_in() {
    for_some_lines(|lines, at| {
        let line = lines.remove(at);
        lines.insert(at / 2, line);
    });
}

#[test]
fn specs_with_a_line_indented_wrongly() {
    for_some_lines(|lines, at| lines[at] = lines[at].strip_prefix(' ').unwrap_or(" x: y"));
}

#[test]
fn specs_in_other_clothes() {
    for (name, text) in specs() {
        check(&name, text.replace('\n', "\r\n").as_bytes());
        check(&name, text.replace('\n', "\r").as_bytes());
        check(&name, text.replace("  ", "\t").as_bytes());
        check(&name, format!("\u{feff}{text}").as_bytes());
        check(&name, text.replace('e', "é").as_bytes());
        check(&name, text.replace("string", "名前").as_bytes());
    }
}

#[test]
fn line_breaks_and_the_byte_order_mark_change_nothing() {
    for (name, text) in specs() {
        let apis = |text: String| load_text(&name, text).apis.len();
        let expected = apis(text.clone());
        assert_eq!(
            apis(text.replace('\n', "\r\n")),
            expected,
            "{name} with CR LF"
        );
        assert_eq!(
            apis(format!("\u{feff}{text}")),
            expected,
            "{name} with a byte order mark"
        );
    }
}

fn for_some_lines(change: impl Fn(&mut Vec<&str>, usize)) {
    for (name, text) in specs() {
        for at in steps(text.lines().count()) {
            let mut lines: Vec<&str> = text.lines().collect();
            change(&mut lines, at);
            check(&name, lines.join("\n").as_bytes());
        }
    }
}

/// Specs of all kinds: real ones, rejected ones, and goldens with what few real ones have.
fn specs() -> Vec<(String, String)> {
    let golden = |name: &str| {
        let path = format!("tests/golden/{name}/spec.yaml");
        let text = fs::read_to_string(&path).expect("the spec can be read");
        (path, text)
    };
    let mut specs = Vec::new();
    for folder in ["../specs", "tests/rejected"] {
        for entry in fs::read_dir(folder).expect("there are specs") {
            let path = entry.expect("the folder can be read").path();
            if path.extension().is_some_and(|end| end == "yaml") {
                let text = fs::read_to_string(&path).expect("the spec can be read");
                specs.push((path.display().to_string(), text));
            }
        }
    }
    // Reading all of the real ones takes long; the smallest has everything that matters here.
    specs.sort_by_key(|(name, text)| (name.contains("rejected"), text.len()));
    specs.dedup_by(|b, a| !a.0.contains("rejected") && !b.0.contains("rejected"));
    specs.extend(["paging", "policies", "streams"].map(golden));
    specs
}

fn steps(length: usize) -> impl Iterator<Item = usize> {
    (0..length).step_by((length / VARIANTS).max(1))
}

#[track_caller]
fn check(name: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let loaded = load_text(name, text.clone());
    let human = loaded.diagnostics.render_human(&loaded.sources, true);
    let json: serde_json::Value =
        serde_json::from_str(&loaded.diagnostics.render_json(&loaded.sources)).expect("it is JSON");
    let lines = lines(&text);
    for problem in json.as_array().expect("it is a list") {
        let number = |key: &str| problem[key].as_u64().expect("a number") as usize;
        for (line, column) in [("line", "column"), ("end_line", "end_column")] {
            let (line, column) = (number(line), number(column));
            let length = lines.get(line - 1).map(|line| line.chars().count());
            assert!(
                length.is_some_and(|length| column <= length + 1),
                "{name}:{line}:{column}\n{human}\n{text}"
            );
        }
    }
}

fn lines(text: &str) -> Vec<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        lines.push(&rest[..end]);
        let wide = if rest[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        rest = &rest[end + wide..];
    }
    lines.push(rest);
    lines
}
