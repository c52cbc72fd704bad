//! Tokens in answers: an operation that buys one gives a fresh one, and says how long it lasts.

use serde_json::Value as Json;
use specwright::model::{
    Api, Auth, Codec, Expiry, FixedSource, Location, Operation, Token, names_in,
};
use specwright_runtime as rt;

use super::place::{get, set};
use super::{Basis, scalar};

/// The token that an operation buys.
pub(crate) fn bought_by<'a>(api: &'a Api, op: &Operation) -> Option<&'a Token> {
    api.tokens.iter().find(|token| token.operation == op.name)
}

/// Puts a fresh token, and how long it lasts, into the answer of an operation that buys one.
pub(crate) fn buy(basis: Basis<'_>, op: &Operation, payload: &mut Json) {
    let api = basis.served.api();
    for token in api.tokens.iter().filter(|token| token.operation == op.name) {
        let life = basis.state.options.token_life;
        let value = basis.state.tokens.fresh(&token.name);
        set(payload, &token.value, value.clone().into());
        tell_life(basis, op, token, life, payload);
        let ends = match &token.expiry {
            Expiry::Unknown => basis.state.options.limited_life(),
            Expiry::After(life) => Some(basis.state.options.limited_life().unwrap_or(*life)),
            _ => Some(life),
        };
        basis.state.tokens.remember(&token.name, value, ends);
    }
}

/// A token that an answer gives which a test has written: it counts like one that was made here.
pub(crate) fn learn(basis: Basis<'_>, op: &Operation, status: u16, body: &[u8]) {
    if !(200..300).contains(&status) {
        return;
    }
    let Ok(body) = serde_json::from_slice::<Json>(body) else {
        return;
    };
    for token in basis
        .served
        .api()
        .tokens
        .iter()
        .filter(|token| token.operation == op.name)
    {
        let paths = op
            .envelopes
            .iter()
            .filter_map(|envelope| envelope.payload.as_deref());
        let mut payloads = paths.chain([""]).filter_map(|path| get(&body, path));
        let value = payloads.find_map(|payload| get(payload, &token.value)?.as_str());
        if let Some(value) = value {
            basis
                .state
                .tokens
                .remember(&token.name, value.to_owned(), None);
        }
    }
}

fn tell_life(
    basis: Basis<'_>,
    op: &Operation,
    token: &Token,
    life: std::time::Duration,
    payload: &mut Json,
) {
    let api = basis.served.api();
    let (path, value, spelling) = match &token.expiry {
        Expiry::In(path, unit) => {
            let units = life.as_secs_f64() / unit.as_secs_f64().max(1e-9);
            (path, Json::from(units.round() as u64), None)
        }
        Expiry::At(path, spelling) => {
            let now = basis.state.clock.now();
            let ends = now
                .checked_add(rt::Duration::from_secs(life.as_secs()))
                .unwrap_or(now);
            let ends = rt::Timestamp::from_second(ends.as_second()).unwrap_or(ends);
            (path, ends.to_string().into(), spelling.as_ref())
        }
        Expiry::Unknown | Expiry::After(_) => return,
    };
    let reached = api.reach(&op.returns.ty, path).ok();
    let field = reached
        .as_ref()
        .and_then(|place| api.hop_field(place.hops.last()?));
    let codec = field.map_or(&Codec::Plain, |(_, field)| &field.value.codec);
    let spelt = reached
        .as_ref()
        .and_then(|place| scalar::respelt(api, &place.ty, codec, &value));
    // A number or text that the token itself says how to read.
    let by_token = spelling.and_then(|spelling| {
        scalar::respelt(api, &specwright::model::Type::Timestamp, spelling, &value)
    });
    let by_token = by_token.and_then(|json| match &reached {
        Some(place) => scalar::respelt(api, &place.ty, codec, &json),
        None => Some(json),
    });
    set(payload, path, by_token.or(spelt).unwrap_or(value));
}

/// Whether a query parameter of this name authorises requests.
pub(crate) fn authorises(op: &Operation, name: &str) -> bool {
    let ways = op.auth.iter().flat_map(Auth::ways);
    let mut names = ways.filter_map(|way| match way {
        Auth::Query { name, value } if !names_in(value).is_empty() => Some(name.as_str()),
        _ => None,
    });
    let is_credential = op.fixed.iter().any(|fixed| {
        fixed.wire == name
            && fixed.location == Location::Query
            && matches!(
                fixed.source,
                FixedSource::Credential(_) | FixedSource::Fresh(_)
            )
    });
    is_credential || names.any(|known| known == name)
}
