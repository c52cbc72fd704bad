//! Security. In: the schemes of the document, and what it and its operations require. Out: `credentials`, `tokens` and
//! `auth`.

use std::collections::HashSet;

use serde_yaml::{Mapping, Value};

use super::super::naming::{self, Names};
use super::super::node::Node;
use super::super::remark::Remarks;
use super::map::{map, put_some, short};
use super::token::{self, Purchase};
use super::{overlay, prose};

/// A scheme in the words of the spec language.
#[derive(Clone, Debug)]
struct Scheme<'d> {
    key: &'d str,
    name: String,
    /// Entries of `auth`.
    auth: Vec<Value>,
    credentials: Vec<(String, Value)>,
    token: Option<Purchase>,
}

/// The schemes of a document, and which of them are used.
#[derive(Debug, Default)]
pub(super) struct Security<'d> {
    schemes: Vec<Scheme<'d>>,
    nodes: Vec<(&'d str, Node<'d>)>,
    names: Names,
    used: Vec<&'d str>,
    /// Schemes that are there for other tools only.
    skipped: Vec<&'d str>,
}

impl<'d> Security<'d> {
    /// Knows the schemes; they are read when something requires them.
    pub(super) fn new(document: &Node<'d>) -> Self {
        let components = document.get("components");
        let nodes = components.map(|node| node.table("securitySchemes"));
        let (skipped, nodes): (Vec<_>, Vec<_>) = nodes
            .unwrap_or_default()
            .into_iter()
            .partition(|(_, node)| node.is_skipped());
        Self {
            nodes,
            skipped: skipped.into_iter().map(|(name, _)| name).collect(),
            ..Self::default()
        }
    }

