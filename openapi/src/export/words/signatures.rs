//! Signatures in words: steps and vectors.

use specwright::model::{Api, Clock, Make, Member, Pairs, Put, Signature, Step, Vector};

use super::{source_in, word};
use crate::export::node::{Node, Object, texts};

pub(super) fn all(api: &Api) -> Object {
    api.signatures.iter().fold(Object::new(), |all, one| {
        all.with(&one.name, signature(api, one))
    })
}

fn signature(api: &Api, signature: &Signature) -> Object {
    let steps = signature
        .steps
        .iter()
        .fold(Object::new(), |all, one| all.with(&one.name, step(one)));
    let vectors = signature.vectors.iter();
    let vectors = vectors.fold(Object::new(), |all, one| {
        all.with(&one.name, vector(api, one))
    });
    Object::new()
        .maybe("text", signature.doc.as_deref())
        .filled("source", source_in(api, &signature.source))
        .with("steps", steps)
        .with("vectors", vectors)
}

fn step(step: &Step) -> Object {
    let replace = step
        .replace
        .iter()
        .fold(Object::new(), |all, (from, to)| all.with(from, to.as_str()));
    let made = made(&step.make)
        .maybe("encode", step.encode.as_ref().map(word))
        .filled("replace", replace);
    match &step.put {
        None => made,
        Some(Put::Query(name)) => made.with("query", name.as_str()),
        Some(Put::Header(name)) => made.with("header", name.as_str()),
        Some(Put::Field(name)) => made.with("field", name.as_str()),
    }
}

fn made(make: &Make) -> Object {
    let one = |key: &str, word: String, of: &str| Object::new().with(key, word).with("of", of);
    match make {
        Make::Template(text) => Object::new().with("template", text.as_str()),
        Make::Pairs(pairs) => Object::new().with("pairs", parameters(pairs)),
        Make::Headers(headers) => {
            let join = Some(headers.join.as_str()).filter(|join| !join.is_empty());
            let body = Object::new()
                .with("match", texts(&headers.matching))
                .with("format", headers.format.as_str());
            Object::new().with("headers", body.maybe("join", join))
        }
        Make::Param(param) => {
            let place = if param.is_header { "header" } else { "query" };
            let body = Object::new()
                .with(place, param.name.as_str())
                .flag("remove", param.remove);
            Object::new().with("param", body)
        }
        Make::Hash(hash, of) => one("hash", word(hash), of),
        Make::Hmac(hash, key, of) => one("hmac", word(hash), of).with("key", key.as_str()),
        Make::Rsa(hash, key, of) => one("rsa", word(hash), of).with("key", key.as_str()),
        Make::Compress(how, of) => one("compress", word(how), of),
        Make::Decode(how, of) => one("decode", word(how), of),
        Make::Json(members) => {
            let members = members
                .iter()
                .fold(Object::new(), |all, (name, value)| match value {
                    Member::Text(template) => all.with(name, template.as_str()),
                    Member::Number(template) => {
                        all.with(name, Object::new().with("number", template.as_str()))
                    }
                });
            Object::new().with("json", members)
        }
        Make::Now(clock) => Object::new().with(
            "now",
            match clock {
                Clock::UnixSeconds => "unix_seconds",
                Clock::UnixMillis => "unix_millis",
                Clock::Pattern(pattern) => pattern,
            },
        ),
        Make::Nonce(nonce) => Object::new().with("nonce", word(nonce)),
    }
}

fn parameters(pairs: &Pairs) -> Object {
    let from: Vec<String> = pairs.from.iter().map(word).collect();
    let from = if from == ["query", "form"] {
        Vec::new()
    } else {
        from
    };
    let unless = |text: &str, usual: &str| (text != usual).then(|| text.to_owned());
    Object::new()
        .filled("from", texts(from))
        .filled("except", texts(&pairs.except))
        .flag("skip_empty", pairs.skip_empty)
        .maybe("sort", pairs.sort.as_ref().map(word))
        .maybe("encode", pairs.encode.as_ref().map(word))
        .maybe("assign", unless(&pairs.assign, "="))
        .maybe("join", unless(&pairs.join, "&"))
}

fn vector(api: &Api, vector: &Vector) -> Object {
    let table = |pairs: &[(String, String)]| {
        pairs.iter().fold(Object::new(), |all, (name, value)| {
            all.with(name, value.as_str())
        })
    };
    let said = |text: &str, usual: &str| (text != usual).then(|| text.to_owned());
    Object::new()
        .maybe("text", vector.doc.as_deref())
        .filled("source", source_in(api, &vector.source))
        .filled("credentials", table(&vector.credentials))
        .maybe("now", vector.now.as_deref().map(time))
        .filled("given", table(&vector.given))
        .maybe("method", said(&vector.method, "GET"))
        .maybe("url", said(&vector.url, "https://example.com/"))
        .filled("query", table(&vector.query))
        .filled("headers", table(&vector.headers))
        .filled("form", table(&vector.form))
        .filled("body", vector.body.as_str())
        .with("expect", table(&vector.expect))
}

/// A time: seconds are a number.
fn time(text: &str) -> Node {
    text.parse::<i64>().map_or_else(|_| text.into(), Node::from)
}
