//! Links to other pages: the `Link` header of RFC 8288, and links without our own authorisation in them.

use http::{HeaderMap, header::LINK};

use crate::{OperationDescription, auth};

/// The URL with this relation in the `Link` headers.
pub(super) fn related(headers: &HeaderMap, relation: &str) -> Option<String> {
    headers
        .get_all(LINK)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|value| in_value(value, relation))
}

fn in_value(mut rest: &str, relation: &str) -> Option<String> {
    // A URL has no angle brackets, but may have the commas and semicolons that separate the rest.
    while let Some((_, after)) = rest.split_once('<') {
        let (url, after) = after.split_once('>')?;
        let (parameters, next) = parameters(after);
        if has_relation(&parameters, relation) {
            return Some(url.trim().to_owned());
        }
        rest = next;
    }
    None
}

/// The parameters of one link, and what stands behind it.
fn parameters(text: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(parameter) = rest.strip_prefix(';') else {
            return (found, rest);
        };
        let parameter = parameter.trim_start();
        let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
        let (name, after) = parameter.split_at_checked(end).unwrap_or((parameter, ""));
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => self::value(value.trim_start()),
            None => (String::new(), after),
        };
        found.push((name.trim().to_ascii_lowercase(), value));
        rest = after;
    }
}

/// A token or a quoted text, and what stands behind it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => value.extend(characters.next()),
            other => value.push(other),
        }
    }
    (value, characters.as_str())
}

fn has_relation(parameters: &[(String, String)], relation: &str) -> bool {
    // Of a doubled `rel` the first one counts.
    let relations = parameters.iter().find(|(name, _)| name == "rel");
    relations.is_some_and(|(_, relations)| {
        relations
            .split_ascii_whitespace()
            .any(|known| known.eq_ignore_ascii_case(relation))
    })
}

/// The link without the query parameters that authorise: our own are added to each request, and a state that is kept
/// holds no credentials.
pub(super) fn without_auth(link: &str, operation: &OperationDescription) -> String {
    // A fragment is the reader's business and is not sent.
    let link = link.split_once('#').map_or(link, |(link, _)| link);
    let Some((path, query)) = link.split_once('?') else {
        return link.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
            let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
            !auth::is_own(operation, &name)
        })
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(value: &str, relation: &str) -> Option<String> {
        in_value(value, relation)
    }

    #[test]
    fn links_are_found_by_their_relation() {
        let value = r#"<https://h/a?x=1,2;3>; rel="prev", </b?page=3>;title="a, <b>; \"c\""; REL=next , <c>; rel="last up""#;
        assert_eq!(find(value, "prev").as_deref(), Some("https://h/a?x=1,2;3"));
        assert_eq!(find(value, "next").as_deref(), Some("/b?page=3"));
        assert_eq!(find(value, "up").as_deref(), Some("c"));
        assert_eq!(find(value, "first"), None);
    }

    #[test]
    fn broken_headers_hold_no_links() {
        for value in [
            "",
            "<",
            "<a",
            "a; rel=next",
            "<a> rel=next",
            "<a>; rel",
            "<a>;;;",
            "<a>; rel=\"next",
        ] {
            let found = find(value, "next");
            assert_eq!(found.is_some(), value.ends_with("\"next"), "{value}");
        }
        assert_eq!(find("<a>; rel=prev; rel=next", "next"), None);
    }
}
