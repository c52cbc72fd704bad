//! cargo-semver-checks: which step it asks for, module by module.

use std::path::Path;
use std::process::Command;

use super::crates::module;

/// The step that the code of each kind needs: `major`, `minor`, or `none`.
pub(super) fn checks(before: &Path, after: &Path, kinds: usize) -> Vec<&'static str> {
    let (major, any) = (found(before, after, "minor"), found(before, after, "patch"));
    let step = |at| {
        let at = format!("/{}/", module(at));
        match (major.contains(&at), any.contains(&at)) {
            (true, _) => "major",
            (false, true) => "minor",
            (false, false) => "none",
        }
    };
    (0..kinds).map(step).collect()
}

/// What the tool finds that a release of this step may not have; each finding names a file, which tells the module.
fn found(before: &Path, after: &Path, release: &str) -> String {
    let tool =
        std::env::var("SPECWRIGHT_PEER_SEMVER").expect("the path of the tool: run .ci/peers");
    let mut command = Command::new(tool);
    command.args([
        "semver-checks",
        "--color",
        "never",
        "--release-type",
        release,
    ]);
    command
        .arg("--baseline-rustdoc")
        .arg(before)
        .arg("--current-rustdoc")
        .arg(after);
    let output = command.output().expect("the tool runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Checked ["), "{command:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
