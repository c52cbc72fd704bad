//! Runs the built command as a user does: help, mistakes, and calls against a server on loopback.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod audit;
mod call;
mod call_bodies;
mod call_conduct;
mod call_dry_run;
mod call_mistakes;
mod call_pages;
mod call_signed;
mod call_statuses;
mod call_streams;
mod call_tokens;
mod call_vendors;
mod check;
mod check_samples;
mod cloud;
mod codes;
mod colour;
mod completions;
mod diff;
mod docs;
mod examples;
mod export;
mod generate;
mod import;
mod import_openapi;
mod inspect;
mod man;
mod mock;
mod new;
mod pinned;
mod quickstart;
mod run;
mod schema;
mod scratch;
mod serve;
mod server;
mod terminal;
mod usage;
mod watch;
