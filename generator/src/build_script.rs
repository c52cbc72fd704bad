//! The generator as a build script: decides what may be done here, does it, and tells cargo when to ask again.
//!
//! In: a [`Generator`] and the environment that cargo sets. Out: lines for cargo on standard output. Cargo runs a script
//! again when a watched path is newer than the last run, so the paths are chosen with care:
//!
//! - every spec, and the folders of the specs for new files;
//! - every output file, so that an edit or a deletion by hand is repaired. Their folder is not watched: each file
//!   written into it would cause one more run. For the same reason output files are given a time slightly before the
//!   run;
//! - never a path that does not exist: cargo would run the script on every build.

mod mode;
#[cfg(test)]
mod tests;

use mode::Mode;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::generate::listing::{Listing, short_names};
use crate::generate::{Failure, Generator, Mistakes, Report};
use crate::output::{ChangeKind, Hash, MANIFEST, Manifest, shown};
use mode::{Decision, Reason, Surroundings};

/// How far output files lie before the start of the script. The reference that cargo compares with is taken shortly
/// before the script starts, and some file systems keep times in steps of two seconds.
const BEFORE_START: Duration = Duration::from_secs(2);
/// Lines of difference shown per file.
const DIFF_LINES: usize = 6;
/// Edited files named in full.
const EDITED_FILES: usize = 3;

/// The whole of a `build.rs`: keeps the folder `out` equal to what the specs in `specs` give.
///
/// ```no_run
/// // In `main` of build.rs:
/// specwright::build_script("specs", "generated");
/// ```
///
/// What it does depends on where it runs. In the author's work tree it writes. With `CI` set it writes nothing and
/// fails when the folder is stale. In a published, vendored or otherwise managed copy it does nothing. The variable
/// `SPECWRIGHT_MODE` (`write`, `check`, `off`) overrides this, in the environment or in `[env]` of cargo's
/// configuration. A folder inside `OUT_DIR` is always written.
pub fn build_script(specs: impl Into<PathBuf>, out: impl Into<PathBuf>) {
    Generator::new().specs(specs).out(out).build_script();
}

impl Generator {
    /// Runs as a build script does: see [`build_script`](crate::build_script()). Never panics; mistakes in specs become
    /// one `cargo::error` each.
    pub fn build_script(self) {
        let lines = lines(self, &mode::variable);
        let mut stdout = io::stdout().lock();
        for line in lines {
            // Nobody is left to be told that cargo has gone.
            let _ = writeln!(stdout, "{line}");
        }
    }
}

type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// All lines for cargo.
fn lines(generator: Generator, variable: Variable<'_>) -> Vec<String> {
    let mut events = Events::default();
    for name in mode::VARIABLES {
        events.say("rerun-if-env-changed", name);
    }
    let package = variable("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let surroundings = Surroundings {
        package: &package,
        out: &generator.out,
        variable,
    };
    match surroundings.decide() {
        Ok(decision) => act(generator, decision, &package, variable, &mut events),
        Err(unknown) => events.say("error", &unknown.to_string()),
    }
    events.0
}

fn act(
    generator: Generator,
    decision: Decision,
    package: &Path,
    variable: Variable<'_>,
    events: &mut Events,
) {
    let out = generator.out.clone();
    let listing = generator.listing();
    let name = variable("CARGO_PKG_NAME").unwrap_or_default();
    let name = name.to_string_lossy();
    let features = generator.has_features();
    let generator = generator.command(format!("SPECWRIGHT_MODE=write cargo build -p {name}"));
    let result = match decision.mode {
        Mode::Off if decision.reason == Reason::NoWorkTree => {
            events.watch_specs(&listing);
            return remark_on_drift(&generator, &listing, events);
        }
        // The files of such a copy do not change.
        Mode::Off => return,
        Mode::Check => generator.check(),
        Mode::Write => prepared(generator, variable).run(),
    };
    events.watch_specs(&listing);
    events.watch_outputs(&out);
    match result {
        Ok(report) => {
            events.report(&report, &out);
            if features {
                events.undeclared_features(&report, &out, &package.join("Cargo.toml"));
            }
        }
        Err(failure) => events.failure(&failure),
    }
}

fn prepared(generator: Generator, variable: Variable<'_>) -> Generator {
    let time = SystemTime::now().checked_sub(BEFORE_START);
    let generator = match time {
        Some(time) => generator.modified(time),
        None => generator,
    };
    match variable("OUT_DIR").filter(|value| !value.is_empty()) {
        // A build script may write several folders.
        Some(out_dir) => {
            let folder = Hash::of(shown(&generator.out).as_bytes());
            generator.stamp(PathBuf::from(out_dir).join(format!("specwright-{folder}.stamp")))
        }
        None => generator,
    }
}

