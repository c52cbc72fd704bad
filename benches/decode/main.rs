//! Decode and encode of generated types against the same types with serde derive, in alternating rounds.
//!
//! ```sh
//! cargo bench --bench decode
//! ```

mod derived;

use std::hint::black_box;
use std::time::{Duration, Instant};

use specwright_apis::{rt, tca};

const ROUNDS: usize = 301;
const REPOS: usize = 300;

type Generated = tca::types::Page<tca::types::Repo>;
type Derived = derived::Page<derived::Repo>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let body = page(REPOS)?;
    println!(
        "{REPOS} repositories, {} KiB of JSON, medians of {ROUNDS} alternating rounds",
        body.len() / 1024
    );
    let generated: Generated = rt::from_json(&body)?;
    let derived: Derived = serde_json::from_slice(&body)?;
    same(&generated, &derived)?;

    let decode = alternate(
        || drop(black_box(rt::from_json::<Generated>(black_box(&body)))),
        || {
            drop(black_box(serde_json::from_slice::<Derived>(black_box(
                &body,
            ))))
        },
    );
    let encode = alternate(
        || drop(black_box(rt::to_json(black_box(&generated)))),
        || drop(black_box(serde_json::to_vec(black_box(&derived)))),
    );
    for (what, (ours, theirs)) in [("decode", decode), ("encode", encode)] {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("{what}: generated {ours:?}, serde derive {theirs:?}, ratio {ratio:.2}");
    }
    Ok(())
}

/// A page of the documented repository, repeated.
fn page(repos: usize) -> Result<Vec<u8>, serde_json::Error> {
    let sample = include_str!("../../tests/it/fixtures/tca_repos.json");
    let mut answer: serde_json::Value = serde_json::from_str(sample)?;
    let mut data = answer["data"].take();
    let repo = data["results"][0].take();
    data["results"] = serde_json::Value::Array(vec![repo; repos]);
    serde_json::to_vec(&data)
}

/// Both read the same thing.
fn same(generated: &Generated, derived: &Derived) -> Result<(), Box<dyn std::error::Error>> {
    let ours: serde_json::Value = serde_json::from_slice(&rt::to_json(generated))?;
    let theirs = serde_json::to_value(derived)?;
    if ours == theirs {
        Ok(())
    } else {
        Err("the two shapes do not write the same JSON".into())
    }
}

fn alternate(mut ours: impl FnMut(), mut theirs: impl FnMut()) -> (Duration, Duration) {
    let mut times = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        times.0.push(time(&mut ours));
        times.1.push(time(&mut theirs));
    }
    (median(times.0), median(times.1))
}

fn time(run: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
