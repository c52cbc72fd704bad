//! One-ofs of each tagging, both ways.

use rt::{Codec, Field, Json, Map, Tagging};
use specwright_runtime as rt;

use crate::support::{failure, json, read, record_type, union_type};

record_type!(Circle {
    radius: i64 = Field::required("radius", "radius", &Codec::Plain),
});
record_type!(Square {
    side: i64 = Field::required("side", "side", &Codec::Plain),
} extra extra: Json = Codec::Plain);
record_type!(Tagged {
    kind: String = Field::required("kind", "kind", &Codec::Plain),
    size: i64 = Field::required("size", "size", &Codec::Plain),
});

union_type!(Order by Tagging::Order, other None;
    0 Name(String) = "Name", 1 Id(i64) = "Id", 2 Circle(Circle) = "Circle", 3 Many(Vec<i64>) = "Many");
union_type!(OrderOther by Tagging::Order, other Some(0);
    0 Other(Json) = "Other", 1 Id(i64) = "Id", 2 Nothing(Option<bool>) = "Nothing");
union_type!(Inside by Tagging::Inside("kind"), other None;
    0 Circle(Box<Circle>) = "circle", 1 Square(Square) = "square", 2 Tagged(Tagged) = "3",
    3 Map(Map<i64>) = "map");
union_type!(InsideOther by Tagging::Inside("kind"), other Some(1);
    0 Circle(Circle) = "circle", 1 Other(Json) = "other");
union_type!(Nested by Tagging::Inside("type"), other None;
    0 Shape(Inside) = "shape", 1 Unit(()) = "unit");
union_type!(Beside by Tagging::Beside { tag: "t", content: "c" }, other None;
    0 Circle(Circle) = "circle", 1 Name(String) = "name", 2 Unit(()) = "unit", 3 Maybe(Option<i64>) = "maybe");
union_type!(BesideOther by Tagging::Beside { tag: "t", content: "c" }, other Some(1);
    0 Name(String) = "name", 1 Other(Json) = "other");
union_type!(Key by Tagging::Key, other None; 0 Circle(Circle) = "circle", 1 Name(String) = "name");
union_type!(KeyOther by Tagging::Key, other Some(1); 0 Name(String) = "name", 1 Other(Json) = "other");

fn both<T: rt::Node + rt::Empty + std::fmt::Debug>(text: &str, debug: &str) {
    let value = one_way::<T>(text, debug);
    assert_eq!(json(&value), text);
}

fn one_way<T: rt::Node + rt::Empty + std::fmt::Debug>(text: &str, debug: &str) -> T {
    let value = read::<T>(text, &Codec::Plain).unwrap();
    assert_eq!(format!("{value:?}"), debug, "{text}");
    value
}

