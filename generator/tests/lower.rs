//! What a spec means: what is filled in where it says nothing, and how several files become one API.

use std::fs;
use std::path::Path;
use std::time::Duration;

use specwright::model::{
    Api, Auth, BodyKind, ChoiceWire, Codec, CredentialKind, Expiry, FixedSource, Fresh, Location,
    PathPart, Policy, PollPolicy, Presence, RetryPolicy, Style, Type, TypeKind,
};
use specwright::{load, load_text};

const HEAD: &str = "\
specwright: 1
api: sample
source: {document: sample.txt}
servers: {default: \"https://{region}.example.com/v1/\"}
credentials: {token: secret}
auth: [{header: Authorization, value: \"Bearer {token}\"}]
";

#[track_caller]
fn api(body: &str) -> Api {
    let mut loaded = load_text("sample.yaml", format!("{HEAD}{body}"));
    let reports = loaded.diagnostics.render_human(&loaded.sources, false);
    assert_eq!(reports, "");
    loaded.apis.remove(0)
}

fn locations(api: &Api, operation: usize) -> Vec<(&str, Location)> {
    let params = api.operations[operation].params.iter();
    params
        .map(|param| (param.field.wire.as_str(), param.location))
        .collect()
}

#[test]
fn the_head_is_completed() {
    let api = api("operations: {get: {call: GET /}}");
    assert_eq!(
        (api.name.as_str(), api.title.as_str()),
        ("sample", "sample")
    );
    assert_eq!(api.servers[0].url, "https://{region}.example.com/v1");
    let variable = &api.variables[0];
    assert_eq!(
        (variable.name.as_str(), variable.env.as_str()),
        ("region", "SAMPLE_REGION")
    );
    assert_eq!(api.credentials[0].env, "SAMPLE_TOKEN");
    let operation = &api.operations[0];
    assert_eq!(
        operation.envelopes[0]
            .success
            .as_ref()
            .map(|it| it.status.clone()),
        Some(vec![(200, 299)])
    );
    assert_eq!(operation.returns.ty, Type::Unit);
    assert_eq!(operation.auth.len(), 1);
}

#[test]
fn parameters_go_where_the_method_says() {
    let api = api("
operations:
  list: {call: 'GET /{a}', params: {a: string, b: string, c: {type: string, in: header}}}
  create: {call: 'POST /{a}', params: {a: string, b: string, c: {type: string, in: query}}}
  search: {call: POST /, body: none, params: {b: string}}
  form: {call: POST /, body: form, params: {b: string}}
  all_in_query: {call: PUT /, params_in: query, params: {b: string}}
  delete: {call: DELETE /, params: {b: string}}
  touch: {call: POST /touch}
  empty: {call: POST /touch, body: json}
");
    use Location::{BodyField, Header, Path, Query};
    assert_eq!(
        locations(&api, 0),
        [("a", Path), ("b", Query), ("c", Header)]
    );
    assert_eq!(
        locations(&api, 1),
        [("a", Path), ("b", BodyField), ("c", Query)]
    );
    assert_eq!(locations(&api, 2), [("b", Query)]);
    assert_eq!(locations(&api, 3), [("b", BodyField)]);
    assert_eq!(locations(&api, 4), [("b", Query)]);
    assert_eq!(locations(&api, 5), [("b", Query)]);
    let bodies: Vec<BodyKind> = api
        .operations
        .iter()
        .map(|operation| operation.body)
        .collect();
    use BodyKind::{Form, Json, None};
    assert_eq!(bodies, [None, Json, None, Form, None, None, None, Json]);
    let safe: Vec<bool> = api
        .operations
        .iter()
        .map(|operation| operation.idempotent)
        .collect();
    assert_eq!(safe, [true, false, false, false, true, true, false, false]);
}

#[test]
fn paths_name_parameters_by_their_wire_name() {
    let api = api("
operations:
  get:
    call: GET /{name}('{recordId}')/{+rest}
    params: {model: {type: string, name: name}, rest: string, recordId: i64}
");
    let literal = |text: &str| PathPart::Literal(text.to_owned());
    let operation = &api.operations[0];
    let expected = [
        literal("/"),
        PathPart::Param(0),
        literal("('"),
        PathPart::Param(2),
        literal("')/"),
        PathPart::Greedy(1),
    ];
    assert_eq!(operation.path, expected);
    assert!(
        operation
            .params
            .iter()
            .all(|param| param.field.presence == Presence::Required)
    );
}

#[test]
fn common_parts_are_merged_and_can_be_left_out() {
    let api = api("
common:
  query: {format: json}
  headers: {X-Version: 2}
  params:
    random: {fresh: random_u32, in: query}
    app: {credential: token, in: header}
    lang: {type: string, in: query}
operations:
  with: {call: GET /, query: {action: with}, params: {id: string}}
  without: {call: GET /, common: false}
");
    let with = &api.operations[0];
    let fixed: Vec<_> = with
        .fixed
        .iter()
        .map(|param| (param.wire.as_str(), &param.source))
        .collect();
    let expected = [
        ("format", FixedSource::Constant("json".into())),
        ("X-Version", FixedSource::Constant(2.into())),
        ("random", FixedSource::Fresh(Fresh::RandomU32)),
        ("app", FixedSource::Credential("token".into())),
        ("action", FixedSource::Constant("with".into())),
    ];
    assert_eq!(
        fixed,
        expected
            .iter()
            .map(|(wire, source)| (*wire, source))
            .collect::<Vec<_>>()
    );
    let given: Vec<_> = with
        .params
        .iter()
        .map(|param| (param.field.key.as_str(), param.common))
        .collect();
    assert_eq!(given, [("lang", true), ("id", false)]);
    assert!(api.operations[1].fixed.is_empty() && api.operations[1].params.is_empty());
}

#[test]
fn absence_null_and_defaults_are_three_facts() {
    let api = api("
types:
  Order:
    fields:
      id: {type: string, required: true}
      tax: {type: f64, required: true, nullable: true}
      note: string
      shown: {type: string, nullable: apart}
      count: {type: u32, default: 1}
      lines: {type: list<string>, default: '[\"a\"]'}
      sum: {type: f64, wire: text, absent: ['', '-']}
operations:
  get: {call: GET /, returns: Order}
");
    let TypeKind::Struct(order) = &api.types[0].kind else {
        unreachable!("`Order` has fields");
    };
    let presence: Vec<_> = order
        .fields
        .iter()
        .map(|field| field.presence.clone())
        .collect();
    let expected = [
        Presence::Required,
        Presence::RequiredNullable,
        Presence::Optional,
        Presence::Apart,
        Presence::Defaulted(1.into()),
        Presence::Defaulted(serde_json::json!(["a"])),
        Presence::Optional,
    ];
    assert_eq!(presence, expected);
    let absent = Codec::Absent(vec!["".into(), "-".into()], Box::new(Codec::Text));
    assert_eq!(order.fields[6].value.codec, absent);
}

#[test]
fn the_spelling_of_an_alias_goes_where_the_alias_goes() {
    let api = api("
types:
  Day: {type: date, format: '%Y%m%d'}
  Days: {type: list<Day>}
  Ids: {type: list<i64>, wire: comma}
operations:
  get: {call: GET /, params: {days: Days, ids: Ids, day: Day}, returns: 'map<Day?>'}
");
    let day = Codec::Pattern("%Y%m%d".into());
    let operation = &api.operations[0];
    let codecs: Vec<_> = operation
        .params
        .iter()
        .map(|param| &param.field.value.codec)
        .collect();
    assert_eq!(codecs, [&day, &Codec::Joined(","), &day]);
    assert_eq!(operation.returns.codec, day);
}

#[test]
fn values_of_enums_are_texts_or_integers() {
    let api = api("
types:
  Color: {enum: {red: '', light-blue: {text: sky, name: Sky}}}
  State: {closed: true, enum: {1: {name: Open}, -2: {name: Closed}}}
operations:
  get: {call: GET /, params: {state: State, flag: {type: bool, style: flag}}, returns: Color}
");
    let values = |index: usize| match &api.types[index].kind {
        TypeKind::Choice(choice) => choice.values.clone(),
        _ => Vec::new(),
    };
    let wires: Vec<_> = values(0)
        .into_iter()
        .map(|value| (value.wire, value.name))
        .collect();
    let text = |wire: &str, name: &str| (ChoiceWire::Text(wire.into()), name.to_owned());
    assert_eq!(wires, [text("red", "red"), text("light-blue", "Sky")]);
    let wires: Vec<_> = values(1).into_iter().map(|value| value.wire).collect();
    assert_eq!(wires, [ChoiceWire::Integer(1), ChoiceWire::Integer(-2)]);
    assert_eq!(api.operations[0].params[1].style, Style::Flag);
}

#[test]
fn a_section_is_one_of_the_documents() {
    let api = api("
operations:
  here: {call: GET /a, source: Section 1}
  there: {call: GET /b, source: {document: other.txt, section: '2', basis: guessed}}
  nowhere: {call: GET /c}
");
    let sources: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.source.document.as_deref())
        .collect();
    assert_eq!(sources, [Some("sample.txt"), Some("other.txt"), None]);
}

#[test]
fn an_operations_policy_goes_over_the_apis_key_by_key() {
    let api = api("\
retry: {max_attempts: 5, base_delay: 500ms}
poll: {interval: 2s}
timeout: 10s
limits: {all: {calls: 10, per: 1s}, few: {calls: 2, per: 1m, scope: operation}}
allow: {idle_poll: all}
operations:
  usual: {call: GET /}
  own:
    call: GET /own
    server: default
    retry: {base_delay: 1s, max_delay: 1m}
    poll: {max_wait: 0s}
    deadline: 1h
    limits: {few: 2}
  free: {call: GET /free, limits: []}
");
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let usual = Policy {
        retry: RetryPolicy {
            max_attempts: Some(5),
            base_delay: Some(Duration::from_millis(500)),
            max_delay: None,
        },
        poll: PollPolicy {
            interval: seconds(2),
            max_wait: None,
        },
        timeout: seconds(10),
        ..Policy::default()
    };
    assert_eq!(api.policy, usual);
    let all = vec![("all".to_owned(), 1), ("few".to_owned(), 1)];
    let (first, own, free) = (&api.operations[0], &api.operations[1], &api.operations[2]);
    let limited = Policy {
        limits: all,
        ..usual.clone()
    };
    assert_eq!(first.policy, limited);
    assert_eq!(free.policy, usual);
    let expected = Policy {
        server: Some("default".to_owned()),
        tokens: Vec::new(),
        limits: vec![("few".to_owned(), 2)],
        retry: RetryPolicy {
            max_attempts: Some(5),
            base_delay: seconds(1),
            max_delay: seconds(60),
        },
        poll: PollPolicy {
            interval: seconds(2),
            max_wait: seconds(0),
        },
        timeout: seconds(10),
        deadline: seconds(3600),
    };
    assert_eq!(own.policy, expected);
}

#[test]
fn tokens_are_credentials_that_operations_need() {
    let api = api("\
tokens:
  app: {operation: buy_app, value: text, expires: {at: until}}
  user: {operation: buy_user, value: text, expires: {in: lasts, unit: m}, env: USER_PASS}
types:
  Bought: {fields: {text: secret, until: Moment, lasts: string}}
  Moment: {type: timestamp, format: epoch_millis}
operations:
  buy_app: {call: POST /app, returns: Bought}
  buy_user: {call: POST /user, params: {by: {credential: app}}, auth: [], returns: Bought}
  read:
    call: GET /
    auth:
      - any_of:
          user: [{query: token, value: \"{user}\"}]
          nobody: []
");
    let credentials: Vec<_> = api
        .credentials
        .iter()
        .map(|one| (one.name.as_str(), one.kind, one.env.as_str(), one.is_token))
        .collect();
    let secret = CredentialKind::Secret;
    let expected = [
        ("token", secret, "SAMPLE_TOKEN", false),
        ("app", secret, "SAMPLE_APP", true),
        ("user", secret, "USER_PASS", true),
    ];
    assert_eq!(credentials, expected);
    let expiries: Vec<_> = api
        .tokens
        .iter()
        .map(|token| token.expiry.clone())
        .collect();
    let expected = [
        Expiry::At("until".to_owned(), Some(Codec::EpochMillis)),
        Expiry::In("lasts".to_owned(), Duration::from_secs(60)),
    ];
    assert_eq!(expiries, expected);
    let needed: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.policy.tokens.join(" "))
        .collect();
    assert_eq!(needed, ["", "app", "user"]);
    let way = Auth::Query {
        name: "token".to_owned(),
        value: "{user}".to_owned(),
    };
    let choices = [("user", vec![way]), ("nobody", vec![])];
    let choices = choices.map(|(name, ways)| (name.to_owned(), ways));
    assert_eq!(api.operations[2].auth, [Auth::AnyOf(choices.to_vec())]);
}

#[test]
fn several_files_are_one_api() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("several_files");
    // What a run that failed has left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    let write =
        |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file of the test");
    write("a_types.yaml", "types: {Order: {fields: {id: string}}}\n");
    write(
        "b_main.yaml",
        &format!("{HEAD}operations: {{get: {{call: GET /, returns: Order}}}}\n"),
    );
    let loaded = load(&[&folder]);
    assert_eq!(loaded.diagnostics.render_human(&loaded.sources, false), "");
    assert_eq!(loaded.apis[0].types.len(), 1);

    write("c_more.yaml", "types: {Order: {fields: {}}}\nauth: []\n");
    let loaded = load(&[&folder]);
    let said: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|problem| problem.message())
        .collect();
    let expected = [
        "`Order` stands in another file of this spec too",
        "`auth` stands in another file of this spec too",
    ];
    assert_eq!(said, expected);
    assert!(loaded.apis.is_empty());
    fs::remove_dir_all(&folder).expect("the folder of the test");
}
