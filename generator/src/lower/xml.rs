//! Whether a text is well-formed enough to be read as an answer in XML: tags that nest, one root.
//!
//! Samples are short and come from documents; entities and names are left to the reader of the runtime.

/// What is wrong with `text`, if anything is.
pub(super) fn fault(text: &str) -> Option<String> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    let mut open: Vec<&str> = Vec::new();
    let mut roots = 0_usize;
    while let Some(at) = rest.find('<') {
        if open.is_empty() && !rest[..at].trim().is_empty() {
            return Some("there is text outside of the root element".into());
        }
        rest = &rest[at..];
        if let Some(after) = skipped(rest) {
            rest = match after {
                Some(after) => after,
                None => return Some("a comment, CDATA section or declaration does not end".into()),
            };
            continue;
        }
        let Some(end) = tag_end(rest) else {
            return Some("a tag does not end".into());
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(opened) if opened == name.trim() => continue,
                Some(opened) => return Some(format!("`{opened}` is closed by `{}`", name.trim())),
                None => return Some(format!("`{}` was not opened", name.trim())),
            }
        }
        let name = name(tag);
        if name.is_empty() {
            return Some("a tag has no name".into());
        }
        roots += usize::from(open.is_empty());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    match open.last() {
        Some(name) => Some(format!("`{name}` is not closed")),
        None if roots != 1 => Some(format!("there are {roots} root elements")),
        None if !rest.trim().is_empty() => Some("there is text after the root element".into()),
        None => None,
    }
}

/// `Some`: a comment, CDATA section or declaration starts here; in it, what comes behind its end.
fn skipped(text: &str) -> Option<Option<&str>> {
    let ends = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<!", ">"),
    ];
    let (_, end) = ends.iter().find(|(start, _)| text.starts_with(start))?;
    Some(text.split_once(end).map(|(_, after)| after))
}

/// Where the tag that starts `text` ends; `>` in quotes does not count.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let end = tag
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(tag.len());
    &tag[..end]
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn elements_nest_under_one_root() {
        for text in [
            "<a/>",
            "<?xml version='1.0'?>\n<a><b>1</b><c d=\">\"/></a>\n",
            "<!-- <x> --><a><![CDATA[<b>]]></a>",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
        for (text, expected) in [
            ("", "there are 0 root elements"),
            ("hello", "there are 0 root elements"),
            ("<a><b></a>", "`b` is closed by `a`"),
            ("<a>", "`a` is not closed"),
            ("<a/><b/>", "there are 2 root elements"),
            ("<a/>x", "there is text after the root element"),
            ("x<a/>", "there is text outside of the root element"),
            ("</a>", "`a` was not opened"),
            ("<a", "a tag does not end"),
            ("< >", "a tag has no name"),
            (
                "<!-- ",
                "a comment, CDATA section or declaration does not end",
            ),
        ] {
            assert_eq!(fault(text).as_deref(), Some(expected), "{text}");
        }
    }
}
