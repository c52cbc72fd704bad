//! Parameters of a path that are laid out, by the table of styles of OpenAPI and the examples of RFC 6570.

use specwright_runtime as rt;

use rt::{Location, PathPart, Style};

use crate::api::{BASE, builder, operation};

const PLAIN: &rt::Codec = &rt::Codec::Plain;

const fn laid_out(style: Style) -> rt::Param {
    rt::Param::new(Location::Path, style)
}

operation!(Label {
    value: rt::Json = rt::Field::required("color", "value", PLAIN),
} -> (), rt::OperationDescription {
    name: "label",
    path: &[PathPart::Literal("/x"), PathPart::Param(0), PathPart::Literal("/y")],
    params: &[laid_out(Style::Label)],
    ..BASE
});

operation!(Matrix {
    value: rt::Json = rt::Field::required("color", "value", PLAIN),
} -> (), rt::OperationDescription {
    name: "matrix",
    path: &[PathPart::Literal("/x"), PathPart::Param(0), PathPart::Literal("/y")],
    params: &[laid_out(Style::Matrix)],
    ..BASE
});

operation!(Joined {
    values: Vec<String> = rt::Field::required("color", "values", &rt::Codec::Joined(",")),
    map: rt::Map<i64> = rt::Field::required("map", "map", PLAIN),
} -> (), rt::OperationDescription {
    name: "joined",
    path: &[PathPart::Literal("/x"), PathPart::Param(0), PathPart::Param(1)],
    params: &[laid_out(Style::Matrix), laid_out(Style::Label)],
    ..BASE
});

fn path(operation: &'static rt::OperationDescription, request: &dyn rt::Record) -> String {
    let core = builder()
        .base_url("http://h:1/")
        .allow_http()
        .build()
        .expect("a client");
    match core.prepare(operation, request) {
        Ok(sent) => sent.uri().path().to_owned(),
        Err(error) => error.message().unwrap_or_default().to_owned(),
    }
}

#[test]
fn labels_and_matrices_of_the_table() {
    let table = [
        (serde_json::json!("blue"), "/x.blue/y", "/x;color=blue/y"),
        (
            serde_json::json!(["blue", "black", "brown"]),
            "/x.blue.black.brown/y",
            "/x;color=blue;color=black;color=brown/y",
        ),
        (
            serde_json::json!({"R": 100, "G": 200}),
            "/x.G=200.R=100/y",
            "/x;G=200;R=100/y",
        ),
        (
            serde_json::json!("a/b;c=d e"),
            "/x.a%2Fb%3Bc%3Dd%20e/y",
            "/x;color=a%2Fb%3Bc%3Dd%20e/y",
        ),
        (
            serde_json::json!(""),
            "path parameter `color` is empty",
            "/x;color/y",
        ),
        (
            serde_json::json!([]),
            "path parameter `color` is empty",
            "path parameter `color` is empty",
        ),
        (
            serde_json::json!(null),
            "path parameter `color` is empty",
            "/x;color/y",
        ),
    ];
    for (value, label, matrix) in table {
        let request = Label {
            value: value.clone(),
        };
        let made = path(<Label as rt::Operation>::DESCRIPTION, &request);
        assert_eq!(made, label, "{value}");
        let request = Matrix {
            value: value.clone(),
        };
        let made = path(<Matrix as rt::Operation>::DESCRIPTION, &request);
        assert_eq!(made, matrix, "{value}");
    }
}

#[test]
fn joined_lists_are_one_value() {
    let request = Joined {
        values: vec!["blue".into(), "black".into()],
        map: [("a b".to_owned(), 1), ("c".to_owned(), 2)].into(),
    };
    let made = path(<Joined as rt::Operation>::DESCRIPTION, &request);
    assert_eq!(made, "/x;color=blue%2Cblack.a%20b=1.c=2");
}

#[test]
fn dots_alone_never_leave_their_place() {
    operation!(Dots {
        value: String = rt::Field::required("v", "value", PLAIN),
    } -> (), rt::OperationDescription {
        name: "dots",
        path: &[PathPart::Literal("/x/"), PathPart::Param(0)],
        params: &[laid_out(Style::Label)],
        ..BASE
    });
    let made = |value: &str| {
        let value = value.to_owned();
        path(<Dots as rt::Operation>::DESCRIPTION, &Dots { value })
    };
    assert_eq!(made("."), "a path cannot have the segment `..`");
    assert_eq!(made(".."), "/x/...");
}
