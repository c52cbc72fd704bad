//! Signatures: the vectors of all specs are right, and nothing of them may be otherwise.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, Method};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use specwright::model::{Api, Auth, BodyKind, PathPart, Put, Signature, Vector};
use specwright_interpret::Interpreter;
use specwright_mock::{FaultKind, Incoming, Served, read};
use specwright_runtime::Timestamp;
use specwright_runtime::signature::{Received, replay};

use crate::support::{Known, SPECS, spec};

/// A vector as a request, signed.
pub(crate) struct Signed {
    pub(crate) served: Served,
    pub(crate) incoming: Incoming,
    pub(crate) now: Timestamp,
    pub(crate) puts: Vec<Put>,
}

fn time(vector: &Vector) -> Timestamp {
    let given = vector.given.iter().find(|(step, _)| step == "timestamp");
    match (&vector.now, given) {
        (Some(now), _) => match now.parse::<i64>() {
            Ok(seconds) => Timestamp::from_second(seconds).unwrap(),
            Err(_) => now.parse().unwrap(),
        },
        (None, Some((_, millis))) => Timestamp::from_millisecond(millis.parse().unwrap()).unwrap(),
        (None, None) => Timestamp::UNIX_EPOCH,
    }
}

fn encoded(pairs: &[(String, String)]) -> String {
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let pairs = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Signs the request of a vector step by step, each put where it goes before the next is made.
pub(crate) fn sign(api: &Api, signature: &Signature, vector: &Vector) -> Signed {
    let now = time(vector);
    let uri: http::Uri = vector.url.parse().unwrap();
    let mut api = api.clone();
    let mut operation = api.operations[0].clone();
    operation.method = vector.method.clone();
    operation.path = vec![PathPart::Literal(uri.path().to_owned())];
    operation.auth = vec![Auth::Signature {
        name: signature.name.clone(),
    }];
    operation.body = match (vector.form.is_empty(), vector.body.is_empty()) {
        (false, _) => BodyKind::Form,
        (true, false) => BodyKind::Bytes,
        (true, true) => BodyKind::None,
    };
    (operation.params, operation.fixed, operation.rules) = (Vec::new(), Vec::new(), Vec::new());
    api.operations = vec![operation];
    let known = Known(vector.credentials.iter().cloned().collect());

    let method: Method = vector.method.parse().unwrap();
    let mut query: Vec<(String, String)> = vector.query.clone();
    let mut form: Vec<(String, String)> = vector.form.clone();
    let mut headers = HeaderMap::new();
    headers.insert(HOST, uri.host().unwrap().parse().unwrap());
    for (name, value) in &vector.headers {
        headers.insert(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
    }
    if !form.is_empty() {
        headers.insert(
            CONTENT_TYPE,
            "application/x-www-form-urlencoded".parse().unwrap(),
        );
    }
    let interpreter = Interpreter::new(&api);
    let recipe = interpreter
        .api()
        .signatures
        .iter()
        .find(|recipe| recipe.name == signature.name)
        .unwrap();
    let given: Vec<(&str, &str)> = vector
        .given
        .iter()
        .map(|(step, text)| (step.as_str(), text.as_str()))
        .collect();
    let body = |form: &[(String, String)]| match form.is_empty() {
        true => Bytes::copy_from_slice(vector.body.as_bytes()),
        false => Bytes::from(encoded(form)),
    };
    for (index, step) in signature.steps.iter().enumerate() {
        let pairs: Vec<(String, Option<String>)> = query
            .iter()
            .map(|(name, value)| (name.clone(), Some(value.clone())))
            .collect();
        let received = Received {
            method: &method,
            host: uri.host().unwrap(),
            path: uri.path(),
            query: &pairs,
            query_text: &encoded(&query),
            headers: &headers,
            body: &body(&form),
        };
        let credential = |name: &str| known.0.get(name).map(|value| value.as_str().into());
        let made = replay(
            interpreter.api(),
            recipe,
            &received,
            credential,
            now,
            &given,
        )
        .unwrap();
        let text = || String::from_utf8(made[index].1.clone()).unwrap();
        if let specwright::model::Make::Param(param) = &step.make
            && param.remove
        {
            query.retain(|(name, _)| *name != param.name);
        }
        match &step.put {
            Some(Put::Query(name)) => query.push((name.clone(), text())),
            Some(Put::Header(name)) => {
                headers.insert(name.parse::<HeaderName>().unwrap(), text().parse().unwrap());
            }
            Some(Put::Field(name)) if !form.is_empty() => form.push((name.clone(), text())),
            Some(Put::Field(name)) => query.push((name.clone(), text())),
            None => {}
        }
        if let Some((_, expected)) = vector.expect.iter().find(|(name, _)| *name == step.name) {
            assert_eq!(text(), *expected, "{} {}", vector.name, step.name);
        }
    }
    let incoming = Incoming {
        method,
        target: format!("{}?{}", uri.path(), encoded(&query)),
        headers,
        body: body(&form),
    };
    let puts = signature
        .steps
        .iter()
        .filter_map(|step| step.put.clone())
        .collect();
    Signed {
        served: Served::new(&api, known),
        incoming,
        now,
        puts,
    }
}

fn vectors(mut each: impl FnMut(&str, Signed)) {
    for path in SPECS {
        let api = spec(path);
        for signature in &api.signatures {
            for vector in &signature.vectors {
                let name = format!("{path} {} {}", signature.name, vector.name);
                each(&name, sign(&api, signature, vector));
            }
        }
    }
}

#[test]
fn vectors_verify() {
    let mut count = 0;
    vectors(|name, signed| {
        let read = read(&signed.served, &signed.incoming, signed.now);
        assert!(
            read.is_ok(),
            "{name}: {:?}\n{:?}",
            read.err(),
            signed.incoming
        );
        count += 1;
    });
    assert!(count >= 10, "{count}");
}

/// All requests with one byte altered, of those bytes that are signed.
fn altered(signed: &Signed, whole: bool) -> Vec<(String, Incoming)> {
    let other = |byte: u8| {
        if byte.eq_ignore_ascii_case(&b'a') {
            b'b'
        } else {
            b'a'
        }
    };
    let mut all = Vec::new();
    let target = signed.incoming.target.as_bytes();
    let first = match (&signed.puts[..], whole) {
        (_, true) => 0,
        // A token that is nothing but itself.
        ([Put::Query(name)], false) => {
            signed.incoming.target.find(&format!("{name}=")).unwrap() + name.len() + 1
        }
        _ => 0,
    };
    for at in first..target.len() {
        let mut bytes = target.to_vec();
        bytes[at] = other(bytes[at]);
        let target = String::from_utf8(bytes).unwrap();
        all.push((
            format!("target {at}"),
            Incoming {
                target,
                ..signed.incoming.clone()
            },
        ));
    }
    for at in 0..signed.incoming.body.len() {
        let mut bytes = signed.incoming.body.to_vec();
        bytes[at] = other(bytes[at]);
        all.push((
            format!("body {at}"),
            Incoming {
                body: bytes.into(),
                ..signed.incoming.clone()
            },
        ));
    }
    for put in &signed.puts {
        let Put::Header(name) = put else { continue };
        let value = signed.incoming.headers[name.as_str()].as_bytes().to_vec();
        for at in 0..value.len() {
            let mut bytes = value.clone();
            bytes[at] = other(bytes[at]);
            let mut incoming = signed.incoming.clone();
            incoming.headers.insert(
                name.parse::<HeaderName>().unwrap(),
                http::HeaderValue::from_bytes(&bytes).unwrap(),
            );
            all.push((format!("header {name} {at}"), incoming));
        }
    }
    all
}

#[test]
fn a_byte_that_is_altered_is_noticed() {
    let mut count = 0;
    vectors(|name, signed| {
        let whole = !name.contains("usersig");
        // Each costs a signature by RSA.
        let step = if name.contains("rsa") { 7 } else { 1 };
        for (place, incoming) in altered(&signed, whole).into_iter().step_by(step) {
            let read = read(&signed.served, &incoming, signed.now);
            assert!(read.is_err(), "{name}, {place}: {incoming:?}");
            count += 1;
        }
    });
    assert!(count > 1000, "{count}");
}

#[test]
fn another_secret_is_noticed() {
    vectors(|name, signed| {
        let api = signed.served.api().clone();
        let secrets = api
            .credentials
            .iter()
            .filter(|one| one.kind == specwright::model::CredentialKind::Secret);
        let mut known = Known::default();
        for credential in &api.credentials {
            let value = specwright_mock::Keys::value(&*signed.served.keys, &credential.name);
            known
                .0
                .extend(value.map(|value| (credential.name.clone(), value.expose().to_owned())));
        }
        for credential in secrets.filter(|one| !one.name.contains("private")) {
            let Some(value) = known.0.get(&credential.name) else {
                continue;
            };
            let mut other = known.clone();
            other.0.insert(credential.name.clone(), format!("{value}x"));
            let served = Served::new(&api, other);
            let refused = read(&served, &signed.incoming, signed.now).expect_err(name);
            assert_eq!(
                refused.faults[0].kind,
                FaultKind::Signature,
                "{name}: {refused:?}"
            );
            assert!(
                !format!("{refused:?}").contains(value.as_str()),
                "{name}: a secret in {refused:?}"
            );
        }
    });
}

#[test]
fn old_signatures_are_stale_and_old_tokens_expired() {
    vectors(|name, mut signed| {
        let is_token = name.contains("usersig");
        let half_a_year = Duration::from_secs(181 * 86400);
        let minutes = Duration::from_secs(16 * 60);
        let kinds = |signed: &Signed, now: Timestamp| -> Vec<FaultKind> {
            let read = read(&signed.served, &signed.incoming, now);
            read.err().map_or_else(Vec::new, |refused| {
                refused.faults.iter().map(|fault| fault.kind).collect()
            })
        };
        let later = kinds(&signed, signed.now + minutes);
        let much_later = kinds(&signed, signed.now + half_a_year);
        let before = kinds(&signed, signed.now - minutes);
        if is_token {
            assert_eq!(later, [], "{name}");
            assert_eq!(much_later, [FaultKind::Expired], "{name}");
        } else {
            assert_eq!(later, [FaultKind::Stale], "{name}");
            assert_eq!(much_later, [FaultKind::Stale], "{name}");
        }
        assert_eq!(before, [FaultKind::Stale], "{name}");
        signed.served.strictness.clock_skew = Duration::from_secs(3600);
        assert_eq!(kinds(&signed, signed.now - minutes), [], "{name}");
    });
}
