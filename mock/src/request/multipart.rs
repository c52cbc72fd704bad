//! Bodies of the type `multipart/form-data`, by RFC 7578. In: headers and body. Out: the parts.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) content: Bytes,
}

impl Part {
    /// The content as text, unless it is none.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.content).ok()
    }

    /// Whether it is a file rather than a field.
    pub(crate) fn is_file(&self) -> bool {
        self.file_name.is_some()
    }
}

/// Takes a body apart.
pub(crate) fn read(headers: &HeaderMap, body: &Bytes) -> Result<Vec<Part>, &'static str> {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let boundary = content_type.and_then(|text| attribute(text, "boundary"));
    let boundary = boundary.filter(|text| !text.is_empty());
    let boundary = boundary.ok_or("its content type names no boundary")?;
    let opening = format!("--{boundary}");
    // The first boundary may stand at the very start; the others follow a line break, which is theirs.
    let separator = format!("\r\n--{boundary}");
    let mut rest = match body.strip_prefix(opening.as_bytes()) {
        Some(_) => opening.len(),
        None => {
            find(body, separator.as_bytes(), 0).ok_or("it does not begin with its boundary")?
                + separator.len()
        }
    };
    let mut parts = Vec::new();
    loop {
        let after = body.get(rest..).unwrap_or_default();
        if after.starts_with(b"--") {
            return Ok(parts);
        }
        let start =
            find(body, b"\r\n", rest).ok_or("a boundary is not followed by a line break")? + 2;
        let end = find(body, separator.as_bytes(), start.saturating_sub(2))
            .ok_or("it ends without its last boundary")?;
        parts.push(part(body.slice(start..end.max(start)))?);
        rest = end + separator.len();
    }
}

fn part(bytes: Bytes) -> Result<Part, &'static str> {
    let (head, content) = match bytes.strip_prefix(b"\r\n") {
        Some(_) => (Bytes::new(), bytes.slice(2..)),
        None => {
            let blank =
                find(&bytes, b"\r\n\r\n", 0).ok_or("a part has no blank line after its headers")?;
            (bytes.slice(..blank), bytes.slice(blank + 4..))
        }
    };
    let head = std::str::from_utf8(&head).map_err(|_| "the headers of a part are not UTF-8")?;
    let header = |wanted: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let disposition = header("content-disposition").ok_or("a part has no Content-Disposition")?;
    let name = attribute(&disposition, "name").ok_or("a part has no name")?;
    Ok(Part {
        name: unescaped(&name),
        file_name: attribute(&disposition, "filename").map(|name| unescaped(&name)),
        content_type: header("content-type"),
        content,
    })
}

/// An attribute of a header, as in `form-data; name="a"`.
fn attribute(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => quoted_text(quoted),
            None => {
                let (value, after) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), after)
            }
        };
        if name
            .trim()
            .trim_start_matches(';')
            .trim()
            .eq_ignore_ascii_case(wanted)
        {
            return Some(value);
        }
        rest = after;
    }
}

/// A text up to its closing quote, and what follows it.
fn quoted_text(text: &str) -> (String, &str) {
    let (mut out, mut is_escaped) = (String::new(), false);
    for (index, character) in text.char_indices() {
        match character {
            '"' if !is_escaped => return (out, text.get(index + 1..).unwrap_or_default()),
            // Browsers write file names with backslashes of Windows, so only a quote can be escaped.
            '\\' if !is_escaped
                && text
                    .get(index + 1..)
                    .is_some_and(|rest| rest.starts_with('"')) =>
            {
                is_escaped = true;
            }
            other => {
                out.push(other);
                is_escaped = false;
            }
        }
    }
    (out, "")
}

/// What the WHATWG's rules for forms make of quotes and line breaks.
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let mut windows = bytes.get(from..)?.windows(wanted.len());
    windows
        .position(|window| window == wanted)
        .map(|at| at + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(body: &str) -> Result<Vec<Part>, &'static str> {
        let mut headers = HeaderMap::new();
        let value = http::HeaderValue::from_static("multipart/form-data; boundary=\"x y\"");
        headers.insert(CONTENT_TYPE, value);
        read(&headers, &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn parts_have_names_files_and_contents() {
        let body = "--x y\r\nContent-Disposition: form-data; name=\"a%22\"\r\n\r\n1\r\n2\r\n--x y\r\n\
            content-disposition: form-data; name=f; filename=\"C:\\a \\\"b\\\".txt\"\r\nContent-Type: text/plain\r\n\r\n\r\n--x y--\r\n";
        let parts = parts(body).unwrap_or_default();
        let shown: Vec<_> = parts
            .iter()
            .map(|part| (part.name.as_str(), part.file_name.as_deref(), part.text()))
            .collect();
        assert_eq!(
            shown,
            [
                ("a\"", None, Some("1\r\n2")),
                ("f", Some("C:\\a \"b\".txt"), Some("")),
            ]
        );
        assert_eq!(parts[1].content_type.as_deref(), Some("text/plain"));
    }

    #[test]
    fn what_is_no_multipart_body_is_refused() {
        for body in [
            "",
            "a",
            "--x y",
            "--x y\r\n\r\n",
            "--x y\r\nA: b\r\n\r\n1\r\n--x y--",
            "--x z--",
        ] {
            assert!(parts(body).is_err(), "{body:?}");
        }
        assert_eq!(parts("--x y--").map(|parts| parts.len()), Ok(0));
    }
}
