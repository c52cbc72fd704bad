//! Which headers pass, and which texts. In: an answer of the service. Out: the answer that the page gets, without what
//! ends at this server and without credentials.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use specwright_runtime::Secret;

use crate::Reply;

/// Headers that end here: those of a connection, those that set state in the browser, those that carry credentials, and
/// those by which another server would rule over this page.
const KEPT_BACK: [&str; 30] = [
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
    "alt-svc",
    "authentication-info",
    "authorization",
    "clear-site-data",
    "connection",
    "content-length",
    "content-security-policy",
    "content-security-policy-report-only",
    "cookie",
    "keep-alive",
    "nel",
    "proxy-authenticate",
    "proxy-authentication-info",
    "proxy-authorization",
    "proxy-connection",
    "refresh",
    "report-to",
    "service-worker-allowed",
    "set-cookie",
    "strict-transport-security",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A challenge makes a browser ask for a password; it goes by this name instead.
const CHALLENGE: HeaderName = HeaderName::from_static("x-specwright-www-authenticate");

/// Where an answer leads, without the query, which may be signed. A browser would follow the usual header.
const LEADS_TO: HeaderName = HeaderName::from_static("x-specwright-location");

/// Shorter texts stand in answers by chance.
const SHORTEST_SECRET: usize = 8;

const HIDDEN: &str = "[hidden]";

/// The answer as the page gets it.
pub(super) fn passed(answer: http::Response<Bytes>, secrets: &[Secret]) -> Reply {
    let (parts, body) = answer.into_parts();
    let of_connection = named_by_connection(&parts.headers);
    let mut headers = HeaderMap::new();
    for (name, value) in &parts.headers {
        let ends_here = KEPT_BACK.contains(&name.as_str())
            || of_connection.iter().any(|known| known == name.as_str());
        if ends_here || holds(value.as_bytes(), secrets) {
            continue;
        }
        if *name == header::WWW_AUTHENTICATE {
            headers.append(CHALLENGE, value.clone());
        } else if *name == header::LOCATION && parts.status.is_redirection() {
            headers.extend(without_query(value).map(|value| (LEADS_TO, value)));
        } else {
            headers.append(name.clone(), value.clone());
        }
    }
    // Opened by itself, an answer is no page of this server's.
    let alone = HeaderValue::from_static("sandbox; default-src 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, alone);
    let exactly = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, exactly);
    let nowhere = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, nowhere);
    Reply {
        status: parts.status,
        headers,
        body: covered(body, secrets),
    }
}

/// A place without its query, without a user before its host.
fn without_query(place: &HeaderValue) -> Option<HeaderValue> {
    let text = place.to_str().ok()?;
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let text = text.get(..end).filter(|text| !text.contains('@'))?;
    HeaderValue::from_str(text).ok()
}

/// Names that the header `Connection` lists.
fn named_by_connection(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(header::CONNECTION).iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    let names = texts.flat_map(|text| text.split(','));
    names.map(|name| name.trim().to_ascii_lowercase()).collect()
}

fn long(secrets: &[Secret]) -> impl Iterator<Item = &str> {
    let texts = secrets.iter().map(Secret::expose);
    texts.filter(|text| text.len() >= SHORTEST_SECRET)
}

fn holds(bytes: &[u8], secrets: &[Secret]) -> bool {
    long(secrets).any(|secret| {
        bytes
            .windows(secret.len())
            .any(|part| part == secret.as_bytes())
    })
}

/// A service may repeat what it was sent.
fn covered(body: Bytes, secrets: &[Secret]) -> Bytes {
    if !holds(&body, secrets) {
        return body;
    }
    let mut rest = &body[..];
    let mut out = Vec::with_capacity(body.len());
    while let Some((first, after)) = rest.split_first() {
        match long(secrets).find(|secret| rest.starts_with(secret.as_bytes())) {
            Some(secret) => {
                out.extend_from_slice(HIDDEN.as_bytes());
                rest = &rest[secret.len()..];
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&'static str, &'static str)], body: &'static str) -> Reply {
        of_status(http::StatusCode::OK, headers, body)
    }

    fn of_status(
        status: http::StatusCode,
        headers: &[(&'static str, &'static str)],
        body: &'static str,
    ) -> Reply {
        let mut answer = http::Response::new(Bytes::from_static(body.as_bytes()));
        *answer.status_mut() = status;
        for (name, value) in headers {
            let value = HeaderValue::from_static(value);
            answer.headers_mut().append(*name, value);
        }
        passed(answer, &["secret-9f2b".into(), "short".into()])
    }

    #[test]
    fn what_ends_at_this_server_does_not_reach_the_page() {
        let reply = answer(
            &[
                ("content-type", "application/json"),
                ("x-request-id", "7"),
                ("set-cookie", "sid=1"),
                ("connection", "close, X-Hop"),
                ("x-hop", "1"),
                ("access-control-allow-origin", "*"),
                ("content-security-policy", "default-src *"),
                ("x-echo", "Bearer secret-9f2b"),
                ("www-authenticate", "Basic realm=\"here\""),
            ],
            "{}",
        );
        let mut names: Vec<&str> = reply.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "cache-control",
                "content-security-policy",
                "content-type",
                "x-content-type-options",
                "x-request-id",
                "x-specwright-www-authenticate",
            ]
        );
        let policy = reply.headers.get(header::CONTENT_SECURITY_POLICY);
        assert_eq!(
            policy.and_then(|value| value.to_str().ok()),
            Some("sandbox; default-src 'none'")
        );
    }

    #[test]
    fn a_browser_follows_no_redirect() {
        let place = "https://elsewhere.example/a?signature=x#y";
        let leads = |status, place| {
            let reply = of_status(status, &[("location", place)], "");
            let header = |name: HeaderName| {
                let value = reply.headers.get(name)?.to_str().ok()?;
                Some(value.to_owned())
            };
            (header(header::LOCATION), header(LEADS_TO))
        };
        let bare = Some("https://elsewhere.example/a".to_owned());
        assert_eq!(leads(http::StatusCode::FOUND, place), (None, bare));
        let user = "https://me:pass@elsewhere.example/";
        assert_eq!(leads(http::StatusCode::FOUND, user), (None, None));
        let made = Some("/things/7".to_owned());
        assert_eq!(leads(http::StatusCode::CREATED, "/things/7"), (made, None));
    }

    #[test]
    fn a_credential_that_a_service_repeats_is_covered() {
        let reply = answer(&[], "you sent secret-9f2b, a short one, and secret-9f2");
        assert_eq!(
            &reply.body[..],
            b"you sent [hidden], a short one, and secret-9f2"
        );
    }
}
