//! Buying a token: a call of its operation, and what its payload says.

use std::{future::Future, pin::Pin, time::Duration};

use super::expiry;
use crate::{Answer, CallOptions, Core, Error, Json, Record, Refs, Secret, Shape, Slots, Token};

/// What a token costs one call.
pub(super) struct Bought {
    pub(super) value: Secret,
    /// From now on; `None`: nobody knows.
    pub(super) lifetime: Option<Duration>,
}

/// Buys a token. The call is one like any other, with its own policy, so it may need a token itself.
///
/// It is boxed, since calls wait for tokens and tokens for calls.
pub(super) fn buy(
    core: Core,
    token: &'static Token,
) -> Pin<Box<dyn Future<Output = Result<Bought, Error>> + Send>> {
    Box::pin(async move {
        tracing::debug!(specwright.token = token.name, "buys a token");
        let call = core.execute(token.operation, &Nothing, &CallOptions::default());
        let answer = call.await.map_err(|error| conceal(error, token))?;
        read(&answer, token)
    })
}

fn read(answer: &Answer, token: &Token) -> Result<Bought, Error> {
    let payload = answer.payload_as_json().map_err(|_| lacks(answer, token))?;
    let value = match find(&payload, token.value) {
        Some(Json::String(text)) if !text.is_empty() => text.clone(),
        Some(Json::Number(number)) => number.to_string(),
        _ => return Err(lacks(answer, token)),
    };
    Ok(Bought {
        value: value.into(),
        lifetime: expiry::lifetime(&token.expiry, &payload, answer.headers()),
    })
}

/// The value at a path of the payload; the payload itself at the empty path.
pub(super) fn find<'p>(payload: &'p Json, path: &str) -> Option<&'p Json> {
    if path.is_empty() {
        return Some(payload);
    }
    path.split('.').try_fold(payload, |at, name| at.get(name))
}

fn lacks(answer: &Answer, token: &Token) -> Error {
    let message = format!("the payload has no token `{}`", token.name);
    conceal(answer.complain(message, token.value), token)
}

/// An answer that holds the token, or may hold it, is not kept: what was not understood cannot be searched for secrets.
fn conceal(error: Error, token: &Token) -> Error {
    if error.status().is_some_and(|status| status < 300) || token.value.is_empty() {
        return error.without_body();
    }
    let name = token.value.rsplit('.').next().unwrap_or_default();
    error.scrubbed_of(name)
}

/// A request without a parameter of the caller.
struct Nothing;

static NOTHING: Shape = Shape {
    name: "Nothing",
    fields: &[],
    extra: None,
};

impl Record for Nothing {
    fn shape(&self) -> &'static Shape {
        &NOTHING
    }

    fn slots(&mut self, visit: &mut Slots<'_>) {
        visit(&mut []);
    }

    fn refs(&self, visit: &mut Refs<'_>) {
        visit(&[]);
    }
}
