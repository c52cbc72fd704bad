//! Whatever is made up is read as what the spec promises: for every operation of every spec here, and for a spec that has
//! what those have not.

use bytes::BytesMut;
use serde_json::{Map, Value as Json, json};
use specwright::model::{Api, Format};

use super::{Answer, Basis, answer, proof};
use crate::seam::{Call, Served};
use crate::state::{Clock, Limits, Options, Purse, State, Tokens, Windows};

/// What the specs of services leave out.
const CORNERS: &str = include_str!("corners.yaml");

struct World {
    served: Served,
    state: State,
}

fn world(api: &Api, seed: u64) -> World {
    let clock = Clock::standing("2024-05-01T00:00:00Z".parse().expect("a time"));
    let tokens = std::sync::Arc::new(Tokens::new(clock.clone(), seed));
    World {
        served: Served::new(api, Purse::new(api, &[], std::sync::Arc::clone(&tokens))),
        state: State {
            options: Options {
                seed,
                ..Options::default()
            },
            clock,
            tokens,
            limits: Limits::default(),
            windows: Windows::default(),
        },
    }
}

fn specs() -> Vec<Api> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let loaded = specwright::load(&[root.join("specs"), root.join("examples/specs")]);
    assert!(
        !loaded.diagnostics.has_errors(),
        "{}",
        loaded.diagnostics.render_human(&loaded.sources, false)
    );
    loaded.apis
}

fn corners() -> Api {
    let loaded = specwright::load_text("corners.yaml", CORNERS);
    assert!(
        !loaded.diagnostics.has_errors(),
        "{}",
        loaded.diagnostics.render_human(&loaded.sources, false)
    );
    loaded.apis.into_iter().next().expect("an API")
}

fn ask(
    world: &World,
    operation: usize,
    values: Json,
    format: Format,
    status: Option<u16>,
) -> Answer {
    let values = values.as_object().cloned().unwrap_or_default();
    let call = Call {
        operation,
        values,
        credentials: Vec::new(),
        format,
        is_head: false,
        notes: Vec::new(),
    };
    let basis = Basis {
        served: &world.served,
        state: &world.state,
        url: "http://127.0.0.1:1/x?a=1",
        status,
    };
    answer(basis, &call)
}

fn text(answer: &Answer) -> String {
    let mut body = BytesMut::new();
    answer
        .pieces
        .iter()
        .for_each(|piece| body.extend_from_slice(piece));
    String::from_utf8_lossy(&body).into_owned()
}

#[test]
fn every_answer_is_read_as_what_its_spec_promises() {
    for api in specs().iter().chain([&corners()]) {
        for seed in 0..8 {
            let world = world(api, seed);
            for (index, op) in api.operations.iter().enumerate() {
                for format in &op.formats {
                    let made = ask(&world, index, json!({}), *format, None);
                    assert!(
                        proof::is_read(&world.served, index, &made),
                        "{}.{} {format:?} seed {seed}: {} {}",
                        api.name,
                        op.name,
                        made.status,
                        text(&made).chars().take(2000).collect::<String>()
                    );
                }
            }
        }
    }
}

#[test]
fn the_same_request_has_the_same_answer() {
    for api in specs() {
        let (one, other) = (world(&api, 3), world(&api, 3));
        for index in 0..api.operations.len() {
            let make = |world: &World| text(&ask(world, index, json!({}), Format::Json, None));
            assert_eq!(make(&one), make(&other), "{}", api.operations[index].name);
        }
    }
}

#[test]
fn who_asks_for_a_number_gets_it() {
    let api = corners();
    let world = world(&api, 0);
    let get = index(&api, "get_thing");
    let made: Json = serde_json::from_str(&text(&ask(
        &world,
        get,
        json!({"thing_id": 7}),
        Format::Json,
        None,
    )))
    .expect("JSON");
    assert_eq!(made["id"], 7);
    let create = index(&api, "create_thing");
    let made = ask(
        &world,
        create,
        json!({"name": "Ada", "kind": "big", "made": "2024-02-03"}),
        Format::Json,
        None,
    );
    let made: Json = serde_json::from_str(&text(&made)).expect("JSON");
    assert_eq!(
        (&made["name"], &made["kind"], &made["made"]),
        (&json!("Ada"), &json!("big"), &json!("20240203"))
    );
}

