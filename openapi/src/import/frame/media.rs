//! Content types. In: those of a body. Out: which of them is read or sent, and how.

use super::super::node::Node;

/// How a body of a content type is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Json,
    /// A form: names and values.
    Pairs,
    Multipart,
    Events,
    Lines,
    Text,
    Xml,
    Bytes,
}

/// A content type with what the document says of it.
#[derive(Clone, Debug)]
pub(super) struct Media<'d> {
    /// As it is written.
    pub(super) name: &'d str,
    pub(super) form: Form,
    pub(super) node: Node<'d>,
}

/// The content types of a body, those first that say most.
pub(super) fn all<'d>(holder: &Node<'d>) -> Vec<Media<'d>> {
    let content = holder.table("content");
    let media = content.into_iter().filter(|(_, node)| !node.is_skipped());
    let mut all: Vec<Media<'d>> = media
        .map(|(name, node)| Media {
            name,
            form: form(name, &node),
            node,
        })
        .collect();
    all.sort_by_key(|media| (media.form, rank(media.name)));
    all
}

/// Among several of one form, the plain one comes first.
fn rank(name: &str) -> usize {
    match bare(name).as_str() {
        "application/json" | "application/xml" | "text/plain" | "application/octet-stream" => 0,
        "application/merge-patch+json" => 1,
        name if name.contains('*') => 3,
        // Neither can be sent without knowing what it is: a list of steps, or an object with hints for the server.
        "application/json-patch+json" => 4,
        _ => 2,
    }
}

/// A content type without its parameters.
pub(super) fn bare(name: &str) -> String {
    let bare = name.split(';').next().unwrap_or_default();
    bare.trim().to_ascii_lowercase()
}

fn form(name: &str, node: &Node<'_>) -> Form {
    let name = bare(name);
    let (kind, sub) = name.split_once('/').unwrap_or((name.as_str(), ""));
    match (kind, sub) {
        ("text", "event-stream") => Form::Events,
        (
            _,
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "json-seq" | "stream+json",
        ) => Form::Lines,
        (_, sub) if sub == "json" || sub.ends_with("+json") || sub.ends_with("-json") => Form::Json,
        (_, "x-www-form-urlencoded") => Form::Pairs,
        ("multipart", _) => Form::Multipart,
        (_, sub) if sub == "xml" || sub.ends_with("+xml") => Form::Xml,
        ("text", "*") | ("*", _) | ("application", "*") if says_json(node) => Form::Json,
        ("text", _) => Form::Text,
        ("application", "yaml" | "x-yaml" | "javascript" | "graphql" | "jwt" | "jose") => {
            Form::Text
        }
        _ => Form::Bytes,
    }
}

/// A content type that is left open: what its schema says decides.
fn says_json(node: &Node<'_>) -> bool {
    let schema = node.get("schema").and_then(|schema| schema.schema());
    let Some(schema) = schema else { return false };
    let ty = schema.value.get("type").and_then(|ty| ty.as_str());
    ty != Some("string")
}

#[cfg(test)]
mod tests {
    use super::super::super::node::Read;
    use super::*;

    #[test]
    fn patches_that_are_objects_come_first() {
        let text = "content: {application/apply-patch+cbor: {}, application/json-patch+json: {}, \
                    application/strategic-merge-patch+json: {}, application/merge-patch+json: {}}";
        let value = serde_yaml::from_str(text).unwrap_or_default();
        let read = Read::default();
        let all = all(&Node::root(&value, &read));
        let names: Vec<&str> = all.iter().map(|media| media.name).collect();
        assert_eq!(
            names,
            [
                "application/merge-patch+json",
                "application/strategic-merge-patch+json",
                "application/json-patch+json",
                "application/apply-patch+cbor",
            ]
        );
    }

    #[test]
    fn the_best_content_type_comes_first() {
        let text = "content: {text/html: {}, '*/*': {schema: {type: object}}, application/octet-stream: {}, \
                    application/vnd.shop+json: {}, 'application/json; charset=utf-8': {}, image/png: {}}";
        let value = serde_yaml::from_str(text).unwrap_or_default();
        let read = Read::default();
        let all = all(&Node::root(&value, &read));
        let names: Vec<(&str, Form)> = all.iter().map(|media| (media.name, media.form)).collect();
        assert_eq!(
            names,
            [
                ("application/json; charset=utf-8", Form::Json),
                ("application/vnd.shop+json", Form::Json),
                ("*/*", Form::Json),
                ("text/html", Form::Text),
                ("application/octet-stream", Form::Bytes),
                ("image/png", Form::Bytes),
            ]
        );
    }
}
