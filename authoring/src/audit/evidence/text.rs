//! URLs, paths and hosts in a line of text. In: a line. Out: what looks like an address in it, as written.

/// A URL in a line.
pub(crate) struct Url {
    pub(crate) text: String,
    pub(crate) schemes: Vec<&'static str>,
    /// What stands behind the two slashes.
    pub(crate) rest: String,
}

/// The URLs of a line. Targets of links and files of a web site are none of the interface.
pub(crate) fn urls(line: &str) -> impl Iterator<Item = Url> {
    let starts = line.match_indices("://").map(|(at, _)| at);
    starts.filter_map(|at| url(line, at))
}

fn url(line: &str, at: usize) -> Option<Url> {
    let before = &line[..at];
    let (start, schemes) = [
        ("http(s)", vec!["https", "http"]),
        ("http[s]", vec!["https", "http"]),
        ("https", vec!["https"]),
        ("http", vec!["http"]),
        ("wss", vec!["wss"]),
    ]
    .into_iter()
    .find_map(|(word, schemes)| {
        let start = before.len().checked_sub(word.len())?;
        let end = before.get(start..)?;
        end.eq_ignore_ascii_case(word).then_some((start, schemes))
    })?;
    if line[..start].ends_with("](") {
        return None;
    }
    let rest: String = address_end(&line[at + 3..]).to_owned();
    let page = rest.split(['?', '#']).next().unwrap_or_default();
    let is_page = |end: &&str| page.to_lowercase().ends_with(*end);
    const PAGES: [&str; 9] = [
        ".html", ".htm", ".md", ".pdf", ".png", ".jpg", ".svg", ".js", ".css",
    ];
    if rest.is_empty() || PAGES.iter().any(is_page) {
        return None;
    }
    Some(Url {
        text: line[start..at + 3 + rest.len()].to_owned(),
        schemes,
        rest,
    })
}

/// Up to where an address ends: a blank, a quote, a bracket that closes nothing, text that is no ASCII before any query.
fn address_end(text: &str) -> &str {
    let (mut braces, mut angles, mut query) = (0usize, 0usize, false);
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '{' => braces += 1,
            '}' if braces == 0 => end = at,
            '}' => braces -= 1,
            '<' if text[at..].starts_with("</") => end = at,
            '<' => angles += 1,
            '>' if angles == 0 => end = at,
            '>' => angles -= 1,
            '?' => query = true,
            '"' | '\'' | '`' | ')' | ']' | ',' | '|' | ';' | '\\' => end = at,
            _ if c.is_whitespace() => end = at,
            _ if !c.is_ascii() && (!query || !c.is_alphanumeric()) => end = at,
            _ => {}
        }
        if end <= at {
            break;
        }
    }
    text[..end].trim_end_matches(['.', ':', '!', '?'])
}

/// What a line has in backquotes, or in elements for code.
pub(crate) fn in_code(line: &str) -> Vec<&str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let elements = line.split("<code>").skip(1);
    let elements = elements.filter_map(|text| Some(text.split_once("</code>")?.0));
    quoted.chain(elements).collect()
}

/// The line with blanks in place of its URLs.
pub(crate) fn without_urls(line: &str) -> String {
    let mut text = line.to_owned();
    while let Some(at) = text.find("://") {
        let start = text[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic() && !"()[]".contains(c))
            .map_or(0, |found| found + 1);
        let start = (start..=at).find(|index| text.is_char_boundary(*index));
        let end = at + 3 + address_end(&text[at + 3..]).len();
        text.replace_range(start.unwrap_or(at)..end, " ");
    }
    text
}

/// The paths of a line that holds no URLs.
pub(crate) fn paths(line: &str) -> impl Iterator<Item = String> {
    let words =
        line.split(|c: char| c.is_whitespace() || !c.is_ascii() || "\"'`,;()|\\*".contains(c));
    let words = words
        .flat_map(behind_colon)
        .map(|word| word.trim_end_matches(['.', ':']));
    words.filter(|word| is_path(word)).map(str::to_owned)
}

/// `Path:/users` is a word and a path; `/users/:id` is one path.
fn behind_colon(word: &str) -> Option<&str> {
    match word.find(':') {
        Some(at) if !word[..at].contains('/') => word.get(at + 1..),
        _ => Some(word),
    }
}

