//! Runs the built command as a user does: help, mistakes, and calls against a server on loopback.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod call;
mod call_mistakes;
mod call_signed;
mod check;
mod generate;
mod inspect;
mod pinned;
mod run;
mod server;
mod usage;
