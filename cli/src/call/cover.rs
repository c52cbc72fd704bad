//! What may not be read in a request that is shown. In: the model, the credentials and the secrets among the
//! parameters. Out: the same parts of the request with `[hidden]` or `[token]` in place of what is secret.

use specwright::model::{Api, Auth, CredentialKind, FixedSource, Location, Operation, Put, Type};

use super::credentials::Credentials;
use super::percent::decoded;
use super::ways;

/// Stands for a credential, a signature or another secret.
pub(super) const HIDDEN: &str = "[hidden]";
/// Stands for a token.
pub(super) const TOKEN: &str = "[token]";

/// Covers what may not be read.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// Parameters that carry credentials, signatures or secrets, and what is shown in place of their values.
    params: Vec<(Location, String, String)>,
    /// Secrets themselves, wherever they are.
    texts: Vec<String>,
}

impl Cover {
    /// For the requests of these operations.
    pub(super) fn new(
        api: &Api,
        involved: &[&Operation],
        chosen: Option<&str>,
        credentials: &Credentials<'_>,
    ) -> Self {
        let mut cover = Self::default();
        for op in involved {
            for way in ways::of(op, chosen) {
                cover.way(api, way);
            }
            for fixed in &op.fixed {
                if let FixedSource::Credential(name) = &fixed.source {
                    cover.param(fixed.location, &fixed.wire, stand_in(api, name));
                }
            }
            for param in &op.params {
                if *api.bare(&param.field.value.ty) == Type::Secret {
                    cover.param(param.location, &param.field.wire, HIDDEN.to_owned());
                }
            }
        }
        let secrets = credentials.iter().filter(|(name, _)| is_secret(api, name));
        cover.secrets(secrets.map(|(_, value)| value.to_owned()));
        cover
    }

    /// Covers these texts too.
    pub(super) fn secrets(&mut self, texts: impl IntoIterator<Item = String>) {
        self.texts
            .extend(texts.into_iter().filter(|text| !text.is_empty()));
    }

    fn param(&mut self, location: Location, name: &str, shown: String) {
        self.params.push((location, name.to_owned(), shown));
    }

    fn way(&mut self, api: &Api, way: &Auth) {
        match way {
            Auth::Header { name, value } => {
                self.param(Location::Header, name, filled(api, value));
            }
            Auth::Query { name, value } => self.param(Location::Query, name, filled(api, value)),
            Auth::Cookie { name, value } => self.param(Location::Cookie, name, filled(api, value)),
            Auth::Basic { .. } => {
                self.param(Location::Header, "authorization", format!("Basic {HIDDEN}"));
            }
            Auth::Signature { name } => {
                let signature = api.signatures.iter().find(|one| one.name == *name);
                let steps = signature.into_iter().flat_map(|one| &one.steps);
                for put in steps.filter_map(|step| step.put.as_ref()) {
                    if let Put::Field(name) = put {
                        self.param(Location::Query, name, HIDDEN.to_owned());
                    }
                    let (location, name) = match put {
                        Put::Query(name) => (Location::Query, name),
                        Put::Header(name) => (Location::Header, name),
                        Put::Field(name) => (Location::BodyField, name),
                    };
                    self.param(location, name, HIDDEN.to_owned());
                }
            }
            Auth::Signer { .. } | Auth::AnyOf(_) => {}
        }
    }

    /// What is shown in place of the value of a parameter, if that may not be read.
    pub(super) fn instead(&self, location: Location, name: &str) -> Option<&str> {
        let is_same = |known: &str| match location {
            Location::Header => known.eq_ignore_ascii_case(name),
            _ => known == name,
        };
        let mut params = self.params.iter();
        params
            .find(|(part, known, _)| *part == location && is_same(known))
            .map(|(_, _, shown)| shown.as_str())
    }

    /// Names of parameters there that may not be read.
    pub(super) fn names(&self, location: Location) -> impl Iterator<Item = (&str, &str)> {
        let params = self.params.iter();
        params
            .filter(move |(part, _, _)| *part == location)
            .map(|(_, name, shown)| (name.as_str(), shown.as_str()))
    }

