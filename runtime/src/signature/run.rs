//! Carries a recipe out, step by step.

use jiff::{Timestamp, fmt::strtime, tz::TimeZone};

use super::{Clock, Make, Member, Nonce, Recipe, Step, collect, digest, put, rsa, template, text};
use crate::{base_url::BaseUrl, credentials::Credentials, request::Draft};

/// What a recipe needs from outside of the request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inputs<'i> {
    pub(crate) now: Timestamp,
    /// Results that are taken as they are, by step.
    pub(crate) given: &'i [(&'i str, &'i str)],
}

/// The result of a step.
#[derive(Clone, Default)]
pub(crate) struct Made {
    pub(crate) bytes: Vec<u8>,
    /// A secret went into it, so no error shows it.
    pub(crate) secret: bool,
}

/// A recipe under way.
pub(super) struct Run<'r> {
    pub(super) draft: &'r mut Draft,
    pub(super) base: &'r BaseUrl,
    pub(super) credentials: &'r Credentials,
    /// The query as it came, where it did not come from here.
    pub(super) query_text: Option<String>,
    inputs: Inputs<'r>,
    made: Vec<(&'static str, Made)>,
}

/// Signs a request. The results of all steps are given back, by name.
pub(crate) fn run(
    recipe: &Recipe,
    draft: &mut Draft,
    base: &BaseUrl,
    credentials: &Credentials,
    inputs: Inputs<'_>,
) -> Result<Vec<(&'static str, Made)>, String> {
    let mut run = Run::new(draft, base, credentials, inputs, recipe.steps.len());
    for step in recipe.steps {
        run.step(step).map_err(|error| {
            format!("signature `{}`, step `{}`: {error}", recipe.name, step.name)
        })?;
    }
    Ok(run.made)
}

impl<'r> Run<'r> {
    pub(super) fn new(
        draft: &'r mut Draft,
        base: &'r BaseUrl,
        credentials: &'r Credentials,
        inputs: Inputs<'r>,
        steps: usize,
    ) -> Self {
        Self {
            draft,
            base,
            credentials,
            query_text: None,
            inputs,
            made: Vec::with_capacity(steps),
        }
    }

    /// The results of all steps so far, by name.
    pub(super) fn finish(self) -> Vec<(&'static str, Made)> {
        self.made
    }

    pub(super) fn made(&self, name: &str) -> Option<&Made> {
        let found = self.made.iter().find(|(known, _)| *known == name);
        found.map(|(_, made)| made)
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        let made = self.given_or_made(step)?;
        if made.secret
            && let Ok(text) = std::str::from_utf8(&made.bytes)
        {
            self.draft.hidden.push(text.into());
        }
        if let Some(put) = step.put {
            put::put(self.draft, put, readable(&made.bytes)?, made.secret)?;
        }
        self.made.push((step.name, made));
        Ok(())
    }

    /// Carries a step out for what later steps need of it, and puts nothing into the request.
    pub(super) fn make_only(&mut self, step: &Step) -> Result<(), String> {
        let made = self.given_or_made(step)?;
        self.made.push((step.name, made));
        Ok(())
    }

    fn given_or_made(&mut self, step: &Step) -> Result<Made, String> {
        let mut given = self.inputs.given.iter();
        match given.find(|(name, _)| *name == step.name) {
            Some((_, text)) => Ok(Made {
                bytes: text.as_bytes().to_vec(),
                secret: false,
            }),
            None => self.result(step),
        }
    }

    fn result(&mut self, step: &Step) -> Result<Made, String> {
        let mut made = self.make(&step.make)?;
        if let Some(encoding) = step.encode {
            made.bytes = text::encode(encoding, &made.bytes);
        }
        if !step.replace.is_empty() {
            made.bytes = text::replace(readable(&made.bytes)?, step.replace).into_bytes();
        }
        Ok(made)
    }

    fn make(&mut self, make: &Make) -> Result<Made, String> {
        Ok(match *make {
            Make::Template(template) => template::fill(self, template)?,
            Make::Pairs(pairs) => plain(collect::pairs(&pairs, self.draft)?),
            Make::Headers(headers) => plain(collect::headers(&headers, self.draft, self.base)?),
            Make::Param(param) => plain(collect::param(&param, self.draft)?),
            Make::Hash(hash, of) => template::fill(self, of)?.map(|of| digest::hash(hash, of)),
            Make::Hmac { hash, key, of } => {
                let (key, of) = (template::fill(self, key)?, template::fill(self, of)?);
                Made {
                    bytes: digest::hmac(hash, &key.bytes, &of.bytes)?,
                    secret: true,
                }
            }
            Make::Rsa { hash, key, of } => {
                let (key, of) = (template::fill(self, key)?, template::fill(self, of)?);
                Made {
                    bytes: rsa::sign(hash, &key.bytes, &of.bytes)?,
                    secret: true,
                }
            }
            Make::Compress(how, of) => {
                let Made { bytes, secret } = template::fill(self, of)?;
                let bytes = digest::compress(how, &bytes)?;
                Made { bytes, secret }
            }
            Make::Decode(decoding, of) => {
                let Made { bytes, secret } = template::fill(self, of)?;
                let bytes = text::decode(decoding, &bytes)?;
                Made { bytes, secret }
            }
            Make::Json(members) => self.json(members)?,
            Make::Now(clock) => plain(tell(clock, self.inputs.now)?),
            Make::Nonce(nonce) => plain(fresh(nonce)),
        })
    }

    /// Written by hand, since members have an order here.
    fn json(&self, members: &[(&str, Member)]) -> Result<Made, String> {
        let mut all = Vec::with_capacity(members.len());
        let mut any_secret = false;
        for (name, member) in members {
            let (value, secret) = match member {
                Member::Text(template) => {
                    let (text, secret) = template::text(self, template)?;
                    (crate::Json::from(text), secret)
                }
                Member::Number(template) => {
                    let (text, secret) = template::text(self, template)?;
                    // The text may be a secret, so it is not repeated.
                    let number: serde_json::Number = text
                        .parse()
                        .map_err(|_| format!("member `{name}` is no number"))?;
                    (number.into(), secret)
                }
            };
            any_secret |= secret;
            all.push(format!("{}:{value}", crate::Json::from(*name)));
        }
        Ok(Made {
            bytes: format!("{{{}}}", all.join(",")).into_bytes(),
            secret: any_secret,
        })
    }
}

impl Made {
    fn map(self, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Self {
        Self {
            bytes: change(&self.bytes),
            secret: self.secret,
        }
    }
}

fn plain(text: String) -> Made {
    Made {
        bytes: text.into_bytes(),
        secret: false,
    }
}

fn readable(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "the result is no text".to_owned())
}

fn tell(clock: Clock, now: Timestamp) -> Result<String, String> {
    match clock {
        Clock::UnixSeconds => Ok(now.as_second().to_string()),
        Clock::UnixMillis => Ok(now.as_millisecond().to_string()),
        Clock::Pattern(pattern) => strtime::format(pattern, &now.to_zoned(TimeZone::UTC))
            .map_err(|error| format!("`{pattern}` cannot be written: {error}")),
    }
}

fn fresh(nonce: Nonce) -> String {
    match nonce {
        Nonce::Uuid => uuid::Uuid::new_v4().to_string(),
        Nonce::Hex => uuid::Uuid::new_v4().simple().to_string(),
        Nonce::RandomU32 => fastrand::u32(..).to_string(),
    }
}
