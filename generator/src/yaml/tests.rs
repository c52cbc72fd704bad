//! Positions and readings of awkward texts.

use super::{Node, Positions, Unreadable, What, read};
use crate::source::{FileId, Place, SourceMap, Step};

/// Line and column of what a place points at, and the text that is underlined.
#[track_caller]
fn check(text: &str, place: impl Fn(Place) -> Place, line: usize, column: usize, underlined: &str) {
    let mut sources = SourceMap::new();
    let file = sources.add("a.yaml", text);
    let located = Positions::of(text).locate(text, &place(Place::file(file)));
    let start = sources.line_column(file, located.bytes.start);
    assert_eq!(&text[located.bytes], underlined);
    assert_eq!((start.line, start.column), (line, column));
}

const NESTED: &str =
    "名: {ä: [x, \"é\"], b: 1}\r\nzwei:\r\n  # 注釈: a remark\r\n  drei: 'ü ü'   # more\r\n";

#[test]
fn characters_of_many_bytes_and_crlf() {
    check(
        NESTED,
        |place| place.key("名").key("ä").index(1),
        1,
        12,
        "\"é\"",
    );
    check(NESTED, |place| place.key("名").key("b"), 1, 21, "1");
    check(NESTED, |place| place.key("zwei").key("drei"), 4, 9, "'ü ü'");
    check(
        NESTED,
        |place| place.key("zwei").key("drei").of_key(),
        4,
        3,
        "drei",
    );
}

#[test]
fn maps_and_lists_are_pointed_at_by_their_key() {
    check(NESTED, |place| place.key("zwei"), 2, 1, "zwei");
    check(NESTED, |place| place.key("名").key("ä"), 1, 5, "ä");
    check(
        "a:\n  - b: 1\n    c: 2\n",
        |place| place.key("a").index(0),
        2,
        5,
        "b: 1",
    );
    check("a:\n", |place| place.key("a"), 1, 1, "a");
}

#[test]
fn a_path_that_breaks_off_points_at_what_lacks_the_rest() {
    check(
        NESTED,
        |place| place.key("zwei").key("vier").key("x"),
        2,
        1,
        "zwei",
    );
    check(
        NESTED,
        |place| place.key("名").key("ä").index(7).of_key(),
        1,
        5,
        "ä",
    );
}

#[test]
fn a_part_of_a_scalar() {
    check(
        "call: GET /a/{id}/b\n",
        |place| place.key("call").part("{id}"),
        1,
        14,
        "{id}",
    );
    check(
        "call: GET /a\n",
        |place| place.key("call").part("{id}"),
        1,
        7,
        "GET /a",
    );
}

#[test]
fn the_byte_order_mark_is_no_column() {
    check("\u{feff}a: x\nb: y\n", |place| place.key("a"), 1, 4, "x");
    check("\u{feff}a: x\nb: y\n", |place| place.key("b"), 2, 4, "y");
}

#[test]
fn tabs_are_one_column() {
    check("a:\tx\n", |place| place.key("a"), 1, 4, "x");
    check("a: [b,\tc]\n", |place| place.key("a").index(1), 1, 8, "c");
}

#[test]
fn texts_of_several_lines() {
    let text = "a: |\n  one\n  two\nb: >-\n  three\n  four\nc: five\n  six\nd: x\n";
    check(text, |place| place.key("c"), 7, 4, "five\n  six");
    check(text, |place| place.key("d"), 9, 4, "x");
}

#[test]
fn integer_keys_by_their_value() {
    check(
        "{31: a, 0x20: b, \"33\": c, -4: d}",
        |place| place.key("32"),
        1,
        15,
        "b",
    );
    check(
        "{31: a, 0x20: b, \"33\": c, -4: d}",
        |place| place.key("33"),
        1,
        24,
        "c",
    );
    check(
        "{31: a, 0x20: b, \"33\": c, -4: d}",
        |place| place.key("-4"),
        1,
        31,
        "d",
    );
}

#[test]
fn an_alias_is_pointed_at_and_its_value_is_known() {
    let text = "a: &x {b: 1}\nc: *x\n";
    let place = Place::file(FileId(0)).key("c").key("b");
    let located = Positions::of(text).locate(text, &place);
    assert_eq!(&text[located.bytes], "*x");
    assert_eq!(located.anchored.map(|bytes| &text[bytes]), Some("1"));
}

#[test]
fn positions_of_nonsense_do_not_panic() {
    for text in [
        "",
        ":",
        "- - -",
        "{",
        "[a",
        "\"",
        "&",
        "*",
        "!",
        "|",
        "? ",
        "a: *b",
        "\u{feff}",
        "---\n...\n---",
    ] {
        let place = Place::file(FileId(0)).key("a").index(3).part("x");
        let located = Positions::of(text).locate(text, &place);
        assert!(text.get(located.bytes).is_some(), "{text:?}");
    }
}

#[test]
fn both_parsers_see_the_same_text() {
    for text in [NESTED, include_str!("../reference/examples.yaml")] {
        let (node, _) = read(text).expect("it can be read");
        let positions = Positions::of(text);
        same(&node, Vec::new(), text, &positions);
    }
}

/// Every plain value of the tree stands where the positions say.
fn same(node: &Node, path: Vec<Step>, text: &str, positions: &Positions) {
    let down = |step: Step| path.iter().cloned().chain([step]).collect::<Vec<_>>();
    match node {
        Node::List(items) => {
            for (index, item) in items.iter().enumerate() {
                same(item, down(Step::Index(index)), text, positions);
            }
        }
        Node::Map(entries) => {
            for (key, value) in entries {
                same(
                    value,
                    down(Step::Key(key.key_text().unwrap_or_default())),
                    text,
                    positions,
                );
            }
        }
        Node::Text(value) if value.chars().all(char::is_alphanumeric) => {
            let located = positions.locate(text, &Place::file(FileId(0)).steps(path));
            let shown = text[located.anchored.unwrap_or(located.bytes)].trim_matches(['"', '\'']);
            assert!(
                shown == value || shown.starts_with(['&', '|', '>']),
                "{shown} is not {value}"
            );
        }
        _ => {}
    }
}

#[test]
fn syntax_errors_have_a_position() {
    let at = |text: &str| match read(text) {
        Err(Unreadable::Syntax { bytes, .. }) => text[..bytes.start].to_owned(),
        other => unreachable!("{text:?} gives {other:?}"),
    };
    assert_eq!(at("a: b: c"), "a: b");
    assert_eq!(at("\u{feff}ä: é: c"), "\u{feff}ä: é");
    assert_eq!(at("ä: x\r\n\tb: y\r\n"), "ä: x\r\n");
    assert_eq!(at("a: \u{1}"), "a: ");
}

#[test]
fn only_unquoted_words_are_odd() {
    let odd = |text: &str| {
        let (node, findings) = read(text).expect("it can be read");
        matches!(node.get("a"), Some(Node::Odd(_)))
            || findings.iter().any(|it| matches!(it.what, What::OddKey(_)))
    };
    for text in [
        "a: no",
        "a: YES",
        "a: Off",
        "a: 012",
        "a: 1_000",
        "a: -07",
        "on: x",
        "[x]: y\na: no",
    ] {
        assert!(odd(text), "{text}");
    }
    for text in [
        "a: \"no\"",
        "a: 'YES'",
        "a: |\n  no",
        "a: none",
        "a: 0",
        "a: 10",
        "a: 0x1F",
        "a: y",
        "a: 1_a",
        "a: no way",
    ] {
        assert!(!odd(text), "{text}");
    }
}
