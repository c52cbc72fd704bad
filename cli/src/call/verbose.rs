//! `--verbose`: a transport that says what passes through it. In: requests. Out: lines on standard error, in which
//! no credential and no other secret is readable.

use std::time::Instant;

use bytes::Bytes;
use http::{Request, Uri};
use specwright::model::{Api, Auth, CredentialKind, FixedSource, Location, Operation, Put, Type};
use specwright_runtime::{ReqwestTransport, Transport, TransportFuture};

use super::values;
use crate::stop::say;

const HIDDEN: &str = "[hidden]";

/// Sends by the default transport, and tells.
pub(super) struct Telling {
    inner: ReqwestTransport,
    hide: Hide,
}

impl Telling {
    pub(super) fn new(inner: ReqwestTransport, hide: Hide) -> Self {
        Self { inner, hide }
    }
}

impl Transport for Telling {
    fn send(&self, request: Request<Bytes>) -> TransportFuture<'_> {
        say(&format!(
            "> {} {}",
            request.method(),
            self.hide.target(request.uri())
        ));
        let started = Instant::now();
        Box::pin(async move {
            let answer = self.inner.send(request).await;
            let took = started.elapsed().as_millis();
            match &answer {
                Ok(answer) => {
                    let (status, bytes) = (answer.status(), answer.body().len());
                    say(&format!("< {status}, {bytes} bytes in {took} ms"));
                }
                Err(error) => say(&format!("< {error}, after {took} ms")),
            }
            answer
        })
    }
}

/// What may not be read.
#[derive(Default)]
pub(super) struct Hide {
    /// Names of query parameters that carry credentials or secrets.
    names: Vec<String>,
    /// Secrets themselves, wherever they are.
    texts: Vec<String>,
}

impl Hide {
    /// For an operation and the credentials it is called with.
    pub(super) fn new(api: &Api, op: &Operation, credentials: &[(&str, String)]) -> Self {
        let in_auth = op.auth.iter().flat_map(|auth| match auth {
            Auth::Query { name, .. } => vec![name.clone()],
            Auth::Signature { name } => signed(api, name),
            _ => Vec::new(),
        });
        let fixed = op.fixed.iter().filter(|fixed| {
            fixed.location == Location::Query && matches!(fixed.source, FixedSource::Credential(_))
        });
        let params = op
            .params
            .iter()
            .filter(|param| *values::behind_aliases(api, &param.field.value.ty) == Type::Secret);
        let params = params.map(|param| param.field.wire.clone());
        let is_secret = |name: &str| {
            let known = api
                .credentials
                .iter()
                .find(|credential| credential.name == name);
            known.is_none_or(|credential| credential.kind == CredentialKind::Secret)
        };
        let secrets = credentials
            .iter()
            .filter(|(name, value)| is_secret(name) && !value.is_empty());
        Self {
            names: in_auth
                .chain(fixed.map(|fixed| fixed.wire.clone()))
                .chain(params)
                .collect(),
            texts: secrets.map(|(_, value)| value.clone()).collect(),
        }
    }

    /// Path and query of a URL.
    fn target(&self, uri: &Uri) -> String {
        let segments = uri.path().split('/').map(|part| {
            if self.holds_secret(part) {
                HIDDEN
            } else {
                part
            }
        });
        let path = segments.collect::<Vec<_>>().join("/");
        match uri.query() {
            None => path,
            Some(query) => {
                let pairs: Vec<String> = query.split('&').map(|pair| self.pair(pair)).collect();
                format!("{path}?{}", pairs.join("&"))
            }
        }
    }

    fn pair(&self, pair: &str) -> String {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if self.names.contains(&decoded(name)) {
            return format!("{name}={HIDDEN}");
        }
        match (self.holds_secret(name), self.holds_secret(value)) {
            (true, _) => HIDDEN.to_owned(),
            (false, true) => format!("{name}={HIDDEN}"),
            (false, false) => pair.to_owned(),
        }
    }

    fn holds_secret(&self, part: &str) -> bool {
        let plain = decoded(part);
        self.texts
            .iter()
            .any(|text| plain.contains(text) || part.contains(text))
    }
}

/// Names of the query parameters that a signature adds.
fn signed(api: &Api, name: &str) -> Vec<String> {
    let signature = api.signatures.iter().find(|one| one.name == name);
    let steps = signature.into_iter().flat_map(|one| &one.steps);
    let names = steps.filter_map(|step| match &step.put {
        Some(Put::Query(name)) => Some(name.clone()),
        _ => None,
    });
    names.collect()
}

/// A part of a URL without percent signs; what cannot be text is replaced.
fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = part.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if *byte == b'+' { b' ' } else { *byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &'static str, expected: &str) {
        let hide = Hide {
            names: vec!["token".into()],
            texts: vec!["s3/cret".into()],
        };
        assert_eq!(hide.target(&Uri::from_static(url)), expected, "{url}");
    }

    #[test]
    fn credentials_are_hidden_by_name_and_by_value() {
        check("http://h/a/b", "/a/b");
        check("http://h/a?token=abc&x=1", "/a?token=[hidden]&x=1");
        check("http://h/a?x=s3%2Fcret&y", "/a?x=[hidden]&y");
        check("http://h/a?x=as3%2fcretb", "/a?x=[hidden]");
        check("http://h/s3%2Fcret/b", "/[hidden]/b");
        check("http://h/a?s3%2Fcret=1", "/a?[hidden]");
        check("http://h/a?token&x", "/a?token=[hidden]&x");
        check("http://h/a?%e6%b5=1&+%zz=%", "/a?%e6%b5=1&+%zz=%");
    }
}
