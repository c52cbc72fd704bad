//! A server that plays the APIs of specs: it checks requests against them and answers what is right.
//!
//! In a test it stands in for the service. The client under test has its URL as the base URL; requests that the spec does
//! not allow are refused as the service would refuse them, others are answered from samples or with values made up from the
//! types. What a test expects is one line each:
//!
//! ```
//! use serde_json::json;
//! use specwright_mock::Server;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let spec = "
//! specwright: 1
//! api: library
//! title: Library
//! servers: {main: 'https://library.example'}
//! types:
//!   Book: {fields: {id: {type: u64, required: true}, title: string}}
//! operations:
//!   get_book: {call: 'GET /books/{id}', params: {id: u64}, returns: Book}
//! ";
//! let loaded = specwright::load_text("library.yaml", spec);
//! let server = Server::start(&loaded.apis[0])?;
//! server.expect("get_book").with("id", 7).answer(json!({"id": 7, "title": "The Dispossessed"}));
//!
//! # specwright_mock::doc::get(&server, "/books/7");
//! // .. the client under test calls `server.url()` ..
//! assert_eq!(server.calls()[0].value("id"), Some(&json!(7)));
//! # Ok(())
//! # }
//! ```
//!
//! An engine of one's own takes [`read`], which makes a [`Call`] of a request or says what is wrong with it, and [`refuse`]
//! and [`error`], which say so as the API would. `docs/mock.md` of the repository tells the rest.

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
mod wished;

pub use expect::{Expectation, Unmet};
pub use log::Entry;
pub use raw::{Latch, Raw};
pub use refusal::{Failure, error, refuse, row_for, row_of};
pub use request::read;
pub use seam::*;
pub use seen::Seen;
pub use server::{Builder, Server, StartError, default_credentials};
pub use state::Clock;

/// The examples of the documentation are tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/mock.md")]
struct Documentation;
