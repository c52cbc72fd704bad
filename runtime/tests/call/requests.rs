//! Requests, as `Core::prepare` makes them.

use specwright_runtime as rt;

use rt::{Location, PathPart, Style, testing};

use crate::api::{BASE, builder, operation, param};

const PLAIN: &rt::Codec = &rt::Codec::Plain;

operation!(Everything {
    model: String = rt::Field::required("model", "model", PLAIN),
    id: String = rt::Field::required("id", "id", PLAIN),
    route: String = rt::Field::required("route", "route", PLAIN),
    filter: Option<String> = rt::Field::optional("$filter", "filter", PLAIN),
    tags: Vec<String> = rt::Field::optional("tag", "tags", PLAIN),
    states: Option<Vec<i64>> = rt::Field::optional("state", "states", &rt::Codec::Joined(",")),
    acl: Option<bool> = rt::Field::optional("acl", "acl", PLAIN),
    trace: Option<String> = rt::Field::optional("X-Trace", "trace", PLAIN),
    session: Option<String> = rt::Field::optional("session", "session", PLAIN),
} -> (), rt::OperationDescription {
    name: "everything",
    path: &[
        PathPart::Literal("/v1/"), PathPart::Param(0), PathPart::Literal("('"), PathPart::Param(1),
        PathPart::Literal("')/"), PathPart::Greedy(2),
    ],
    params: &[
        param(Location::Path), param(Location::Path), param(Location::Path), param(Location::Query),
        rt::Param { location: Location::Query, style: Style::Brackets }, param(Location::Query),
        rt::Param { location: Location::Query, style: Style::Flag }, param(Location::Header), param(Location::Cookie),
    ],
    fixed: &[
        rt::FixedParam { wire: "Action", location: Location::Query, source: rt::FixedSource::Constant("\"Do It\"") },
        rt::FixedParam { wire: "app", location: Location::Query, source: rt::FixedSource::Credential("app_id") },
        rt::FixedParam { wire: "random", location: Location::Query, source: rt::FixedSource::Fresh(rt::Fresh::RandomU32) },
    ],
    ..BASE
});

fn everything() -> Everything {
    Everything {
        model: "m".into(),
        id: "1".into(),
        route: "a/b".into(),
        ..rt::empty()
    }
}

fn uri(request: &Everything) -> Result<String, String> {
    let core = builder()
        .base_url("http://h:1/p/")
        .allow_http()
        .build()
        .expect("a client");
    let uri = core
        .prepare(<Everything as rt::Operation>::DESCRIPTION, request)
        .map(|sent| sent.uri().to_string());
    uri.map_err(|error| error.message().unwrap_or_default().to_owned())
}

fn path(request: &Everything) -> Result<String, String> {
    uri(request).map(|uri| uri.split('?').next().unwrap_or_default().to_owned())
}

#[test]
fn order_is_fixed_parameters_then_the_callers() {
    let request = Everything {
        filter: Some("name eq '张三' & x".into()),
        tags: vec!["a b".into(), "c".into()],
        states: Some(vec![1, 2]),
        acl: Some(true),
        ..everything()
    };
    let uri = uri(&request).expect("a request");
    let (before, after) = uri.split_once("&random=").expect("a random number");
    let (random, after) = after.split_once('&').expect("more");
    assert_eq!(before, "http://h:1/p/v1/m('1')/a/b?Action=Do%20It&app=1400");
    assert!(random.parse::<u32>().is_ok());
    assert_eq!(
        after,
        "$filter=name%20eq%20%27%E5%BC%A0%E4%B8%89%27%20%26%20x&tag%5B%5D=a%20b&tag%5B%5D=c&state=1%2C2&acl"
    );
}

#[test]
fn a_flag_that_is_false_is_not_there() {
    let request = Everything {
        acl: Some(false),
        ..everything()
    };
    assert!(!uri(&request).expect("a request").contains("acl"));
}

#[test]
fn path_parameters_stay_in_their_place() {
    let with_id = |id: &str| {
        path(&Everything {
            id: id.into(),
            ..everything()
        })
    };
    assert_eq!(
        with_id("a/b?c#d%e'é"),
        Ok("http://h:1/p/v1/m('a%2Fb%3Fc%23d%25e%27%C3%A9')/a/b".into())
    );
    assert!(with_id("").is_err_and(|message| message.contains("`id` is empty")));
    let with_route = |route: &str| {
        path(&Everything {
            route: route.into(),
            ..everything()
        })
    };
    assert_eq!(
        with_route("/x y/z?/"),
        Ok("http://h:1/p/v1/m('1')/x%20y/z%3F/".into())
    );
    for escape in ["..", "../x", "a/../b", "a/.", "."] {
        assert!(with_route(escape).is_err(), "{escape}");
    }
    assert_eq!(
        with_route("%2e%2e/.x/..."),
        Ok("http://h:1/p/v1/m('1')/%252e%252e/.x/...".into())
    );
}

