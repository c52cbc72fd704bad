//! Servers. In: `servers` of the document, its paths and operations. Out: `servers` of the spec, each once.

use serde_yaml::{Mapping, Value};

use super::super::naming::{self, Names};
use super::super::node::Node;
use super::super::pointer::Pointer;
use super::super::remark::Remarks;
use super::map::{map, put, put_full, put_some, short};
use super::{overlay, prose};

/// The servers of a spec.
#[derive(Debug, Default)]
pub(super) struct Servers {
    names: Names,
    entries: Vec<(String, Mapping)>,
    /// Variables by name, as they were described first.
    variables: Vec<(String, Mapping)>,
    variable_names: Names,
}

impl Servers {
    /// The servers of the whole document. `base` is where relative addresses begin.
    pub(super) fn of(document: &Node<'_>, base: Option<&str>, remarks: &Remarks) -> Self {
        let mut servers = Self::default();
        let written: Vec<Node<'_>> = document.list("servers");
        let is_absolute = |node: &Node<'_>| {
            let url = node.value.get("url").and_then(Value::as_str);
            url.is_some_and(|url| url.contains("://"))
        };
        if let Some(base) = base.filter(|_| written.iter().all(is_absolute)) {
            servers.push("main", map([("url", base.into())]));
        }
        for (index, node) in written.iter().enumerate() {
            servers.add(node, index == 0, base, remarks);
        }
        if servers.entries.is_empty() {
            let at = Pointer::root().key("servers");
            servers.without_host(&at, "", remarks);
        }
        servers
    }

    /// A server of the document by the name that the spec gives it; nothing where it cannot be one.
    pub(super) fn add(
        &mut self,
        node: &Node<'_>,
        is_first: bool,
        base: Option<&str>,
        remarks: &Remarks,
    ) -> Option<String> {
        let url = node.text("url").unwrap_or_default().trim();
        let mut server = Mapping::new();
        let described = node.table("variables");
        let (url, described) = leading_variable(url, &described, remarks);
        let Some(url) = absolute(&url, base) else {
            let is_relative = !has_scheme(&url);
            if is_relative {
                return Some(self.without_host(&node.at.key("url"), &url, remarks));
            }
            remarks.not_carried(&node.at, "a server that does not speak HTTP");
            node.took_all();
            return None;
        };
        let url = cut(&url, &node.at, remarks);
        let (url, variables) = self.variables(&url, &described);
        put(&mut server, "url", url);
        let text = node.prose("description").map(prose::clean);
        put_some(&mut server, "text", text.clone());
        put_full(&mut server, "variables", variables);
        let given = overlay::name(node);
        overlay::apply(&mut server, node);
        if let Some((name, _)) = self.entries.iter().find(|(_, known)| *known == server) {
            return Some(name.clone());
        }
        let said = text.filter(|text| text.split_whitespace().count() <= 3 && text.len() <= 30);
        let name = match (given, said) {
            (Some(given), _) => given,
            (None, Some(said)) if !naming::snake(&said).is_empty() => naming::snake(&said),
            _ if is_first => "main".to_owned(),
            _ => "server".to_owned(),
        };
        Some(self.push(&name, server))
    }

    fn push(&mut self, name: &str, server: Mapping) -> String {
        let name = self.names.take(name);
        self.entries.push((name.clone(), server));
        name
    }

    /// The document does not say where its service is.
    fn without_host(&mut self, at: &Pointer, path: &str, remarks: &Remarks) -> String {
        let path = path.trim_start_matches('.').trim_matches('/');
        let url = match path {
            "" => "https://{host}".to_owned(),
            path => format!("https://{{host}}/{path}"),
        };
        let url = cut(&url, at, remarks);
        let known = self
            .entries
            .iter()
            .find(|(_, known)| known.get("url").and_then(Value::as_str) == Some(&url));
        if let Some((name, _)) = known {
            return name.clone();
        }
        remarks.guessed(at, "the document does not name a host: callers give it, or `--server URL` says where relative addresses begin");
        let text =
            "host name, and port where it is not the usual one; the document does not name it";
        let variables = map([("host", text.into())]);
        self.variable_names.take("host");
        self.push(
            "main",
            map([("url", url.into()), ("variables", variables.into())]),
        )
    }

    /// The URL with names as the language writes them, and its variables.
    fn variables(&mut self, url: &str, described: &[(&str, Node<'_>)]) -> (String, Mapping) {
        let mut out = Mapping::new();
        let mut url = url.to_owned();
        for wire in names(&url) {
            let node = described.iter().find(|(name, _)| *name == wire);
            let mut variable = Mapping::new();
            if let Some((_, node)) = node {
                put_some(
                    &mut variable,
                    "text",
                    node.prose("description").map(prose::clean),
                );
                put_some(
                    &mut variable,
                    "default",
                    node.text("default").filter(|text| !text.is_empty()),
                );
                let mut values = node.texts("enum");
                if let Some(default) = node.text("default")
                    && !values.is_empty()
                    && !values.contains(&default)
                {
                    values.push(default);
                }
                let values: Vec<Value> = values.into_iter().map(Value::from).collect();
                put_full(&mut variable, "values", values);
                overlay::apply(&mut variable, node);
            }
            let name = self.variable(&naming::snake(&wire), &variable);
            url = url.replace(&format!("{{{wire}}}"), &format!("{{{name}}}"));
            if !variable.is_empty() {
                out.insert(name.into(), short(variable, "text"));
            }
        }
        (url, out)
    }

    /// Variables of one name are one variable, so those that differ need another name.
    fn variable(&mut self, name: &str, variable: &Mapping) -> String {
        let known = self.variables.iter().find(|(known, described)| {
            let stem = known
                .trim_end_matches(|c: char| c.is_ascii_digit())
                .trim_end_matches('_');
            (known == name || stem == name) && described == variable
        });
        if let Some((known, _)) = known {
            return known.clone();
        }
        let name = self.variable_names.take(name);
        self.variables.push((name.clone(), variable.clone()));
        name
    }

    /// The address that relative ones begin with: that of the first server, if it has no variables.
    pub(super) fn first_url(&self) -> Option<&str> {
        let (_, first) = self.entries.first()?;
        first.get("url").and_then(Value::as_str)
    }

    /// Adds a server that no node describes; gives its name.
    pub(super) fn plain(&mut self, name: &str, url: &str) -> String {
        let server = map([("url", url.into())]);
        let known = self.entries.iter().find(|(_, known)| *known == server);
        match known.map(|(name, _)| name.clone()) {
            Some(name) => name,
            None => self.push(name, server),
        }
    }

    /// Name of the server that is used unless something else is said.
    pub(super) fn default_name(&self) -> Option<&str> {
        self.entries.first().map(|(name, _)| name.as_str())
    }

    /// `servers` of the spec.
    pub(super) fn finish(self) -> Mapping {
        let entries = self.entries.into_iter();
        entries
            .map(|(name, server)| (Value::from(name), short(server, "url")))
            .collect()
    }
}

/// The names in braces.
fn names(url: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in url.split('{').skip(1) {
        if let Some((name, _)) = piece.split_once('}')
            && !name.is_empty()
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// A URL that begins with a variable, for its scheme or all of it, begins with the variable's default.
fn leading_variable<'n, 'd>(
    url: &str,
    described: &[(&'n str, Node<'d>)],
    remarks: &Remarks,
) -> (String, Vec<(&'n str, Node<'d>)>) {
    let name = url.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let Some((name, rest)) = name else {
        return (url.to_owned(), described.to_vec());
    };
    let node = described.iter().find(|(known, _)| *known == name);
    let default = node
        .and_then(|(_, node)| node.text("default"))
        .unwrap_or("https");
    if let Some((_, node)) = node {
        remarks.not_carried(
            &node.at,
            format!("`{name}` begins the address, and is always `{default}`"),
        );
        node.took_all();
    }
    let others = described.iter().filter(|(known, _)| *known != name);
    (format!("{default}{rest}"), others.cloned().collect())
}

/// A whole address; nothing for one without a host, or of another protocol.
fn absolute(url: &str, base: Option<&str>) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        let host = url.split("://").nth(1).unwrap_or_default();
        return (!host.is_empty() && !host.starts_with('/')).then(|| url.to_owned());
    }
    if has_scheme(url) {
        return None;
    }
    if let Some(rest) = url.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    let host = url.split('/').next().unwrap_or_default();
    if host.contains(['.', ':']) && !host.starts_with('.') {
        return Some(format!("https://{url}"));
    }
    let base = base?.trim_end_matches('/');
    let top = match base.split_once("://") {
        Some((scheme, rest)) => {
            format!("{scheme}://{}", rest.split('/').next().unwrap_or_default())
        }
        None => base.to_owned(),
    };
    let path = url.trim_start_matches("./").trim_matches('/');
    Some(match (url.starts_with('/'), path) {
        (_, "") => base.to_owned(),
        (true, path) => format!("{top}/{path}"),
        (false, path) => format!("{base}/{path}"),
    })
}

/// Whether an address begins with a scheme. `localhost:8080` begins with a host, and `{host}:8080` too.
fn has_scheme(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else {
        return false;
    };
    let is_word = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let is_port = rest.starts_with(|c: char| c.is_ascii_digit() || c == '{');
    is_word && !is_port || url.contains("://")
}

/// What a base URL cannot have is cut off, and other characters are encoded.
fn cut(url: &str, at: &Pointer, remarks: &Remarks) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (kept, query) = url.split_at(end);
    if !query.is_empty() {
        remarks.not_carried(at, format!("`{query}` behind the address of a server"));
    }
    let mut kept = kept.to_owned();
    if let Some((scheme, rest)) = kept.split_once("://") {
        let host = rest.split('/').next().unwrap_or_default();
        if let Some((_, host_alone)) = host.rsplit_once('@') {
            remarks.not_carried(at, "user and password in the address of a server");
            kept = format!("{scheme}://{host_alone}{}", &rest[host.len()..]);
        }
    }
    let balanced = names(&kept).len() == kept.matches('{').count()
        && kept.matches('{').count() == kept.matches('}').count();
    let mut out = String::with_capacity(kept.len());
    for c in kept.chars() {
        let is_brace = matches!(c, '{' | '}');
        if c.is_ascii_graphic() && (!is_brace || balanced) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            let encoded = c
                .encode_utf8(&mut bytes)
                .bytes()
                .map(|byte| format!("%{byte:02X}"));
            out.extend(encoded);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::node::Read;
    use super::*;

    fn servers(text: &str, base: Option<&str>) -> String {
        let value = serde_yaml::from_str(text).unwrap_or_default();
        let read = Read::default();
        let node = Node::root(&value, &read);
        let servers = Servers::of(&node, base, &Remarks::default()).finish();
        serde_json::to_string(&servers).unwrap_or_default()
    }

    #[test]
    fn addresses_become_whole() {
        let host = |url: &str| {
            let text =
                "host name, and port where it is not the usual one; the document does not name it";
            format!(r#"{{"main":{{"url":"{url}","variables":{{"host":"{text}"}}}}}}"#)
        };
        let table = [
            ("servers: [{url: 'https://a.b/v1'}]", None, r#"{"main":"https://a.b/v1"}"#.to_owned()),
            ("servers: [{url: a.b/v1}]", None, r#"{"main":"https://a.b/v1"}"#.to_owned()),
            ("servers: [{url: 'localhost:80/v1'}]", None, r#"{"main":"https://localhost:80/v1"}"#.to_owned()),
            ("servers: [{url: 'javascript:alert(1)'}]", None, host("https://{host}")),
            ("servers: [{url: 'ws://a.b'}, {url: 'https://a.b'}]", None, r#"{"server":"https://a.b"}"#.to_owned()),
            ("servers: [{url: /v1}]", None, host("https://{host}/v1")),
            ("servers: [{url: /}]", None, host("https://{host}")),
            ("{}", None, host("https://{host}")),
            ("servers: [{url: /v1}]", Some("https://a.b/x/"), r#"{"main":"https://a.b/v1"}"#.to_owned()),
            ("servers: [{url: v1}]", Some("https://a.b/x/"), r#"{"main":"https://a.b/x/v1"}"#.to_owned()),
            ("{}", Some("https://a.b"), r#"{"main":"https://a.b"}"#.to_owned()),
            (
                "servers: [{url: 'https://a', description: Production}, {url: 'https://b', description: For tests}]",
                None,
                r#"{"production":{"url":"https://a","text":"Production"},"for_tests":{"url":"https://b","text":"For tests"}}"#.to_owned(),
            ),
            (
                "servers: [{url: '{scheme}://{hostName}', variables: {scheme: {default: https}, hostName: {default: a, enum: [a, b]}}}]",
                None,
                r#"{"main":{"url":"https://{host_name}","variables":{"host_name":{"default":"a","values":["a","b"]}}}}"#.to_owned(),
            ),
        ];
        for (text, base, wanted) in table {
            assert_eq!(servers(text, base), wanted, "{text}");
        }
    }
}
