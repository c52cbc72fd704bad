//! What `specwright generate` takes, and the part of it that `watch` shares.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `generate`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct GenerateArgs {
    /// What to make of which specs.
    #[command(flatten)]
    pub(crate) target: Target,
    /// Write nothing; fail if something would change
    #[arg(long, conflicts_with = "depfile")]
    pub(crate) check: bool,
}

/// What is made of which specs.
#[derive(Args, Debug)]
pub(crate) struct Target {
    /// Folder of specs, or one spec
    #[arg(value_name = "SPECS", default_value = "specs")]
    pub(crate) specs: PathBuf,
    /// Folder to write to
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub(crate) out: PathBuf,
    /// Write a whole crate of this name instead of modules
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) crate_name: Option<String>,
    /// With --crate: folder of `specwright-runtime`, instead of its published version
    #[arg(long, value_name = "PATH", requires = "crate_name")]
    pub(crate) runtime: Option<PathBuf>,
    /// Write one file, clients.rs, instead of a folder per API
    #[arg(long, conflicts_with = "crate_name")]
    pub(crate) single_file: bool,
    /// One Cargo feature per API
    #[arg(long, conflicts_with = "crate_name")]
    pub(crate) features: bool,
    /// Name of the crate that the code is part of, for the examples in its documentation
    #[arg(long, value_name = "NAME", conflicts_with = "crate_name")]
    pub(crate) crate_path: Option<String>,
    /// Write the files read and made, in the notation of make
    #[arg(long, value_name = "FILE")]
    pub(crate) depfile: Option<PathBuf>,
}

const NOTES: &str = "\
Examples:
  specwright generate                                 specs/ to generated/
  specwright generate api.yaml --out src/api          one API as modules
  specwright generate specs --out clients --crate my-clients
  specwright generate --check                         for continuous integration";
