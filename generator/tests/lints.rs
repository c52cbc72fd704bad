//! Lints: the specs of this repository have none, and `allow` takes them back one by one.

use specwright::{Code, Loaded, Severity, lint, lint_text, load_text};

const HEAD: &str = "specwright: 1\napi: shop\nservers: {main: \"https://api.example.com\"}\n";

#[test]
fn our_specs_have_no_lints() {
    let loaded = lint(&["../specs", "../examples/specs"]);
    assert!(loaded.apis.len() >= 8, "{}", loaded.apis.len());
    assert!(loaded.diagnostics.is_empty(), "{}", report(&loaded));
}

/// Words and subjects of the lints of a spec.
#[track_caller]
fn lints(rest: &str) -> Vec<String> {
    let loaded = lint_text("shop.yaml", format!("{HEAD}{rest}"));
    assert!(!loaded.diagnostics.has_errors(), "{}", report(&loaded));
    let said = |one: &specwright::Diagnostic| {
        let (word, subject) = one.code().lint().zip(one.subject())?;
        Some(format!("{word} {subject}"))
    };
    loaded.diagnostics.iter().filter_map(said).collect()
}

fn report(loaded: &Loaded) -> String {
    loaded.diagnostics.render_human(&loaded.sources, false)
}

const ALLOWED: &str = "allow: {undocumented_operation: all, operation_without_sample: all}\n";

#[test]
fn builds_see_warnings_and_no_hints() {
    let text =
        format!("{HEAD}types: {{Lost: {{fields: {{}}}}}}\noperations: {{a: {{call: GET /}}}}\n");
    let loaded = load_text("shop.yaml", text);
    let codes: Vec<Code> = loaded.diagnostics.iter().map(|one| one.code()).collect();
    assert_eq!(codes, [Code::UnusedType]);
    assert_eq!(codes[0].severity(), Severity::Warning);
    assert_eq!(loaded.apis.len(), 1);
}

#[test]
fn hints_wait_until_nothing_is_wrong() {
    let loaded = lint_text(
        "shop.yaml",
        format!("{HEAD}operations: {{a: {{call: GET /, returns: Lost}}}}\n"),
    );
    let codes: Vec<Code> = loaded.diagnostics.iter().map(|one| one.code()).collect();
    assert_eq!(codes, [Code::UnknownType]);
}

#[test]
fn subjects_are_allowed_in_each_form() {
    let spec = "operations: {a: {call: GET /a}, b: {call: GET /b}, all: {call: GET /all}}\n";
    let with = |form: &str| {
        let allow =
            format!("allow: {{operation_without_sample: all, undocumented_operation: {form}}}\n");
        lints(&format!("{spec}{allow}"))
    };
    assert_eq!(
        with("a"),
        ["undocumented_operation b", "undocumented_operation all"]
    );
    assert_eq!(with("[a, b]"), ["undocumented_operation all"]);
    assert_eq!(
        with("{b: why}"),
        ["undocumented_operation a", "undocumented_operation all"]
    );
    assert!(with("all").is_empty());
    assert!(with("{all: why}").is_empty());
}

#[test]
fn what_allows_nothing_is_a_lint() {
    let spec = "operations: {a: {call: GET /a, text: A.}}\n";
    let with = |allow: &str| {
        lints(&format!(
            "{spec}allow: {{operation_without_sample: all, {allow}}}\n"
        ))
    };
    for useless in ["a", "all", "[a]", "[]", "{}", "{a: why}"] {
        let found = with(&format!("undocumented_operation: {useless}"));
        assert_eq!(found, ["useless_allow undocumented_operation"], "{useless}");
    }
    assert_eq!(with("unused_type: A, useless_allow: all"), [""; 0]);
    // Shared by specs of which some have no case of it.
    assert_eq!(with("useless_allow: all"), [""; 0]);
    assert_eq!(with("useless_allow: [useless_allow]"), [""; 0]);
    let own = "useless_allow useless_allow";
    assert_eq!(with("useless_allow: unused_type"), [own]);
}

#[test]
fn what_is_wrong_with_an_entry_is_told() {
    let spec = "operations: {a: {call: GET /a}, all: {call: GET /b, text: B.}}\n";
    for (entry, message, help) in [
        ("b", "`b` is no case of", "remove it, so that"),
        ("[a, a]", "`a` is allowed twice", "remove one of the two"),
        (
            "[all, all]",
            "`all` is allowed twice",
            "remove one of the two",
        ),
        ("[all, a]", "every case of", "remove `all`, or the names"),
        ("[a, all]", "every case of", "remove `all`, or the names"),
        (
            "[]",
            "is allowed for nothing",
            "name what it is allowed for",
        ),
    ] {
        let allow =
            format!("allow: {{operation_without_sample: all, undocumented_operation: {entry}}}\n");
        let loaded = lint_text("shop.yaml", format!("{HEAD}{spec}{allow}"));
        let of_allow = |one: &&specwright::Diagnostic| one.code() == Code::UselessAllow;
        assert_eq!(loaded.diagnostics.iter().filter(of_allow).count(), 1);
        let report = report(&loaded);
        assert!(
            report.contains(message) && report.contains(help),
            "{report}"
        );
    }
}