fn index(api: &Api, name: &str) -> usize {
    api.operations
        .iter()
        .position(|op| op.name == name)
        .expect(name)
}

#[test]
fn values_keep_their_limits() {
    let api = corners();
    for seed in 0..200 {
        let world = world(&api, seed);
        let made = ask(
            &world,
            index(&api, "get_limited"),
            json!({}),
            Format::Json,
            None,
        );
        let made: Map<String, Json> = serde_json::from_str(&text(&made)).expect("JSON");
        let number = |name: &str| made[name].as_f64().expect(name);
        assert!(
            (10.0..=20.0).contains(&number("small")) && number("small") % 5.0 == 0.0,
            "{made:?}"
        );
        assert!(number("open") > 0.0 && number("open") < 1.0, "{made:?}");
        assert!(
            made["code"].as_str().is_some_and(|code| code.len() == 6),
            "{made:?}"
        );
        assert!(
            made["short"]
                .as_str()
                .is_some_and(|text| text.chars().count() <= 3),
            "{made:?}"
        );
        assert!(
            made["long"]
                .as_str()
                .is_some_and(|text| text.chars().count() >= 40),
            "{made:?}"
        );
        let is_code = |code: &Json| {
            let text = code.as_str().unwrap_or_default();
            text.len() == 4 && text.chars().all(|c| ('a'..='f').contains(&c))
        };
        assert!(is_code(&made["named"]), "{made:?}");
        assert!(
            made["codes"]
                .as_array()
                .is_some_and(|codes| codes.iter().all(is_code)),
            "{made:?}"
        );
        let few = made["few"].as_array().expect("a list");
        assert!((4..=5).contains(&few.len()), "{made:?}");
    }
}

#[test]
fn answers_differ_by_status_where_the_spec_says_so() {
    let api = corners();
    let world = world(&api, 0);
    let find = index(&api, "find");
    let made = |operation, status| ask(&world, operation, json!({}), Format::Json, status);
    let member = |answer: &Answer, name: &str| text(answer).contains(&format!("\"{name}\":"));
    assert!(member(&made(find, None), "id"));
    let accepted = made(find, Some(202));
    assert!(accepted.status == 202 && member(&accepted, "job"));
    let nothing = made(find, Some(204));
    assert!(nothing.status == 204 && text(&nothing).is_empty());
    let problem = made(find, Some(404));
    assert!(problem.status == 404 && member(&problem, "why") && !member(&problem, "id"));
    let usual = made(index(&api, "made"), None);
    assert!(
        usual.status == 200 && member(&usual, "job"),
        "{}",
        text(&usual)
    );
}

fn one(operations: &str) -> Api {
    let head = "specwright: 1\napi: a\ntitle: A\nservers: {main: 'https://a.example'}\n";
    let loaded = specwright::load_text("a.yaml", format!("{head}{operations}"));
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{report}");
    loaded.apis.into_iter().next().expect("an API")
}

#[test]
fn examples_are_spelt_by_their_codecs() {
    let api = one(r#"
types:
  Day:
    fields:
      date: {type: date, format: "%Y%m%d", example: "20160607"}
      wait: {type: duration, format: seconds, wire: text, example: "3"}
      count: {type: u32, wire: text, example: "7"}
      plain: {type: u32, example: "7"}
operations: {get: {call: GET /day, returns: Day}}
"#);
    let made = ask(&world(&api, 1), 0, json!({}), Format::Json, None);
    let made: Json = serde_json::from_str(&text(&made)).expect("JSON");
    let expected = json!({"date": "20160607", "wait": "3", "count": "7", "plain": 7});
    assert_eq!(made, expected);
}

#[test]
fn no_step_of_a_last_item_is_too_large() {
    for plus in [i64::MAX, i64::MIN + 1, -1, 0] {
        let api = one(&format!(
            "
types: {{Item: {{fields: {{id: {{type: i64, required: true}}}}}}}}
operations:
  list:
    call: GET /list
    params: {{since: i64}}
    paginate: {{last_item: {{param: since, field: id, plus: {plus}}}}}
    returns: list<Item>
"
        ));
        let made = ask(&world(&api, 1), 0, json!({"since": 5}), Format::Json, None);
        assert_eq!(made.status, 200, "{plus}");
    }
}
