//! Plans as data: names, types and boxes before any text exists.

use super::{Api, Expect, From, Operation, SampleBody, Struct, Turn, Ty, TypeItem, Union, plan};
use crate::load::load_text;

const HEAD: &str =
    "specwright: 1\napi: sample\ntitle: Sample\nservers: {default: \"https://sample.example\"}\n";

fn planned(rest: &str) -> Api {
    let operations = if rest.contains("operations:") {
        ""
    } else {
        "operations: {}\n"
    };
    let loaded = load_text("sample.yaml", format!("{HEAD}{rest}\n{operations}"));
    let refused = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(loaded.apis.len() == 1, "{refused}");
    plan(&loaded.apis[0])
}

fn structs(api: &Api) -> Vec<&Struct> {
    let only = api.types.iter().filter_map(|item| match item {
        TypeItem::Struct(item) => Some(item),
        _ => None,
    });
    only.collect()
}

fn unions(api: &Api) -> Vec<&Union> {
    let only = api.types.iter().filter_map(|item| match item {
        TypeItem::Union(item) => Some(item),
        _ => None,
    });
    only.collect()
}

fn setters(op: &Operation) -> Vec<(&str, &[usize])> {
    op.setters
        .iter()
        .map(|setter| (setter.ident.as_str(), setter.fields.as_slice()))
        .collect()
}

#[test]
fn presence_decides_the_type_of_a_field() {
    let api = planned(
        "types: {A: {fields: {a: {type: i64, required: true}, b: {type: i64, required: true, nullable: true}, c: i64, \
         d: {type: i64, nullable: apart}, e: {type: i64, default: 1}}}}",
    );
    let fields = &structs(&api)[0].fields;
    let int = || Box::new(Ty::I64);
    let types: Vec<&Ty> = fields.iter().map(|field| &field.ty).collect();
    assert_eq!(
        types,
        [
            &Ty::I64,
            &Ty::Option(int()),
            &Ty::Option(int()),
            &Ty::Presence(int()),
            &Ty::I64
        ]
    );
    let required: Vec<bool> = fields.iter().map(|field| field.required).collect();
    assert_eq!(required, [true, true, false, false, false]);
    assert_eq!(fields[4].default.as_deref(), Some("1"));
}

#[test]
fn what_holds_itself_in_place_is_boxed() {
    let api = planned(
        "types: {A: {fields: {b: B, list: list<A>, c: C}}, B: {fields: {a: Alias}}, C: {fields: {}}, Alias: {type: A}}",
    );
    let named = |ident: &str| Ty::Named {
        ident: ident.into(),
        args: vec![],
        from: From::Nothing,
    };
    let [a, b, ..] = structs(&api)[..] else {
        unreachable!("two structs")
    };
    assert_eq!(
        a.fields[0].ty,
        Ty::Option(Box::new(Ty::Boxed(Box::new(named("B")))))
    );
    assert_eq!(
        a.fields[1].ty,
        Ty::Option(Box::new(Ty::List(Box::new(named("A")))))
    );
    assert_eq!(a.fields[2].ty, Ty::Option(Box::new(named("C"))));
    assert_eq!(
        b.fields[0].ty,
        Ty::Option(Box::new(Ty::Boxed(Box::new(named("A")))))
    );
}

#[test]
fn large_or_recursive_content_of_a_one_of_is_boxed() {
    let fields: String = ('a'..='h')
        .map(|name| format!("{name}: string, "))
        .collect();
    let api = planned(&format!(
        "types: {{L: {{fields: {{{fields}}}}}, S: {{fields: {{a: string}}}}, U: {{one_of: {{S: S, L: L, U: U}}}}}}"
    ));
    let boxed: Vec<bool> = unions(&api)[0]
        .variants
        .iter()
        .map(|variant| matches!(variant.ty, Ty::Boxed(_)))
        .collect();
    assert_eq!(boxed, [false, true, true]);
}

#[test]
fn extra_members_get_a_name_that_is_free() {
    let api = planned("types: {A: {fields: {extra: string}, extra: any}}");
    assert_eq!(
        structs(&api)[0]
            .extra
            .as_ref()
            .map(|extra| extra.ident.as_str()),
        Some("extra_")
    );
}