fn is_path(word: &str) -> bool {
    let (path, query) = word
        .split_once('?')
        .map_or((word, None), |(path, query)| (path, Some(query)));
    let is_segment = |segment: &str| {
        let mut chars = segment.chars();
        chars.all(|c| c.is_ascii_alphanumeric() || "-_.~{}<>$:+@%=!&'()".contains(c))
    };
    if path.contains("//") || path.contains("</") || path.contains("/>") {
        return false;
    }
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    if segments.is_empty() || !path.contains('/') || !segments.iter().all(|one| is_segment(one)) {
        return false;
    }
    let lettered = segments
        .iter()
        .any(|one| one.contains(|c: char| c.is_ascii_alphabetic()));
    let rooted = path.starts_with('/') || is_hole(segments[0]);
    let told = query.is_some_and(|query| query.contains('='));
    let shout = segments
        .iter()
        .all(|one| one.chars().all(|c| !c.is_ascii_lowercase()));
    let technical = |c: char| c.is_ascii_digit() || "_-{<$".contains(c);
    let long = segments.len() >= 3 && path.contains(technical);
    let short = segments.len() == 2 && !path.starts_with('/') && is_route(&segments);
    lettered && !shout && (rooted || told || long || short)
}

fn is_hole(segment: &str) -> bool {
    (segment.starts_with(['{', '<']) || segment.starts_with("${")) && segment.ends_with(['}', '>'])
}

/// Two words and a slash are a route where they look like nothing else, such as `application/json` or `and/or`.
fn is_route(segments: &[&str]) -> bool {
    const OTHERS: [&str; 8] = [
        "application",
        "text",
        "image",
        "audio",
        "video",
        "multipart",
        "font",
        "message",
    ];
    let plain = |one: &&str| {
        one.chars()
            .all(|c| c.is_ascii_lowercase() || "-_0123456789".contains(c))
    };
    !OTHERS.contains(&segments[0])
        && segments.iter().all(plain)
        && segments.iter().any(|one| one.contains(['-', '_']))
}

/// `"https://" + id + ".example.com"` as one text; `None` where nothing is put together.
pub(crate) fn join_pieces(line: &str) -> Option<String> {
    if !line.contains('+') || !line.contains('"') {
        return None;
    }
    let start = line.find(" = ").map_or(0, |at| at + 3);
    let mut pieces = vec![String::new()];
    let (mut quoted, mut last) = (false, String::new());
    for c in line[start..]
        .trim()
        .trim_end_matches([';', ',', ')'])
        .chars()
    {
        match c {
            '"' => quoted = !quoted,
            '+' if !quoted => pieces.push(std::mem::take(&mut last)),
            ' ' if !quoted => continue,
            _ => {}
        }
        if c != '+' || quoted {
            last.push(c);
        }
    }
    pieces.push(last);
    let text: String = pieces
        .iter()
        .filter(|piece| !piece.is_empty())
        .map(|one| piece(one))
        .collect();
    (pieces.len() > 2).then_some(text)
}

fn piece(piece: &str) -> String {
    match piece
        .strip_prefix('"')
        .and_then(|piece| piece.strip_suffix('"'))
    {
        Some(text) => text.to_owned(),
        None => {
            let is_name = |c: &char| c.is_alphanumeric() || *c == '_';
            let name: String = piece.chars().filter(is_name).collect();
            format!("{{{name}}}")
        }
    }
}

/// Whether a line has nothing beside this text but a label.
pub(crate) fn is_alone(line: &str, text: &str) -> bool {
    let Some(at) = line.find(text) else {
        return false;
    };
    let (before, after) = (line[..at].trim(), line[at + text.len()..].trim());
    let label = before
        .trim_end_matches([':', '：', '=', '"', '\'', '`', '('])
        .trim_end();
    let is_label = label.is_empty() || label.len() < before.len();
    let words = label.split_whitespace().count();
    is_label
        && words <= 4
        && after
            .trim_matches(['"', '\'', '`', ';', ')', ','])
            .is_empty()
}

/// The hosts in a line, and what stands before the first.
pub(crate) fn hosts(line: &str) -> Vec<String> {
    const ENDS: [&str; 18] = [
        "com", "cn", "net", "org", "io", "dev", "app", "cloud", "ai", "co", "eu", "de", "uk", "jp",
        "sg", "us", "in", "tech",
    ];
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-._@/".contains(c);
    let words = line
        .split(|c: char| !is_host(c))
        .map(|word| word.trim_end_matches('.'));
    let hosts = words.filter(|word| {
        let labels: Vec<&str> = word.split('.').collect();
        let last = labels.last().copied().unwrap_or_default();
        let filled = labels.iter().all(|label| !label.is_empty());
        labels.len() >= 2 && filled && ENDS.contains(&last) && !word.contains(['@', '/', '_'])
    });
    hosts.map(str::to_owned).collect()
}
