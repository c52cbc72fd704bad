//! Calls from parameters to payloads and errors, over hand-written operations.

mod answers;
mod api;
mod by_status;
mod fuzz;
mod limits;
mod requests;
mod secrets;
mod server;
mod status;
mod styles;
mod traces;
mod wire;
