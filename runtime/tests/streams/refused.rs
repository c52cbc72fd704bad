//! Answers that are no streams: their errors are those of whole answers.

use specwright_runtime as rt;

use crate::{api::Code, operations::*, pieces::Pieces};

async fn refused<R: rt::Streamed<Code = Code> + rt::Empty>(pieces: Pieces) -> rt::Error<Code> {
    open::<R>(&pieces).await.expect_err("no stream")
}

#[tokio::test]
async fn an_http_error_with_an_envelope_is_a_refusal() {
    let answer = || {
        Pieces::of(br#"{"code":-1001,"message":"who?"}"#, 5)
            .status(401)
            .content_type("application/json")
    };
    for error in [
        refused::<Lines>(answer()).await,
        refused::<Events>(answer()).await,
        refused::<Download>(answer()).await,
    ] {
        assert_eq!(
            (error.kind(), error.status()),
            (rt::ErrorKind::Api, Some(401))
        );
        assert_eq!(
            (error.code(), error.message()),
            (Some(&Code::NotLoggedIn), Some("who?"))
        );
        assert!(error.is_auth());
    }
}

#[tokio::test]
async fn an_http_error_of_a_proxy_is_not_understood() {
    let answer = || {
        Pieces::of(b"<html>Bad Gateway</html>", 5)
            .status(502)
            .content_type("text/html")
    };
    for error in [
        refused::<Lines>(answer()).await,
        refused::<PlainLines>(answer()).await,
        refused::<Events>(answer()).await,
        refused::<Download>(answer()).await,
    ] {
        assert_eq!(
            (error.kind(), error.status()),
            (rt::ErrorKind::Decode, Some(502))
        );
        assert_eq!(error.body(), Some(&b"<html>Bad Gateway</html>"[..]));
        assert!(error.is_retryable(), "{error}");
    }
}

#[tokio::test]
async fn events_are_not_json_or_html() {
    let json = |text: &'static str| Pieces::of(text.as_bytes(), 3).content_type("application/json");
    let error = refused::<Events>(json(r#"{"code":60007}"#)).await;
    assert_eq!(error.code(), Some(&Code::TooFast));
    let error = refused::<Events>(json(r#"{"code":0,"data":{"id":1}}"#)).await;
    assert!(
        error
            .to_string()
            .contains("a whole answer where a stream was expected"),
        "{error}"
    );
    let html = Pieces::of(b"<html>", 3).content_type("text/html");
    assert_eq!(refused::<Events>(html).await.kind(), rt::ErrorKind::Decode);
}

#[tokio::test]
async fn a_redirect_is_no_stream() {
    let error = refused::<Download>(Pieces::of(b"", 1).status(302)).await;
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Decode, Some(302))
    );
}

#[tokio::test]
async fn an_answer_that_breaks_before_it_is_read_is_none() {
    let error = refused::<Lines>(Pieces::of(b"{\"co", 2).broken()).await;
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    let error = refused::<Events>(Pieces::of(b"{\"co", 2).status(500).broken()).await;
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
}

#[tokio::test]
async fn secrets_stay_out_of_the_errors_of_streams() {
    let token = crate::api::TOKEN;
    let text = format!("{{\"id\":\"{token}\"}}\n");
    let (_, error) = all::<Lines>(&Pieces::of(text.as_bytes(), 9)).await;
    let error = error.expect("an error");
    let shown = format!(
        "{error} {error:?} {:?}",
        error.body().map(String::from_utf8_lossy)
    );
    assert!(
        !shown.contains(token) && shown.contains("[hidden]"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_transport_that_only_sends_gives_streams_too() {
    let canned = rt::testing::Canned::default()
        .answer(200, "", "{\"id\":1}\n{\"id\":2}")
        .answer(200, "", "");
    let core = crate::api::client(&canned);
    for count in [2, 0] {
        let stream = rt::stream(
            &core,
            &rt::empty::<PlainLines>(),
            &rt::CallOptions::default(),
        )
        .await;
        let mut stream = stream.expect("a stream");
        for _ in 0..count {
            assert!(matches!(stream.next().await, Some(Ok(_))));
        }
        assert!(stream.next().await.is_none());
    }
}

/// Gives one answer after the other.
struct InTurn(std::sync::Mutex<std::collections::VecDeque<Pieces>>);

impl rt::Transport for InTurn {
    fn send(&self, _request: http::Request<::bytes::Bytes>) -> rt::TransportFuture<'_> {
        unreachable!("streams are opened")
    }

    fn open(&self, request: http::Request<::bytes::Bytes>) -> rt::OpenFuture<'_> {
        let next = self.0.lock().expect("no panic").pop_front();
        let next = next.expect("an answer for each request");
        Box::pin(async move { next.open(request).await })
    }
}

#[tokio::test(start_paused = true)]
async fn refusals_are_retried_like_those_of_whole_answers() {
    let answers = [
        Pieces::of(b"{\"code\":60007}\n", 4),
        Pieces::of(b"{\"code\":60007}", 4).status(429),
        Pieces::of(b"{\"code\":0}\n{\"id\":1}\n", 4),
    ];
    let transport = InTurn(std::sync::Mutex::new(answers.into_iter().collect()));
    let core = crate::api::builder()
        .transport(transport)
        .build()
        .expect("a client");
    let mut options = rt::CallOptions::default();
    options.retry = Some(rt::RetryPolicy::DEFAULT);
    let stream = rt::stream(&core, &rt::empty::<Lines>(), &options).await;
    let mut stream = stream.expect("the third answer");
    assert!(matches!(stream.next().await, Some(Ok(item)) if item.id == 1));
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn secrets_of_items_are_not_shown_where_no_stream_was_given() {
    let whole = br#"{"code":0,"data":{"key":"s3cret"}}"#;
    let answer = |status| {
        Pieces::of(whole, 7)
            .status(status)
            .content_type("application/json")
    };
    for error in [
        refused::<Keys>(answer(200)).await,
        refused::<KeyLines>(Pieces::of(br#"{"key":"s3cret"}"#, 7).status(500)).await,
    ] {
        let text = format!("{error:?}");
        assert!(text.contains("key") && !text.contains("s3cret"), "{text}");
    }
}
