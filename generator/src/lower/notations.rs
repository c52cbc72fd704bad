//! Parameters of a path as other frameworks and vendors' pages write them: `:id`, `${id}`, `<id>`, `[id]`, `%7Bid%7D`.
//!
//! In: a path. Out: each segment that is one of these, as a fault. A colon within a segment is none of them
//! (`/v1/items:batch`), and `$metadata` is the name of a resource unless a parameter has that name.

use super::path::Fault;

/// The segments that are parameters in another notation.
pub(super) fn faults(path: &str) -> Vec<Fault<'_>> {
    let of_segment = |segment| foreign(segment).map(|(name, help)| fault(segment, name, help));
    path.split('/').filter_map(of_segment).collect()
}

/// The name in a segment that is a parameter in another notation.
pub(super) fn name(segment: &str) -> Option<&str> {
    foreign(segment).map(|(name, _)| name)
}

/// `$id`, where `id` is a parameter.
pub(super) fn dollars<'t>(path: &'t str, is_param: impl Fn(&str) -> bool) -> Vec<Fault<'t>> {
    let of_segment = |segment: &'t str| {
        let name = segment.strip_prefix('$').filter(|name| is_param(name))?;
        Some(fault(segment, name, DOLLAR))
    };
    path.split('/').filter_map(of_segment).collect()
}

const DOLLAR: &str = "; a `$` of the path itself is written `%24`";
const COLON: &str = "; a `:` of the path itself is written `%3A`";

/// The name in a segment of another notation, and how its signs are written where they are meant.
fn foreign(segment: &str) -> Option<(&str, &'static str)> {
    let within = |open, close| segment.strip_prefix(open)?.strip_suffix(close);
    let escaped = || within("%7B", "%7D").or_else(|| within("%7b", "%7d"));
    let (name, help) = if let Some(name) = segment.strip_prefix(':') {
        (name, COLON)
    } else if let Some(name) = within("${", "}") {
        (name, DOLLAR)
    } else if let Some(name) = within("{{", "}}").or_else(|| within("#{", "}")) {
        (name, "")
    } else if let Some(name) = within("<", ">") {
        // Flask names a type before the name.
        (name.rsplit(':').next().unwrap_or(name), "")
    } else {
        (within("[", "]").or_else(escaped)?, "")
    };
    is_name(name).then_some((name, help))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c))
}

fn fault<'t>(segment: &'t str, name: &str, help: &str) -> Fault<'t> {
    Fault {
        message: format!("a parameter of a path is written `{{{name}}}`, not `{segment}`"),
        part: segment,
        help: Some(format!("write `{{{name}}}`{help}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_other_notations_are_known() {
        let table = [
            ("/a/:id/b", ":id", "id"),
            ("/a/${id}", "${id}", "id"),
            ("/a/#{id}", "#{id}", "id"),
            ("/a/{{id}}", "{{id}}", "id"),
            ("/a/<id>", "<id>", "id"),
            ("/a/<int:id>", "<int:id>", "id"),
            ("/a/[id]", "[id]", "id"),
            ("/a/%7Bid%7D", "%7Bid%7D", "id"),
            ("/a/:order-no", ":order-no", "order-no"),
        ];
        for (path, part, name) in table {
            let found = faults(path);
            assert_eq!(found.len(), 1, "{path}");
            assert_eq!(found[0].part, part);
            assert!(found[0].message.contains(&format!("`{{{name}}}`")));
        }
    }

    #[test]
    fn colons_and_dollars_of_the_path_itself_stay() {
        for path in [
            "/v1/items:batch",
            "/v1/{name}:run",
            "/$metadata",
            "/a/:",
            "/a/:1",
            "/{id}",
        ] {
            assert_eq!(faults(path), Vec::new(), "{path}");
        }
        assert_eq!(dollars("/$metadata", |name| name == "id"), Vec::new());
        assert_eq!(dollars("/a/$id", |name| name == "id").len(), 1);
    }
}
