//! Members of structs: missing, null, unknown, twice.

use rt::{Codec, Field, Presence};
use specwright_runtime as rt;

use crate::support::{failure, json, read, record_type};

record_type!(Inner {
    a: Option<i64> = Field::optional("a", "a", &Codec::Plain),
    b: Option<i64> = Field::optional("b", "b", &Codec::Plain),
});

record_type!(All {
    required: i64 = Field::required("required", "required", &Codec::Plain),
    nullable: Option<i64> = Field::required("nullable", "nullable", &Codec::Plain),
    optional: Option<i64> = Field::optional("optional", "optional", &Codec::Plain),
    apart: Presence<i64> = Field::optional("apart", "apart", &Codec::Plain),
    defaulted: i64 = Field::optional("defaulted", "defaulted", &Codec::Plain).default_json("7"),
});

fn all(members: &str) -> Result<All, String> {
    read(
        &format!("{{\"required\":1,\"nullable\":2{members}}}"),
        &Codec::Plain,
    )
}

#[test]
fn absence() {
    let value = all("").unwrap();
    assert_eq!(
        value,
        All {
            required: 1,
            nullable: Some(2),
            optional: None,
            apart: Presence::Absent,
            defaulted: 7
        }
    );
    assert_eq!(json(&value), r#"{"required":1,"nullable":2,"defaulted":7}"#);
    assert_eq!(
        failure::<All>("{}"),
        "at required: a required member is missing"
    );
    assert_eq!(
        failure::<All>("{\"required\":1}"),
        "at nullable: a required member is missing"
    );
}

#[test]
fn null() {
    let value = all(r#","optional":null,"apart":null,"defaulted":null"#).unwrap();
    assert_eq!(
        value,
        All {
            required: 1,
            nullable: Some(2),
            optional: None,
            apart: Presence::Null,
            defaulted: 7
        }
    );
    assert_eq!(
        json(&value),
        r#"{"required":1,"nullable":2,"apart":null,"defaulted":7}"#
    );
    assert_eq!(
        failure::<All>("{\"required\":null}"),
        "at required: expected an integer, found null"
    );
    let value: All = read("{\"required\":1,\"nullable\":null}", &Codec::Plain).unwrap();
    assert_eq!(value.nullable, None);
    assert_eq!(
        json(&value),
        r#"{"required":1,"nullable":null,"defaulted":7}"#
    );
}

#[test]
fn presence() {
    let value = all(r#","optional":3,"apart":4,"defaulted":5"#).unwrap();
    assert_eq!(
        value,
        All {
            required: 1,
            nullable: Some(2),
            optional: Some(3),
            apart: Presence::Present(4),
            defaulted: 5
        }
    );
    assert_eq!(
        json(&value),
        r#"{"required":1,"nullable":2,"optional":3,"apart":4,"defaulted":5}"#
    );
}

#[test]
fn unknown_members_are_skipped_in_any_order() {
    let text = r#"{"x":{"required":[1,{"y":null}]},"nullable":2,"z":1e400,"required":1}"#;
    assert_eq!(
        rt::from_json::<All>(text.as_bytes()).unwrap(),
        all("").unwrap()
    );
}

#[test]
fn the_last_of_two_members_counts_and_nothing_of_the_first_is_left() {
    record_type!(Twice {
        inner: Inner = Field::required("inner", "inner", &Codec::Plain),
        list: Vec<i64> = Field::required("list", "list", &Codec::Plain),
        map: rt::Map<i64> = Field::required("map", "map", &Codec::Plain),
        defaulted: i64 = Field::optional("defaulted", "defaulted", &Codec::Plain).default_json("7"),
    });
    let text = r#"{"inner":{"a":1},"list":[1,2],"map":{"a":1},"defaulted":1,
        "inner":{"b":2},"list":[3],"map":{"b":2},"defaulted":null}"#;
    let value: Twice = rt::from_json(text.as_bytes()).unwrap();
    assert_eq!(
        json(&value),
        r#"{"inner":{"b":2},"list":[3],"map":{"b":2},"defaulted":7}"#
    );
}

#[test]
fn unknown_members_are_kept_on_request() {
    record_type!(Open {
        id: i64 = Field::required("id", "id", &Codec::Plain),
    } extra extra: rt::Json = Codec::Plain);
    let value: Open = read(r#"{"b":[1],"id":1,"a":{"c":null}}"#, &Codec::Plain).unwrap();
    assert_eq!(value.extra.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(json(&value), r#"{"id":1,"a":{"c":null},"b":[1]}"#);

    record_type!(Typed {
        id: i64 = Field::required("id", "id", &Codec::Plain),
    } extra extra: i64 = Codec::Text);
    let value: Typed = read(r#"{"id":1,"x":"2"}"#, &Codec::Plain).unwrap();
    assert_eq!(json(&value), r#"{"id":1,"x":"2"}"#);
    assert_eq!(
        failure::<Typed>(r#"{"id":1,"x y":"z"}"#),
        r#"at ["x y"]: expected an integer, found other text"#
    );
}

#[test]
fn defaults_of_every_kind() {
    record_type!(Defaults {
        text: String = Field::optional("text", "text", &Codec::Plain).default_json("\"d\""),
        list: Vec<i64> = Field::optional("list", "list", &Codec::Plain).default_json("[1]"),
        day: rt::Date = Field::optional("day", "day", &Codec::Pattern("%Y%m%d")).default_json("\"20160607\""),
        number: i64 = Field::optional("number", "number", &Codec::Absent(&["", "0"], &Codec::Text)).default_json("9"),
        inner: Inner = Field::optional("inner", "inner", &Codec::Plain).default_json("{\"a\":1}"),
    });
    let expected = r#"{"text":"d","list":[1],"day":"20160607","number":"9","inner":{"a":1}}"#;
    for text in [
        "{}",
        r#"{"number":""}"#,
        r#"{"number":0}"#,
        r#"{"inner":null,"list":null}"#,
    ] {
        assert_eq!(
            json(&read::<Defaults>(text, &Codec::Plain).unwrap()),
            expected,
            "{text}"
        );
    }
    record_type!(Wrong {
        number: i64 = Field::optional("number", "number", &Codec::Plain).default_json("[1]")
    });
    assert_eq!(
        failure::<Wrong>("{}"),
        "at number: expected an integer, found a list"
    );
    record_type!(Broken {
        number: i64 = Field::optional("number", "number", &Codec::Plain).default_json("[1")
    });
    assert!(failure::<Broken>("{}").starts_with("at number: expected an integer, found a list"));
}

#[test]
fn a_failure_leaves_nothing_half_read() {
    let mut list = vec![5_i64];
    assert!(rt::decode_json(b"[1, 2, x", &mut list, &Codec::Plain).is_err());
    assert!(list.is_empty());
    assert!(rt::decode_json(b"[1, 2] 3", &mut list, &Codec::Plain).is_err());
    assert!(list.is_empty());
    let mut inner = Inner {
        a: Some(1),
        b: None,
    };
    assert!(
        rt::decode_value(
            &serde_json::json!({"b": 2, "a": "x"}),
            false,
            &mut inner,
            &Codec::Plain
        )
        .is_err()
    );
    assert!(inner == Inner { a: None, b: None });
}

#[test]
fn recursion() {
    #[derive(Clone, PartialEq)]
    struct Tree {
        name: String,
        parent: Option<Box<Tree>>,
        children: Vec<Tree>,
    }
    impl rt::Empty for Tree {
        fn empty() -> Self {
            Self {
                name: rt::empty(),
                parent: rt::empty(),
                children: rt::empty(),
            }
        }
    }
    impl rt::Record for Tree {
        fn shape(&self) -> &'static rt::Shape {
            static SHAPE: rt::Shape = rt::Shape {
                name: "Tree",
                extra: None,
                fields: &[
                    Field::required("name", "name", &Codec::Plain),
                    Field::optional("parent", "parent", &Codec::Plain),
                    Field::optional("children", "children", &Codec::Plain).default_json("[]"),
                ],
            };
            &SHAPE
        }
        fn slots(&mut self, f: &mut rt::Slots<'_>) {
            f(&mut [&mut self.name, &mut self.parent, &mut self.children])
        }
        fn refs(&self, f: &mut rt::Refs<'_>) {
            f(&[&self.name, &self.parent, &self.children])
        }
    }
    rt::record!(Tree);

    let text = r#"{"name":"a","parent":{"name":"p","children":[]},"children":[{"name":"b","children":[]}]}"#;
    let tree: Tree = read(text, &Codec::Plain).unwrap();
    assert_eq!(json(&tree), text);
    assert_eq!(
        failure::<Tree>(r#"{"name":"a","children":[{"name":"b","parent":{"children":[]}}]}"#),
        "at children[0].parent.name: a required member is missing"
    );

    let deep = format!(
        "{}{}",
        "{\"name\":\"a\",\"parent\":".repeat(1000),
        "}".repeat(1000)
    );
    let error = rt::from_json::<Tree>(deep.as_bytes()).unwrap_err();
    assert!(
        error.message().contains("recursion limit exceeded"),
        "{error}"
    );
    assert!(error.is_syntax());
    let nested = format!(
        "{}1{}",
        "{\"name\":\"x\",\"unknown\":[".repeat(50),
        "]}".repeat(50)
    );
    assert!(rt::from_json::<Tree>(nested.as_bytes()).is_ok());
}
