//! Rate limits: never more than the service says, first come, first served.

use std::time::Duration;

use specwright_runtime as rt;
use tokio::time::Instant;

use crate::{
    api::{GET, call, call_with, core},
    mock::{Mock, Reply},
};

const SECOND: Duration = Duration::from_secs(1);

const fn limit(calls: u32, per: Duration, scope: rt::Scope, cost: u32) -> rt::Limit {
    rt::Limit {
        name: "app",
        scope,
        calls,
        per,
        cost,
        told: None,
    }
}

static CHAT: rt::OperationDescription = rt::OperationDescription {
    name: "chat",
    path: &[rt::PathPart::Literal("/chat")],
    fixed: &[rt::FixedParam {
        wire: "seq",
        location: rt::Location::Query,
        source: rt::FixedSource::Fresh(rt::Fresh::Uuid),
    }],
    policy: &rt::Policy {
        limits: &[limit(200, SECOND, rt::Scope::Api, 1)],
        ..rt::Policy::DEFAULT
    },
    ..GET
};

/// No window of a second holds more than so many.
fn check_windows(mock: &Mock, most: usize) {
    let at: Vec<Duration> = mock.all().iter().map(|seen| seen.at).collect();
    for (index, start) in at.iter().enumerate() {
        let inside = at[index..]
            .iter()
            .filter(|at| **at < *start + SECOND)
            .count();
        assert!(inside <= most, "{inside} within a second of {start:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn two_hundred_calls_a_second_fair_and_in_order() {
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let order = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let mut calls = Vec::new();
    for number in 0..1000 {
        let (call, order) = (call(&core.clone(), &CHAT), order.clone());
        calls.push(tokio::spawn(async move {
            call.await.expect("an answer");
            order.lock().expect("no panic").push(number);
        }));
        // Tasks begin in the order in which they were spawned.
        tokio::task::yield_now().await;
    }
    let start = Instant::now();
    for call in calls {
        call.await.expect("no panic");
    }
    let took = start.elapsed();
    assert!((SECOND * 4..SECOND * 5).contains(&took), "{took:?}");
    check_windows(&mock, 200);
    let order = order.lock().expect("no panic").clone();
    // Within one burst answers come at the same moment; the bursts are in order.
    for (burst, numbers) in order.chunks(200).enumerate() {
        let range = burst * 200..(burst + 1) * 200;
        assert!(
            numbers.iter().all(|number| range.contains(number)),
            "burst {burst}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_does_not_save_up_calls() {
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    tokio::time::sleep(SECOND * 100).await;
    let calls: Vec<_> = (0..500).map(|_| tokio::spawn(call(&core, &CHAT))).collect();
    for call in calls {
        call.await.expect("no panic").expect("an answer");
    }
    check_windows(&mock, 200);
}

#[tokio::test(start_paused = true)]
async fn every_attempt_counts() {
    static TIGHT: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            limits: &[limit(1, Duration::from_secs(10), rt::Scope::Api, 1)],
            ..rt::Policy::DEFAULT
        },
        ..GET
    };
    let mock = Mock::new(|seen| match seen.before {
        0 => Reply::status(503, "busy"),
        _ => Reply::good(),
    });
    call(&core(&mock), &TIGHT).await.expect("an answer");
    let at: Vec<u64> = mock.all().iter().map(|seen| seen.at.as_secs()).collect();
    assert_eq!(at, [0, 10]);
}

/// When calls of these operations are sent, made one after the other.
async fn times(operations: &[&'static rt::OperationDescription]) -> Vec<u64> {
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    for operation in operations {
        call(&core.clone(), operation).await.expect("an answer");
    }
    mock.all().iter().map(|seen| seen.at.as_secs()).collect()
}

const fn limited(name: &'static str, policy: &'static rt::Policy) -> rt::OperationDescription {
    rt::OperationDescription {
        name,
        policy,
        ..GET
    }
}

#[tokio::test(start_paused = true)]
async fn operations_share_a_limit_or_have_their_own() {
    const TEN: Duration = Duration::from_secs(10);
    static SHARED: rt::Policy = rt::Policy {
        limits: &[limit(2, TEN, rt::Scope::Api, 1)],
        ..rt::Policy::DEFAULT
    };
    static OWN: rt::Policy = rt::Policy {
        limits: &[limit(2, TEN, rt::Scope::Operation, 1)],
        ..rt::Policy::DEFAULT
    };
    static A: rt::OperationDescription = limited("a", &SHARED);
    static B: rt::OperationDescription = limited("b", &SHARED);
    static C: rt::OperationDescription = limited("c", &OWN);
    static D: rt::OperationDescription = limited("d", &OWN);
    assert_eq!(times(&[&A, &B, &A, &B, &A]).await, [0, 0, 10, 10, 20]);
    assert_eq!(times(&[&C, &D, &C, &D, &C]).await, [0, 0, 0, 0, 10]);
}

#[tokio::test(start_paused = true)]
async fn calls_cost_different_amounts() {
    const MINUTE: Duration = Duration::from_secs(60);
    static CHEAP: rt::Policy = rt::Policy {
        limits: &[limit(10, MINUTE, rt::Scope::Api, 2)],
        ..rt::Policy::DEFAULT
    };
    static DEAR: rt::Policy = rt::Policy {
        limits: &[limit(10, MINUTE, rt::Scope::Api, 7)],
        ..rt::Policy::DEFAULT
    };
    static TOO_DEAR: rt::Policy = rt::Policy {
        limits: &[limit(10, MINUTE, rt::Scope::Api, 99)],
        ..rt::Policy::DEFAULT
    };
    static A: rt::OperationDescription = limited("a", &CHEAP);
    static B: rt::OperationDescription = limited("b", &DEAR);
    static C: rt::OperationDescription = limited("c", &TOO_DEAR);
    assert_eq!(times(&[&A, &B, &A, &A]).await, [0, 0, 60, 60]);
    // One that costs more than there is takes all of it.
    assert_eq!(times(&[&A, &C, &A]).await, [0, 60, 120]);
}

#[tokio::test(start_paused = true)]
async fn nobody_overtakes_a_call_that_needs_much() {
    const TEN: Duration = Duration::from_secs(10);
    static CHEAP: rt::Policy = rt::Policy {
        limits: &[limit(10, TEN, rt::Scope::Api, 5)],
        ..rt::Policy::DEFAULT
    };
    static DEAR: rt::Policy = rt::Policy {
        limits: &[limit(10, TEN, rt::Scope::Api, 10)],
        ..rt::Policy::DEFAULT
    };
    static A: rt::OperationDescription = limited("a", &CHEAP);
    static B: rt::OperationDescription = rt::OperationDescription {
        path: &[rt::PathPart::Literal("/dear")],
        ..limited("b", &DEAR)
    };
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let mut calls = Vec::new();
    for (operation, wait) in [(&A, 5), (&A, 1), (&B, 1), (&A, 1)] {
        calls.push(tokio::spawn(call(&core, operation)));
        tokio::time::sleep(SECOND * wait).await;
    }
    for call in calls {
        call.await.expect("no panic").expect("an answer");
    }
    let at = |path| -> Vec<u64> {
        let seen = mock.seen(path).into_iter();
        seen.map(|seen| seen.at.as_secs()).collect()
    };
    // At ten seconds there is room for the last call, but the one before it needs twice as much.
    assert_eq!((at("/v1/get"), at("/v1/dear")), (vec![0, 5, 25], vec![15]));
}

static TOLD: rt::OperationDescription = rt::OperationDescription {
    policy: &rt::Policy {
        limits: &[rt::Limit {
            told: Some(rt::Told {
                count: rt::Count::Remaining("x-left"),
                reset: Some("x-reset"),
            }),
            ..limit(100, Duration::from_secs(3600), rt::Scope::Api, 1)
        }],
        ..rt::Policy::DEFAULT
    },
    ..GET
};

#[tokio::test(start_paused = true)]
async fn what_the_service_says_is_left_counts_more() {
    let mock = Mock::new(|seen| {
        let (left, reset) = if seen.before == 1 {
            ("0", "90")
        } else {
            ("5", "1")
        };
        Reply::good()
            .header("x-left", left)
            .header("x-reset", reset)
    });
    let core = core(&mock);
    for _ in 0..4 {
        call(&core, &TOLD).await.expect("an answer");
    }
    let at: Vec<u64> = mock.all().iter().map(|seen| seen.at.as_secs()).collect();
    assert_eq!(at, [0, 0, 90, 90]);
}

#[tokio::test(start_paused = true)]
async fn a_wait_past_the_deadline_is_an_error_at_once() {
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let soon = |seconds: u64| {
        call_with(&core, &CHAT, move |options| {
            options.deadline = Some(Duration::from_secs(seconds));
        })
    };
    let waiting: Vec<_> = (0..600).map(|_| tokio::spawn(call(&core, &CHAT))).collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let start = Instant::now();
    // 200 are through and 400 wait: the next one is sent after two seconds and nine tenths.
    let error = soon(2).await.expect_err("a failure");
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    assert!(
        error.message().unwrap_or_default().contains("`app`"),
        "{error}"
    );
    assert_eq!(error.retry_after(), Some(Duration::from_millis(2900)));
    soon(3).await.expect("an answer");
    for call in waiting {
        call.await.expect("no panic").expect("an answer");
    }
    assert_eq!(mock.all().len(), 601);
}

#[tokio::test(start_paused = true)]
async fn those_who_leave_the_queue_hold_nobody_up() {
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let leaving: Vec<_> = (0..2000)
        .map(|_| tokio::spawn(call(&core, &CHAT)))
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    leaving.iter().for_each(tokio::task::JoinHandle::abort);
    for call in leaving {
        let _ = call.await;
    }
    let start = Instant::now();
    call(&core, &CHAT).await.expect("an answer");
    assert!(start.elapsed() <= SECOND, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn of_several_limits_none_is_exceeded() {
    const SIX: Duration = Duration::from_secs(6);
    static BOTH: rt::Policy = rt::Policy {
        limits: &[
            limit(2, SECOND, rt::Scope::Api, 1),
            rt::Limit {
                name: "narrow",
                ..limit(1, SIX, rt::Scope::Operation, 1)
            },
        ],
        ..rt::Policy::DEFAULT
    };
    static WIDE: rt::Policy = rt::Policy {
        limits: &[limit(2, SECOND, rt::Scope::Api, 1)],
        ..rt::Policy::DEFAULT
    };
    static NARROW: rt::OperationDescription = limited("narrow", &BOTH);
    static PLAIN: rt::OperationDescription = rt::OperationDescription {
        path: &[rt::PathPart::Literal("/plain")],
        ..limited("plain", &WIDE)
    };
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let mut calls: Vec<_> = (0..4).map(|_| tokio::spawn(call(&core, &NARROW))).collect();
    tokio::time::sleep(SECOND * 2).await;
    calls.extend((0..40).map(|_| tokio::spawn(call(&core, &PLAIN))));
    for call in calls {
        call.await.expect("no panic").expect("an answer");
    }
    check_windows(&mock, 2);
    let at = |path| -> Vec<u64> {
        let seen = mock.seen(path).into_iter();
        seen.map(|seen| seen.at.as_secs()).collect()
    };
    // Those that wait for the narrow limit keep one place of the wide one, no more, and are not overtaken for ever.
    assert_eq!(at("/v1/get"), [0, 6, 12, 18]);
    let plain = at("/v1/plain");
    assert_eq!((plain.first(), plain.len()), (Some(&2), 40));
    assert!(plain.last() <= Some(&40), "{plain:?}");
}

#[tokio::test(start_paused = true)]
async fn calls_at_the_rate_of_a_wide_limit_are_never_held_up_for_long() {
    static WIDE: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            limits: &[limit(6000, Duration::from_secs(60), rt::Scope::Api, 1)],
            ..rt::Policy::DEFAULT
        },
        ..GET
    };
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let start = Instant::now();
    // Each call takes a hundredth of a second, which makes a hundred a second.
    for _ in 0..9000 {
        call(&core, &WIDE).await.expect("an answer");
    }
    let took = start.elapsed();
    assert!(took < Duration::from_secs(100), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn whoever_is_behind_one_that_leaves_moves_up() {
    const TEN: Duration = Duration::from_secs(10);
    static SLOW: rt::OperationDescription = rt::OperationDescription {
        policy: &rt::Policy {
            limits: &[limit(1, TEN, rt::Scope::Api, 1)],
            ..rt::Policy::DEFAULT
        },
        ..GET
    };
    let mock = Mock::new(|_| Reply::good());
    let core = core(&mock);
    let mut calls = Vec::new();
    for _ in 0..5 {
        calls.push(tokio::spawn(call(&core, &SLOW)));
        tokio::time::sleep(SECOND).await;
    }
    for leaving in [1, 3] {
        calls[leaving].abort();
    }
    for staying in [0, 2, 4] {
        let call = &mut calls[staying];
        call.await.expect("no panic").expect("an answer");
    }
    let at: Vec<u64> = mock.all().iter().map(|seen| seen.at.as_secs()).collect();
    assert_eq!(at, [0, 10, 20]);
}
