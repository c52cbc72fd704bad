//! What the wire tests share.

use specwright_apis::rt;

use crate::server::{Reply, Server};

/// A server that gives the same answer to everything.
pub(crate) fn always(reply: Reply) -> Server {
    Server::start(move |_| reply.clone()).expect("a loopback port")
}

/// Puts a fixed text where a computed signature belongs.
pub(crate) struct FixedSigner {
    /// Query parameters to add.
    pub(crate) query: &'static [(&'static str, &'static str)],
}

impl rt::Signer for FixedSigner {
    fn sign(&self, request: &mut rt::Signing<'_>) -> Result<(), rt::SignError> {
        for (name, value) in self.query {
            request.push_query(*name, *value);
        }
        Ok(())
    }
}

/// The request the server saw last, as `METHOD target`.
pub(crate) fn last(server: &Server) -> String {
    server
        .requests()
        .last()
        .map(|seen| format!("{} {}", seen.method, seen.target))
        .unwrap_or_default()
}
