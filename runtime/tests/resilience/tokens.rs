//! Tokens: bought once for all, renewed in time, bought again when they are void.

use std::time::Duration;

use rt::TransportErrorKind as Kind;
use specwright_runtime as rt;
use tokio::time::Instant;

use crate::{
    api::{self, TOKENED, call, call_with, core},
    mock::{Mock, Reply, Seen},
};

/// Sells `t1`, `t2` and so on, each for so many seconds; whoever comes with a token is served.
pub(crate) fn shop(lasts: u64) -> Mock {
    Mock::new(move |seen| match seen.path.as_str() {
        "/v1/buy" => sold(seen, lasts),
        _ => Reply::good(),
    })
}

pub(crate) fn sold(seen: &Seen, lasts: u64) -> Reply {
    let number = seen.before + 1;
    Reply::json(format!(
        r#"{{"code":0,"data":{{"token":"t{number}","expires_in":{lasts}}}}}"#
    ))
}

/// The tokens that calls came with, in order.
pub(crate) fn used(mock: &Mock) -> Vec<String> {
    let seen = mock.seen("/v1/tokened");
    let token = |seen: &Seen| seen.header("authorization").replace("Bearer ", "");
    seen.iter().map(token).collect()
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_and_one_exchange() {
    let mock = shop(3600);
    let core = core(&mock);
    let calls: Vec<_> = (0..1000)
        .map(|_| tokio::spawn(call(&core.clone(), &TOKENED)))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an answer");
    }
    assert_eq!(mock.seen("/v1/buy").len(), 1);
    assert_eq!(used(&mock), vec!["t1"; 1000]);
    let basic = mock.seen("/v1/buy")[0].header("authorization").to_owned();
    assert!(basic.starts_with("Basic "), "{basic}");
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_leader_does_not_cancel_the_others() {
    let mock = shop(3600);
    let core = core(&mock);
    let leader = tokio::spawn(call(&core, &TOKENED));
    tokio::task::yield_now().await;
    let others: Vec<_> = (0..10)
        .map(|_| tokio::spawn(call(&core, &TOKENED)))
        .collect();
    tokio::time::sleep(Duration::from_millis(1)).await;
    leader.abort();
    for call in others {
        call.await.expect("no panic").expect("an answer");
    }
    assert_eq!(mock.seen("/v1/buy").len(), 1);
    assert_eq!(used(&mock), vec!["t1"; 10]);
}

#[tokio::test(start_paused = true)]
async fn an_exchange_that_everybody_left_is_begun_anew() {
    let mock = shop(3600);
    let core = core(&mock);
    let all: Vec<_> = (0..10)
        .map(|_| tokio::spawn(call(&core, &TOKENED)))
        .collect();
    tokio::time::sleep(Duration::from_millis(1)).await;
    for call in all {
        call.abort();
        let _ = call.await;
    }
    tokio::time::sleep(Duration::from_secs(60)).await;
    call(&core, &TOKENED).await.expect("an answer");
    assert_eq!(mock.seen("/v1/buy").len(), 2);
    assert_eq!(used(&mock), ["t2"]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_shared_and_not_kept() {
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", 0) => Reply::code(api::NO),
        ("/v1/buy", _) => sold(seen, 3600),
        _ => Reply::good(),
    });
    let core = core(&mock);
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(call(&core, &TOKENED)))
        .collect();
    for call in calls {
        let error = call.await.expect("no panic").expect_err("a failure");
        assert_eq!(error.operation(), Some("buy"));
        assert_eq!(error.raw_code(), Some(&rt::WireCode::Integer(api::NO)));
    }
    assert_eq!(
        mock.all().len(),
        1,
        "one exchange for all, and no call without a token"
    );
    call(&core, &TOKENED).await.expect("an answer");
    assert_eq!(mock.seen("/v1/buy").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_exchange_is_a_call_like_any_other() {
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", 0) => Reply::fails(Kind::Reset),
        ("/v1/buy", 1) => Reply::status(503, "busy"),
        ("/v1/buy", _) => sold(seen, 3600),
        _ => Reply::good(),
    });
    call(&core(&mock), &TOKENED).await.expect("an answer");
    assert_eq!(used(&mock), ["t3"]);
}

#[tokio::test(start_paused = true)]
async fn renewed_before_it_expires() {
    for (lasts, margin) in [(7200, 60), (100, 10), (10, 1)] {
        let mock = shop(lasts);
        let core = core(&mock);
        let bought = async |after: f64| {
            tokio::time::sleep(Duration::from_secs_f64(after)).await;
            call(&core, &TOKENED).await.expect("an answer");
            mock.seen("/v1/buy").len()
        };
        assert_eq!(bought(0.0).await, 1);
        // Each call takes a hundredth of a second.
        let early = lasts as f64 - f64::from(margin) - 0.5;
        assert_eq!(bought(early).await, 1, "{lasts}");
        assert_eq!(bought(0.5).await, 2, "{lasts}");
        assert_eq!(used(&mock).last().map(String::as_str), Some("t2"));
    }
}

