//! How calls go through what goes wrong: repetition, tokens, rate limits and time, over a service made of a function
//! and with a clock that jumps.

mod api;
mod crowd;
mod deadlines;
mod https;
mod limits;
mod mock;
mod polls;
mod retries;
mod secrets;
mod streams;
mod token_kinds;
mod tokens;
mod traces;
