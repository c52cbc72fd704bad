//! `--dry-run`: the request that would be sent. In: a request that is made but not sent. Out: text in the form of an
//! HTTP message, in which no secret is readable.
//!
//! Most secrets never get into the request: the caller's are taken out of the parameters before it is made, and tokens
//! are not bought. What signatures must be computed with is covered afterwards.

use bytes::Bytes;
use http::Request;
use serde_json::Value as Json;
use specwright::model::{Api, Auth, CredentialKind, Location, Operation};

use super::cover::{Cover, HIDDEN, TOKEN};
use super::credentials::Credentials;
use super::ways;

/// Values that the client is built with: tokens are not bought, and of the credentials only those are real that are no
/// secret or that a signature is computed from.
pub(super) fn values(
    api: &Api,
    op: &Operation,
    chosen: Option<&str>,
    credentials: &Credentials<'_>,
) -> Vec<(String, String)> {
    let signs = |name: &str| {
        let mut ways = ways::of(op, chosen).into_iter();
        ways.any(|way| matches!(way, Auth::Signature { .. }) && way.uses(name, &api.signatures))
    };
    let mut values = Vec::new();
    for credential in &api.credentials {
        let name = &credential.name;
        let given = credentials.iter().find(|(known, _)| known == name);
        let value = match given {
            _ if credential.is_token => TOKEN.to_owned(),
            None => continue,
            Some(_) if credential.kind == CredentialKind::Secret && !signs(name) => {
                HIDDEN.to_owned()
            }
            Some((_, value)) => value.to_owned(),
        };
        values.push((name.clone(), value));
    }
    values
}

/// The request as text.
pub(super) fn text(request: &Request<Bytes>, cover: &Cover) -> String {
    let uri = request.uri();
    let scheme = uri.scheme_str().unwrap_or("https");
    let host = uri.authority().map_or("", |authority| authority.as_str());
    let target = cover.target(uri);
    let mut out = format!("{} {scheme}://{host}{target}\n", request.method());
    for (name, value) in request.headers() {
        let value = String::from_utf8_lossy(value.as_bytes());
        out.push_str(&format!(
            "{name}: {}\n",
            header(name.as_str(), &value, cover)
        ));
    }
    if !request.body().is_empty() {
        out.push('\n');
        out.push_str(&body(request, cover));
        out.push('\n');
    }
    out
}

fn header(name: &str, value: &str, cover: &Cover) -> String {
    if let Some(shown) = cover.instead(Location::Header, name) {
        return shown.to_owned();
    }
    if name != "cookie" {
        return cover.text(value);
    }
    let cookies = value.split("; ").map(|cookie| {
        let (name, value) = cookie.split_once('=').unwrap_or((cookie, ""));
        match cover.instead(Location::Cookie, name) {
            Some(shown) => format!("{name}={shown}"),
            None => format!("{name}={}", cover.text(value)),
        }
    });
    cookies.collect::<Vec<_>>().join("; ")
}

fn body(request: &Request<Bytes>, cover: &Cover) -> String {
    let bytes = request.body();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return format!("[{} bytes]", bytes.len());
    };
    let kind = request.headers().get(http::header::CONTENT_TYPE);
    let kind = kind.map_or(&b""[..], |kind| kind.as_bytes());
    if kind.starts_with(b"application/x-www-form-urlencoded") {
        return cover.pairs(text, Location::BodyField);
    }
    cover.text(&members(text, cover))
}

/// JSON without the values of members that may not be read. The rest stays as it is sent, to the byte.
fn members(text: &str, cover: &Cover) -> String {
    let Ok(Json::Object(object)) = serde_json::from_str(text) else {
        return text.to_owned();
    };
    let mut out = text.to_owned();
    for (name, shown) in cover.names(Location::BodyField) {
        let Some(value) = object.get(name) else {
            continue;
        };
        let name = Json::from(name);
        let sent = format!("{name}:{value}");
        if !out.contains(&sent) {
            // Written in a way that is not foreseen here; better no body than a secret.
            return format!("[{} bytes]", text.len());
        }
        out = out.replace(&sent, &format!("{name}:{}", Json::from(shown)));
    }
    out
}
