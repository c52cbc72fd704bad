//! The mock from outside: over real connections, with the runtime as the client that typed clients are too.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod client;
mod conduct;
mod expectations;
mod pages;
mod streams;
mod tokens;
mod wire;
