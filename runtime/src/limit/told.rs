//! What answers say of a limit in their headers.

use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;

use crate::{Count, Limit, retry_after::server_time};

/// Numbers from here on are seconds since 1970, smaller ones seconds from now.
const EPOCH_SECONDS: f64 = 1e9;

/// How long to wait, if the service says that nothing is left.
///
/// Nobody waits for longer than a window and the second by which a reset time may be rounded: the header of a service
/// that counts otherwise must not stop the client for a day.
pub(super) fn wait(limit: &Limit, headers: &HeaderMap) -> Option<Duration> {
    let told = limit.told?;
    let left = match told.count {
        Count::Remaining(name) => number(headers, name)?,
        Count::Used(name) => f64::from(limit.calls) - number(headers, name)?,
    };
    if left >= f64::from(limit.cost.max(1)) {
        return None;
    }
    let now = server_time(headers).unwrap_or_else(Timestamp::now);
    let reset = told.reset.and_then(|name| number(headers, name));
    let wait = reset.map_or(limit.per.as_secs_f64(), |reset| {
        if reset >= EPOCH_SECONDS {
            reset - now.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64()
        } else {
            reset
        }
    });
    let wait = Duration::try_from_secs_f64(wait.max(0.0)).unwrap_or(limit.per);
    Some(wait.min(limit.per.saturating_add(Duration::from_secs(1))))
}

fn number(headers: &HeaderMap, name: &str) -> Option<f64> {
    let number: f64 = headers.get(name)?.to_str().ok()?.trim().parse().ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Told};

    const LIMIT: Limit = Limit {
        name: "app",
        scope: Scope::Api,
        calls: 10,
        per: Duration::from_secs(60),
        cost: 1,
        told: Some(Told {
            count: Count::Remaining("x-left"),
            reset: Some("x-reset"),
        }),
    };

    fn told(lines: &[(&'static str, &str)]) -> Option<f64> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(*name, value.parse().ok()?);
        }
        wait(&LIMIT, &headers).map(|wait| wait.as_secs_f64())
    }

    #[test]
    fn seconds_from_now_and_since_1970() {
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        let old = ("date", "Sat, 01 Nov 2025 00:00:00 GMT");
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[("x-left", "1"), ("x-reset", "5")]), None);
        assert_eq!(told(&[("x-left", "0"), ("x-reset", "5")]), Some(5.0));
        assert_eq!(told(&[("x-left", "0")]), Some(60.0));
        assert_eq!(told(&[("x-left", "0"), ("x-reset", "soon")]), Some(60.0));
        assert_eq!(
            told(&[("x-left", "0"), ("x-reset", "86400"), date]),
            Some(61.0)
        );
        let reset = ("x-reset", "1761955230");
        assert_eq!(told(&[("x-left", "0"), reset, old]), Some(30.0));
        assert_eq!(told(&[("x-left", "0"), ("x-reset", "-5")]), Some(0.0));
        assert_eq!(told(&[("x-left", "many")]), None);
    }

    #[test]
    fn what_is_used_up_is_not_left() {
        let limit = Limit {
            cost: 3,
            told: Some(Told {
                count: Count::Used("x-used"),
                reset: None,
            }),
            ..LIMIT
        };
        for (used, expected) in [("0", None), ("7", None), ("8", Some(60)), ("11", Some(60))] {
            let mut headers = HeaderMap::new();
            headers.insert("x-used", used.parse().expect("a number"));
            let expected = expected.map(Duration::from_secs);
            assert_eq!(wait(&limit, &headers), expected, "{used}");
        }
    }
}
