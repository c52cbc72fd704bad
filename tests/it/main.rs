//! Whole-product tests: the generated clients against a server that knows nothing of the specs, and the rules of the
//! house.

mod exchange;
mod expectations;
mod faults;
mod house;
mod quickbi;
mod server;
mod support;
mod tca;
mod tca_answers;
mod tca_requests;
mod te;
mod tencent_chat;
mod weda;
