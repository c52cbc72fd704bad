//! Asking again until an answer is ready.

use std::time::Duration;

use specwright_runtime as rt;

use crate::{
    api::{self, GET, call_with, core},
    mock::{Mock, Reply},
};

const POLICY: rt::PollPolicy = rt::PollPolicy {
    interval: Duration::from_secs(2),
    max_wait: Duration::from_secs(11),
};

fn preparing() -> Reply {
    Reply::code(api::POLL).after(Duration::ZERO)
}

#[tokio::test(start_paused = true)]
async fn asks_in_equal_intervals_until_it_is_ready() {
    let mock = Mock::new(|seen| {
        if seen.before < 5 {
            preparing()
        } else {
            Reply::good()
        }
    });
    let core = core(&mock);
    let poll = |options: &mut rt::CallOptions| {
        options.poll = Some(POLICY);
        // Questions are no repetitions.
        options.retry = Some(rt::RetryPolicy::NONE);
    };
    call_with(&core, &GET, poll).await.expect("an answer");
    let at: Vec<u64> = mock.all().iter().map(|seen| seen.at.as_secs()).collect();
    assert_eq!(at, [0, 2, 4, 6, 8, 10]);
}

#[tokio::test(start_paused = true)]
async fn gives_up_in_the_end() {
    let mock = Mock::new(|_| preparing());
    let asked = |poll: Option<rt::PollPolicy>, deadline: Option<u64>| {
        let core = core(&mock);
        let before = mock.all().len();
        let mock = mock.clone();
        async move {
            let call = call_with(&core, &GET, |options| {
                options.poll = poll;
                options.deadline = deadline.map(Duration::from_secs);
            });
            let error = call.await.expect_err("a failure");
            assert_eq!(error.class(), Some(rt::Class::NotReady));
            assert!(error.is_retryable());
            mock.all().len() - before
        }
    };
    assert_eq!(asked(Some(POLICY), None).await, 6);
    assert_eq!(asked(Some(POLICY), Some(5)).await, 3);
    assert_eq!(asked(Some(rt::PollPolicy::NONE), None).await, 1);
    assert_eq!(asked(None, None).await, 61);
    let eager = rt::PollPolicy {
        interval: Duration::ZERO,
        max_wait: Duration::from_secs(1),
    };
    assert!(asked(Some(eager), None).await <= 101, "no busy waiting");
}

#[tokio::test(start_paused = true)]
async fn a_failure_between_two_questions_is_a_failure() {
    let mock = Mock::new(|seen| match seen.before {
        0 | 2 => preparing(),
        1 => Reply::status(503, "busy"),
        3 => Reply::code(api::NO),
        _ => Reply::good(),
    });
    let call = call_with(&core(&mock), &GET, |options| options.poll = Some(POLICY));
    let error = call.await.expect_err("a failure");
    assert_eq!(
        (error.class(), mock.all().len()),
        (Some(rt::Class::Caller), 4)
    );
}
