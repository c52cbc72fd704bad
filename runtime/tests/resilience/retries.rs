//! What is repeated, how often, after which waits; and what is not.

use std::time::Duration;

use rt::TransportErrorKind as Kind;
use specwright_runtime as rt;

use crate::{
    api::{self, GET, MAKE, call, call_with, core},
    mock::{Mock, Reply},
};

/// How many requests a call of this operation sends while the service does this.
async fn attempts(
    operation: &'static rt::OperationDescription,
    reply: impl Fn() -> Reply + Send + Sync + 'static,
) -> usize {
    let mock = Mock::new(move |_| reply());
    let result = call(&core(&mock), operation).await;
    let error = result.expect_err("a failure");
    assert_eq!(error.attempts() as usize, mock.all().len(), "{error:?}");
    mock.all().len()
}

static KEYED: rt::OperationDescription = rt::OperationDescription {
    fixed: &[
        fixed(
            "idempotency-key",
            rt::Location::Header,
            rt::Fresh::IdempotencyKey,
        ),
        fixed("nonce", rt::Location::Query, rt::Fresh::Uuid),
        fixed("serial", rt::Location::BodyField, rt::Fresh::Uuid),
        fixed("key", rt::Location::BodyField, rt::Fresh::IdempotencyKey),
    ],
    body: rt::BodyKind::Json,
    auth: &[rt::Auth::Signature { name: "hmac" }],
    ..MAKE
};

const fn fixed(wire: &'static str, location: rt::Location, fresh: rt::Fresh) -> rt::FixedParam {
    rt::FixedParam {
        wire,
        location,
        source: rt::FixedSource::Fresh(fresh),
    }
}

