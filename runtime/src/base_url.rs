//! Base URLs: choosing a server, filling its variables in, and refusing what would not be a base URL.

use std::net::IpAddr;

use http::{Uri, uri::Scheme};

/// A checked base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Scheme, host and port, such as `https://example.com:8443`.
    origin: String,
    /// Path before that of an operation, without a slash at its end.
    path: String,
    host: String,
    port: u16,
}

impl BaseUrl {
    /// Reads a base URL as it is written.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        // What was refused may hold a password, so it is not repeated in any message here.
        if text.contains(['?', '#']) {
            return Err("a base URL has neither a query nor a fragment".into());
        }
        if text.contains(['{', '}']) {
            return Err("a base URL given by the caller has no variables".into());
        }
        let uri: Uri = text
            .parse()
            .map_err(|_| "the base URL cannot be parsed".to_owned())?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("a base URL starts with `http://` or `https://` and a host".into());
        };
        let default_port = match scheme {
            scheme if *scheme == Scheme::HTTPS => 443,
            scheme if *scheme == Scheme::HTTP => 80,
            _ => return Err("a base URL starts with `http://` or `https://`".into()),
        };
        if authority.as_str().contains('@') {
            return Err(
                "a base URL has no user or password: credentials go to the client builder".into(),
            );
        }
        let host_only = authority.as_str() == authority.host();
        if authority.host().is_empty() || !(host_only || authority.port_u16().is_some()) {
            return Err("the base URL has no proper host and port".into());
        }
        Ok(Self {
            origin: format!("{scheme}://{authority}"),
            path: uri.path().trim_end_matches('/').to_owned(),
            host: authority.host().to_owned(),
            port: authority.port_u16().unwrap_or(default_port),
        })
    }

    /// Fills the variables of a server's URL in and reads the result.
    pub(crate) fn from_template<'v>(
        template: &str,
        mut variable: impl FnMut(&str) -> Result<&'v str, String>,
    ) -> Result<Self, String> {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(format!("the server URL `{template}` lacks a closing brace"));
            };
            text.push_str(before);
            text.push_str(check_variable(name, variable(name)?)?);
            rest = after;
        }
        text.push_str(rest);
        Self::parse(&text)
    }

    /// The URL of an operation.
    pub(crate) fn join(&self, path: &str, query: &str) -> String {
        let (origin, path) = (&self.origin, self.full_path(path));
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{origin}{path}{mark}{query}")
    }

    /// Host and, where it is written, port.
    pub(crate) fn authority(&self) -> &str {
        self.origin
            .split_once("://")
            .map_or("", |(_, authority)| authority)
    }

    /// What the header `Host` says: the port only where it is not the scheme's own.
    pub(crate) fn host_header(&self) -> &str {
        let own = if self.origin.starts_with("https") {
            443
        } else {
            80
        };
        if self.port == own {
            &self.host
        } else {
            self.authority()
        }
    }

    /// The path of an operation, that of the base URL before it.
    pub(crate) fn full_path(&self, path: &str) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("{}{slash}{path}", self.path)
    }

    /// Whether it begins with `https://`.
    pub(crate) fn has_tls(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// Whether it is on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.host.trim_matches(['[', ']']).to_ascii_lowercase();
        let named = host == "localhost" || host.ends_with(".localhost");
        named || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }

    /// Path before that of an operation.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// A variable may name a host, or a part of one, and a port; it must not be able to send the request elsewhere.
fn check_variable<'v>(name: &str, value: &'v str) -> Result<&'v str, String> {
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ':' | '[' | ']');
    match value.chars().find(|c| !allowed(*c)) {
        _ if value.is_empty() => Err(format!("server variable `{name}` is empty")),
        Some(c) => Err(format!("server variable `{name}` may not contain {c:?}")),
        None => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(base: &str, path: &str) -> Result<String, String> {
        BaseUrl::parse(base).map(|base| base.join(path, ""))
    }

    #[test]
    fn the_path_of_a_base_url_stays() {
        assert_eq!(
            join("http://h:8080/server/", "/main/x/"),
            Ok("http://h:8080/server/main/x/".into())
        );
        assert_eq!(join("https://h", "/"), Ok("https://h/".into()));
        assert_eq!(join("https://h/", "x"), Ok("https://h/x".into()));
        assert_eq!(
            join("http://[::1]:80/a", "/b"),
            Ok("http://[::1]:80/a/b".into())
        );
    }

    #[test]
    fn the_host_header_names_unusual_ports_only() {
        for (base, host) in [
            ("https://h:443", "h"),
            ("https://h:80/a", "h:80"),
            ("http://[::1]:80", "[::1]"),
            ("http://h:8080", "h:8080"),
        ] {
            let found = BaseUrl::parse(base);
            assert_eq!(found.as_ref().map(BaseUrl::host_header), Ok(host));
        }
    }

    #[test]
    fn this_machine_has_several_names() {
        let is_loopback = |url| BaseUrl::parse(url).is_ok_and(|base| base.is_loopback());
        for url in [
            "http://localhost:1",
            "http://a.LocalHost",
            "http://127.8.0.1/x",
            "http://[::1]",
        ] {
            assert!(is_loopback(url), "{url}");
        }
        for url in [
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "http://[::2]",
        ] {
            assert!(!is_loopback(url), "{url}");
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for text in [
            "",
            "h",
            "/x",
            "ftp://h",
            "http://",
            "http://u:p@h",
            "http://h?x=1",
            "http://h#x",
            "http://{h}",
            "http://h:",
            "http://h:x",
            "http://h h",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn variables_cannot_leave_their_place() {
        let fill = |value: &'static str| {
            BaseUrl::from_template("https://{env}.example.com/api", |_| Ok(value))
        };
        assert_eq!(
            fill("prod-1").map(|base| base.join("/x", "a=1")),
            Ok("https://prod-1.example.com/api/x?a=1".into())
        );
        for value in [
            "",
            "evil.com/",
            "evil.com?",
            "evil.com#",
            "me@evil.com",
            "a b",
            "a\r\nb",
            "a%2f",
            "a\\b",
            "é",
            "{x}",
        ] {
            assert!(fill(value).is_err(), "{value}");
        }
        assert!(
            fill("evil.com:80").is_err(),
            "the rest of the template is no port"
        );
    }
}