#[test]
fn in_order() {
    both::<Order>("\"a\"", r#"Name("a")"#);
    both::<Order>("7", "Id(7)");
    both::<Order>(r#"{"radius":1}"#, "Circle(Circle { radius: 1 })");
    both::<Order>("[1,2]", "Many([1, 2])");
    assert_eq!(
        failure::<Vec<Order>>("[1.5]"),
        "at [0]: fits no variant of Order (`Name`: expected text, found a fraction; \
         `Id`: expected an integer, found a fraction; `Circle`: expected an object, found a fraction; \
         `Many`: expected a list, found a fraction)"
    );
    assert!(failure::<Order>("null").starts_with("fits no variant of Order"));
    assert!(
        failure::<Order>("{\"radius\":null}").contains("`Circle`: expected an integer, found null")
    );

    both::<OrderOther>("7", "Id(7)");
    both::<OrderOther>("null", "Nothing(None)");
    both::<OrderOther>("true", "Nothing(Some(true))");
    both::<OrderOther>("\"x\"", r#"Other("x")"#);
    both::<OrderOther>("[{\"a\":1}]", r#"Other([{"a":1}])"#);
}

#[test]
fn tag_inside() {
    both::<Inside>(
        r#"{"kind":"circle","radius":1}"#,
        "circle(Circle { radius: 1 })",
    );
    both::<Inside>(
        r#"{"kind":"square","side":2,"x":[1]}"#,
        r#"square(Square { side: 2, extra: {"x": [1]} })"#,
    );
    // The tag may stand anywhere, and the extra members do not see it.
    one_way::<Inside>(
        r#"{"x":1,"side":2,"kind":"square","y":2}"#,
        r#"square(Square { side: 2, extra: {"x": 1, "y": 2} })"#,
    );
    // A variant may have the tag as a field; a tag may be a number.
    one_way::<Inside>(
        r#"{"size":1,"kind":"3"}"#,
        r#"3(Tagged { kind: "3", size: 1 })"#,
    );
    assert_eq!(
        failure::<Inside>(r#"{"size":1,"kind":3}"#),
        "at kind: expected text, found an integer"
    );
    both::<Inside>(r#"{"a":1,"kind":"map"}"#, r#"map({"a": 1})"#);
    both::<Nested>(
        r#"{"kind":"circle","radius":1,"type":"shape"}"#,
        "shape(circle(Circle { radius: 1 }))",
    );
    one_way::<Nested>(r#"{"type":"unit","x":1}"#, "unit(())");

    assert_eq!(
        failure::<Inside>(r#"{"radius":1}"#),
        "at kind: expected one of `circle`, `square`, `3`, `map`, found nothing"
    );
    assert_eq!(
        failure::<Inside>(r#"{"kind":"line"}"#),
        "at kind: expected one of `circle`, `square`, `3`, `map`, found another value"
    );
    assert_eq!(
        failure::<Inside>("\"circle\""),
        "expected an object, found text"
    );
    assert_eq!(
        failure::<Inside>(r#"{"kind":"circle","radius":"x"}"#),
        "at radius: expected an integer, found text"
    );
    assert_eq!(
        failure::<Inside>(r#"{"radius":"x","kind":"circle"}"#),
        "at radius: expected an integer, found text"
    );
    assert_eq!(
        failure::<Inside>(r#"{"radius":1,"kind":"map"}"#),
        "no failure, but {\"kind\":\"map\",\"radius\":1}"
    );
    assert_eq!(
        failure::<Inside>(r#"{"radius":"a","kind":"map"}"#),
        "at radius: expected an integer, found text"
    );
    assert_eq!(
        failure::<Nested>(r#"{"type":"shape","kind":"circle"}"#),
        "at radius: a required member is missing"
    );

    both::<InsideOther>(
        r#"{"kind":"circle","radius":1}"#,
        "circle(Circle { radius: 1 })",
    );
    both::<InsideOther>(r#"{"a":1,"kind":"new"}"#, r#"other({"a":1,"kind":"new"})"#);
    both::<InsideOther>(r#"{"kind":"other"}"#, r#"other({"kind":"other"})"#);
    both::<InsideOther>(r#"{"a":1}"#, r#"other({"a":1})"#);
    both::<InsideOther>("[1]", "other([1])");
    both::<InsideOther>("null", "other(null)");
}

#[test]
fn tag_beside() {
    both::<Beside>(
        r#"{"t":"circle","c":{"radius":1}}"#,
        "circle(Circle { radius: 1 })",
    );
    one_way::<Beside>(
        r#"{"x":0,"c":{"radius":1},"y":0,"t":"circle","z":0}"#,
        "circle(Circle { radius: 1 })",
    );
    both::<Beside>(r#"{"t":"name","c":"n"}"#, r#"name("n")"#);
    both::<Beside>(r#"{"t":"unit"}"#, "unit(())");
    one_way::<Beside>(r#"{"t":"unit","c":[]}"#, "unit(())");
    both::<Beside>(r#"{"t":"maybe"}"#, "maybe(None)");
    both::<Beside>(r#"{"t":"maybe","c":1}"#, "maybe(Some(1))");
    assert_eq!(
        failure::<Beside>(r#"{"t":"name"}"#),
        "at c: expected text, found null"
    );
    assert_eq!(
        failure::<Beside>(r#"{"t":"circle","c":{"radius":[]}}"#),
        "at c.radius: expected an integer, found a list"
    );
    assert_eq!(
        failure::<Beside>(r#"{"c":{"radius":[]},"t":"circle"}"#),
        "at c.radius: expected an integer, found a list"
    );
    assert_eq!(
        failure::<Beside>(r#"{"c":1}"#),
        "at t: expected one of `circle`, `name`, `unit`, `maybe`, found nothing"
    );
    both::<BesideOther>(r#"{"c":1,"t":"new"}"#, r#"other({"c":1,"t":"new"})"#);
    both::<BesideOther>("1", "other(1)");
}

#[test]
fn tag_as_key() {
    both::<Key>(r#"{"circle":{"radius":1}}"#, "circle(Circle { radius: 1 })");
    one_way::<Key>(r#"{"new":[1],"name":"n"}"#, r#"name("n")"#);
    assert_eq!(
        failure::<Key>(r#"{"circle":{"radius":1},"name":"n"}"#),
        "both `circle` and `name` are there"
    );
    assert_eq!(
        failure::<Key>(r#"{"circle":{}}"#),
        "at circle.radius: a required member is missing"
    );
    assert_eq!(
        failure::<Key>("{}"),
        "expected an object with one of `circle`, `name`, found none of them"
    );
    assert_eq!(failure::<Key>("[]"), "expected an object, found a list");
    both::<KeyOther>(r#"{"name":"n"}"#, r#"name("n")"#);
    both::<KeyOther>(r#"{"a":1,"b":2}"#, r#"other({"a":1,"b":2})"#);
    both::<KeyOther>("[1]", "other([1])");
}

#[test]
fn one_ofs_in_other_things() {
    let text = r#"{"a":[7,"x"],"b":[]}"#;
    let value: Map<Vec<Order>> = read(text, &Codec::Plain).unwrap();
    assert_eq!(json(&value), text);
    let value: Option<Vec<Inside>> = read(
        r#""[{\"kind\":\"circle\",\"radius\":1}]""#,
        &Codec::JsonText,
    )
    .unwrap();
    assert_eq!(json(&value), r#"[{"kind":"circle","radius":1}]"#);
    let value: Option<Order> = read("\"7\"", &Codec::JsonText).unwrap();
    assert_eq!(json(&value), "7");
    let value: Option<Order> = read("\"\"", &Codec::Absent(&[""], &Codec::Plain)).unwrap();
    assert!(value.is_none());
    assert_eq!(
        rt::scalar_text(&Order::Id(7), &Codec::Plain).as_deref(),
        Some("7")
    );
}
