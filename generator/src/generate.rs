//! The generator as callers use it: from specs to files, whatever the door.
//!
//! In: paths of specs, an output folder, a few options. Out: a [`Report`], or a [`Failure`] that left everything as it
//! was. A build script, the command line and a test go through the same three steps: make all files in memory,
//! compare them with the folder, write what differs.

mod crate_files;
mod depfile;
mod failure;
pub(crate) mod listing;
mod make;
mod memo;
mod options;
mod report;
mod single_file;
mod stamp;

pub use failure::{Failure, Mistakes, Stale};
pub use report::Report;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::output::{self, Change, MANIFEST, Made, Manifest, shown};
use listing::Listing;
use memo::Memo;
use options::{Options, WholeCrate};
use stamp::Stamp;

/// Generates clients from specs.
///
/// ```no_run
/// # fn main() -> Result<(), specwright::Failure> {
/// let report = specwright::Generator::new()
///     .specs("specs")
///     .out("generated")
///     .run()?;
/// for change in report.written() {
///     println!("{}", change.path);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a generator does nothing until it is run"]
pub struct Generator {
    pub(crate) specs: Vec<PathBuf>,
    pub(crate) out: PathBuf,
    options: Options,
    /// A mistake in the options, told when the generator runs: a builder that fails halfway is awkward to use.
    refused: Option<String>,
    command: Option<String>,
    stamp: Option<PathBuf>,
    modified: Option<SystemTime>,
    memo: Option<Memo>,
}

impl Default for Generator {
    fn default() -> Self {
        Self::new()
    }
}

impl Generator {
    /// A generator from `specs` into `generated`.
    pub fn new() -> Self {
        Self {
            specs: Vec::new(),
            out: PathBuf::from("generated"),
            options: Options::default(),
            refused: None,
            command: None,
            stamp: None,
            modified: None,
            memo: None,
        }
    }

