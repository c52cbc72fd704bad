use serde_yaml::{Mapping, Value};

use super::write;

/// Texts that readers of YAML have been known to stumble over.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "  a",
    "a ",
    "no",
    "No",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "n",
    "~",
    "null",
    "true",
    "False",
    "012",
    "1_000",
    "1",
    "-1",
    "+1",
    "1.5",
    "1e3",
    ".5",
    ".inf",
    ".nan",
    "0x1f",
    "0o17",
    "0b1",
    "1:30",
    "2020-01-01",
    "2001-12-14t21:59",
    "a: b",
    "a:b",
    "a:",
    ":",
    ": a",
    "a #b",
    "#a",
    "a#b",
    "- a",
    "-",
    "--",
    "---",
    "...",
    "--- a",
    "? a",
    "?",
    "a?",
    "[a]",
    "{a}",
    "{a: b}",
    "a, b",
    "a,b",
    ",",
    "&a",
    "*a",
    "!a",
    "!!str a",
    "|",
    ">",
    "|-",
    ">-",
    "@a",
    "`a`",
    "%a",
    "'a'",
    "\"a\"",
    "a\"b",
    "a'b",
    "\\",
    "\\n",
    "a\nb",
    "a\n",
    "a\n\n",
    "\na",
    "\n",
    " \n a",
    "a\n  b\n c",
    "a\n \nb",
    "a\tb",
    "\ta",
    "a\t",
    "\t",
    "a\r\nb",
    "\r",
    "\u{0}",
    "\u{7}",
    "\u{1b}[0m",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}a",
    "\u{e000}",
    "\u{fffe}",
    "\u{ffff}",
    "😀",
    "a😀",
    "中文",
    "中文：是",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{202e}abc",
    "list<string?>",
    "list<map<Order?>>",
    "list<a, b>?",
    "what?",
    "is it? no",
    "<<",
    "=",
    "a=b",
    "http://a.b/c?d=e#f",
    "{\"a\": 1}",
    "{\n  \"a\": 1\n}\n",
    "key: |",
    "a - b",
    "a\\nb",
    "\u{10ffff}",
    "don't",
    "e.g. `x`: y",
    "100%",
    "a\n# b",
    "a\n---\nb",
    "Infinity",
    "NaN",
    "0",
    "00",
    "-0",
    "1.",
    "+.5",
    "0.0",
    "1__0",
    "0x",
    "0o8",
    "1e",
    "12e03",
    "190:20:30",
];

fn reads_back(value: &Value) {
    let text = write(value);
    let back: Result<Value, _> = serde_yaml::from_str(&text);
    assert_eq!(back.ok().as_ref(), Some(value), "{text}");
}

fn map(entries: impl IntoIterator<Item = (Value, Value)>) -> Value {
    Value::Mapping(Mapping::from_iter(entries))
}

#[test]
fn hostile_texts_read_back_as_values_and_as_keys() {
    for text in HOSTILE {
        let text = Value::from(*text);
        reads_back(&map([("text".into(), text.clone())]));
        reads_back(&map([(text.clone(), "a".into())]));
        reads_back(&map([(text.clone(), map([(text.clone(), text.clone())]))]));
        reads_back(&map([(
            "list".into(),
            Value::Sequence(vec![text.clone(), text.clone()]),
        )]));
        let deep = map([(
            "a".into(),
            map([("b".into(), map([("c".into(), text.clone())]))]),
        )]);
        reads_back(&deep);
        reads_back(&text);
    }
    let all = HOSTILE
        .iter()
        .map(|text| (Value::from(*text), Value::from(*text)));
    reads_back(&map(all.clone()));
    reads_back(&map([("fields".into(), map(all))]));
}

