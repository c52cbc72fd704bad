//! The wire tests of `tests/it` once more, against the mock: the answers are the same, but each request is checked against
//! the spec before it gets one, its credentials and signature included.

#[path = "../it/exchange.rs"]
mod exchange;
#[path = "../it/faults.rs"]
mod faults;
#[path = "../it/quickbi.rs"]
mod quickbi;
mod server;
#[path = "../it/support.rs"]
mod support;
#[path = "../it/tca.rs"]
mod tca;
#[path = "../it/tca_answers.rs"]
mod tca_answers;
#[path = "../it/tca_requests.rs"]
mod tca_requests;
#[path = "../it/te.rs"]
mod te;
#[path = "../it/tencent_chat.rs"]
mod tencent_chat;
#[path = "../it/weda.rs"]
mod weda;