    /// Path and query of a URL.
    pub(super) fn target(&self, uri: &http::Uri) -> String {
        let segments = uri.path().split('/').map(|part| {
            if self.holds_secret(part) {
                HIDDEN.to_owned()
            } else {
                bare(part)
            }
        });
        let path = segments.collect::<Vec<_>>().join("/");
        match uri.query() {
            None => path,
            Some(query) => format!("{path}?{}", self.pairs(query, Location::Query)),
        }
    }

    /// A query or a form.
    pub(super) fn pairs(&self, text: &str, location: Location) -> String {
        let pairs: Vec<String> = text
            .split('&')
            .map(|pair| self.pair(pair, location))
            .collect();
        pairs.join("&")
    }

    fn pair(&self, pair: &str, location: Location) -> String {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if let Some(shown) = self.instead(location, &decoded(name)) {
            return format!("{name}={shown}");
        }
        match (self.holds_secret(name), self.holds_secret(value)) {
            (true, _) => HIDDEN.to_owned(),
            (false, true) => format!("{name}={HIDDEN}"),
            (false, false) => bare(pair),
        }
    }

    fn holds_secret(&self, part: &str) -> bool {
        let plain = decoded(part);
        let mut texts = self.texts.iter();
        texts.any(|text| plain.contains(text) || part.contains(text))
    }

    /// A text with every secret in it replaced, also where it is written as part of a JSON text.
    pub(super) fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for secret in &self.texts {
            out = out.replace(secret.as_str(), HIDDEN);
            let quoted = serde_json::Value::from(secret.as_str()).to_string();
            let inner = quoted.trim_matches('"');
            if inner != secret {
                out = out.replace(inner, HIDDEN);
            }
        }
        out
    }
}

/// What stands for a credential or a token.
fn stand_in(api: &Api, name: &str) -> String {
    let is_token = api.tokens.iter().any(|token| token.name == name);
    if is_token { TOKEN } else { HIDDEN }.to_owned()
}

/// A template with stand-ins for all that it names.
fn filled(api: &Api, template: &str) -> String {
    let mut out = template.replace("{{", "\u{0}").replace("}}", "\u{1}");
    for credential in &api.credentials {
        let name = &credential.name;
        out = out.replace(&format!("{{{name}}}"), &stand_in(api, name));
    }
    out.replace('\u{0}', "{").replace('\u{1}', "}")
}

fn is_secret(api: &Api, name: &str) -> bool {
    let mut credentials = api.credentials.iter();
    let known = credentials.find(|credential| credential.name == name);
    known.is_none_or(|credential| credential.kind == CredentialKind::Secret)
}

/// Stand-ins that were sent through the encoding of a URL, as they were.
fn bare(part: &str) -> String {
    part.replace("%5Bhidden%5D", HIDDEN)
        .replace("%5Btoken%5D", TOKEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &'static str, expected: &str) {
        let cover = Cover {
            params: vec![(Location::Query, "token".into(), HIDDEN.into())],
            texts: vec!["s3/cret".into()],
        };
        let shown = cover.target(&http::Uri::from_static(url));
        assert_eq!(shown, expected, "{url}");
    }

    #[test]
    fn credentials_are_hidden_by_name_and_by_value() {
        check("http://h/a/b", "/a/b");
        check("http://h/a?token=abc&x=1", "/a?token=[hidden]&x=1");
        check("http://h/a?x=s3%2Fcret&y", "/a?x=[hidden]&y");
        check("http://h/a?x=as3%2fcretb", "/a?x=[hidden]");
        check("http://h/s3%2Fcret/b", "/[hidden]/b");
        check("http://h/a?s3%2Fcret=1", "/a?[hidden]");
        check("http://h/a?token&x", "/a?token=[hidden]&x");
        check("http://h/a?%e6%b5=1&+%zz=%", "/a?%e6%b5=1&+%zz=%");
        check("http://h/%5Bhidden%5D?x=%5Btoken%5D", "/[hidden]?x=[token]");
    }

    #[test]
    fn secrets_in_json_are_found_as_they_are_written_there() {
        let mut cover = Cover::default();
        cover.secrets(["a\"b".to_owned(), String::new()]);
        assert_eq!(cover.text(r#"{"x":"a\"b"}"#), r#"{"x":"[hidden]"}"#);
    }
}