/// Outside of a work tree nothing is written, and who edits a spec there must not wonder why nothing happens.
fn remark_on_drift(generator: &Generator, listing: &Listing, events: &mut Events) {
    let out = shown(&generator.out);
    let advice = format!(
        "this folder is not under version control, where nothing is written unasked: set {}=write",
        mode::MODE_VARIABLE
    );
    if !generator.out.join(MANIFEST).exists() {
        events.say("warning", &format!("{out} was not made yet, and {advice}"));
        return;
    }
    let Ok(manifest) = Manifest::read(&generator.out) else {
        return;
    };
    let is_spec = |path: &&PathBuf| {
        let extension = path.extension().unwrap_or_default();
        extension == "yaml" || extension == "yml"
    };
    let files: Vec<&PathBuf> = listing.files.iter().filter(is_spec).collect();
    let paths = files.iter().map(|path| path.as_path());
    let names = short_names(paths, &generator.spec_paths());
    let hashes = files.iter().filter_map(|path| fs::read(path).ok());
    let now = names.into_iter().zip(hashes.map(|bytes| Hash::of(&bytes)));
    if !files.is_empty() && now.collect::<BTreeMap<_, _>>() != manifest.inputs {
        events.say(
            "warning",
            &format!("the specs have changed since {out} was made, and {advice}"),
        );
    }
}

/// The lines so far.
#[derive(Default)]
struct Events(Vec<String>);

impl Events {
    fn say(&mut self, key: &str, value: &str) {
        // A line break would end the directive; the rest would be lost or taken for another one.
        let value = value.replace(['\n', '\r'], " ");
        self.0.push(format!("cargo::{key}={value}"));
    }

    fn watch_specs(&mut self, listing: &Listing) {
        for path in listing.files.iter().chain(&listing.folders) {
            self.say("rerun-if-changed", &shown(path));
        }
    }

    fn watch_outputs(&mut self, out: &Path) {
        let manifest = Manifest::read(out).unwrap_or_default();
        let files = manifest.outputs.keys().map(String::as_str);
        for path in files.chain([MANIFEST]).map(|path| out.join(path)) {
            if path.exists() {
                self.say("rerun-if-changed", &shown(&path));
            }
        }
    }

    fn report(&mut self, report: &Report, out: &Path) {
        self.mistakes(&report.warnings);
        let edited: Vec<_> = report
            .changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Edited)
            .collect();
        for change in edited.iter().take(EDITED_FILES) {
            let path = shown(&out.join(&change.path));
            let place = change.first_difference();
            let (at, line) = place.map_or_else(Default::default, |(line, text)| {
                (format!(":{line}"), format!(" (`{}`)", text.trim()))
            });
            self.say(
                "warning",
                &format!("{path}{at}: was edited by hand{line} and is made again; change the spec"),
            );
        }
        if edited.len() > EDITED_FILES {
            let more = edited.len() - EDITED_FILES;
            self.say(
                "warning",
                &format!("{more} more files were edited by hand and are made again"),
            );
        }
    }

    /// The words for how bad a problem is are cargo's, too.
    fn mistakes(&mut self, mistakes: &Mistakes) {
        for (severity, line) in mistakes.render_lines() {
            self.say(severity.word(), &line);
        }
    }

    fn failure(&mut self, failure: &Failure) {
        match failure {
            Failure::Spec(mistakes) => self.mistakes(mistakes),
            Failure::Stale(stale) => {
                self.say("error", &stale.summary());
                let diffs = stale.diffs(DIFF_LINES);
                for line in diffs.iter().flat_map(|diff| diff.lines()) {
                    self.say("error", line);
                }
            }
            other => self.say("error", &other.to_string()),
        }
    }

    /// A module behind a feature that `Cargo.toml` does not declare is never compiled, and nothing else says so.
    fn undeclared_features(&mut self, report: &Report, out: &Path, cargo_toml: &Path) {
        let Ok(text) = fs::read_to_string(cargo_toml) else {
            return;
        };
        let declared = declared_features(&text);
        for api in report.folders(out) {
            if !declared.contains(&api.as_str()) {
                self.say(
                    "warning",
                    &format!("`{api}` stands behind a feature that Cargo.toml does not declare: add `{api} = []` below `[features]`"),
                );
            }
        }
    }
}

/// The keys of `[features]`, read line by line: enough for a remark, and no crate more to compile.
fn declared_features(cargo_toml: &str) -> Vec<&str> {
    let lines = cargo_toml.lines().map(str::trim);
    let section = lines.skip_while(|line| *line != "[features]").skip(1);
    let section = section.take_while(|line| !line.starts_with('['));
    let keys = section.filter_map(|line| line.split_once('='));
    keys.map(|(key, _)| key.trim().trim_matches('"')).collect()
}