#[tokio::test(start_paused = true)]
async fn while_the_old_one_is_good_only_one_call_waits_for_the_new() {
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", 0) => sold(seen, 100),
        ("/v1/buy", _) => sold(seen, 100).after(Duration::from_secs(5)),
        _ => Reply::good(),
    });
    let core = core(&mock);
    call(&core, &TOKENED).await.expect("an answer");
    tokio::time::sleep(Duration::from_secs(91)).await;
    let start = Instant::now();
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let call = call(&core, &TOKENED);
            tokio::spawn(async move {
                call.await.expect("an answer");
                start.elapsed().as_secs()
            })
        })
        .collect();
    let mut waited = 0;
    for call in calls {
        waited += usize::from(call.await.expect("no panic") >= 5);
    }
    assert_eq!((waited, mock.seen("/v1/buy").len()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_keeps_the_old_one() {
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", 0) | ("/v1/buy", 3..) => sold(seen, 100),
        ("/v1/buy", _) => Reply::code(api::NO),
        _ => Reply::good(),
    });
    let core = core(&mock);
    let call_at = async |start: Instant, second: u64| {
        tokio::time::sleep_until(start + Duration::from_secs(second)).await;
        call(&core, &TOKENED)
            .await
            .map(|_| mock.seen("/v1/buy").len())
    };
    let start = Instant::now();
    assert_eq!(call_at(start, 0).await.ok(), Some(1));
    assert_eq!(
        call_at(start, 91).await.ok(),
        Some(2),
        "it failed, and the old one is good"
    );
    assert_eq!(
        call_at(start, 92).await.ok(),
        Some(2),
        "not asked again at once"
    );
    assert_eq!(call_at(start, 97).await.ok(), Some(3));
    assert_eq!(
        call_at(start, 101).await.ok(),
        Some(4),
        "the old one has expired"
    );
    assert_eq!(used(&mock), ["t1", "t1", "t1", "t1", "t4"]);
}

/// Takes only the token of this number.
fn picky(good: &'static str, refusal: fn() -> Reply) -> Mock {
    Mock::new(move |seen| match seen.path.as_str() {
        "/v1/buy" => sold(seen, 3600),
        _ if seen.header("authorization") == format!("Bearer {good}") => Reply::good(),
        _ => refusal(),
    })
}

#[tokio::test(start_paused = true)]
async fn a_void_token_is_bought_once_more() {
    for refusal in [
        || Reply::code(api::AFTER_AUTH),
        || Reply::status(401, "who?"),
    ] {
        let mock = picky("t2", refusal);
        let core = core(&mock);
        call(&core, &TOKENED).await.expect("an answer");
        assert_eq!(used(&mock), ["t1", "t2"]);
        call(&core, &TOKENED).await.expect("an answer");
        assert_eq!(mock.seen("/v1/buy").len(), 2);
        let mock = picky("none", refusal);
        let error = call(&api::core(&mock), &TOKENED)
            .await
            .expect_err("a failure");
        assert_eq!((used(&mock).len(), mock.seen("/v1/buy").len()), (2, 2));
        assert!(error.is_auth() && !error.is_retryable(), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_void_token_is_dropped_even_where_nothing_is_repeated() {
    let mock = picky("t2", || Reply::status(401, "who?"));
    let core = core(&mock);
    let once = call_with(&core, &TOKENED, |options| {
        options.retry = Some(rt::RetryPolicy::NONE);
    });
    assert!(once.await.expect_err("a failure").is_retryable());
    call(&core, &TOKENED).await.expect("an answer");
    assert_eq!(used(&mock), ["t1", "t2"]);
}

#[tokio::test(start_paused = true)]
async fn many_who_were_refused_buy_one() {
    // The refusals come at different times, some after the new token is there.
    let mock = Mock::new(|seen| match seen.path.as_str() {
        "/v1/buy" => sold(seen, 3600),
        _ if seen.header("authorization") != "Bearer t1" => Reply::good(),
        _ => Reply::status(401, "who?").after(Duration::from_millis(seen.before as u64 * 3)),
    });
    let core = core(&mock);
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(call(&core, &TOKENED)))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an answer");
    }
    assert_eq!(mock.seen("/v1/buy").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_given_is_used_and_never_bought() {
    let mock = picky("given", || Reply::status(401, "who?"));
    let given = |value: &str| {
        api::builder(&mock)
            .set("token", value)
            .build()
            .expect("a client")
    };
    call(&given("given"), &TOKENED).await.expect("an answer");
    call(&given("stale"), &TOKENED)
        .await
        .expect_err("a failure");
    assert_eq!(used(&mock), ["given", "stale"]);
    assert!(mock.seen("/v1/buy").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_slow_renewal_fails_one_call_at_most() {
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", 0) => sold(seen, 1000),
        ("/v1/buy", _) => sold(seen, 1000).after(Duration::from_secs(25)),
        _ => Reply::good(),
    });
    let core = core(&mock);
    call(&core, &TOKENED).await.expect("an answer");
    tokio::time::sleep(Duration::from_secs(945)).await;
    let mut failed = 0;
    for _ in 0..20 {
        let hasty = call_with(&core, &TOKENED, |options| {
            options.deadline = Some(Duration::from_secs(1));
        });
        failed += usize::from(hasty.await.is_err());
    }
    assert_eq!(failed, 1, "the token was good all the while");
}

#[tokio::test(start_paused = true)]
async fn a_token_does_not_expire_in_front_of_a_limit() {
    static SLOW: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            tokens: &[api::TOKEN],
            limits: &[rt::Limit {
                name: "app",
                scope: rt::Scope::Api,
                calls: 1,
                per: Duration::from_secs(300),
                cost: 1,
                told: None,
            }],
            ..rt::Policy::DEFAULT
        },
        ..TOKENED
    };
    let mock = shop(200);
    let core = core(&mock);
    for _ in 0..2 {
        call(&core, &SLOW).await.expect("an answer");
    }
    assert_eq!(used(&mock), ["t1", "t2"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_just_bought_is_not_bought_again() {
    let mock = picky("none", || Reply::status(401, "who?"));
    let core = core(&mock);
    for _ in 0..10 {
        call(&core, &TOKENED).await.expect_err("a failure");
    }
    assert_eq!((used(&mock).len(), mock.seen("/v1/buy").len()), (20, 11));
}
