//! Following the link of a next page: on the same server only, whatever the link says.

use http::uri::Authority;

use crate::{OperationDescription, auth, base_url::BaseUrl, request::Outline};

/// Takes path and query from a link, which may be a whole URL or a part of one, by the rules of RFC 3986.
pub(super) fn follow(
    outline: &mut Outline,
    operation: &'static OperationDescription,
    base: &BaseUrl,
    link: &str,
) -> Result<(), String> {
    let (path, query) = resolve(base, &base.full_path(outline.path()), link)?;
    let Some(path) = path
        .strip_prefix(base.path())
        .filter(|path| path.starts_with('/'))
    else {
        return Err("the link of the next page leads out of the API".to_owned());
    };
    outline.follow(path.to_owned(), query, |name| auth::is_own(operation, name))
}

/// Path and query of a link that was given for this path. The link stays out of messages: it may hold what is secret.
fn resolve<'l>(
    base: &BaseUrl,
    given_for: &str,
    link: &'l str,
) -> Result<(String, &'l str), String> {
    let no_url = || "the link of the next page is no URL".to_owned();
    let link = link.split_once('#').map_or(link, |(link, _)| link);
    // URL parsers further on take a backslash for a slash, and leave these characters out.
    if link.is_empty() || link.contains(['\\', '\t', '\r', '\n']) {
        return Err(no_url());
    }
    let (place, query) = link.split_once('?').unwrap_or((link, ""));
    let (is_whole, place) = match scheme(place) {
        None => (false, place),
        Some((name, rest)) if matches!(&*name.to_ascii_lowercase(), "http" | "https") => {
            (true, rest)
        }
        Some(_) => return Err(no_url()),
    };
    let path = match place.strip_prefix("//") {
        Some(place) => {
            let end = place.find('/').unwrap_or(place.len());
            let (authority, path) = place.split_at_checked(end).ok_or_else(no_url)?;
            let authority: Authority = authority.parse().map_err(|_| no_url())?;
            check_host(base, &authority)?;
            path.to_owned()
        }
        None if is_whole => return Err(no_url()),
        None if place.is_empty() => given_for.to_owned(),
        None if place.starts_with('/') => place.to_owned(),
        None => {
            let folder = given_for.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{place}")
        }
    };
    Ok((without_dots(&path)?, query))
}

/// The scheme that a URL begins with, and what stands behind its colon.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (!name.is_empty() && name.chars().all(fits)).then_some((name, rest))
}

/// The path after its segments `.` and `..` were followed, so that what it seems to begin with is what it begins with.
fn without_dots(path: &str) -> Result<String, String> {
    let mut segments: Vec<&str> = Vec::new();
    let mut rest = path.split('/').peekable();
    while let Some(segment) = rest.next() {
        let is_last = rest.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." && segments.len() > 1 {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            // Further on an encoded dot counts as one.
            _ if matches!(
                &*segment.to_ascii_lowercase().replace("%2e", "."),
                "." | ".."
            ) =>
            {
                return Err("the link of the next page leads out of the API".to_owned());
            }
            _ => segments.push(segment),
        }
    }
    Ok(segments.join("/"))
}

/// Requests are sent to the base URL's own server in any case, so its scheme does not matter: services behind a proxy
/// write links with another one.
fn check_host(base: &BaseUrl, authority: &Authority) -> Result<(), String> {
    let port = authority.port_u16();
    let same_port = port.is_none_or(|port| port == base.port());
    if authority.host().eq_ignore_ascii_case(base.host()) && same_port {
        return Ok(());
    }
    Err(format!(
        "the link of the next page leads to another host than {}",
        base.authority()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(link: &str) -> Option<(String, String)> {
        let base = BaseUrl::parse("https://api.example.com/v1").unwrap_or_else(|_| unreachable!());
        let found = resolve(&base, "/v1/items/list", link).ok();
        found.map(|(path, query)| (path, query.to_owned()))
    }

    #[test]
    fn a_link_may_be_a_part_of_a_url() {
        for (link, path, query) in [
            (
                "https://api.example.com/v1/items?page=2",
                "/v1/items",
                "page=2",
            ),
            ("https://API.example.com:443/v1/items", "/v1/items", ""),
            ("HTTP://api.example.com/v1/items#top", "/v1/items", ""),
            ("//api.example.com/v1/items?a=//b", "/v1/items", "a=//b"),
            ("/v1/items?page=2#top", "/v1/items", "page=2"),
            ("?page=2", "/v1/items/list", "page=2"),
            ("next?page=2", "/v1/items/next", "page=2"),
            ("./next?at=a:b", "/v1/items/next", "at=a:b"),
            ("../other/", "/v1/other/", ""),
            ("../../../../x", "/x", ""),
            (".", "/v1/items/", ""),
            ("/v1/../admin", "/admin", ""),
            ("/v1/a.b/..c/...", "/v1/a.b/..c/...", ""),
        ] {
            let expected = (path.to_owned(), query.to_owned());
            assert_eq!(read(link), Some(expected), "{link}");
        }
    }

    #[test]
    fn a_link_leads_to_the_same_server_only() {
        for link in [
            "",
            "#top",
            "https://evil.example.com/v1/items",
            "//evil.example.com/v1/items",
            "https://api.example.com.evil.com/v1/items",
            "https://api.example.com@evil.com/v1/items",
            "https://api.example.com:8443/v1/items",
            "https:/v1/items",
            "https:v1/items",
            "https://",
            "//",
            "ftp://api.example.com/v1/items",
            "javascript:alert(1)",
            "/\\evil.example.com/x",
            "/v1/%2e%2E/admin",
            "/v1/.%2e/admin",
            "/v1/%2e/x",
            "/v1/a\tb",
        ] {
            assert_eq!(read(link), None, "{link}");
        }
    }
}