#[test]
fn a_misspelt_subject_is_told() {
    let spec = "operations: {get_order: {call: GET /a}}\nallow: {operation_without_sample: all, undocumented_operation: get_ordr}\n";
    let loaded = lint_text("shop.yaml", format!("{HEAD}{spec}"));
    assert!(
        report(&loaded).contains("did you mean `get_order`?"),
        "{}",
        report(&loaded)
    );
}

#[test]
fn secrets_are_told_in_parameters_credentials_and_fields() {
    let spec = r#"
credentials: {api_key: string}
auth: [{header: K, value: "{api_key}"}]
common: {params: {X-Auth-Token: {in: header, type: string}}}
types:
  Hidden: {type: secret}
  Shown: {type: string}
  Session: {fields: {access_token: Shown, refresh_token: Hidden, nextToken: string}}
operations:
  log_in: {call: POST /, params: {password: string, code: secret}, returns: Session}
"#;
    let expected = [
        "plain_secret common.X-Auth-Token",
        "plain_secret log_in.password",
        "plain_secret api_key",
        "plain_secret Session.access_token",
    ];
    assert_eq!(lints(&format!("{ALLOWED}{spec}")), expected);
}

/// Whether a sample shows more than the type that its operation returns.
#[track_caller]
fn shows_more(returns: &str, body: &str) -> bool {
    let types = r#"
allow: {undocumented_operation: all, unused_type: all}
envelope: [{success: {equals: {code: 0}}, code: code, message: msg, payload: data}]
types:
  Item: {fields: {sku: string}}
  Box: {generic: [T], fields: {of: list<T>, note: string}}
  Open: {fields: {id: i64}, extra: Item}
  Pet: {one_of: {Cat: Item, Dog: Open}, tag: kind}
"#;
    let operation = format!("operations:\n  get:\n    call: GET /\n{returns}");
    let samples = format!("    samples: {{one: {{response: {{body: '{body}'}}}}}}\n");
    let text = format!("{HEAD}{types}{operation}{samples}");
    let loaded = lint_text("shop.yaml", text);
    assert!(!loaded.diagnostics.has_errors(), "{}", report(&loaded));
    let mut lints = loaded.diagnostics.iter();
    lints.any(|one| one.code() == Code::SampleWithoutType && one.subject() == Some("get.one"))
}

#[test]
fn members_of_samples_are_compared_with_fields() {
    for (returns, body, expected) in [
        (
            "Item",
            r#"{"code": 0, "msg": "", "data": {"sku": "a"}}"#,
            false,
        ),
        (
            "Item",
            r#"{"code": 0, "data": {"sku": "a", "price": 1}}"#,
            true,
        ),
        (
            "list<Item>",
            r#"{"code": 0, "data": [{"sku": "a"}, {"price": 1}]}"#,
            true,
        ),
        (
            "Box<Item>",
            r#"{"code": 0, "data": {"of": [{"sku": "a"}], "note": ""}}"#,
            false,
        ),
        (
            "Box<Item>",
            r#"{"code": 0, "data": {"of": [{"skuu": "a"}]}}"#,
            true,
        ),
        (
            "Open",
            r#"{"code": 0, "data": {"id": 1, "x": {"sku": "a"}}}"#,
            false,
        ),
        (
            "Open",
            r#"{"code": 0, "data": {"id": 1, "x": {"y": "a"}}}"#,
            true,
        ),
        (
            "Pet",
            r#"{"code": 0, "data": {"kind": "Cat", "sku": "a"}}"#,
            false,
        ),
        (
            "Pet",
            r#"{"code": 0, "data": {"kind": "Cat", "id": 1}}"#,
            true,
        ),
        ("any", r#"{"code": 0, "data": {"x": 1}}"#, false),
        (
            "map<Item>",
            r#"{"code": 0, "data": {"x": {"sku": "a"}}}"#,
            false,
        ),
        (
            "map<Item>",
            r#"{"code": 0, "data": {"x": {"y": "a"}}}"#,
            true,
        ),
        // An error has no payload.
        ("Item", r#"{"code": 7, "data": {"x": 1}}"#, false),
        ("", r#"{"code": 0, "msg": "ok", "data": null}"#, false),
        ("", r#"{"code": 0, "msg": "ok", "data": {}}"#, false),
        ("", r#"{"code": 0, "msg": "ok", "data": {"x": 1}}"#, true),
    ] {
        let key = match returns {
            "" => String::new(),
            returns => format!("    returns: {returns}\n"),
        };
        assert_eq!(shows_more(&key, body), expected, "{returns}: {body}");
    }
}
