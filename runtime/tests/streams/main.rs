//! Answers that are handed out item by item, in whatever pieces they come.

#[path = "../call/api.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "made for the tests of single calls; some of it serves here"
)]
mod api;
mod bytes;
mod events;
mod lines;
mod loopback;
mod operations;
mod pieces;
mod refused;
mod reqwest;
