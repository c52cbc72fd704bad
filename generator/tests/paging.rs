//! What `paginate`, `stream` and bodies mean: what is filled in, and where paths lead.

use std::time::Duration;

use specwright::load_text;
use specwright::model::{
    Api, BodyKind, Location, PagePlace, PageStep, Paging, Stream, Type, Unreached,
};

const HEAD: &str = "\
specwright: 1
api: sample
servers: {default: \"https://sample.example\"}
types:
  Item: {fields: {id: i64}}
  Odata:
    generic: [T]
    fields:
      value: list<T>
      \"@odata.nextLink\": string
      meta: {type: Meta, nullable: true}
      self: Odata<T>
  Meta: {fields: {\"a.b\": {type: Deep}, a: Deep, free: map<string>}}
  Deep: {fields: {c: i64}}
";

#[track_caller]
fn api(operation: &str) -> Api {
    let loaded = load_text(
        "sample.yaml",
        format!("{HEAD}operations:\n  get:\n{operation}"),
    );
    let reports = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{reports}");
    loaded.apis.into_iter().next().expect("an API")
}

#[track_caller]
fn paging(paginate: &str) -> Paging {
    let params = "{offset: u64, page: u32, size: u32, after: string, from: date, to: date}";
    let api = api(&format!(
        "    call: GET /\n    params: {params}\n    returns: Odata<Item>\n    paginate: {paginate}\n"
    ));
    api.operations[0].paging.clone().expect("pages")
}

#[test]
fn what_is_left_out_is_filled_in() {
    let found = paging("{page: page, items: value}");
    let step = PageStep::Page {
        param: 1,
        first: 1,
        pages: None,
    };
    let expected = Paging {
        step,
        items: "value".into(),
        total: None,
        more: None,
        size: None,
        default_size: None,
        short_ends: false,
        doc: None,
    };
    assert_eq!(found, expected);
}

#[test]
fn places_are_told_by_their_keys() {
    let places = [
        (
            "meta.free.next",
            PagePlace::Payload("meta.free.next".into()),
        ),
        ("{body: x.next}", PagePlace::Body("x.next".into())),
        ("{header: X-Next}", PagePlace::Header("X-Next".into())),
        ("{rel: next}", PagePlace::Link("next".into())),
    ];
    for (written, next) in places {
        let found = paging(&format!(
            "{{cursor: {{param: after, next: {written}}}, items: value}}"
        ));
        assert_eq!(found.step, PageStep::Cursor { param: 3, next }, "{written}");
    }
}

#[test]
fn windows_have_a_length() {
    let found = paging("{window: {from: from, to: to, span: 90m}, items: value}");
    let span = Duration::from_secs(5400);
    assert_eq!(
        found.step,
        PageStep::Window {
            from: 4,
            to: 5,
            span
        }
    );
}

#[test]
fn paths_lead_through_nulls_arguments_and_names_with_dots() {
    let api = api("    call: GET /\n    returns: Odata<Item>\n");
    let start = &api.operations[0].returns.ty;
    let end = |path: &str| {
        let reached = api.reach(start, path)?;
        Ok((api.bare(&reached.ty).clone(), reached.hops.len()))
    };
    let item = api.types.iter().position(|def| def.name == "Item");
    let item = Type::Named(
        specwright::model::TypeId(item.expect("it is there")),
        vec![],
    );
    let list = Type::List(Box::new(item));
    assert_eq!(end("value"), Ok((list.clone(), 1)));
    assert_eq!(end("self.self.value"), Ok((list, 3)));
    assert_eq!(end("@odata.nextLink"), Ok((Type::String, 1)));
    assert_eq!(end("meta.a.b.c"), Ok((Type::I64, 3)));
    assert_eq!(end("meta.a.c"), Ok((Type::I64, 3)));
    assert_eq!(end("").map(|(_, hops)| hops), Ok(0));
    let lost = |path: &str| match end(path) {
        Err(Unreached::NoMember { name, .. } | Unreached::NoMembers { name, .. }) => name,
        Err(Unreached::Endless { .. }) | Ok(_) => String::new(),
    };
    assert_eq!(lost("meta.b"), "b");
    assert_eq!(lost("value.id"), "id");
    assert_eq!(lost("meta.free.next"), "next");
    assert_eq!(lost("@odata"), "@odata");
}

#[test]
fn types_that_grow_with_each_step_come_to_an_end() {
    let types = "{P: {generic: [A, B], fields: {a: A, b: B}}, G: {generic: [T], fields: {n: \"G<P<T, T>>\", list: list<T>}}}";
    let path = ["n"; 60].join(".");
    let spec = format!(
        "specwright: 1\napi: sample\nservers: {{default: \"https://sample.example\"}}\ntypes: {types}\n\
         operations: {{get: {{call: GET /, paginate: {{link: {{rel: next}}, items: {path}.list}}, returns: G<string>}}}}\n"
    );
    let loaded = load_text("sample.yaml", spec);
    assert!(loaded.diagnostics.has_errors());
}

#[test]
fn streams_have_items_and_heads() {
    let of = |rest: &str| {
        let api = api(&format!("    call: GET /\n{rest}"));
        let op = &api.operations[0];
        (
            op.stream.clone(),
            op.returns.ty.clone(),
            op.returned().count(),
        )
    };
    let none = Stream::Lines { head: None };
    let lines = of("    stream: lines\n    returns: any\n");
    assert_eq!(lines, (Some(none), Type::Any, 1));
    let end = Some("[DONE]".to_owned());
    let events = of("    stream: {events: {end: \"[DONE]\"}}\n    returns: any\n");
    assert_eq!(events, (Some(Stream::Events { end }), Type::Any, 1));
    let bytes = of("    stream: bytes\n");
    assert_eq!(bytes, (Some(Stream::Bytes), Type::Bytes, 1));
    // What its answers are called does not matter, as nobody reads them.
    assert_eq!(of("    stream: bytes\n    formats: [text]\n"), bytes);
    let head = of(
        "    stream: {lines: {head: Deep}}\n    returns: any\n    envelope: [{when: {has: a}, success: always}]\n",
    );
    assert_eq!(head.2, 2);
}

#[test]
fn parameters_of_a_text_are_the_body() {
    let of = |body: &str, ty: &str| {
        let api = api(&format!(
            "    call: POST /\n    body: {body}\n    params: {{x: {ty}, y: {{type: string, in: query}}}}\n"
        ));
        let op = &api.operations[0];
        (op.body, op.params[0].location, op.params[1].location)
    };
    let query = Location::Query;
    assert_eq!(
        of("text", "string"),
        (BodyKind::Text, Location::Body, query)
    );
    assert_eq!(
        of("bytes", "file"),
        (BodyKind::Bytes, Location::Body, query)
    );
    let part = (BodyKind::Multipart, Location::BodyField, query);
    assert_eq!(of("multipart", "list<file>"), part);
}
