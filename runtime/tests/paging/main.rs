//! Pages and items of operations, over a service that is a function, and every way in which it may mislead.

#[path = "../call/api.rs"]
#[allow(
    dead_code,
    reason = "made for the tests of single calls; some of it serves here"
)]
mod api;
mod kinds;
mod listing;
mod order;
mod own;
mod service;
mod state;
mod walk;
mod window;
mod wrong;
