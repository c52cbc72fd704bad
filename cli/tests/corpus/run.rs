//! One document on its way to a compiled client. In: its path. Out: figures, or what went wrong.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::figures::Figures;

/// Imports, checks, generates and compiles.
pub(crate) fn through(document: &Path, work: &Path) -> Result<Figures, String> {
    let name = document
        .file_stem()
        .map(|stem| stem.to_string_lossy().replace(['.', '-'], "_"))
        .ok_or("no name")?;
    let (spec, krate) = (
        work.join("specs").join(&name),
        work.join("crates").join(&name),
    );
    clear(&spec)?;
    clear(&krate)?;
    std::fs::remove_dir(&spec).map_err(|error| error.to_string())?;

    let (imported, import) = timed(
        specwright()
            .args(["import", "openapi"])
            .arg(document)
            .arg("--out")
            .arg(&spec)
            .args(["--api", &name]),
    )?;
    timed(
        specwright()
            .args(["check", "--deny", "warnings"])
            .arg(&spec),
    )?;
    let (_, generate) = timed(
        specwright()
            .arg("generate")
            .arg(&spec)
            .arg("--out")
            .arg(&krate)
            .args(["--crate", &name, "--runtime"])
            .arg(root().join("runtime")),
    )?;
    stand_alone(&krate)?;
    let (checked, check) = timed(
        Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline", "--all-features"])
            .current_dir(&krate)
            // Shared, so that the runtime is compiled once.
            .env("CARGO_TARGET_DIR", work.join("target")),
    )?;
    let told = String::from_utf8_lossy(&checked.stderr);
    if !told.trim().is_empty() {
        return Err(format!("cargo check is not silent:\n{told}"));
    }
    Figures::new(
        document,
        (&spec, &krate),
        &imported.stderr,
        [import, generate, check],
    )
}

/// Runs a command that must succeed.
fn timed(command: &mut Command) -> Result<(Output, Duration), String> {
    let start = Instant::now();
    let output = command.output().map_err(|error| error.to_string())?;
    let took = start.elapsed();
    if output.status.success() {
        return Ok((output, took));
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let first: Vec<&str> = told.lines().take(60).collect();
    Err(format!("{command:?} failed:\n{}", first.join("\n")))
}

fn specwright() -> Command {
    Command::new(env!("CARGO_BIN_EXE_specwright"))
}

/// Out of the workspace around it, with the workspace's versions.
fn stand_alone(krate: &Path) -> Result<(), String> {
    let manifest = krate.join("Cargo.toml");
    let say = |error: std::io::Error| error.to_string();
    let text = std::fs::read_to_string(&manifest).map_err(say)?;
    if !text.contains("[workspace]") {
        std::fs::write(&manifest, text + "\n[workspace]\n").map_err(say)?;
    }
    std::fs::copy(root().join("Cargo.lock"), krate.join("Cargo.lock")).map_err(say)?;
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn clear(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())
}
