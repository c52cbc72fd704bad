//! Time: that of an attempt, that of a call, and what happens when a call is dropped.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use specwright_runtime as rt;
use tokio::time::Instant;

use crate::{
    api::{self, GET, MAKE, TOKENED, call, call_with, core},
    mock::{Mock, Reply},
};

const MINUTE: Duration = Duration::from_secs(60);

fn within(seconds: u64) -> impl FnOnce(&mut rt::CallOptions) {
    move |options| options.deadline = Some(Duration::from_secs(seconds))
}

#[tokio::test(start_paused = true)]
async fn an_attempt_ends_at_the_deadline() {
    let mock = Mock::new(|_| Reply::good().after(MINUTE));
    let start = Instant::now();
    let error = call_with(&core(&mock), &GET, within(5))
        .await
        .expect_err("a failure");
    assert_eq!(start.elapsed().as_secs(), 5);
    assert!(error.is_timeout() && !error.is_connect() && error.is_retryable());
    let error = call_with(&core(&mock), &MAKE, within(5))
        .await
        .expect_err("a failure");
    assert!(
        error.is_timeout() && !error.is_retryable(),
        "the server may have acted"
    );
    assert_eq!(mock.all().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_wait_past_the_deadline_is_not_begun() {
    let mock = Mock::new(|_| Reply::status(429, "slow").header("retry-after", "30"));
    let start = Instant::now();
    let error = call_with(&core(&mock), &GET, within(10))
        .await
        .expect_err("a failure");
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!((error.status(), error.attempts()), (Some(429), 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_spans_attempts_and_waits() {
    let mock = Mock::new(|_| {
        Reply::status(503, "busy")
            .header("retry-after", "2")
            .after(Duration::from_secs(1))
    });
    let core = api::builder(&mock).retry(rt::RetryPolicy {
        max_attempts: 100,
        ..rt::RetryPolicy::DEFAULT
    });
    let core = core
        .deadline(Duration::from_secs(9))
        .build()
        .expect("a client");
    let start = Instant::now();
    let error = call(&core, &GET).await.expect_err("a failure");
    assert!(
        start.elapsed() < Duration::from_secs(9),
        "{:?}",
        start.elapsed()
    );
    assert_eq!((error.status(), error.attempts()), (Some(503), 3));
}

#[tokio::test(start_paused = true)]
async fn the_deadline_holds_while_a_token_is_bought() {
    let mock = Mock::new(|_| Reply::json(r#"{"code":0,"data":{"token":"t"}}"#).after(MINUTE));
    let core = core(&mock);
    let start = Instant::now();
    let error = call_with(&core, &TOKENED, within(5))
        .await
        .expect_err("a failure");
    assert_eq!(start.elapsed().as_secs(), 5);
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!((error.operation(), error.attempts()), (Some("tokened"), 0));
    assert!(mock.seen("/v1/tokened").is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_spec_has_a_deadline_and_a_timeout_too() {
    static SHORT: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            timeout: Some(Duration::from_secs(3)),
            deadline: Some(Duration::from_secs(7)),
            ..rt::Policy::DEFAULT
        },
        ..GET
    };
    /// Never answers, and keeps the timeouts that it was given.
    #[derive(Clone, Default)]
    struct Silent(Arc<std::sync::Mutex<Vec<Option<Duration>>>>);
    impl rt::Transport for Silent {
        fn send(&self, request: http::Request<Bytes>) -> rt::TransportFuture<'_> {
            let told = request.extensions().get::<rt::CallTimeout>().map(|it| it.0);
            self.0.lock().expect("no panic").push(told);
            Box::pin(std::future::pending())
        }
    }
    let silent = Silent::default();
    let build = || rt::CoreBuilder::new(&api::API).transport(silent.clone());
    let plain = build().build().expect("a client");
    let client = build()
        .timeout(Duration::from_secs(2))
        .build()
        .expect("a client");
    let start = Instant::now();
    call(&plain, &SHORT).await.expect_err("a failure");
    assert_eq!(start.elapsed().as_secs(), 7);
    call(&client, &SHORT).await.expect_err("a failure");
    let options = |options: &mut rt::CallOptions| {
        options.timeout = Some(Duration::from_secs(1));
        options.deadline = Some(Duration::from_secs(1));
    };
    call_with(&client, &SHORT, options)
        .await
        .expect_err("a failure");
    let given = silent.0.lock().expect("no panic").clone();
    assert_eq!(
        given,
        [3, 2, 1].map(|seconds| Some(Duration::from_secs(seconds)))
    );
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_ends_everything() {
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    struct Waits(Arc<AtomicUsize>);
    impl rt::Transport for Waits {
        fn send(&self, _: http::Request<Bytes>) -> rt::TransportFuture<'_> {
            let counted = Counted(Arc::clone(&self.0));
            Box::pin(async move {
                let _counted = counted;
                std::future::pending().await
            })
        }
    }
    let ended = Arc::new(AtomicUsize::new(0));
    let core = rt::CoreBuilder::new(&api::API)
        .set("app_id", "1")
        .set("password", "p")
        .transport(Waits(Arc::clone(&ended)));
    let core = core.build().expect("a client");
    for operation in [&GET, &TOKENED] {
        let waited = tokio::time::timeout(MINUTE, call(&core, operation)).await;
        assert!(waited.is_err());
    }
    assert_eq!(
        ended.load(Ordering::SeqCst),
        2,
        "the exchange of the token too"
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_before_a_call_is_awaited() {
    let mock = Mock::new(|_| Reply::good());
    let pending = call(&core(&mock), &GET);
    tokio::time::sleep(MINUTE).await;
    assert!(mock.all().is_empty());
    pending.await.expect("an answer");
}
