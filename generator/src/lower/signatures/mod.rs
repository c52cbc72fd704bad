//! Signatures: steps that make one thing each and use only what is there by then, and vectors that prove them.
//!
//! Vectors are not carried out here, since the generator computes no hashes: each becomes a test of the generated code.

mod names;
mod step;
mod vectors;

use super::entries::Entry;
use super::{naming, provenance};
use crate::diag::{Code, Diagnostics};
use crate::model::{Credential, Signature};
use crate::spec;
use names::Names;

pub(super) fn lower(
    entries: &[Entry<'_, spec::Signature>],
    credentials: &[Credential],
    document: Option<&str>,
    diags: &mut Diagnostics,
) -> Vec<Signature> {
    let signature = |entry: &Entry<'_, spec::Signature>| {
        let (spec, place) = (entry.value, &entry.place);
        naming::expect_snake("a signature", entry.key, place.clone().of_key(), diags);
        let mut names = Names::new(credentials, spec.steps.keys().collect());
        let steps_place = place.clone().key("steps");
        if spec.steps.is_empty() {
            let message = "the signature has no steps";
            diags.error(Code::MissingKey, steps_place.clone().of_key(), message);
        }
        let steps = spec.steps.iter().map(|(name, step)| {
            let place = steps_place.clone().key(name);
            step::lower(name, step, &place, &mut names, diags)
        });
        let signature = Signature {
            name: entry.key.to_owned(),
            doc: spec.text.clone(),
            source: provenance::lower(spec.source.as_ref(), document),
            steps: steps.collect(),
            vectors: Vec::new(),
            file: entry.file,
        };
        let known = vectors::Known {
            signature: &signature,
            names: &names,
            document,
        };
        let vectors = known.lower(&spec.vectors, place, diags);
        Signature {
            vectors,
            ..signature
        }
    };
    entries.iter().map(signature).collect()
}