#[test]
fn headers_and_cookies_are_checked() {
    let core = builder().build().expect("a client");
    let prepare =
        |request: Everything| core.prepare(<Everything as rt::Operation>::DESCRIPTION, &request);
    let request = Everything {
        trace: Some("tr é".into()),
        session: Some("s=1".into()),
        ..everything()
    };
    let sent = prepare(request).expect("a request");
    assert_eq!(sent.headers()["x-trace"].as_bytes(), "tr é".as_bytes());
    assert_eq!(sent.headers()["cookie"], "session=s=1");
    assert_eq!(sent.headers()["accept"], "application/json");
    assert_eq!(sent.uri().host(), Some("prod.example.com"));
    for bad in ["a\r\nX-Evil: 1", "a\nb", "\0"] {
        let error = prepare(Everything {
            trace: Some(bad.into()),
            ..everything()
        })
        .expect_err("a bad header");
        assert_eq!(error.kind(), rt::ErrorKind::Build);
        assert!(!error.to_string().contains("Evil"));
    }
    for bad in ["a;b", "a b", "a\r\nb", "é", "a,b"] {
        assert!(
            prepare(Everything {
                session: Some(bad.into()),
                ..everything()
            })
            .is_err(),
            "{bad}"
        );
    }
}

operation!(Create {
    name: String = rt::Field::required("Name", "name", PLAIN),
    note: Option<String> = rt::Field::optional("Note", "note", PLAIN),
    parent: Option<i64> = rt::Field::required("Parent", "parent", PLAIN),
} -> (), rt::OperationDescription {
    name: "create",
    method: "POST",
    params: &[param(Location::BodyField), param(Location::BodyField), param(Location::BodyField)],
    fixed: &[rt::FixedParam { wire: "grant", location: Location::BodyField, source: rt::FixedSource::Constant("\"x\"") }],
    body: rt::BodyKind::Json,
    rules: &[rt::Rule::Requires(1, &[2])],
    ..BASE
});

#[test]
fn bodies_have_what_was_given() {
    let body = |request: &Create| {
        let sent = builder()
            .build()
            .expect("a client")
            .prepare(<Create as rt::Operation>::DESCRIPTION, request);
        let sent = sent.expect("a request");
        assert_eq!(sent.headers()["content-type"], "application/json");
        String::from_utf8_lossy(sent.body()).into_owned()
    };
    let request = Create {
        name: "n\"".into(),
        note: None,
        parent: None,
    };
    assert_eq!(
        body(&request),
        r#"{"grant":"x","Name":"n\"","Parent":null}"#
    );
    let request = Create {
        name: "n".into(),
        note: Some("t".into()),
        parent: Some(1),
    };
    assert_eq!(
        body(&request),
        r#"{"grant":"x","Name":"n","Note":"t","Parent":1}"#
    );
}

operation!(Plain {
    limit: Option<i64> = rt::Field::optional("limit", "limit", PLAIN),
} -> (), rt::OperationDescription {
    name: "plain",
    method: "POST",
    params: &[param(Location::BodyField)],
    body: rt::BodyKind::Json,
    ..BASE
});

operation!(Form {
    sql: String = rt::Field::required("sql", "sql", PLAIN),
    ids: Vec<i64> = rt::Field::optional("id", "ids", PLAIN),
} -> (), rt::OperationDescription {
    name: "form",
    method: "POST",
    params: &[param(Location::BodyField), param(Location::BodyField)],
    body: rt::BodyKind::Form,
    ..BASE
});

operation!(Whole {
    value: Option<rt::Json> = rt::Field::optional("value", "value", PLAIN),
} -> (), rt::OperationDescription {
    name: "whole",
    method: "PUT",
    params: &[param(Location::Body)],
    body: rt::BodyKind::Json,
    ..BASE
});

