//! Signatures: recipes stay as they are, each vector becomes a test.

use super::data::{Signature, Vector};
use super::{Shared, doc};
use crate::ident;
use crate::model;

pub(super) fn signature(signature: &model::Signature, shared: &mut Shared) -> Signature {
    Signature {
        name: signature.name.clone(),
        steps: signature.steps.clone(),
        vectors: signature
            .vectors
            .iter()
            .map(|vector| self::vector(signature, vector, shared))
            .collect(),
    }
}

fn vector(signature: &model::Signature, vector: &model::Vector, shared: &mut Shared) -> Vector {
    Vector {
        test: shared.test(&ident::snake(&format!(
            "signature {} {}",
            signature.name, vector.name
        ))),
        doc: doc::paragraphs([
            doc::text_or(vector.doc.as_deref(), String::new),
            doc::provenance(&vector.source),
        ])
        .into_iter()
        .skip_while(String::is_empty)
        .collect(),
        credentials: vector.credentials.clone(),
        now: vector.now.clone(),
        given: vector.given.clone(),
        method: vector.method.clone(),
        url: vector.url.clone(),
        query: vector.query.clone(),
        headers: vector.headers.clone(),
        form: vector.form.clone(),
        body: vector.body.clone(),
        expect: vector.expect.clone(),
    }
}
