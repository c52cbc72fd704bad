//! The body of an answer that is handed out while it comes in.

use std::{future::Future, pin::Pin};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::{StreamExt, stream};

use super::TransportError;

/// The body of an answer in the pieces that it comes in. An error is the last thing that it gives.
pub type BodyStream = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// What [`Transport::open`](super::Transport::open) gives.
pub type OpenFuture<'t> =
    Pin<Box<dyn Future<Output = Result<http::Response<BodyStream>, TransportError>> + Send + 't>>;

/// A body that is there already.
pub(crate) fn whole(body: Bytes) -> BodyStream {
    let pieces = (!body.is_empty()).then_some(Ok(body));
    Box::pin(stream::iter(pieces))
}

/// The next piece that has something in it.
pub(crate) async fn next_piece(body: &mut BodyStream) -> Option<Result<Bytes, TransportError>> {
    loop {
        match body.next().await {
            Some(Ok(piece)) if piece.is_empty() => {}
            other => return other,
        }
    }
}

/// Collects a body until it ends or has this many bytes; the flag says that it ended.
pub(crate) async fn collect_up_to(
    body: &mut BodyStream,
    limit: usize,
) -> Result<(Bytes, bool), TransportError> {
    let mut all = BytesMut::new();
    while all.len() < limit {
        match next_piece(body).await {
            Some(piece) => all.extend_from_slice(&piece?),
            None => return Ok((all.freeze(), true)),
        }
    }
    Ok((all.freeze(), false))
}
