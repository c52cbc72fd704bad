//! Forms, queries, path segments and headers.

use rt::{Codec, Field, Json, Map, Node, Presence, Style};
use specwright_runtime as rt;

use crate::support::record_type;

fn check(node: &dyn Node, codec: &'static Codec, style: Style, expected: &str) {
    let mut out = Vec::new();
    rt::pairs(node, codec, style, "n", &mut out);
    let shown: Vec<_> = out
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(shown.join(" & "), expected, "{style:?} {codec:?}");
}

record_type!(Filter {
    name: String = Field::required("Name", "name", &Codec::Plain),
    days: Vec<rt::Date> = Field::required("Days", "days", &Codec::Pattern("%Y%m%d")),
    none: Option<i64> = Field::optional("None", "none", &Codec::Plain),
} extra extra: i64 = Codec::Plain);

fn filter() -> Filter {
    rt::from_json(br#"{"Name":"x","Days":["20160607"],"more":1}"#).unwrap()
}

#[test]
fn single_values() {
    check(&7_i64, &Codec::Plain, Style::Plain, "n=7");
    check(&true, &Codec::Plain, Style::Plain, "n=true");
    check(&"a b".to_owned(), &Codec::Plain, Style::Plain, "n=a b");
    check(&rt::Secret::from("s"), &Codec::Plain, Style::Plain, "n=s");
    check(&None::<i64>, &Codec::Plain, Style::Plain, "");
    check(&Some(1.0), &Codec::Plain, Style::Plain, "n=1");
    check(&1e300, &Codec::Plain, Style::Plain, "n=1e300");
    check(&Presence::<i64>::Null, &Codec::Plain, Style::Plain, "n=");
    check(
        &jiff::civil::date(2016, 6, 7),
        &Codec::Pattern("%Y%m%d"),
        Style::Plain,
        "n=20160607",
    );
    check(&7_i64, &Codec::Plain, Style::Brackets, "n=7");
    check(&7_i64, &Codec::Plain, Style::Json, "n=7");
    check(&"x".to_owned(), &Codec::Plain, Style::Json, "n=\"x\"");
}

#[test]
fn flags() {
    check(&true, &Codec::Plain, Style::Flag, "n=");
    check(&false, &Codec::Plain, Style::Flag, "");
    check(&Some(true), &Codec::Plain, Style::Flag, "n=");
    check(&None::<bool>, &Codec::Plain, Style::Flag, "");
    check(&Json::Bool(true), &Codec::Plain, Style::Flag, "n=");
}

#[test]
fn lists() {
    let list = vec![1_i64, 2];
    check(&list, &Codec::Plain, Style::Plain, "n=1 & n=2");
    check(&list, &Codec::Joined(","), Style::Plain, "n=1,2");
    check(&list, &Codec::JsonText, Style::Plain, "n=[1,2]");
    check(&list, &Codec::Plain, Style::Brackets, "n[]=1 & n[]=2");
    check(&list, &Codec::Plain, Style::Json, "n=[1,2]");
    check(
        &Some(list),
        &Codec::Absent(&[""], &Codec::Plain),
        Style::Plain,
        "n=1 & n=2",
    );
    check(&Vec::<i64>::new(), &Codec::Plain, Style::Plain, "");
    check(&Vec::<i64>::new(), &Codec::Joined(","), Style::Plain, "n=");
    check(
        &vec![vec![1_i64], vec![]],
        &Codec::Plain,
        Style::Plain,
        "n=[1] & n=[]",
    );
    check(
        &vec![Some(1_i64), None],
        &Codec::Plain,
        Style::Plain,
        "n=1 & n=",
    );
    check(
        &vec![filter()],
        &Codec::Plain,
        Style::Plain,
        r#"n={"Name":"x","Days":["20160607"],"more":1}"#,
    );
    check(
        &serde_json::json!([1, "a"]),
        &Codec::Plain,
        Style::Plain,
        "n=1 & n=a",
    );
    check(
        &serde_json::json!([1, "a"]),
        &Codec::Plain,
        Style::Brackets,
        "n[]=1 & n[]=a",
    );
}

#[test]
fn maps_and_structs() {
    let map = Map::from([("a".to_owned(), vec![1_i64, 2]), ("b".to_owned(), vec![3])]);
    check(
        &map,
        &Codec::Plain,
        Style::Plain,
        r#"n={"a":[1,2],"b":[3]}"#,
    );
    check(
        &map,
        &Codec::Plain,
        Style::Brackets,
        "n[a][]=1 & n[a][]=2 & n[b][]=3",
    );
    check(&map, &Codec::Plain, Style::Spread, "a=1 & a=2 & b=3");
    check(
        &filter(),
        &Codec::Plain,
        Style::Spread,
        "Name=x & Days=20160607 & more=1",
    );
    check(
        &filter(),
        &Codec::Plain,
        Style::Brackets,
        "n[Name]=x & n[Days][]=20160607 & n[more]=1",
    );
    check(
        &filter(),
        &Codec::JsonText,
        Style::Plain,
        r#"n={"Name":"x","Days":["20160607"],"more":1}"#,
    );
    check(
        &serde_json::json!({"a": 1, "b": [2, 3]}),
        &Codec::Plain,
        Style::Spread,
        "a=1 & b=2 & b=3",
    );
    check(
        &serde_json::json!({"a": {"b": 1}}),
        &Codec::Plain,
        Style::Brackets,
        "n[a][b]=1",
    );
    check(&1_i64, &Codec::Plain, Style::Spread, "n=1");
}

#[test]
fn entries_in_brackets() {
    let map = Map::from([("a".to_owned(), vec![1_i64, 2]), ("b".to_owned(), vec![3])]);
    check(&map, &Codec::Plain, Style::Deep, "n[a]=1 & n[a]=2 & n[b]=3");
    check(&map, &Codec::Joined("|"), Style::Deep, "n[a]=1|2 & n[b]=3");
    check(
        &filter(),
        &Codec::Plain,
        Style::Deep,
        "n[Name]=x & n[Days]=20160607 & n[more]=1",
    );
    check(
        &serde_json::json!({"R": 100, "in": {"G": 200, "of": {"B": "x"}}, "none": null}),
        &Codec::Plain,
        Style::Deep,
        "n[R]=100 & n[in][G]=200 & n[in][of][B]=x & n[none]=",
    );
    check(
        &filter(),
        &Codec::JsonText,
        Style::Deep,
        r#"n={"Name":"x","Days":["20160607"],"more":1}"#,
    );
    check(&vec![1_i64, 2], &Codec::Plain, Style::Deep, "n=1 & n=2");
    check(&7_i64, &Codec::Plain, Style::Deep, "n=7");
    check(&None::<Map<i64>>, &Codec::Plain, Style::Deep, "");
}

#[test]
fn bars_between_items() {
    let list = vec!["a".to_owned(), "b c".to_owned()];
    check(&list, &Codec::Joined("|"), Style::Plain, "n=a|b c");
}

#[test]
fn paths_and_headers() {
    let text = |node: &dyn Node, codec: &'static Codec| rt::scalar_text(node, codec);
    assert_eq!(
        text(&"a/b".to_owned(), &Codec::Plain).as_deref(),
        Some("a/b")
    );
    assert_eq!(text(&vec![1_i64, 2], &Codec::Plain).as_deref(), Some("1,2"));
    assert_eq!(
        text(&vec![1_i64, 2], &Codec::Joined("|")).as_deref(),
        Some("1|2")
    );
    assert_eq!(
        text(&serde_json::json!(["a", 1]), &Codec::Plain).as_deref(),
        Some("a,1")
    );
    assert_eq!(
        text(&filter(), &Codec::JsonText).as_deref(),
        Some(r#"{"Name":"x","Days":["20160607"],"more":1}"#)
    );
    for nothing in [
        &None::<i64> as &dyn Node,
        &Presence::<i64>::Null,
        &(),
        &Json::Null,
        &filter(),
        &Map::<i64>::new(),
    ] {
        assert_eq!(text(nothing, &Codec::Plain), None);
    }
}
