//! Typed clients for HTTP APIs that are documented as web pages.
//!
//! Each module is one API, made from the YAML in `specs/` by the generator `specwright`, and stands behind a Cargo
//! feature of its name; all are on by default. They are made alike: a `Client` from a builder that takes
//! the credentials, one method per operation with the required parameters as arguments and the optional ones as
//! setters, `.send()`, and an `Error` whose code is an enum of the API's own error table.
//!
//! What all of them share, the transport, signatures, decoding, is the crate `specwright-runtime`.

// The folder is kept as the generator formats it.
#[rustfmt::skip]
#[path = "../generated/mod.rs"]
mod generated;

pub use generated::*;
/// What the clients share: errors, secrets, transports, signers, dates.
pub use specwright_runtime as rt;