#[tokio::test(start_paused = true)]
async fn what_never_began_is_repeated() {
    for kind in [Kind::Connect, Kind::ConnectTimeout] {
        assert_eq!(attempts(&GET, move || Reply::fails(kind)).await, 3);
        assert_eq!(attempts(&MAKE, move || Reply::fails(kind)).await, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_taken_effect_is_repeated_only_where_it_is_safe() {
    for kind in [Kind::Reset, Kind::Timeout] {
        assert_eq!(attempts(&MAKE, move || Reply::fails(kind)).await, 1);
        assert_eq!(attempts(&GET, move || Reply::fails(kind)).await, 3);
        assert_eq!(attempts(&KEYED, move || Reply::fails(kind)).await, 3);
    }
    for status in [408, 502, 503, 504] {
        assert_eq!(
            attempts(&MAKE, move || Reply::status(status, "no")).await,
            1
        );
        assert_eq!(attempts(&GET, move || Reply::status(status, "no")).await, 3);
    }
    assert_eq!(attempts(&MAKE, || Reply::code(api::SAME_KEY)).await, 1);
    assert_eq!(attempts(&GET, || Reply::code(api::SAME_KEY)).await, 3);
    assert_eq!(attempts(&KEYED, || Reply::code(api::SAME_KEY)).await, 3);
}

#[tokio::test(start_paused = true)]
async fn the_error_table_decides() {
    for operation in [&GET, &MAKE] {
        assert_eq!(attempts(operation, || Reply::code(api::NO)).await, 1);
        assert_eq!(attempts(operation, || Reply::code(api::LATER)).await, 3);
        assert_eq!(attempts(operation, || Reply::code(api::NOW)).await, 3);
        assert_eq!(attempts(operation, || Reply::status(429, "slow")).await, 3);
        // There is no other authorisation to come with.
        assert_eq!(
            attempts(operation, || Reply::code(api::AFTER_AUTH)).await,
            1
        );
        assert_eq!(attempts(operation, || Reply::status(401, "no")).await, 1);
        // A row counts more than the status.
        let no = || Reply::status(503, format!(r#"{{"code":{}}}"#, api::NO));
        assert_eq!(attempts(operation, no).await, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_no_repetition_mends_is_not_repeated() {
    assert_eq!(attempts(&GET, || Reply::fails(Kind::Other)).await, 1);
    assert_eq!(attempts(&GET, || Reply::json("<html>")).await, 1);
    assert_eq!(attempts(&GET, || Reply::status(500, "oops")).await, 1);
    assert_eq!(attempts(&GET, || Reply::status(404, "")).await, 1);
    let moved = || Reply::status(307, "").header("location", "https://elsewhere.example.com/");
    assert_eq!(attempts(&GET, moved).await, 1);
}

#[tokio::test(start_paused = true)]
async fn success_ends_it() {
    let mock = Mock::new(|seen| match seen.before {
        0 => Reply::fails(Kind::Reset),
        1 => Reply::status(503, "<html>busy</html>"),
        _ => Reply::good(),
    });
    let answer = call(&core(&mock), &GET).await.expect("an answer");
    assert_eq!(answer.read::<i64>().expect("a number"), 7);
    assert_eq!(mock.all().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn waits_are_random_below_a_bound_that_doubles() {
    let policy = rt::RetryPolicy {
        max_attempts: 5,
        base_delay: Duration::from_millis(100),
        max_delay: Duration::from_millis(300),
    };
    let mut longest = [Duration::ZERO; 4];
    for _ in 0..200 {
        let mock = Mock::new(|_| Reply::fails(Kind::Connect).after(Duration::ZERO));
        let core = api::builder(&mock).retry(policy).without_retry_budget();
        let core = core.build().expect("a client");
        call(&core, &GET).await.expect_err("a failure");
        let at: Vec<Duration> = mock.all().iter().map(|seen| seen.at).collect();
        assert_eq!(at.len(), 5);
        for (longest, pair) in longest.iter_mut().zip(at.windows(2)) {
            *longest = (*longest).max(pair[1] - pair[0]);
        }
    }
    // The clock of these tests ticks in milliseconds, and timers round up.
    for (longest, bound) in longest.iter().zip([100, 200, 300, 300]) {
        let least = Duration::from_millis(bound * 8 / 10);
        let most = Duration::from_millis(bound + 2);
        assert!(
            (least..=most).contains(longest),
            "{longest:?} below {bound}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_repetition_is_at_once_where_the_table_says_so() {
    let mock = Mock::new(|_| Reply::code(api::NOW).after(Duration::ZERO));
    call(&core(&mock), &GET).await.expect_err("a failure");
    assert_eq!(mock.all()[1].at, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn the_service_says_how_long_to_wait() {
    let waited = async |reply: fn() -> Reply| {
        let mock = Mock::new(move |seen| match seen.before {
            0 => reply().after(Duration::ZERO),
            _ => Reply::good(),
        });
        call(&core(&mock), &MAKE).await.expect("an answer");
        mock.all()[1].at
    };
    let close_to = |wait: Duration, seconds: u64| {
        let least = Duration::from_secs(seconds);
        // Those who were told the same do not come at the same moment.
        (least..least + Duration::from_millis(202)).contains(&wait)
    };
    let seconds = waited(|| Reply::status(429, "slow").header("retry-after", "7")).await;
    assert!(close_to(seconds, 7), "{seconds:?}");
    let date = waited(|| {
        Reply::status(429, "slow")
            .header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .header("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT")
    });
    let date = date.await;
    assert!(close_to(date, 60), "{date:?}");
    let body = waited(|| Reply::json(format!(r#"{{"code":{},"wait":"3"}}"#, api::LATER)));
    let body = body.await;
    assert!(close_to(body, 3), "{body:?}");
    let long = waited(|| Reply::status(429, "slow").header("retry-after", "200")).await;
    assert!(
        close_to(long, 200),
        "longer than any wait of our own: {long:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_a_day() {
    let mock = Mock::new(|_| Reply::status(429, "slow").header("retry-after", "86400"));
    let error = call(&core(&mock), &GET).await.expect_err("a failure");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(86400)));
    assert_eq!((error.attempts(), mock.all().len()), (1, 1));
    // Who gives a deadline says how much time there is.
    let mock = Mock::new(|seen| match seen.before {
        0 => Reply::status(429, "slow").header("retry-after", "86400"),
        _ => Reply::good(),
    });
    let patient = call_with(&core(&mock), &GET, |options| {
        options.deadline = Some(Duration::from_secs(90_000));
    });
    patient.await.expect("an answer");
}

#[tokio::test(start_paused = true)]
async fn a_service_in_trouble_is_not_asked_many_times_over() {
    let mock = Mock::new(|_| Reply::fails(Kind::Connect).after(Duration::ZERO));
    let core = core(&mock);
    let calls: Vec<_> = (0..1000)
        .map(|_| tokio::spawn(call(&core.clone(), &GET)))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect_err("a failure");
    }
    let sent = mock.all().len();
    // A tenth of the calls, twenty that were saved, and one for each second that it took.
    assert!((1020..=1125).contains(&sent), "{sent}");
    let endless = api::builder(&mock)
        .without_retry_budget()
        .build()
        .expect("a client");
    for _ in 0..100 {
        call(&endless, &GET).await.expect_err("a failure");
    }
    assert_eq!(mock.all().len() - sent, 300);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_anew_and_the_key_stays() {
    let mock = Mock::new(|seen| match seen.before {
        0 | 1 => Reply::fails(Kind::Reset),
        _ => Reply::good(),
    });
    let core = core(&mock);
    call(&core, &KEYED).await.expect("an answer");
    call(&core, &KEYED).await.expect("another answer");
    let seen = mock.all();
    let distinct = |part: &dyn Fn(&crate::mock::Seen) -> String| {
        let mut parts: Vec<String> = seen.iter().map(part).collect();
        parts.sort();
        parts.dedup();
        parts.len()
    };
    let body = |seen: &crate::mock::Seen, name: &str| {
        let body: rt::Json = serde_json::from_str(&seen.body).expect("a body");
        body[name].as_str().expect("a text").to_owned()
    };
    assert_eq!(seen.len(), 4);
    assert_eq!(
        distinct(&|seen| seen.header("idempotency-key").to_owned()),
        2
    );
    assert_eq!(distinct(&|seen| body(seen, "key")), 2);
    for seen in &seen {
        assert_eq!(seen.header("idempotency-key"), body(seen, "key"));
        assert!(!seen.header("x-sign").is_empty());
    }
    assert_eq!(distinct(&|seen| seen.query.clone()), 4);
    assert_eq!(distinct(&|seen| body(seen, "serial")), 4);
    assert_eq!(distinct(&|seen| seen.header("x-nonce").to_owned()), 4);
    assert_eq!(distinct(&|seen| seen.header("x-sign").to_owned()), 4);
}

#[tokio::test(start_paused = true)]
async fn a_refused_signature_is_made_once_more() {
    static SIGNED: rt::OperationDescription = rt::OperationDescription {
        auth: &[rt::Auth::Signature { name: "hmac" }],
        ..MAKE
    };
    assert_eq!(attempts(&SIGNED, || Reply::code(api::AFTER_AUTH)).await, 2);
    assert_eq!(attempts(&SIGNED, || Reply::status(401, "no")).await, 2);
    let mock = Mock::new(|_| Reply::status(401, "no"));
    let error = call(&core(&mock), &SIGNED).await.expect_err("a failure");
    assert!(
        !error.is_retryable(),
        "it was refused just after it was made anew"
    );
    let once = call_with(&core(&mock), &SIGNED, |options| {
        options.retry = Some(rt::RetryPolicy::NONE);
    });
    assert!(once.await.expect_err("a failure").is_retryable());
}

#[tokio::test(start_paused = true)]
async fn the_call_the_client_and_the_spec_say_how_often() {
    static PATIENT: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            retry: rt::RetryPolicy {
                max_attempts: 6,
                ..rt::RetryPolicy::DEFAULT
            },
            ..rt::Policy::DEFAULT
        },
        ..GET
    };
    let times = |max_attempts| rt::RetryPolicy {
        max_attempts,
        ..rt::RetryPolicy::DEFAULT
    };
    let mock = Mock::new(|_| Reply::fails(Kind::Connect));
    let plain = core(&mock);
    let client = api::builder(&mock)
        .retry(times(2))
        .build()
        .expect("a client");
    let sent =
        async |call: &mut dyn FnMut() -> tokio::task::JoinHandle<Result<rt::Answer, rt::Error>>| {
            let before = mock.all().len();
            call().await.expect("no panic").expect_err("a failure");
            mock.all().len() - before
        };
    assert_eq!(sent(&mut || tokio::spawn(call(&plain, &PATIENT))).await, 6);
    assert_eq!(sent(&mut || tokio::spawn(call(&client, &PATIENT))).await, 2);
    let one = |core: &rt::Core| {
        call_with(core, &PATIENT, |options| {
            options.retry = Some(rt::RetryPolicy::NONE)
        })
    };
    assert_eq!(sent(&mut || tokio::spawn(one(&client))).await, 1);
}
