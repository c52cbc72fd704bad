//! Calls of many kinds that come and go in front of several limits.

use std::time::Duration;

use specwright_runtime as rt;

use crate::{
    api::{GET, call, core},
    mock::{Mock, Reply},
};

const fn limit(name: &'static str, calls: u32, seconds: u64, cost: u32) -> rt::Limit {
    rt::Limit {
        name,
        scope: rt::Scope::Api,
        calls,
        per: Duration::from_secs(seconds),
        cost,
        told: None,
    }
}

const fn operation(
    path: &'static [rt::PathPart],
    policy: &'static rt::Policy,
) -> rt::OperationDescription {
    rt::OperationDescription {
        path,
        policy,
        ..GET
    }
}

static ALL: rt::Policy = rt::Policy {
    limits: &[
        limit("short", 5, 1, 1),
        limit("long", 40, 20, 3),
        limit("rare", 2, 7, 1),
    ],
    ..rt::Policy::DEFAULT
};
static TURNED: rt::Policy = rt::Policy {
    limits: &[limit("long", 40, 20, 2), limit("short", 5, 1, 2)],
    ..rt::Policy::DEFAULT
};
static ONE: rt::Policy = rt::Policy {
    limits: &[limit("short", 5, 1, 1)],
    ..rt::Policy::DEFAULT
};
static KINDS: [rt::OperationDescription; 3] = [
    operation(&[rt::PathPart::Literal("/all")], &ALL),
    operation(&[rt::PathPart::Literal("/turned")], &TURNED),
    operation(&[rt::PathPart::Literal("/one")], &ONE),
];

/// No window of a limit holds more than it may, by what calls of each path take of it.
fn check(mock: &Mock, most: u32, seconds: u64, costs: &[(&str, u32)]) {
    let cost = |path: &str| {
        let found = costs.iter().find(|(known, _)| path.ends_with(known));
        found.map_or(0, |(_, cost)| *cost)
    };
    let all = mock.all();
    for (index, first) in all.iter().enumerate() {
        let end = first.at + Duration::from_secs(seconds);
        let inside = all[index..].iter().take_while(|seen| seen.at < end);
        let sum: u32 = inside.map(|seen| cost(&seen.path)).sum();
        assert!(sum <= most, "{sum} within {seconds} s of {:?}", first.at);
    }
}

#[tokio::test(start_paused = true)]
async fn no_limit_is_exceeded_and_nobody_is_forgotten() {
    for seed in 0..20 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mock = Mock::new(|_| Reply::good());
        let core = core(&mock);
        let (mut staying, mut leaving) = (Vec::new(), Vec::new());
        for _ in 0..200 {
            let call = tokio::spawn(call(&core, &KINDS[random.usize(..3)]));
            if random.u8(..4) == 0 {
                leaving.push(call);
            } else {
                staying.push(call);
            }
            if random.bool() {
                tokio::time::sleep(Duration::from_millis(random.u64(..300))).await;
            }
            if random.u8(..3) == 0
                && let Some(call) = leaving.pop()
            {
                call.abort();
            }
        }
        leaving.iter().for_each(tokio::task::JoinHandle::abort);
        for call in staying {
            let answer = tokio::time::timeout(Duration::from_secs(3600), call).await;
            let answer = answer.expect("its turn came").expect("no panic");
            answer.expect("an answer");
        }
        check(&mock, 5, 1, &[("/all", 1), ("/turned", 2), ("/one", 1)]);
        check(&mock, 40, 20, &[("/all", 3), ("/turned", 2)]);
        check(&mock, 2, 7, &[("/all", 1)]);
    }
}
