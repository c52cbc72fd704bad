//! What the mock server makes of requests: of those that clients of the specs send, of those with something wrong in them,
//! and how it says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests end by panicking"
)]

mod bodies;
mod clients;
mod codes;
mod faults;
mod made;
mod refusals;
mod routes;
mod signatures;
mod signed;
mod strict;
mod styles;
mod support;
