//! Broken documents: pieces are dropped, swapped and replaced at random. Whatever comes, nothing panics, and what is imported
//! is a spec without mistakes.

use serde_yaml::Value;
use specwright_openapi::import::Options;

use super::{import_text, text};

/// Runs per fixture; the environment variable `MUTATIONS` asks for more.
const RUNS: u64 = 60;

/// All places of a value, by the way that leads there.
fn places(value: &Value, at: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
    out.push(at.clone());
    let parts: Vec<&Value> = match value {
        Value::Mapping(map) => map.values().collect(),
        Value::Sequence(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    for (index, part) in parts.into_iter().enumerate() {
        at.push(index);
        places(part, at, out);
        at.pop();
    }
}

fn at<'v>(value: &'v mut Value, path: &[usize]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, index| match value {
        Value::Mapping(map) => map.values_mut().nth(*index),
        Value::Sequence(list) => list.get_mut(*index),
        _ => None,
    })
}

fn odd(random: &mut fastrand::Rng) -> Value {
    let texts = [
        "",
        "null",
        "string",
        "#/components/schemas/Job",
        "#/nowhere",
        "a b/{c}?",
        "\u{7f}\u{0}\u{2028}",
        "Straße",
        "self",
        "200",
    ];
    match random.u8(0..12) {
        0 => Value::Null,
        1 => Value::Bool(random.bool()),
        2 => Value::from(random.i64(-3..400)),
        3 => Value::from(random.f64() * 1e300),
        4 => Value::from(u64::MAX),
        5 => Value::Sequence(Vec::new()),
        6 => Value::Mapping(serde_yaml::Mapping::new()),
        7 => Value::Sequence(vec![Value::from("string"), Value::Null]),
        _ => Value::from(texts[random.usize(0..texts.len())]),
    }
}

fn mutate(value: &mut Value, random: &mut fastrand::Rng) {
    let mut all = Vec::new();
    places(value, &mut Vec::new(), &mut all);
    let path = all[random.usize(0..all.len())].clone();
    let other = all[random.usize(0..all.len())].clone();
    let copy = at(value, &other).cloned().unwrap_or_default();
    let (Some((last, above)), choice) = (path.split_last(), random.u8(0..5)) else {
        return;
    };
    match choice {
        0 => {
            if let Some(holder) = at(value, above) {
                match holder {
                    Value::Mapping(map) => {
                        if let Some(key) = map.keys().nth(*last).cloned() {
                            map.shift_remove(&key);
                        }
                    }
                    Value::Sequence(list) if *last < list.len() => {
                        list.remove(*last);
                    }
                    _ => {}
                }
            }
        }
        1 => {
            if let Some(Value::Mapping(map)) = at(value, above)
                && let Some((key, entry)) = map
                    .iter()
                    .nth(*last)
                    .map(|(key, entry)| (key.clone(), entry.clone()))
            {
                map.shift_remove(&key);
                map.insert(odd(random), entry);
            }
        }
        2 | 3 => {
            if let Some(place) = at(value, &path) {
                *place = odd(random);
            }
        }
        _ => {
            if let Some(place) = at(value, &path) {
                *place = copy;
            }
        }
    }
}

fn run(name: &str) {
    let whole: Value = serde_yaml::from_str(&text(name)).expect("what it should be");
    let runs = std::env::var("MUTATIONS")
        .ok()
        .and_then(|runs| runs.parse().ok());
    for seed in 0..runs.unwrap_or(RUNS) {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut value = whole.clone();
        for _ in 0..random.usize(1..6) {
            mutate(&mut value, &mut random);
        }
        let Ok(written) = serde_yaml::to_string(&value) else {
            continue;
        };
        let Ok(imported) = import_text(name, &written, &Options::default()) else {
            continue;
        };
        let spec = imported.files[0].1.clone();
        let loaded = specwright::lint_text("spec.yaml", spec);
        let bad = loaded
            .diagnostics
            .iter()
            .any(|one| one.severity() != specwright::Severity::Hint);
        let report = loaded.diagnostics.render_human(&loaded.sources, false);
        assert!(!bad, "{name}, seed {seed}:\n{report}\n{written}");
    }
}

#[test]
fn of_everything() {
    run("everything.yaml");
}

#[test]
fn of_3_0() {
    run("library.yaml");
}

#[test]
fn of_swagger_2() {
    run("tickets.json");
}

#[test]
fn of_several_files() {
    run("split/api.yaml");
}

#[test]
fn texts_that_are_cut_off() {
    for name in ["library.yaml", "tickets.json"] {
        let whole = text(name);
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..40 {
            let mut end = random.usize(0..whole.len());
            while !whole.is_char_boundary(end) {
                end -= 1;
            }
            if let Ok(imported) = import_text(name, &whole[..end], &Options::default()) {
                let loaded = specwright::load_text("spec.yaml", imported.files[0].1.clone());
                assert!(loaded.diagnostics.is_empty(), "{name} until {end}");
            }
        }
    }
}