#[test]
fn required_parameters_are_arguments_and_others_setters() {
    let api = planned(
        "operations: {call: {call: 'GET /{id}', params: {id: {type: i64, required: true}, send: string, \
         limit: {type: i64, default: 10}}}}",
    );
    let op = &api.operations[0];
    assert_eq!(
        (op.method.as_str(), op.request.ident.as_str()),
        ("call_", "Call")
    );
    assert_eq!(op.request.constructor.as_deref(), Some(&[0][..]));
    assert_eq!(setters(op), [("send_", &[1][..]), ("limit", &[2])]);
    assert_eq!(
        op.request.fields[2].ty,
        Ty::Option(Box::new(Ty::I64)),
        "a default of the server is documentation"
    );
}

#[test]
fn a_joint_setter_replaces_those_that_make_no_sense_alone() {
    let api = planned(
        "operations: {get: {call: GET /, params: {a: string, b: string, c: string, d: string, e: string}, rules: [\
         {when: b, requires: [a], setter: ab}, {together: [d, c], setter: cd}, {when: e, requires: [a]}]}}",
    );
    let expected: [(&str, &[usize]); 4] =
        [("ab", &[0, 1]), ("a", &[0]), ("cd", &[2, 3]), ("e", &[4])];
    assert_eq!(setters(&api.operations[0]), expected);
}

#[test]
fn lists_that_operations_share_are_kept_once() {
    let api = planned(
        "credentials: {token: secret}\nauth: [{header: A, value: '{token}'}]\n\
         operations: {a: {call: GET /a}, b: {call: GET /b}, c: {call: GET /c, auth: []}}",
    );
    let auth: Vec<Option<usize>> = api.operations.iter().map(|op| op.auth).collect();
    assert_eq!(auth, [Some(0), Some(0), None]);
    assert_eq!((api.auth.len(), api.envelopes.len()), (1, 1));
}

#[test]
fn rows_of_success_have_no_variant() {
    let api = planned(
        "envelope: [{success: {equals: {code: 0}}, code: code}]\n\
         errors: {0: {name: Fine, class: success, text: x}, 10..19: {name: Unknown, class: server, text: x}}",
    );
    assert!(api.errors[0].variant.is_none());
    let variant = api.errors[1]
        .variant
        .as_ref()
        .map(|variant| (variant.ident.as_str(), variant.range));
    assert_eq!(variant, Some(("Unknown_", true)));
}

#[test]
fn samples_are_tests_of_their_own_names() {
    let api = planned(
        "operations: {a: {call: POST /a, params: {x: i64}, samples: {b_c: {request: {params: {x: 1}, body: '{ \"x\":1}'}}}}, \
         a_b: {call: GET /ab, samples: {c: {response: {body: '{', faulty: cut off}}}}}",
    );
    let samples: Vec<_> = api.operations.iter().flat_map(|op| &op.samples).collect();
    let names: Vec<&str> = samples.iter().map(|sample| sample.test.as_str()).collect();
    assert_eq!(names, ["a_b_c", "a_b_c_again"]);
    let body = samples[0]
        .request
        .as_ref()
        .and_then(|request| request.body.as_ref());
    assert!(matches!(body, Some(SampleBody::Json(text)) if text == "{\"x\":1}"));
    let expect = samples[1]
        .response
        .as_ref()
        .map(|response| &response.expect);
    assert!(matches!(expect, Some(Expect::Fault)));
}

#[test]
fn the_way_to_the_items_leads_out_of_options_and_boxes() {
    let api = planned(
        "types: {Page: {generic: [T], fields: {inner: {type: Page<T>}, rows: {type: T, nullable: apart}, one: {type: T, required: true}}}}\n\
         operations: {a: {call: GET /a, paginate: {link: {rel: next}, items: inner.rows}, returns: Page<list<i64>>}, \
         b: {call: GET /b, paginate: {link: {rel: next}, items: one}, returns: Page<list<i64>?>}}",
    );
    let paging: Vec<_> = api.operations.iter().flat_map(|op| &op.paging).collect();
    let field = |name: &str| Turn::Field(name.to_owned());
    let way = [
        field("inner"),
        Turn::Option,
        Turn::Boxed,
        field("rows"),
        Turn::Presence,
    ];
    assert_eq!(paging[0].way, way);
    assert_eq!(paging[1].way, [field("one"), Turn::Option]);
    assert!(paging.iter().all(|paging| paging.item == Ty::I64));
}
