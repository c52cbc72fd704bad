//! How long a token lasts from now on.

use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;

use super::exchange::find;
use crate::{Expiry, Json, decode_value, retry_after::server_time};

/// The time that is left; `None`: the service does not say.
pub(super) fn lifetime(expiry: &Expiry, payload: &Json, headers: &HeaderMap) -> Option<Duration> {
    match expiry {
        Expiry::Unknown => None,
        Expiry::After(life) => Some(*life),
        Expiry::In(path, unit) => {
            let count = number(find(payload, path)?)?;
            let seconds = unit.as_secs_f64() * count.max(0.0);
            Duration::try_from_secs_f64(seconds).ok()
        }
        Expiry::At(path, codec) => {
            let mut at = Timestamp::UNIX_EPOCH;
            decode_value(find(payload, path)?, true, &mut at, codec).ok()?;
            // By the service's own clock, where it tells it: ours may be wrong.
            let now = server_time(headers).unwrap_or_else(Timestamp::now);
            Some(Duration::try_from(at.duration_since(now)).unwrap_or_default())
        }
    }
}

fn number(value: &Json) -> Option<f64> {
    let number: f64 = match value {
        Json::Number(number) => number.as_f64()?,
        Json::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Codec;
    use serde_json::json;

    fn seconds(expiry: Expiry, payload: Json) -> Option<f64> {
        let mut headers = HeaderMap::new();
        let date = "Sun, 06 Nov 1994 08:49:37 GMT".parse();
        headers.insert(
            "date",
            date.unwrap_or_else(|_| unreachable!("a legal header")),
        );
        lifetime(&expiry, &payload, &headers).map(|life| life.as_secs_f64())
    }

    #[test]
    fn every_way_of_telling() {
        const SECOND: Duration = Duration::from_secs(1);
        const MILLI: Duration = Duration::from_millis(1);
        let within = Expiry::In("t.expires_in", SECOND);
        assert_eq!(seconds(Expiry::Unknown, json!({})), None);
        assert_eq!(seconds(Expiry::After(SECOND), json!({})), Some(1.0));
        for (value, expected) in [
            (json!(7200), Some(7200.0)),
            (json!("7200"), Some(7200.0)),
            (json!(1.5), Some(1.5)),
            (json!(-1), Some(0.0)),
            (json!("soon"), None),
            (json!(null), None),
            (json!(1e300), None),
        ] {
            assert_eq!(
                seconds(within, json!({"t": {"expires_in": value}})),
                expected
            );
        }
        assert_eq!(seconds(within, json!({})), None);
        assert_eq!(
            seconds(Expiry::In("ms", MILLI), json!({"ms": 500})),
            Some(0.5)
        );
        let at = Expiry::At("at", &Codec::EpochSeconds);
        assert_eq!(seconds(at, json!({"at": 784_111_777 + 60})), Some(60.0));
        assert_eq!(seconds(at, json!({"at": 784_111_777 - 60})), Some(0.0));
        let at = Expiry::At("at", &Codec::Plain);
        assert_eq!(
            seconds(at, json!({"at": "1994-11-06T09:49:37Z"})),
            Some(3600.0)
        );
        assert_eq!(seconds(at, json!({"at": "tomorrow"})), None);
    }
}
