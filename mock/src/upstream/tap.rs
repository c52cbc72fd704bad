//! What the service said to a request of the page, as it came.
//!
//! The runtime judges answers and hands payloads or errors out; the page wants the answer itself. So the transport keeps
//! it, for the call under way and for no other: not what was said when a token was bought.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use specwright_runtime as rt;

tokio::task_local! {
    static KEPT: Kept;
}

/// The answer to a call.
#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The next request is that of the page.
    is_next: bool,
    answer: Option<http::Response<Bytes>>,
}

/// Says that the request which was just put together is that of the page.
pub(super) fn mark() {
    // Without a call nobody wants the answer.
    let _ = KEPT.try_with(|kept| kept.with(|state| state.is_next = true));
}

/// Makes a call and gives the answer that was kept, beside what the runtime made of it.
pub(super) async fn keep<T>(call: impl Future<Output = T>) -> (T, Option<http::Response<Bytes>>) {
    let kept = Kept::default();
    let result = KEPT.scope(kept.clone(), call).await;
    (result, kept.with(|state| state.answer.take()))
}

impl Kept {
    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Sends by another transport, and keeps answers.
pub(super) struct Tap<T>(pub(super) T);

impl<T: rt::Transport> rt::Transport for Tap<T> {
    fn send(&self, request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
        let take = |kept: &Kept| {
            let is_next = kept.with(|state| std::mem::take(&mut state.is_next));
            is_next.then(|| kept.clone())
        };
        let kept = KEPT.try_with(take).ok().flatten();
        let answer = self.0.send(request);
        Box::pin(async move {
            let answer = answer.await?;
            if let Some(kept) = kept {
                kept.with(|state| state.answer = Some(answer.clone()));
            }
            Ok(answer)
        })
    }
}

#[cfg(test)]
mod tests {
    use rt::Transport as _;

    use super::*;

    struct Echo;

    impl rt::Transport for Echo {
        fn send(&self, request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
            Box::pin(async move { Ok(http::Response::new(request.into_body())) })
        }
    }

    fn request(body: &'static str) -> http::Request<Bytes> {
        http::Request::new(Bytes::from_static(body.as_bytes()))
    }

    #[tokio::test]
    async fn only_the_answer_to_the_marked_request_is_kept() {
        let tap = Tap(Echo);
        let (_, answer) = keep(async {
            tap.send(request("token")).await.expect("an echo");
            mark();
            tap.send(request("page")).await.expect("an echo");
            tap.send(request("another")).await.expect("an echo");
        })
        .await;
        let body = answer.map(http::Response::into_body);
        assert_eq!(body.as_deref(), Some(&b"page"[..]));
        let (_, answer) = keep(tap.send(request("token"))).await;
        assert!(answer.is_none());
    }
}