    /// Whether the document has schemes at all.
    pub(super) fn names(&self) -> Vec<&'d str> {
        self.nodes.iter().map(|(name, _)| *name).collect()
    }

    /// `auth` for a list of requirements, each of which is enough; and the scopes that they name.
    pub(super) fn auth(
        &mut self,
        requirements: &Node<'d>,
        server: &str,
        remarks: &Remarks,
    ) -> (Vec<Value>, Vec<String>) {
        let mut ways: Vec<(String, Vec<Value>)> = Vec::new();
        let mut scopes = Vec::new();
        let mut anonymous = None;
        requirements.took();
        for requirement in requirements.items() {
            requirement.took();
            let entries = requirement.entries();
            if entries.is_empty() {
                anonymous = Some(requirement.at.clone());
            }
            let keys = entries.iter().map(|(key, _)| *key);
            let keys: Vec<&'d str> = keys.filter(|key| !self.skipped.contains(key)).collect();
            if keys.is_empty() && !entries.is_empty() {
                requirement.took_all();
                continue;
            }
            let Some((name, auth)) = self.way(&keys, &requirement, server, remarks) else {
                continue;
            };
            for (_, listed) in &entries {
                listed.took_all();
                let texts = listed
                    .items()
                    .into_iter()
                    .filter_map(|item| item.value.as_str());
                scopes.extend(texts.map(str::to_owned));
            }
            if !auth.is_empty() && !ways.iter().any(|(_, known)| *known == auth) {
                ways.push((name, auth));
            }
        }
        if let Some(at) = anonymous.filter(|_| !ways.is_empty()) {
            remarks.not_carried(
                &at,
                "calls without authorisation are allowed too; the client always authorises",
            );
        }
        scopes.sort();
        scopes.dedup();
        (choice(ways), scopes)
    }

    /// `auth` for schemes that are all there is, where the document requires none of them anywhere.
    pub(super) fn auth_of_all(&mut self, server: &str, remarks: &Remarks) -> Vec<Value> {
        let mut ways: Vec<(String, Vec<Value>)> = Vec::new();
        for (key, node) in self.nodes.clone() {
            if let Some((name, auth)) = self.way(&[key], &node, server, remarks)
                && !auth.is_empty()
            {
                ways.push((name, auth));
            }
        }
        choice(ways)
    }

    /// `auth` by the header that operations take as a parameter, in a document without security schemes.
    pub(super) fn header(&mut self) -> Vec<Value> {
        let key = "authorization";
        let mut scheme = Scheme {
            key,
            name: key.to_owned(),
            auth: Vec::new(),
            credentials: Vec::new(),
            token: None,
        };
        let credential = self.credential(
            &mut scheme,
            key,
            "secret",
            Some("the whole header `Authorization`".to_owned()),
        );
        let value = format!("{{{credential}}}");
        scheme
            .auth
            .push(map([("header", "Authorization".into()), ("value", value.into())]).into());
        let auth = scheme.auth.clone();
        self.schemes.push(scheme);
        self.used.push(key);
        auth
    }

    /// One way: all of these schemes at once.
    fn way(
        &mut self,
        keys: &[&'d str],
        at: &Node<'d>,
        server: &str,
        remarks: &Remarks,
    ) -> Option<(String, Vec<Value>)> {
        let mut auth = Vec::new();
        let mut names = Vec::new();
        for key in keys {
            let Some(scheme) = self.scheme(key, server, remarks) else {
                let known = self.nodes.iter().any(|(known, _)| known == key);
                if !known {
                    remarks.not_carried(
                        &at.at.key(key),
                        format!("no security scheme is called `{key}`"),
                    );
                }
                return None;
            };
            names.push(scheme.name.clone());
            auth.extend(scheme.auth.iter().cloned());
        }
        for key in keys {
            if !self.used.contains(key) {
                self.used.push(key);
            }
        }
        Some((names.join("_and_"), auth))
    }

    fn scheme(&mut self, key: &'d str, server: &str, remarks: &Remarks) -> Option<Scheme<'d>> {
        if let Some(known) = self.schemes.iter().find(|scheme| scheme.key == key) {
            return Some(known.clone());
        }
        let (_, node) = self.nodes.iter().find(|(known, _)| *known == key)?.clone();
        let scheme = self.read(key, &node, server, remarks)?;
        self.schemes.push(scheme.clone());
        Some(scheme)
    }

    fn read(
        &mut self,
        key: &'d str,
        node: &Node<'d>,
        server: &str,
        remarks: &Remarks,
    ) -> Option<Scheme<'d>> {
        let name = overlay::name(node).unwrap_or_else(|| naming::snake(key));
        let mut text = node.prose("description").map(prose::clean);
        let mut scheme = Scheme {
            key,
            name: name.clone(),
            auth: Vec::new(),
            credentials: Vec::new(),
            token: None,
        };
        let kind = node.text("type").unwrap_or_default();
        match kind.to_ascii_lowercase().as_str() {
            "apikey" => {
                let wire = node.text("name").unwrap_or(key);
                let part = node.text("in").unwrap_or("header");
                let credential = self.credential(&mut scheme, &name, "secret", text);
                if !matches!(part, "query" | "cookie" | "header") {
                    remarks.guessed(
                        &node.at.key("in"),
                        format!("`{part}` is no place of a key: it goes into a header"),
                    );
                }
                let part = if matches!(part, "query" | "cookie") {
                    part
                } else {
                    "header"
                };
                let entry = [
                    (part, wire.into()),
                    ("value", format!("{{{credential}}}").into()),
                ];
                scheme.auth.push(map(entry).into());
            }
            "http" => self.http(&mut scheme, node, text, remarks),
            "basic" => self.basic(&mut scheme, text),
            "oauth2" => {
                scheme.token = token::of(node, &mut text, server, remarks);
                if let Some(purchase) = &mut scheme.token {
                    purchase.user = self.names.take("client_id");
                    purchase.password = self.names.take("client_secret");
                    purchase.name = self.names.take(&name);
                    scheme
                        .credentials
                        .push((purchase.user.clone(), "string".into()));
                    scheme
                        .credentials
                        .push((purchase.password.clone(), "secret".into()));
                    let value = format!("Bearer {{{}}}", purchase.name);
                    scheme.auth.push(
                        map([("header", "Authorization".into()), ("value", value.into())]).into(),
                    );
                } else {
                    self.bearer(&mut scheme, text);
                }
            }
            "openidconnect" => {
                if let Some(url) = node.prose("openIdConnectUrl") {
                    prose::add(&mut text, &format!("OpenID Connect: <{url}>"));
                }
                self.bearer(&mut scheme, text);
            }
            "mutualtls" => {
                remarks.not_carried(
                    &node.at,
                    "certificates of clients are a matter of the transport",
                );
                node.took_all();
                return None;
            }
            other => {
                remarks.not_carried(
                    &node.at,
                    format!("`{other}` is no type of security scheme that is known"),
                );
                node.took_all();
                return None;
            }
        }
        Some(scheme)
    }

    fn http(
        &mut self,
        scheme: &mut Scheme<'d>,
        node: &Node<'d>,
        mut text: Option<String>,
        remarks: &Remarks,
    ) {
        let kind = node.text("scheme").unwrap_or("bearer");
        if let Some(format) = node.prose("bearerFormat") {
            prose::add(&mut text, &format!("Format: {format}"));
        }
        match kind.to_ascii_lowercase().as_str() {
            "basic" => self.basic(scheme, text),
            "bearer" => self.bearer(scheme, text),
            other => {
                let said = format!(
                    "how `{other}` authorises cannot be said in a spec: code of the caller signs requests"
                );
                remarks.guessed(&node.at.key("scheme"), said);
                let name = self.names.take(&scheme.name);
                let mut entry = map([("signer", name.into())]);
                put_some(&mut entry, "text", text);
                scheme.auth.push(entry.into());
            }
        }
    }

    fn basic(&mut self, scheme: &mut Scheme<'d>, text: Option<String>) {
        let user = self.credential(scheme, "username", "string", text);
        let password = self.credential(scheme, "password", "secret", None);
        let basic = map([
            ("user", format!("{{{user}}}").into()),
            ("password", format!("{{{password}}}").into()),
        ]);
        scheme.auth.push(map([("basic", basic.into())]).into());
    }

    fn bearer(&mut self, scheme: &mut Scheme<'d>, text: Option<String>) {
        let name = scheme.name.clone();
        let credential = self.credential(scheme, &name, "secret", text);
        let value = format!("Bearer {{{credential}}}");
        scheme
            .auth
            .push(map([("header", "Authorization".into()), ("value", value.into())]).into());
    }

    fn credential(
        &mut self,
        scheme: &mut Scheme<'d>,
        name: &str,
        kind: &str,
        text: Option<String>,
    ) -> String {
        let name = self.names.take(name);
        let mut credential = map([("type", kind.into())]);
        put_some(&mut credential, "text", text);
        scheme
            .credentials
            .push((name.clone(), short(credential, "type")));
        name
    }

    /// Credentials of the schemes that were used.
    pub(super) fn credentials(&self) -> Mapping {
        let used = self.used_schemes();
        let credentials = used.flat_map(|scheme| scheme.credentials.iter().cloned());
        credentials
            .map(|(name, credential)| (Value::from(name), credential))
            .collect()
    }

    /// Tokens that the schemes which were used buy.
    pub(super) fn purchases(&self) -> Vec<Purchase> {
        self.used_schemes()
            .filter_map(|scheme| scheme.token.clone())
            .collect()
    }

    fn used_schemes(&self) -> impl Iterator<Item = &Scheme<'d>> {
        let used: HashSet<&str> = self.used.iter().copied().collect();
        self.schemes
            .iter()
            .filter(move |scheme| used.contains(scheme.key))
    }
}

/// One way, or a choice between several.
fn choice(mut ways: Vec<(String, Vec<Value>)>) -> Vec<Value> {
    if ways.len() < 2 {
        return ways.pop().map(|(_, auth)| auth).unwrap_or_default();
    }
    let mut names = Names::new();
    let ways = ways
        .into_iter()
        .map(|(name, auth)| (Value::from(names.take(&name)), Value::from(auth)));
    let ways: Mapping = ways.collect();
    vec![map([("any_of", ways.into())]).into()]
}
