//! Calls from parameters to payloads and errors, over hand-written operations.

mod answers;
mod api;
mod fuzz;
mod requests;
mod secrets;
mod server;
mod status;
mod traces;
mod wire;
