//! Who may ask. In: the headers of a request. Out: nothing, or why it is refused.
//!
//! A server on loopback is within reach of every page that the browser has open: by a name that leads to 127.0.0.1 (DNS
//! rebinding), or by a request across sites. Calls are signed here, so neither is answered.

use std::net::IpAddr;

use http::{HeaderMap, HeaderName, header};

use crate::upstream::{Problem, problem};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Names by which a server may be asked, besides `localhost` and addresses.
///
/// A name in the header `Host` that is neither could lead here by the will of a stranger; an address cannot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    /// Further names.
    pub(crate) hosts: Vec<String>,
    /// Any name will do: what is served is nobody's secret.
    pub(crate) any_host: bool,
}

impl Guard {
    /// Whether a request for a page or a document is answered.
    pub(crate) fn check_page(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let host = host(headers)?;
        let name = without_port(host);
        let is_known = self.any_host
            || is_address(name)
            || name.eq_ignore_ascii_case("localhost")
            || self
                .hosts
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name));
        if is_known {
            return Ok(());
        }
        Err(refused(
            "this server answers to its address or to `localhost`; the header Host names another place",
        ))
    }

    /// Whether a call is made: by its own page, or by a program that is no browser.
    pub(crate) fn check_call(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.check_page(headers)?;
        let host = host(headers)?;
        let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        if text(FETCH_SITE).is_some_and(|site| site != "same-origin") {
            return Err(refused("calls are made for the page of this server only"));
        }
        if text(FETCH_MODE).is_some_and(|mode| mode == "navigate") {
            return Err(refused("a call is no page to open"));
        }
        let is_own = |origin: &str| {
            let rest = origin
                .strip_prefix("http://")
                .or(origin.strip_prefix("https://"));
            rest.is_some_and(|rest| rest.eq_ignore_ascii_case(host))
        };
        if text(header::ORIGIN).is_some_and(|origin| !is_own(origin)) {
            return Err(refused(
                "the header Origin names another place than this server",
            ));
        }
        // Browsers of old say nothing of the two above with an image or a form, but this.
        let origin_of = |url: &str| {
            let start = url.find("://").map_or(0, |at| at + 3);
            let length = url.get(start..).and_then(|rest| rest.find('/'));
            let end = length.map_or(url.len(), |length| start + length);
            url.get(..end).is_some_and(is_own)
        };
        if text(header::REFERER).is_some_and(|url| !origin_of(url)) {
            return Err(refused(
                "the header Referer names another place than this server",
            ));
        }
        // Over plain HTTP browsers say nothing of sites but to this machine, and an image can be asked for without a word.
        let says_nothing = [FETCH_SITE, header::ORIGIN, header::REFERER]
            .iter()
            .all(|name| !headers.contains_key(name));
        if says_nothing && !self.any_host && !is_this_machine(without_port(host)) {
            return Err(refused(
                "under this name a call says where it comes from: send the header Origin with the address of this server",
            ));
        }
        Ok(())
    }
}

fn is_this_machine(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn refused(text: &str) -> Problem {
    problem(403, "refused", text)
}

/// The only `Host`.
fn host(headers: &HeaderMap) -> Result<&str, Problem> {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (
        hosts.next().and_then(|host| host.to_str().ok()),
        hosts.next(),
    ) {
        (Some(host), None) if !host.is_empty() => Ok(host),
        _ => Err(refused("a request has one header Host")),
    }
}

fn without_port(host: &str) -> &str {
    if let Some((inner, _)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return inner;
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

fn is_address(name: &str) -> bool {
    name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_call_over_the_network_says_where_it_comes_from() {
        let guard = Guard::default();
        let told =
            |pairs: &[(&'static str, &'static str)]| guard.check_call(&headers(pairs)).is_ok();
        assert!(told(&[("host", "127.0.0.1:8090")]));
        assert!(told(&[("host", "localhost:8090")]));
        assert!(!told(&[("host", "192.168.1.7:8090")]));
        assert!(told(&[
            ("host", "192.168.1.7:8090"),
            ("origin", "http://192.168.1.7:8090")
        ]));
        assert!(told(&[
            ("host", "192.168.1.7:8090"),
            ("referer", "http://192.168.1.7:8090/te/")
        ]));
    }

    #[test]
    fn a_name_that_a_stranger_chose_is_refused() {
        let guard = Guard {
            hosts: vec!["box.lan".to_owned()],
            any_host: false,
        };
        for (host, expected) in [
            ("127.0.0.1:8080", true),
            ("127.0.0.1", true),
            ("[::1]:8080", true),
            ("localhost:8080", true),
            ("LOCALHOST", true),
            ("192.168.1.7:80", true),
            ("box.lan:8080", true),
            ("evil.example", false),
            ("evil.example:8080", false),
            ("127.0.0.1.evil.example:8080", false),
            ("localhost.evil.example", false),
            ("2130706433", false),
            ("", false),
        ] {
            let found = guard.check_page(&headers(&[("host", host)]));
            assert_eq!(found.is_ok(), expected, "{host}");
            let same = ("sec-fetch-site", "same-origin");
            let call = guard.check_call(&headers(&[("host", host), same]));
            assert_eq!(call.is_ok(), expected, "{host}");
        }
        assert!(guard.check_page(&headers(&[])).is_err());
        let two = headers(&[("host", "localhost"), ("host", "evil.example")]);
        assert!(guard.check_page(&two).is_err());
    }

    #[test]
    fn calls_are_made_for_the_own_page_or_for_no_page() {
        let guard = Guard::default();
        let table: [(&[(&'static str, &'static str)], bool); 14] = [
            (&[], true),
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-mode", "cors"),
                ],
                true,
            ),
            (&[("origin", "http://localhost:80")], true),
            (&[("referer", "http://localhost:80/a?b#c")], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-mode", "navigate"),
                ],
                false,
            ),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "null")], false),
            (&[("origin", "http://localhost:81")], false),
            (&[("origin", "ftp://localhost:80")], false),
            (&[("referer", "http://localhost:80.evil.example/")], false),
            (
                &[("referer", "http://evil.example/http://localhost:80/")],
                false,
            ),
        ];
        for (pairs, expected) in table {
            let mut all = headers(&[("host", "localhost:80")]);
            all.extend(headers(pairs));
            assert_eq!(guard.check_call(&all).is_ok(), expected, "{pairs:?}");
        }
    }
}
