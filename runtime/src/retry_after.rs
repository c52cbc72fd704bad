//! The `Retry-After` header, seconds or a date; and the service's clock, by which dates are to be understood.

use std::time::Duration;

use http::{
    HeaderMap,
    header::{DATE, RETRY_AFTER},
};
use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};

/// What the service's clock said when it answered.
pub(crate) fn server_time(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?.trim();
    DateTimeParser::new().parse_timestamp(text).ok()
}

/// How long to wait, if the answer says so; a date gone by gives zero.
///
/// A date is taken by the service's clock where the answer tells it, else by `now`.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // Fractions are not in the standard, but some services send them.
    if let Some(wait) = text
        .parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
    {
        return Some(wait);
    }
    let date = DateTimeParser::new().parse_timestamp(text).ok()?;
    let now = server_time(headers).unwrap_or(now);
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates() {
        let now = Timestamp::from_second(784_111_777).unwrap_or_default();
        let cases = [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("2.0", Some(2)),
            ("-1", None),
            ("NaN", None),
            ("inf", None),
            ("1e300", None),
            ("soon", None),
            ("99999999999999999999999", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(
                RETRY_AFTER,
                text.parse()
                    .unwrap_or_else(|_| unreachable!("a legal header")),
            );
            assert_eq!(
                retry_after(&headers, now),
                seconds.map(Duration::from_secs),
                "{text}"
            );
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
