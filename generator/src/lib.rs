//! Turns the YAML tables of an HTTP API into a typed Rust client at build time.
//!
//! A build script keeps a folder of generated modules equal to a folder of specs:
//!
//! ```no_run
//! // In `main` of build.rs:
//! specwright::build_script("specs", "generated");
//! ```
//!
//! and the library mounts them:
//!
//! ```text
//! #[rustfmt::skip]
//! #[path = "../generated/mod.rs"]
//! mod generated;
//! pub use generated::*;
//! ```
//!
//! The generated code is committed, so that it can be read, reviewed and searched, and so that who depends on the
//! published package compiles no generator: leave `build.rs` and the specs out of the package with `exclude`. A project
//! that wants no build script runs the command `specwright generate` and keeps a test of one line, [`assert_fresh`].
//! For more say in the matter there is [`Generator`]: with [`Generator::into_out_dir`] nothing generated stands in the tree.
//! The macro `client!` of the crate `specwright-macros` makes a client where it stands.
//!
//! The generated code depends on the crate `specwright-runtime` alone.
//!
//! Programs that want to know what a spec says, and not to generate from it, [`load`] it and read the [`model`].
//!
//! # Inside
//!
//! `source -> spec -> lower -> model -> check -> plan -> emit -> output`: each stage is a module, takes what the
//! stage before it made, and knows nothing of the stages after it.

mod build_script;
mod check;
mod diag;
mod emit;
mod examples;
mod folder;
mod generate;
mod ident;
mod load;
mod lower;
pub mod markdown;
pub mod model;
pub mod names;
mod output;
pub mod places;
mod plan;
#[cfg(feature = "schema")]
mod reference;
mod source;
pub mod spec;
pub mod surface;
pub mod words;
mod yaml;

pub use build_script::build_script;
pub use check::{looks_secret, take_back_allowed};
pub use diag::{Code, Diagnostic, Diagnostics, Locator, Place, Severity, Step};
pub use examples::{Examples, examples};
pub use folder::Folder;
pub use generate::{Failure, Generator, Mistakes, Report, Stale, assert_fresh};
pub use load::{Loaded, lint, lint_text, load, load_text, load_texts};
pub use output::{Change, ChangeKind};
#[cfg(feature = "schema")]
pub use reference::{lint_reference, reference};
pub use source::{FileId, LineColumn, SourceMap};
#[cfg(feature = "schema")]
pub use spec::schema;
