//! The explorer from outside: its page and documents, calls that are signed on the way, and who may ask for them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

mod client;
mod page;
mod passing;
mod refusing;
mod setting;
mod signing;
