//! Credentials and how they are sent. In: a way. Out: YAML.

use crate::args::NewAuth;

/// The header of a key, unless the page names another.
pub(super) const HEADER: &str = "X-Api-Key";

/// The keys `credentials` and `auth`, with comments.
pub(super) fn write(api: &str, way: NewAuth, header: &str) -> String {
    let name = header_credential(header);
    let (credential, way) = match way {
        NewAuth::Bearer => (
            "token: {type: secret, text: from the vendor's settings page}".to_owned(),
            r#"{header: Authorization, value: "Bearer {token}"}"#.to_owned(),
        ),
        NewAuth::Header => (
            format!("{name}: {{type: secret, text: from the vendor's settings page}}"),
            format!(r#"{{header: {header}, value: "{{{name}}}"}}"#),
        ),
        NewAuth::Query => (
            "key: {type: secret, text: from the vendor's settings page}".to_owned(),
            r#"{query: key, value: "{key}"}"#.to_owned(),
        ),
        NewAuth::Basic => (
            "user: string\n  password: secret".to_owned(),
            r#"{basic: {user: "{user}", password: "{password}"}}"#.to_owned(),
        ),
        NewAuth::None => return String::new(),
    };
    let last = credential.lines().next_back().unwrap_or_default();
    let (name, _) = last.split_once(':').unwrap_or_default();
    let variable = format!("{api}_{}", name.trim()).to_uppercase();
    format!(
        "
# What the caller is given by the vendor. A secret is never shown; `specwright call` reads this one from {variable}.
credentials:
  {credential}

# How requests are authorised. Also: `query`, `cookie`, `basic`, and `signature` for requests that are signed.
auth:
  - {way}
"
    )
}

/// What stands in the place of both where nothing is known.
pub(super) const UNKNOWN: &str = r#"
# To fill in: how requests are authorised. No sentence of the page was sure to say. For instance:
#
#   credentials:
#     key: {type: secret, text: from the vendor's settings page}
#   auth:
#     - {header: X-Api-Key, value: "{key}"}
"#;

/// The key of `X-Shop-Token` is a token.
fn header_credential(header: &str) -> &'static str {
    let lower = header.to_ascii_lowercase();
    let known = ["token", "secret", "password"];
    known
        .into_iter()
        .find(|name| lower.ends_with(name))
        .unwrap_or("key")
}
