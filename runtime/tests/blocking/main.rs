//! Calls that block the thread: without a runtime, within one, and when something in them breaks.
#![cfg(feature = "blocking")]

#[path = "../call/api.rs"]
#[allow(
    dead_code,
    reason = "made for the tests of single calls; some of it serves here"
)]
mod api;
mod calls;
mod client;
#[path = "../paging/listing.rs"]
#[allow(
    dead_code,
    reason = "made for the tests of pages; some of it serves here"
)]
mod listing;
#[path = "../streams/loopback.rs"]
mod loopback;
mod panics;
mod real;
mod within;
