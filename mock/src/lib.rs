//! A server that plays the API of a spec: it checks requests and answers them.

mod answer;
mod control;
#[doc(hidden)]
pub mod doc;
mod engine;
mod expect;
mod explorer;
mod log;
mod raw;
mod refusal;
mod request;
mod route;
mod seam;
mod seen;
mod server;
mod signature;
mod spoil;
mod state;
mod turn;
pub mod upstream;

pub use control::time;
pub use expect::{Expectation, Unmet};
pub use log::Entry;
pub use raw::{Latch, Raw};
pub use refusal::{Failure, error, refuse, row_for, row_of};
pub use request::read;
pub use seam::*;
pub use seen::Seen;
pub use server::{Builder, Server, StartError, default_credentials};
pub use state::Clock;
