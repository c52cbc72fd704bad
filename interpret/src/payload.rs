//! What a call gave. In: an answer. Out: its payload, once it was seen to be what the spec promises.

use std::fmt;

use serde_json::Value as Json;
use specwright::model::Type;
use specwright_runtime as rt;

use crate::{Dynamic, Operation};

/// A payload that is what the spec promises.
pub struct Payload {
    typed: Dynamic,
    json: Option<Json>,
}

impl Payload {
    pub(crate) fn read(op: &Operation<'_>, answer: &rt::Answer) -> Result<Self, rt::Error> {
        let mut typed = op.empty_payload();
        answer.read_into(&mut typed)?;
        // It was read once already, so what fails now is that there is nothing.
        let json = answer.read::<Json>().ok();
        let is_xml = answer.body().trim_ascii_start().starts_with(b"<");
        let holds = &op.model().payload(answer.status()).ty;
        let json = match is_xml && *holds != Type::Unit {
            true => json.map(|_| rt::encode_value(&typed, op.description().payload)),
            false => json,
        };
        Ok(Self { typed, json })
    }

    /// The payload by its type: what the spec names, each in its place.
    pub fn typed(&self) -> &Dynamic {
        &self.typed
    }

    /// The payload as JSON; `None` where there is none.
    ///
    /// JSON is given as it came, with the members that the spec does not know, and with its secrets. XML has nothing but
    /// texts, so there the type decides.
    pub fn json(&self) -> Option<&Json> {
        self.json.as_ref()
    }

    /// Like [`Payload::json`], without a copy.
    pub fn into_json(self) -> Option<Json> {
        self.json
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only a type knows which parts of it are secrets, and the JSON may have more than the type.
        let mut shown = f.debug_struct("Payload");
        shown.field("has_json", &self.json.is_some());
        shown.finish_non_exhaustive()
    }
}