    /// Adds specs: a file, or a folder in which each file and each folder is an API. Without any, `specs` is read.
    pub fn specs(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// The folder to write into. Files in it that were not made here are never touched.
    pub fn out(mut self, path: impl Into<PathBuf>) -> Self {
        self.out = path.into();
        self
    }

    /// Whether each API stands behind a Cargo feature of its name.
    pub fn features(mut self, features: bool) -> Self {
        self.options.features = features;
        self
    }

    /// Name of the crate that the generated code becomes part of, which examples in its documentation import from.
    pub fn crate_path(mut self, name: impl Into<String>) -> Self {
        self.options.crate_path = Some(name.into());
        self
    }

    /// Writes a whole crate of this name instead of a folder of modules: `Cargo.toml` and `src/`. Its runtime is the
    /// crate in the folder `runtime`, as seen from here, or the published one. Call it after [`Generator::out`].
    pub fn write_crate(mut self, name: &str, runtime: Option<&Path>) -> Self {
        match WholeCrate::new(name, &self.out, runtime) {
            Ok(whole) => self.options.whole_crate = Some(whole),
            Err(failure) => self.refused = Some(failure.to_string()),
        }
        self
    }

    /// Whether all clients go into a single file, `clients.rs`, instead of a folder per API. It is for tools that must
    /// know the names of the files beforehand, and for `include!`; a folder is what people read.
    pub fn single_file(mut self, single: bool) -> Self {
        self.options.single_file = single;
        self
    }

    /// For a build script whose output shall not be committed: writes the [single file](Self::single_file) into cargo's
    /// `OUT_DIR`, in place of [`Generator::out`]. The crate mounts it with one line:
    ///
    /// ```text
    /// include!(concat!(env!("OUT_DIR"), "/clients.rs"));
    /// ```
    ///
    /// ```no_run
    /// // In `main` of build.rs:
    /// specwright::Generator::new().specs("specs").into_out_dir().build_script();
    /// ```
    pub fn into_out_dir(mut self) -> Self {
        match std::env::var_os("OUT_DIR").filter(|value| !value.is_empty()) {
            Some(folder) => self.out = PathBuf::from(folder),
            None => {
                let why = "OUT_DIR is not set: only a build script can write there";
                self.refused = Some(why.to_owned());
            }
        }
        self.single_file(true)
    }

    /// The command that a check tells people to run. Without it that is `specwright generate` with these options.
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// Keeps a note in this file that nothing has changed since the last run, so that the next one can stop at once.
    /// The file must lie among build products, not in the output folder.
    pub fn stamp(mut self, path: impl Into<PathBuf>) -> Self {
        self.stamp = Some(path.into());
        self
    }

    /// Keeps in memory what is made of each API, so that a later run of this generator makes anew only what changed: for
    /// programs that generate again and again. What is written is the same.
    pub fn remember(mut self) -> Self {
        self.memo = Some(Memo::default());
        self
    }

    /// Sets the time of the files that are written.
    pub(crate) fn modified(mut self, time: SystemTime) -> Self {
        self.modified = Some(time);
        self
    }

    /// Whether the modules stand behind features that somebody else declares.
    pub(crate) fn has_features(&self) -> bool {
        self.options.features && self.options.whole_crate.is_none()
    }

    /// Takes over the options that a folder was last made with.
    fn options_of(mut self, out: &Path) -> Result<Self, Failure> {
        self.options = Options::from_lines(&Manifest::read(out)?.options);
        Ok(self)
    }

    /// Brings the output folder up to date. Files that are as they should be keep their times; when anything fails,
    /// all of them do.
    ///
    /// # Errors
    ///
    /// Mistakes in the specs, files of others where ours must go, and whatever the system refuses.
    pub fn run(&self) -> Result<Report, Failure> {
        let listing = self.listing();
        let stamp = self.stamp.clone().map(Stamp::new);
        if let Some(stamp) = &stamp
            && stamp.holds(&listing, &self.options, &self.out)
        {
            let known = Manifest::read(&self.out)?;
            let outputs = known.outputs.into_keys();
            return Ok(self.report(Vec::new(), listing, outputs, Mistakes::none()));
        }
        let (made, warnings) = self.make()?;
        let changes = output::compare(&self.out, &made)?;
        output::write(&self.out, &made, &changes, self.modified)?;
        match &stamp {
            // A warning must be told on each run.
            Some(stamp) if warnings.diagnostics.is_empty() => {
                stamp.write(&listing, &self.options, &self.out);
            }
            Some(stamp) => stamp.remove(),
            None => {}
        }
        Ok(self.report(changes, listing, made.files.into_keys(), warnings))
    }

    /// Compares the output folder with what the specs give, and writes nothing.
    ///
    /// # Errors
    ///
    /// [`Failure::Stale`] when anything differs; otherwise as [`Generator::run`].
    pub fn check(&self) -> Result<Report, Failure> {
        let (made, warnings) = self.make()?;
        let changes = output::compare(&self.out, &made)?;
        if !changes.is_empty() {
            return Err(Failure::Stale(Stale {
                out: self.out.clone(),
                changes,
                command: self.mending_command(),
            }));
        }
        Ok(self.report(changes, self.listing(), made.files.into_keys(), warnings))
    }

    /// The files by path, without looking at the output folder.
    ///
    /// # Errors
    ///
    /// Mistakes in the specs.
    pub fn in_memory(&self) -> Result<BTreeMap<String, String>, Failure> {
        Ok(self.make()?.0.files)
    }

    /// As [`Generator::in_memory`], with what was read and what is worth a warning. The report names the files where
    /// they would stand.
    ///
    /// # Errors
    ///
    /// Mistakes in the specs.
    pub fn in_memory_with_report(&self) -> Result<(BTreeMap<String, String>, Report), Failure> {
        let (made, warnings) = self.make()?;
        let outputs: Vec<String> = made.files.keys().cloned().collect();
        let report = self.report(Vec::new(), self.listing(), outputs.into_iter(), warnings);
        Ok((made.files, report))
    }

    fn make(&self) -> Result<(Made, Mistakes), Failure> {
        let both = "a whole crate is no single file: choose one of them";
        match &self.refused {
            Some(why) => Err(Failure::Usage(why.clone())),
            None if self.options.single_file && self.options.whole_crate.is_some() => {
                Err(Failure::Usage(both.to_owned()))
            }
            None => make::make(&self.spec_paths(), &self.options, self.memo.as_ref()),
        }
    }

    /// The paths of the specs.
    pub(crate) fn spec_paths(&self) -> Vec<PathBuf> {
        match self.specs.is_empty() {
            true => vec![PathBuf::from("specs")],
            false => self.specs.clone(),
        }
    }

    pub(crate) fn listing(&self) -> Listing {
        Listing::of(&self.spec_paths())
    }

    fn report(
        &self,
        changes: Vec<Change>,
        listing: Listing,
        files: impl Iterator<Item = String>,
        warnings: Mistakes,
    ) -> Report {
        let mut outputs: Vec<PathBuf> = files.map(|path| self.out.join(path)).collect();
        outputs.push(self.out.join(MANIFEST));
        let mut inputs = listing.files;
        inputs.extend(listing.folders);
        Report {
            changes,
            inputs,
            outputs,
            warnings,
        }
    }

    fn mending_command(&self) -> String {
        self.command.clone().unwrap_or_else(|| {
            let paths = self.spec_paths();
            let paths = paths.iter().map(|path| options::quoted(&shown(path)));
            let specs: Vec<String> = paths.collect();
            let out = options::quoted(&shown(&self.out));
            let arguments = self.options.arguments(&self.out);
            format!(
                "specwright generate {} --out {out}{arguments}",
                specs.join(" ")
            )
        })
    }
}

/// Fails the test it is called in when a folder is not what the specs give. The options are those that the folder was
/// last made with.
///
/// ```no_run
/// #[test]
/// fn generated_code_is_fresh() {
///     specwright::assert_fresh("specs", "generated");
/// }
/// ```
///
/// # Panics
///
/// When the folder is stale or the specs have mistakes: with the report, and for a stale folder with the difference
/// and the command that mends it.
#[track_caller]
pub fn assert_fresh(specs: impl Into<PathBuf>, out: impl Into<PathBuf>) {
    let out = out.into();
    let result = Generator::new()
        .specs(specs)
        .out(&out)
        .options_of(&out)
        .and_then(|generator| generator.check());
    let failure = result.err().map(|failure| failure.to_string());
    assert!(failure.is_none(), "{}", failure.unwrap_or_default());
}
