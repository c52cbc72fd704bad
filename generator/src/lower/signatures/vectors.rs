//! Test vectors: they give all that the steps need, and say what comes out.

use super::super::path::METHODS;
use super::super::scope::at;
use super::super::{naming, provenance};
use super::names::{Kind, Names};
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::{Make, Signature, Vector};
use crate::spec::{Scalar, SignatureVector, Table};

/// What vectors are measured by.
pub(super) struct Known<'a> {
    pub(super) signature: &'a Signature,
    pub(super) names: &'a Names<'a>,
    pub(super) document: Option<&'a str>,
}

impl Known<'_> {
    /// The vectors of the signature at `place`.
    pub(super) fn lower(
        &self,
        vectors: &Table<SignatureVector>,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Vec<Vector> {
        if vectors.is_empty() {
            let message = format!("the signature `{}` has no vector", self.signature.name);
            diags.error(Code::NoVector, place.clone().of_key(), message);
        }
        let vector = |(name, vector): (&str, &SignatureVector)| {
            let place = at(&at(place, "vectors"), name);
            self.check_inputs(name, vector, &place, diags);
            self.check_steps(vector, &place, diags);
            check_request(vector, &place, diags);
            self.vector(name, vector)
        };
        vectors.iter().map(vector).collect()
    }

    fn vector(&self, name: &str, vector: &SignatureVector) -> Vector {
        Vector {
            name: name.to_owned(),
            doc: vector.text.clone(),
            source: provenance::lower(vector.source.as_ref(), self.document),
            credentials: texts(&vector.credentials),
            now: vector.now.as_ref().map(Scalar::to_string),
            given: texts(&vector.given),
            method: vector.method.clone().unwrap_or_else(|| "GET".into()),
            url: vector
                .url
                .clone()
                .unwrap_or_else(|| "https://example.com/".into()),
            query: texts(&vector.query),
            headers: texts(&vector.headers),
            form: texts(&vector.form),
            body: vector.body.clone().unwrap_or_default(),
            expect: texts(&vector.expect),
        }
    }

    /// Credentials, time and nonces are there.
    fn check_inputs(
        &self,
        name: &str,
        vector: &SignatureVector,
        place: &Place,
        diags: &mut Diagnostics,
    ) {
        for credential in vector.credentials.keys() {
            let known = || self.names.credentials();
            if known().all(|one| one != credential) {
                let place = at(&at(place, "credentials"), credential).of_key();
                let message = format!("unknown credential `{credential}`");
                let problem = diags.error(Code::UnknownCredential, place, message);
                did_you_mean(credential, known())
                    .map(|near| problem.help(format!("did you mean `{near}`?")));
            }
        }
        let mut missing = Vec::new();
        for credential in self.names.credentials() {
            let is_given = vector.credentials.get(credential).is_some();
            if self.signature.uses(credential) && !is_given {
                missing.push(format!("the credential `{credential}`"));
            }
        }
        for step in &self.signature.steps {
            let is_given = vector.given.get(&step.name).is_some();
            match step.make {
                Make::Nonce(_) if !is_given => missing.push(format!("the nonce `{}`", step.name)),
                Make::Now(_) if !is_given && vector.now.is_none() => {
                    missing.push("the time, `now`".to_owned());
                }
                _ => {}
            }
        }
        missing.dedup();
        if !missing.is_empty() {
            let message = format!("the vector `{name}` lacks {}", missing.join(", "));
            diags.error(Code::BadVector, place.clone().of_key(), message);
        }
        if let Some(now) = &vector.now
            && !is_time(now)
        {
            let message = format!("`{now}` is no time");
            diags
                .error(Code::BadVector, at(place, "now"), message)
                .help("write seconds since 1970, or `\"2021-09-10T10:38:18Z\"`");
        }
    }

    /// `given` and `expect` name steps.
    fn check_steps(&self, vector: &SignatureVector, place: &Place, diags: &mut Diagnostics) {
        for (key, table) in [("given", &vector.given), ("expect", &vector.expect)] {
            for name in table.keys() {
                let place = at(&at(place, key), name).of_key();
                match self.names.step(name) {
                    None => {
                        let steps = self.signature.steps.iter().map(|step| step.name.as_str());
                        let near = did_you_mean(name, steps);
                        let message = format!("there is no step `{name}`");
                        let problem = diags.error(Code::BadVector, place, message);
                        near.map(|near| problem.help(format!("did you mean `{near}`?")));
                    }
                    Some(Kind::Bytes) if key == "given" => {
                        let message =
                            format!("the step `{name}` makes bytes, which cannot be given");
                        diags.error(Code::BadVector, place, message).help("give what goes into it instead: `credentials`, `now` or the values of earlier steps");
                    }
                    Some(_) => {}
                }
            }
        }
        if vector.expect.is_empty() {
            let message = "the vector expects nothing";
            diags
                .error(Code::BadVector, at(place, "expect").of_key(), message)
                .help("name a step and what it makes, for instance `expect: {sum: 5f4dcc3b}`");
        }
    }
}

fn check_request(vector: &SignatureVector, place: &Place, diags: &mut Diagnostics) {
    if let Some(method) = &vector.method
        && !METHODS.contains(&method.as_str())
    {
        let message = format!("unknown method `{method}`");
        diags
            .error(Code::BadVector, at(place, "method"), message)
            .help(format!("methods are {}", list_of(METHODS.iter().copied())));
    }
    if let Some(url) = &vector.url {
        let rest = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"));
        if rest.is_none_or(str::is_empty) || url.contains(['?', '#']) {
            let message = format!("`{url}` is no URL without a query");
            diags
                .error(Code::BadVector, at(place, "url"), message)
                .help("parameters stand under `query`, not encoded");
        }
    }
    if vector.body.is_some() && !vector.form.is_empty() {
        let message = "a request has one body, `form` or `body`";
        diags
            .error(Code::BadVector, at(place, "body").of_key(), message)
            .help("keep the one that is sent");
    }
    for name in vector.headers.keys() {
        naming::expect_header(name, at(&at(place, "headers"), name).of_key(), diags);
    }
}

/// Seconds since 1970, or `2021-09-10T10:38:18Z`.
fn is_time(now: &Scalar) -> bool {
    let pattern = "0000-00-00T00:00:00Z";
    match now {
        Scalar::Integer(_) => true,
        Scalar::Text(text) => {
            let fits = |(c, p): (char, char)| if p == '0' { c.is_ascii_digit() } else { c == p };
            text.chars().count() == pattern.len() && text.chars().zip(pattern.chars()).all(fits)
        }
        _ => false,
    }
}

fn texts(table: &Table<Scalar>) -> Vec<(String, String)> {
    table
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_string()))
        .collect()
}
