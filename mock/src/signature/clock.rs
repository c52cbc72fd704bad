//! The time at which a request was signed. In: what the request tells, and the time. Out: that time, and a fault where it
//! is too long ago.

use std::time::Duration;

use serde_json::Value as Json;
use specwright::model::{self, Clock, Codec, Make, Member, Signature, Step, names_in};
use specwright_runtime::{Timestamp, decode_value};

use super::place_or_whole;
use super::told::Told;
use crate::request::credentials::Judged;
use crate::request::fault::excerpt;
use crate::request::fixed::is_integer;
use crate::request::value::codec;
use crate::seam::{Fault, FaultKind, Served};

/// Checks all times of a signature. The first that can be read is the time that steps without one take.
pub(super) fn check(
    served: &Served,
    signature: &Signature,
    told: &Told,
    now: Timestamp,
    judged: &mut Judged,
) -> Timestamp {
    let mut first = None;
    for step in &signature.steps {
        let (Make::Now(clock), Some(bytes)) = (&step.make, told.steps.get(&step.name)) else {
            continue;
        };
        let text = String::from_utf8_lossy(bytes);
        let Some(time) = read(clock, &text) else {
            // A day without a time is a part of a time that stands elsewhere.
            if step.put.is_some() && !is_partial(clock) {
                let at = place_or_whole(step);
                let says = format!(
                    "{} must be {}, not {}",
                    at.subject(),
                    spelling(clock),
                    excerpt(&text)
                );
                judged.faults.push(Fault::new(FaultKind::Type, says).at(at));
            }
            continue;
        };
        first = first.or(Some(time));
        let fault = match lifetime(signature, told, step) {
            Some(lifetime) => expired(time, lifetime, now, served.strictness.clock_skew),
            None => stale(time, now, served.strictness.clock_skew),
        };
        if let Some(fault) = fault {
            let carrier = carrier(signature, step);
            judged.faults.push(fault.at(place_or_whole(carrier)));
        }
    }
    first.unwrap_or(now)
}

fn stale(time: Timestamp, now: Timestamp, most: Duration) -> Option<Fault> {
    let apart = now.duration_since(time).unsigned_abs();
    if apart <= most {
        return None;
    }
    let direction = if time < now { "ago" } else { "ahead" };
    let says = format!(
        "the request was signed at {time}, {} s {direction}; at most {} s are allowed",
        apart.as_secs(),
        most.as_secs()
    );
    Some(Fault::new(FaultKind::Stale, says).help("set the clock, and sign each request anew"))
}

fn expired(time: Timestamp, lifetime: Duration, now: Timestamp, skew: Duration) -> Option<Fault> {
    let age = now.duration_since(time);
    if age.is_negative() && age.unsigned_abs() > skew {
        return stale(time, now, skew);
    }
    if age.is_negative() || age.unsigned_abs() <= lifetime {
        return None;
    }
    let says = format!(
        "the signature of {time} was good for {} s and has expired",
        lifetime.as_secs()
    );
    Some(Fault::new(FaultKind::Expired, says).help("sign anew"))
}

/// How long a signature says that it is good for, in an object that holds its time too.
fn lifetime(signature: &Signature, told: &Told, now: &Step) -> Option<Duration> {
    let members = signature.steps.iter().find_map(|step| match &step.make {
        Make::Json(members) if members.iter().any(|(_, member)| holds(member, &now.name)) => {
            Some(members)
        }
        _ => None,
    })?;
    let (_, member) = members
        .iter()
        .find(|(name, _)| name.to_ascii_lowercase().contains("expire"))?;
    let (Member::Text(of) | Member::Number(of)) = member;
    let text = match names_in(of)[..] {
        [] => of.clone(),
        [name] => String::from_utf8(told.steps.get(name)?.clone()).ok()?,
        _ => return None,
    };
    text.parse().ok().map(Duration::from_secs)
}

fn holds(member: &Member, name: &str) -> bool {
    let (Member::Text(of) | Member::Number(of)) = member;
    names_in(of).contains(&name)
}

/// The step with a place in the request that a step's result is in.
fn carrier<'s>(signature: &'s Signature, step: &'s Step) -> &'s Step {
    let mut last = step;
    for later in &signature.steps {
        if last.put.is_some() {
            break;
        }
        let names = later.make.templates();
        if names
            .into_iter()
            .flat_map(names_in)
            .any(|name| name == last.name)
        {
            last = later;
        }
    }
    last
}

fn read(clock: &Clock, text: &str) -> Option<Timestamp> {
    match clock {
        Clock::UnixSeconds | Clock::UnixMillis if !is_integer(text) => None,
        Clock::UnixSeconds => Timestamp::from_second(text.parse().ok()?).ok(),
        Clock::UnixMillis => Timestamp::from_millisecond(text.parse().ok()?).ok(),
        Clock::Pattern(pattern) => {
            let mut time: Option<Timestamp> = None;
            let codec = codec(&Codec::Pattern(pattern.clone()));
            decode_value(&Json::from(text), false, &mut time, codec).ok()?;
            time
        }
    }
}

/// Whether a pattern names less than an instant.
fn is_partial(clock: &Clock) -> bool {
    match clock {
        Clock::Pattern(pattern) => !["%H", "%T", "%R", "%s", "%I"]
            .iter()
            .any(|part| pattern.contains(part)),
        Clock::UnixSeconds | Clock::UnixMillis => false,
    }
}

fn spelling(clock: &model::Clock) -> String {
    match clock {
        Clock::UnixSeconds => "seconds since 1970".to_owned(),
        Clock::UnixMillis => "milliseconds since 1970".to_owned(),
        Clock::Pattern(pattern) => format!("a time as `{pattern}`"),
    }
}
