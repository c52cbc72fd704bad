//! Authorisation as security schemes. In: the ways in which requests are authorised. Out: schemes, and which of them an
//! operation needs.

mod recipe;

use specwright::model::{Auth, BodyKind, FixedSource, Operation, Put, Signature, names_in};

use super::names::tidy;
use super::node::{Node, Object, list};
use super::overlay::KEY;
use super::params::place;
use super::prose::described;
use super::writer::Writer;

/// Schemes that are all needed.
type All = Vec<String>;

impl Writer<'_> {
    /// What an operation needs: any of the alternatives; one without schemes for an operation that needs none.
    pub(super) fn security(&mut self, op: &Operation) -> Node {
        let mut alternatives = self.all_of(op, &op.auth);
        for fixed in &op.fixed {
            let FixedSource::Credential(credential) = &fixed.source else {
                continue;
            };
            if let Some(place) = place(fixed.location).filter(|place| *place != "path") {
                let scheme = api_key(place, &fixed.wire);
                let scheme = scheme
                    .and(described(self.credential_doc(credential), &[]))
                    .with(KEY, skipped());
                let name = self.scheme(credential, scheme);
                alternatives
                    .iter_mut()
                    .for_each(|all| all.push(name.clone()));
            }
        }
        let needs = |all: All| {
            all.into_iter().fold(Object::new(), |needs, name| {
                needs.with(&name, Node::Sequence(Vec::new()))
            })
        };
        match alternatives.as_slice() {
            [none] if none.is_empty() => Node::Sequence(Vec::new()),
            _ => list(alternatives.into_iter().map(needs)),
        }
    }

    fn all_of(&mut self, op: &Operation, ways: &[Auth]) -> Vec<All> {
        ways.iter().fold(vec![All::new()], |before, way| {
            let choices = self.alternatives(op, way);
            let joined = before.iter().flat_map(|all| {
                choices
                    .iter()
                    .map(move |choice| [all.clone(), choice.clone()].concat())
            });
            joined.collect()
        })
    }

    fn alternatives(&mut self, op: &Operation, way: &Auth) -> Vec<All> {
        match way {
            Auth::AnyOf(choices) => choices
                .iter()
                .flat_map(|(_, ways)| self.all_of(op, ways))
                .collect(),
            Auth::Signature { name } => vec![self.signature(op, name)],
            Auth::Basic { user, password } => {
                let text = format!("The user is `{user}`, the password `{password}`.");
                let scheme = Object::new().with("type", "http").with("scheme", "basic");
                vec![vec![self.scheme("basic", scheme.with("description", text))]]
            }
            Auth::Signer { name } => {
                let text = "Each request is signed by code of the caller's.";
                let scheme = api_key("header", "Authorization")
                    .with("description", text)
                    .with(KEY, skipped());
                vec![vec![self.scheme(name, scheme)]]
            }
            Auth::Header { name, value } => vec![vec![self.carried("header", name, value)]],
            Auth::Query { name, value } => vec![vec![self.carried("query", name, value)]],
            Auth::Cookie { name, value } => vec![vec![self.carried("cookie", name, value)]],
        }
    }

    /// A template of credentials that a header, query parameter or cookie carries.
    fn carried(&mut self, place: &str, name: &str, template: &str) -> String {
        let credentials = names_in(template);
        let docs: Vec<&str> = credentials
            .iter()
            .filter_map(|name| self.credential_doc(name))
            .collect();
        let docs = docs.join("\n\n");
        let docs = (!docs.is_empty()).then_some(docs.as_str());
        let wanted = if credentials.is_empty() {
            name.to_owned()
        } else {
            credentials.join("_")
        };
        let only = credentials
            .first()
            .filter(|only| credentials.len() == 1 && template == format!("Bearer {{{only}}}"));
        let is_authorization = place == "header" && name.eq_ignore_ascii_case("authorization");
        let scheme = match only {
            Some(_) if is_authorization => Object::new()
                .with("type", "http")
                .with("scheme", "bearer")
                .and(described(docs, &[])),
            _ if credentials.len() == 1 && template == format!("{{{}}}", credentials[0]) => {
                api_key(place, name).and(described(docs, &[]))
            }
            _ => {
                api_key(place, name).and(described(docs, &[format!("What is sent: `{template}`.")]))
            }
        };
        self.scheme(&wanted, scheme)
    }

    /// What a signature adds to a request: a scheme for each place, with the recipe in words at the last.
    fn signature(&mut self, op: &Operation, name: &str) -> All {
        let Some(signature) = self.api.signatures.iter().find(|one| one.name == name) else {
            return All::new();
        };
        let has_body = matches!(op.body, BodyKind::Json | BodyKind::Form);
        let puts = signature
            .steps
            .iter()
            .filter_map(|step| match step.put.as_ref()? {
                Put::Query(at) => Some((step, "query", at)),
                Put::Header(at) => Some((step, "header", at)),
                Put::Field(at) if !has_body => Some((step, "query", at)),
                Put::Field(_) => None,
            });
        let puts: Vec<_> = puts.collect();
        let Some(last) = puts.len().checked_sub(1) else {
            return vec![self.only_in_body(signature)];
        };
        let mut all = All::new();
        for (index, (step, place, at)) in puts.into_iter().enumerate() {
            let (wanted, text) = match index == last {
                true => (signature.name.clone(), recipe::words(signature)),
                false => (
                    format!("{}.{}", signature.name, step.name),
                    recipe::step(step),
                ),
            };
            let doc = if index == last {
                signature.doc.as_deref()
            } else {
                None
            };
            let scheme = api_key(place, at)
                .and(described(doc, &[text]))
                .with(KEY, skipped());
            all.push(self.scheme(&wanted, scheme));
        }
        all
    }

    /// A signature that is a field of the body has no place among schemes; one that no request fills tells of it.
    fn only_in_body(&mut self, signature: &Signature) -> String {
        let note = format!(
            "A field of the body carries it.\n\n{}",
            recipe::words(signature)
        );
        let scheme =
            api_key("header", "Authorization").and(described(signature.doc.as_deref(), &[note]));
        self.scheme(&signature.name, scheme.with(KEY, skipped()))
    }

    fn credential_doc(&self, name: &str) -> Option<&str> {
        let mut credentials = self.api.credentials.iter();
        credentials.find(|one| one.name == name)?.doc.as_deref()
    }

    /// The name of a scheme, which is added where it is new.
    fn scheme(&mut self, wanted: &str, scheme: Object) -> String {
        let scheme: Node = scheme.into();
        let base = tidy(wanted);
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        for name in std::iter::once(base.clone()).chain(numbered) {
            match self.schemes.get(&name) {
                Some(known) if *known == scheme => return name,
                Some(_) => {}
                None => {
                    self.schemes.set(&name, scheme);
                    return name;
                }
            }
        }
        base
    }
}

/// The mark of schemes for other tools: what import gets of them stands in words of ours.
fn skipped() -> Object {
    Object::new().with("skip", true)
}

fn api_key(place: &str, name: &str) -> Object {
    Object::new()
        .with("type", "apiKey")
        .with("in", place)
        .with("name", name)
}
