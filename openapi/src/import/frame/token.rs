//! Tokens that a client buys with its own name and password (OAuth 2.0, client credentials). In: a security scheme. Out:
//! an entry of `tokens`, and the operation that it names.

use serde_yaml::{Mapping, Value};

use super::super::node::Node;
use super::super::remark::Remarks;
use super::map::{map, put, put_some};
use super::prose;

/// How a token is bought.
#[derive(Clone, Debug, Default)]
pub(super) struct Purchase {
    /// Name of the token.
    pub(super) name: String,
    /// Credentials that buy it.
    pub(super) user: String,
    pub(super) password: String,
    /// Where it is bought: the base URL, and the path below it.
    pub(super) server: String,
    pub(super) path: String,
    pub(super) text: Option<String>,
}

/// What a scheme of OAuth 2.0 says. Where clients can buy tokens themselves, how; else the text says where people get one.
pub(super) fn of(
    scheme: &Node<'_>,
    text: &mut Option<String>,
    server: &str,
    remarks: &Remarks,
) -> Option<Purchase> {
    let flows = scheme.get("flows")?;
    let mut purchase = None;
    for (name, flow) in flows.entries() {
        for (key, said) in [
            ("authorizationUrl", "Authorisation"),
            ("tokenUrl", "Tokens"),
            ("refreshUrl", "Renewal"),
        ] {
            if let Some(url) = flow
                .prose(key)
                .filter(|_| !(name == "clientCredentials" && key == "tokenUrl"))
            {
                prose::add(text, &format!("{said} ({name}): <{url}>"));
            }
        }
        let scopes = flow.table("scopes").into_iter().map(|(scope, node)| {
            node.took();
            match node
                .value
                .as_str()
                .map(str::trim)
                .filter(|text| !text.is_empty())
            {
                Some(said) => format!("- `{scope}`: {}", prose::clean(said)),
                None => format!("- `{scope}`"),
            }
        });
        let scopes: Vec<String> = scopes.collect();
        let is_new = |list: &str| !text.as_deref().unwrap_or_default().contains(list);
        if !scopes.is_empty() && is_new(&scopes.join("\n")) {
            prose::add(text, &format!("Scopes:\n\n{}", scopes.join("\n")));
        }
        if name == "clientCredentials" {
            purchase = bought(&flow, server, remarks);
        }
    }
    let mut purchase = purchase?;
    purchase.text = text.take();
    Some(purchase)
}

fn bought(flow: &Node<'_>, server: &str, remarks: &Remarks) -> Option<Purchase> {
    let url = flow.prose("tokenUrl")?;
    let whole = match url.split_once("://") {
        Some(("https" | "http", _)) => url.to_owned(),
        Some(_) => return None,
        None => format!("{}/{}", top(server)?, url.trim_start_matches('/')),
    };
    if whole.contains(['{', '}', '?', '#', ' ']) || !whole.is_ascii() {
        let said = match url.contains("://") || !server.contains('{') {
            true => "an address that no spec can have; callers give the token themselves",
            false => {
                "a relative address, and the document names no host: callers give the token themselves, or `--server URL` says where it begins"
            }
        };
        remarks.not_carried(&flow.at.key("tokenUrl"), said);
        return None;
    }
    let (scheme, rest) = whole.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let said = "client id and secret are sent as user and password of Basic authentication, as RFC 6749 prefers";
    remarks.guessed(&flow.at, said);
    Some(Purchase {
        server: format!("{scheme}://{host}"),
        path: format!("/{path}"),
        ..Purchase::default()
    })
}

/// Scheme and host of a base URL.
fn top(server: &str) -> Option<String> {
    let (scheme, rest) = server.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    Some(format!("{scheme}://{host}"))
}

impl Purchase {
    /// The entry of `tokens`.
    pub(super) fn token(&self, operation: &str) -> Mapping {
        let mut token = map([
            ("operation", operation.into()),
            ("value", "access_token".into()),
            ("expires", map([("in", "expires_in".into())]).into()),
        ]);
        put_some(&mut token, "text", self.text.clone());
        token
    }

    /// The operation that buys it. `server` is the name of its server, unless that is the usual one.
    pub(super) fn operation(&self, server: Option<String>, returns: &str) -> Mapping {
        let mut operation = map([
            (
                "text",
                "Buys an access token (OAuth 2.0, client credentials).".into(),
            ),
            ("call", format!("POST {}", self.path).into()),
        ]);
        let basic = map([
            ("user", format!("{{{}}}", self.user).into()),
            ("password", format!("{{{}}}", self.password).into()),
        ]);
        let grant = map([("value", "client_credentials".into())]);
        put(&mut operation, "body", "form");
        put(
            &mut operation,
            "params",
            map([("grant_type", grant.into())]),
        );
        put(&mut operation, "returns", returns);
        put(
            &mut operation,
            "auth",
            vec![Value::Mapping(map([("basic", basic.into())]))],
        );
        put_some(&mut operation, "server", server);
        operation
    }

    /// The type of what it gives.
    pub(super) fn returned() -> Mapping {
        let member = |ty: &str| map([("type", ty.into()), ("required", true.into())]);
        let fields = map([
            ("access_token", member("secret").into()),
            ("token_type", "string".into()),
            (
                "expires_in",
                map([("type", "i64".into()), ("unit", "seconds".into())]).into(),
            ),
            ("scope", "string".into()),
        ]);
        map([
            ("text", "A token, as RFC 6749 describes it.".into()),
            ("fields", fields.into()),
        ])
    }
}
