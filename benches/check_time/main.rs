//! What `cargo check` of generated code costs, against the same types with serde derive and an async fn per operation.
//!
//! ```sh
//! cargo bench --bench check_time
//! ```
//!
//! Makes a model of a larger API, writes it once as a spec (and from that a crate by the generator) and once as a crate
//! in the shape that serde users write by hand, and checks the two in turn. CPU time is not asked for, since no portable
//! way exists: run it on a quiet machine.

mod model;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let work = root.join("target/bench-check-time");
    let (ours, theirs) = (work.join("generated"), work.join("derived"));
    std::fs::create_dir_all(work.join("specs"))?;
    std::fs::create_dir_all(theirs.join("src"))?;
    std::fs::write(work.join("specs/big.yaml"), model::spec())?;
    let generation = Instant::now();
    specwright::Generator::new()
        .specs(work.join("specs"))
        .out(&ours)
        .write_crate("generated", Some(&root.join("runtime")))
        .run()?;
    println!("generating {}: {:?}", model::SIZE, generation.elapsed());
    std::fs::write(theirs.join("src/lib.rs"), model::derived())?;
    std::fs::write(theirs.join("Cargo.toml"), DERIVED_MANIFEST)?;
    for folder in [&ours, &theirs] {
        stand_alone(folder)?;
        check(folder)?;
    }
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        times.0.push(check(&ours)?);
        times.1.push(check(&theirs)?);
    }
    let (ours, theirs) = (median(times.0), median(times.1));
    println!(
        "cargo check, medians of {ROUNDS} alternating rounds: generated {ours:?}, serde derive {theirs:?}"
    );
    println!("ratio {:.2}", ours.as_secs_f64() / theirs.as_secs_f64());
    Ok(())
}

const DERIVED_MANIFEST: &str = r#"[package]
name = "derived"
version = "0.0.0"
edition = "2024"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "1"
reqwest = { version = "0.13", default-features = false, features = ["json", "query"] }
"#;

/// Takes the crate out of the workspace around it.
fn stand_alone(folder: &Path) -> std::io::Result<()> {
    let manifest = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    if text.contains("[workspace]") {
        Ok(())
    } else {
        std::fs::write(manifest, text + "\n[workspace]\n")
    }
}

/// Checks the crate alone; its dependencies are built by the first call.
fn check(folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let source = folder.join("src/lib.rs");
    std::fs::File::options()
        .append(true)
        .open(&source)?
        .set_modified(std::time::SystemTime::now())?;
    let start = Instant::now();
    let status = Command::new(env!("CARGO"))
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()?;
    if status.success() {
        Ok(start.elapsed())
    } else {
        Err(format!("cargo check failed in {}", folder.display()).into())
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
