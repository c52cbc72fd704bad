//! What the templates of a signature may name, and whether it is text or bytes.

use super::super::braces::{self, Piece};
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::Credential;

/// Parts of the request. Of these only the body may be something else than text.
const PARTS: [&str; 5] = ["method", "host", "path", "query_string", "body"];

/// What a step or a template gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Bytes,
    /// Refused already: no complaint is due.
    Unknown,
}

/// The names known at a step.
#[derive(Debug)]
pub(super) struct Names<'a> {
    credentials: &'a [Credential],
    /// Steps so far.
    steps: Vec<(&'a str, Kind)>,
    /// All steps, also those to come.
    all: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(credentials: &'a [Credential], all: Vec<&'a str>) -> Self {
        Self {
            credentials,
            steps: Vec::new(),
            all,
        }
    }

    /// Adds a step, whose name may stand for nothing else.
    pub(super) fn add(&mut self, name: &'a str, kind: Kind, place: Place, diags: &mut Diagnostics) {
        let taken = if PARTS.contains(&name) {
            Some("a part of the request")
        } else if self.credentials().any(|known| known == name) {
            Some("a credential")
        } else {
            None
        };
        if let Some(other) = taken {
            let message = format!("`{name}` is {other}, so no step can be called so");
            diags.error(Code::SignatureNameTaken, place.of_key(), message);
        }
        self.steps.push((name, kind));
    }

    pub(super) fn credentials(&self) -> impl Iterator<Item = &str> {
        self.credentials
            .iter()
            .map(|credential| credential.name.as_str())
    }

    pub(super) fn step(&self, name: &str) -> Option<Kind> {
        let found = self.steps.iter().find(|(known, _)| *known == name);
        found.map(|(_, kind)| *kind)
    }

    /// Looks a template through: what it gives, every unknown name reported.
    pub(super) fn template(&self, template: &str, place: &Place, diags: &mut Diagnostics) -> Kind {
        let pieces = match braces::template(template) {
            Ok(pieces) => pieces,
            Err(fault) => {
                let part = template.get(fault.at).unwrap_or_default();
                diags.error(Code::BadTemplate, place.clone().part(part), fault.message);
                return Kind::Unknown;
            }
        };
        let mut kind = Kind::Text;
        for piece in pieces {
            if let Piece::Name(name) = piece {
                match self.name(name, place, diags) {
                    Kind::Unknown => kind = Kind::Unknown,
                    Kind::Bytes if kind == Kind::Text => kind = Kind::Bytes,
                    _ => {}
                }
            }
        }
        kind
    }

    /// Like `template`, where only text will do.
    pub(super) fn text(&self, template: &str, place: &Place, diags: &mut Diagnostics) {
        if self.template(template, place, diags) == Kind::Bytes {
            refuse_bytes(place.clone(), diags);
        }
    }

    fn name(&self, name: &str, place: &Place, diags: &mut Diagnostics) -> Kind {
        if let Some(kind) = self.step(name) {
            return kind;
        }
        if name == "body" {
            return Kind::Bytes;
        }
        if PARTS.contains(&name) || self.credentials().any(|known| known == name) {
            return Kind::Text;
        }
        let place = place.clone().part(name);
        if self.all.contains(&name) {
            let message = format!("the step `{name}` is not carried out yet");
            diags
                .error(Code::SignatureName, place, message)
                .help("steps run in order, so a step uses only those above it");
            return Kind::Unknown;
        }
        let known: Vec<&str> = self
            .steps
            .iter()
            .map(|(name, _)| *name)
            .chain(PARTS)
            .chain(self.credentials())
            .collect();
        let message = format!("`{name}` is neither a step nor a credential");
        let problem = diags.error(Code::SignatureName, place, message);
        match did_you_mean(name, known.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!("there are {}", list_of(known))),
        };
        Kind::Unknown
    }
}

/// Reports bytes where only text will do.
pub(super) fn refuse_bytes(place: Place, diags: &mut Diagnostics) {
    diags.error(Code::SignatureType, place, "these are bytes, not text");
}