#[test]
fn every_kind_of_body() {
    let core = builder().build().expect("a client");
    let sent = |operation, request: &dyn rt::Record| {
        let sent = core.prepare(operation, request).expect("a request");
        let content_type = sent
            .headers()
            .get("content-type")
            .map(|value| value.to_str().unwrap_or_default().to_owned());
        (
            content_type,
            String::from_utf8_lossy(sent.body()).into_owned(),
        )
    };
    let json = Some("application/json".to_owned());
    let form = Some("application/x-www-form-urlencoded".to_owned());
    assert_eq!(
        sent(
            <Plain as rt::Operation>::DESCRIPTION,
            &Plain { limit: None }
        ),
        (json.clone(), "{}".into())
    );
    let request = Form {
        sql: "select 'é' + 1".into(),
        ids: vec![1, 2],
    };
    assert_eq!(
        sent(<Form as rt::Operation>::DESCRIPTION, &request),
        (form, "sql=select%20%27%C3%A9%27%20%2B%201&id=1&id=2".into())
    );
    let request = Whole {
        value: Some(serde_json::json!([1, {"a": null}])),
    };
    assert_eq!(
        sent(<Whole as rt::Operation>::DESCRIPTION, &request),
        (json, r#"[1,{"a":null}]"#.into())
    );
    assert_eq!(
        sent(
            <Whole as rt::Operation>::DESCRIPTION,
            &Whole { value: None }
        ),
        (None, String::new())
    );
}

operation!(Ruled {
    a: Option<i64> = rt::Field::optional("a", "a", PLAIN),
    b: Option<i64> = rt::Field::optional("b", "b", PLAIN),
    c: Option<i64> = rt::Field::optional("c", "c", PLAIN),
} -> (), rt::OperationDescription {
    name: "ruled",
    params: &[param(Location::Query), param(Location::Query), param(Location::Query)],
    ..BASE
});

#[test]
fn rules_hold_before_anything_is_sent() {
    use rt::Rule::{AtLeastOne, AtMostOne, ExactlyOne, Requires, Together};
    let cases: &[(rt::Rule, &[&str])] = &[
        (Requires(0, &[1, 2]), &["", "b", "c", "bc", "abc"]),
        (Together(&[0, 1]), &["", "c", "ab", "abc"]),
        (ExactlyOne(&[0, 1]), &["a", "b", "ac", "bc"]),
        (AtLeastOne(&[0, 1]), &["a", "b", "ab", "ac", "bc", "abc"]),
        (AtMostOne(&[0, 1]), &["", "a", "b", "c", "ac", "bc"]),
    ];
    let core = builder().build().expect("a client");
    for (rule, legal) in cases {
        let rules: &'static [rt::Rule] = Box::leak(Box::new([*rule]));
        let operation: &'static rt::OperationDescription =
            Box::leak(Box::new(rt::OperationDescription {
                rules,
                ..*<Ruled as rt::Operation>::DESCRIPTION
            }));
        for given in ["", "a", "b", "c", "ab", "ac", "bc", "abc"] {
            let set = |name: char| given.contains(name).then_some(1);
            let request = Ruled {
                a: set('a'),
                b: set('b'),
                c: set('c'),
            };
            let result = core.prepare(operation, &request);
            assert_eq!(
                result.is_ok(),
                legal.contains(&given),
                "{rule:?} with {given:?}: {result:?}"
            );
        }
    }
    let rules: &'static [rt::Rule] = &[Requires(0, &[1, 2])];
    let operation = Box::leak(Box::new(rt::OperationDescription {
        rules,
        ..*<Ruled as rt::Operation>::DESCRIPTION
    }));
    let error = core
        .prepare(
            operation,
            &Ruled {
                a: Some(1),
                b: Some(1),
                c: None,
            },
        )
        .expect_err("a broken rule");
    assert_eq!(error.to_string(), "demo ruled: not sent: `a` needs `c`");
}

#[test]
fn samples_are_compared_without_what_they_cannot_name() {
    let params = serde_json::json!({"model": "m", "id": 7, "route": "r", "tag": ["x"]});
    let (target, body) = testing::request_parts::<Everything>(&params).expect("a request");
    assert_eq!(target, "/v1/m('7')/r?Action=Do%20It&tag%5B%5D=x");
    assert_eq!(body, "");
    let (target, body) =
        testing::request_parts::<Plain>(&serde_json::json!({"limit": 1})).expect("a request");
    assert_eq!((target.as_str(), body.as_str()), ("/x", r#"{"limit":1}"#));
    let error = testing::request_parts::<Everything>(&serde_json::json!({}))
        .expect_err("missing parameters");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
}
