//! What the wire tests share.

use crate::server::{Reply, Server};

/// A server that gives the same answer to everything.
pub(crate) fn always(reply: Reply) -> Server {
    Server::start(move |_| reply.clone()).expect("a loopback port")
}

/// The request the server saw last, as `METHOD target`.
pub(crate) fn last(server: &Server) -> String {
    server
        .requests()
        .last()
        .map(|seen| format!("{} {}", seen.method, seen.target))
        .unwrap_or_default()
}
