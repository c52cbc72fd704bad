//! Runs the built command as a user does: help, mistakes, and calls against a server on loopback.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod call;
mod call_bodies;
mod call_conduct;
mod call_dry_run;
mod call_mistakes;
mod call_pages;
mod call_signed;
mod call_streams;
mod call_tokens;
mod call_vendors;
mod check;
mod cloud;
mod examples;
mod generate;
mod inspect;
mod pinned;
mod run;
mod server;
mod usage;