/// Pieces of hostile texts put together in an order that a counter gives.
#[test]
fn texts_made_of_hostile_pieces_read_back() {
    let mut state: u64 = 0x2545_f491_4f6c_dd1d;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..=next(12) {
            text.push_str(HOSTILE[next(HOSTILE.len())]);
            let between = ["", " ", "\n", "  ", " word ", "\n\n", ", ", ": "];
            text.push_str(between[next(between.len())]);
        }
        let text = Value::from(text);
        reads_back(&map([("a".into(), map([("text".into(), text.clone())]))]));
        reads_back(&map([(
            "a".into(),
            Value::Sequence(vec![text.clone(), map([(text.clone(), text)])]),
        )]));
    }
}

#[test]
fn hostile_texts_read_back_through_the_loader_of_specs() {
    for text in HOSTILE {
        let operation = map([
            ("text".into(), Value::from(*text)),
            ("call".into(), "GET /a".into()),
            ("returns".into(), "A".into()),
        ]);
        let value = map([("text".into(), Value::from(*text))]);
        let values = match text.parse::<i64>() {
            Ok(_) => map([("a".into(), value)]),
            Err(_) => map([(Value::from(*text), value)]),
        };
        let spec = map([
            ("specwright".into(), 1.into()),
            ("api".into(), "a".into()),
            ("title".into(), "A".into()),
            ("source".into(), map([("document".into(), "a".into())])),
            (
                "servers".into(),
                map([("main".into(), "https://a.example".into())]),
            ),
            (
                "types".into(),
                map([("A".into(), map([("enum".into(), values)]))]),
            ),
            ("operations".into(), map([("a".into(), operation)])),
        ]);
        let loaded = specwright::load_text("a.yaml", write(&spec));
        let problems: Vec<&str> = loaded
            .diagnostics
            .iter()
            .map(|problem| problem.message())
            .collect();
        assert!(
            problems.is_empty(),
            "{text:?}: {problems:?}\n{}",
            write(&spec)
        );
        let doc = loaded.apis[0].operations[0].doc.as_deref();
        assert_eq!(doc, Some(*text));
    }
}

#[test]
fn numbers_stay_what_they_are() {
    let numbers: Vec<Value> = vec![
        0.into(),
        (-1).into(),
        i64::MAX.into(),
        i64::MIN.into(),
        u64::MAX.into(),
        1.5.into(),
        1e300.into(),
        1e-7.into(),
        1e16.into(),
        2.0.into(),
        true.into(),
        Value::Null,
    ];
    reads_back(&Value::Sequence(numbers.clone()));
    reads_back(&map(numbers.into_iter().map(|number| ("a".into(), number))));
    reads_back(&map([
        (200.into(), "A".into()),
        ("4xx".into(), "B".into()),
        (7.into(), map([])),
    ]));
}

#[test]
fn lines_are_broken_where_they_are_too_long() {
    let words = "word ".repeat(60) + "`end`: of it";
    let spec = map([
        ("api".into(), "a".into()),
        ("text".into(), words.into()),
        (
            "operations".into(),
            map([(
                "a".into(),
                map([(
                    "samples".into(),
                    map([(
                        "b".into(),
                        map([(
                            "response".into(),
                            map([("body".into(), "{\n  \"a\": 1\n}".into())]),
                        )]),
                    )]),
                )]),
            )]),
        ),
    ]);
    let text = write(&spec);
    assert!(text.lines().all(|line| line.len() <= 120), "{text}");
    assert!(
        text.contains("body: |-\n            {\n              \"a\": 1\n            }\n"),
        "{text}"
    );
    reads_back(&spec);
    reads_back(&map([("k".repeat(2000).into(), "v".into())]));
}

#[test]
fn tables_are_lined_up() {
    let spec: Value = serde_yaml::from_str(
        "{params: {id: {type: i64, in: path}, from: date, much_longer: {type: list<string>, text: 'a, b'}}, rules: [{together: [a, b]}]}",
    )
    .unwrap_or_default();
    let expected = "\
params:
  id:          {type: i64,          in: path}
  from:        date
  much_longer: {type: list<string>, text: \"a, b\"}

rules:
  - {together: [a, b]}
";
    assert_eq!(write(&spec), expected);
}
