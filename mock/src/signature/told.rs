//! What a signed request tells of how it was signed: times, nonces and credentials, which stand in it openly or inside
//! of what was compressed and spelt. In: the recipe and the places where its steps put something. Out: results of steps.

use std::collections::BTreeMap;

use specwright::model::{Api, Make, Signature, Step, names_in};

use super::template::{self, pieces};
use super::undo::{Undone, undo};

/// What a request tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Results by step.
    pub(super) steps: BTreeMap<String, Vec<u8>>,
    /// Credentials and their values.
    pub(super) credentials: Vec<(String, String)>,
    /// Steps of which the result in the request is not spelt as they spell.
    pub(super) unreadable: Vec<String>,
}

impl Told {
    /// Reads the results that stand in a request, and those inside of them.
    pub(super) fn new(
        api: &Api,
        signature: &Signature,
        put: BTreeMap<String, Vec<u8>>,
        known: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Self {
        let mut told = Self {
            steps: put,
            ..Self::default()
        };
        for step in signature.steps.iter().rev() {
            let Some(result) = told.steps.get(&step.name).cloned() else {
                continue;
            };
            match undo(step, &result) {
                Undone::Templates(found) => {
                    for (of, bytes) in found {
                        told.note(api, signature, of, &bytes, known);
                    }
                }
                Undone::Closed => {}
                Undone::Unreadable => told.unreadable.push(step.name.clone()),
            }
        }
        told
    }

    fn note(
        &mut self,
        api: &Api,
        signature: &Signature,
        of: &str,
        bytes: &[u8],
        known: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) {
        let found = template::names(&pieces(of), bytes, known, false).unwrap_or_default();
        for (name, bytes) in found {
            if signature.steps.iter().any(|step| step.name == name) {
                // What a step put into the request itself goes before what another repeats of it.
                self.steps.entry(name).or_insert(bytes);
            } else if api
                .credentials
                .iter()
                .any(|credential| credential.name == name)
                && let Ok(text) = String::from_utf8(bytes)
            {
                self.credentials.push((name, text));
            }
        }
    }

    /// The results that are taken as the request has them: times, nonces, what a recipe took from elsewhere in the
    /// request, and numbers that the signer was free to choose because they are told along with the signature.
    pub(super) fn given(&self, signature: &Signature) -> Vec<(String, String)> {
        let steps = signature.steps.iter().filter(|step| is_free(step));
        steps
            .filter_map(|step| {
                let text = String::from_utf8(self.steps.get(&step.name)?.clone()).ok()?;
                Some((step.name.clone(), text))
            })
            .collect()
    }
}

fn is_free(step: &Step) -> bool {
    match &step.make {
        Make::Now(_) | Make::Nonce(_) => true,
        Make::Param(param) => param.remove,
        Make::Template(text) => {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            step.put.is_none() && is_number && names_in(text).is_empty()
        }
        _ => false,
    }
}
