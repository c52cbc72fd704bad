//! A note that nothing has to be done: these specs, this generator and this output folder belong together.
//!
//! It is kept where the build keeps its own files, never in the output folder: it knows the running program by its
//! size and time, which differ from machine to machine. With it a run that finds nothing changed neither parses a
//! spec nor emits a line.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::listing::Listing;
use super::options::Options;
use crate::output::{Hash, MANIFEST, Manifest};

/// A stamp file.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    path: PathBuf,
}

impl Stamp {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Whether specs, generator, options and output are those of the run that wrote the stamp.
    pub(super) fn holds(&self, listing: &Listing, options: &Options, out: &Path) -> bool {
        let Ok(text) = fs::read_to_string(&self.path) else {
            return false;
        };
        describe(listing, options, out).is_some_and(|now| now == text)
            && Manifest::read(out).is_ok_and(|manifest| manifest.all_intact(out))
    }

    /// Notes that all is well now. Without the note the next run takes a few milliseconds more, so a failure to write
    /// it is none of the run.
    pub(super) fn write(&self, listing: &Listing, options: &Options, out: &Path) {
        if let Some(text) = describe(listing, options, out) {
            let _ = fs::write(&self.path, text);
        }
    }

    /// Takes the note away: there is something to say on each run.
    pub(super) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn describe(listing: &Listing, options: &Options, out: &Path) -> Option<String> {
    let program = env::current_exe().ok()?.metadata().ok()?;
    let time = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let (size, time) = (program.len(), time.as_nanos());
    let specs = listing.hash()?;
    let manifest = Hash::of(&fs::read(out.join(MANIFEST)).ok()?);
    let version = env!("CARGO_PKG_VERSION");
    Some(format!(
        "generator {version} {size} {time}\noptions {options:?}\nspecs {specs}\nmanifest {manifest}\n"
    ))
}
