//! A recipe carried out for a request that was signed already, as who receives it does.
//!
//! In: the request as it came, the credentials, the time, results that are known. Out: what each step gives. What the
//! recipe puts into a request is there already, and stays where it is; a step sees of it what steps before it put.

use bytes::Bytes;
use http::{HeaderMap, Method};
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::run::{Inputs, Run};
use super::{Put, Recipe, Step, collect, text};
use crate::{
    ApiDescription, Json, Secret, base_url::BaseUrl, credentials::Credentials, request::Draft,
};

/// A request as it came, its signature in it.
#[derive(Clone, Copy, Debug)]
pub struct Received<'r> {
    /// Method.
    pub method: &'r Method,
    /// What the header `Host` says.
    pub host: &'r str,
    /// Path as it was sent.
    pub path: &'r str,
    /// Query parameters in order, decoded; those without a value are flags.
    pub query: &'r [(String, Option<String>)],
    /// The query as it was sent: other programs encode otherwise, and sign what they send.
    pub query_text: &'r str,
    /// Headers.
    pub headers: &'r HeaderMap,
    /// Body.
    pub body: &'r Bytes,
}

/// What each step of a recipe gives for a request that was signed already. A receiver compares it with what the request
/// has in the places that the steps name.
///
/// `given` are results that are taken as they are: those of nonces and times, which the request tells. Secrets go into
/// what comes back, so it is not for logs.
///
/// # Errors
///
/// When the request lacks what the recipe is made of, or a credential has no value.
pub fn replay(
    api: &ApiDescription,
    recipe: &Recipe,
    received: &Received<'_>,
    credentials: impl FnMut(&str) -> Option<Secret>,
    now: Timestamp,
    given: &[(&str, &str)],
) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let credentials = Credentials::collect(api, credentials);
    let base = BaseUrl::parse(&format!("http://{}", received.host))?;
    let mut draft = seen(received, recipe.steps)?;
    let mut run = Run::new(
        &mut draft,
        &base,
        &credentials,
        Inputs { now, given },
        recipe.steps.len(),
    );
    for (index, step) in recipe.steps.iter().enumerate() {
        let later = recipe.steps.get(index..).unwrap_or_default();
        *run.draft = seen(received, later)?;
        run.query_text = Some(query_text(received.query_text, &run.draft.query));
        run.make_only(step)
            .map_err(|error| format!("step `{}`: {error}", step.name))?;
    }
    let made = run.finish().into_iter();
    Ok(made.map(|(name, made)| (name, made.bytes)).collect())
}

/// The request without what these steps put into it.
fn seen(received: &Received<'_>, steps: &[Step]) -> Result<Draft, String> {
    let puts = || steps.iter().filter_map(|step| step.put);
    let mut draft = Draft {
        method: received.method.clone(),
        path: received.path.to_owned(),
        query: received.query.to_vec(),
        headers: received.headers.clone(),
        cookies: Vec::new(),
        body: received.body.clone(),
        hidden: Vec::new(),
    };
    for put in puts() {
        match put {
            Put::Query(name) => draft.query.retain(|(known, _)| known != name),
            Put::Header(name) => {
                draft.headers.remove(name);
            }
            Put::Field(name) if collect::is_form(&draft) => {
                draft.body = without_pair(&draft.body, name)?;
            }
            Put::Field(name) if collect::is_json(&draft) => {
                draft.body = without_member(&draft.body, name)?;
            }
            Put::Field(name) => draft.query.retain(|(known, _)| known != name),
        }
    }
    Ok(draft)
}

/// The query as it was sent, without the parameters that are not in it any more.
fn query_text(sent: &str, query: &[(String, Option<String>)]) -> String {
    let is_there = |pair: &&str| {
        let names = text::form_pairs(pair.as_bytes()).unwrap_or_default();
        names
            .iter()
            .any(|(name, _)| query.iter().any(|(known, _)| known == name))
    };
    let kept: Vec<&str> = sent.split('&').filter(is_there).collect();
    kept.join("&")
}

/// A form without the fields of this name; the others stay as they are written.
fn without_pair(body: &[u8], name: &str) -> Result<Bytes, String> {
    let body = std::str::from_utf8(body).map_err(|_| "the form is not UTF-8 text".to_owned())?;
    let is_other = |pair: &&str| {
        let pairs = text::form_pairs(pair.as_bytes()).unwrap_or_default();
        !pairs.iter().any(|(known, _)| known == name)
    };
    let kept: Vec<&str> = body.split('&').filter(is_other).collect();
    Ok(Bytes::from(kept.join("&")))
}

/// A JSON object without this member. Where it is the last one, as signing adds it, the others stay as they are
/// written; elsewhere the blanks between them go.
fn without_member(body: &[u8], name: &str) -> Result<Bytes, String> {
    let members = members(body)?;
    let Some((_, value)) = members.iter().find(|(known, _)| known == name) else {
        return Ok(Bytes::copy_from_slice(body));
    };
    let own = format!("{}:{value}}}", Json::from(name));
    let body = body.trim_ascii_end();
    if let Some(rest) = body.strip_suffix(own.as_bytes()) {
        let rest = rest.strip_suffix(b",").unwrap_or(rest);
        return Ok(Bytes::from([rest, b"}"].concat()));
    }
    let others = members.iter().filter(|(known, _)| known != name);
    let others: Vec<String> = others
        .map(|(known, value)| format!("{}:{value}", Json::from(known.as_str())))
        .collect();
    Ok(Bytes::from(format!("{{{}}}", others.join(","))))
}

/// The members of a JSON object in their order, as they are written.
fn members(body: &[u8]) -> Result<Vec<(String, &RawValue)>, String> {
    struct Members;
    impl<'de> serde::de::Visitor<'de> for Members {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a JSON object")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut map: A,
        ) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(entry) = map.next_entry()? {
                all.push(entry);
            }
            Ok(all)
        }
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    let members = serde::Deserializer::deserialize_map(&mut reader, Members);
    members.map_err(|_| "the body is no JSON object".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_taken_out_again() {
        for (body, expected) in [
            (r#"{"sign":"x"}"#, "{}"),
            (r#"{ "b": 1.10 ,"sign":"x"}"#, r#"{ "b": 1.10 }"#),
            (r#"{"sign": "x", "b": 1.10}"#, r#"{"b":1.10}"#),
            (r#"{"b":1}"#, r#"{"b":1}"#),
        ] {
            let made = without_member(body.as_bytes(), "sign");
            assert_eq!(made.as_deref(), Ok(expected.as_bytes()), "{body}");
        }
        assert!(without_member(b"[]", "sign").is_err());
    }

    #[test]
    fn a_field_is_taken_out_again() {
        for (body, expected) in [
            ("a=1&sign=x", "a=1"),
            ("sign=x", ""),
            ("a=%20&si%67n=x&b=+", "a=%20&b=+"),
        ] {
            let made = without_pair(body.as_bytes(), "sign");
            assert_eq!(made.as_deref(), Ok(expected.as_bytes()), "{body}");
        }
    }
}
