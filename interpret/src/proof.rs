//! Samples and vectors that contradict their spec. In: the model. Out: diagnostics at their places.
//!
//! What is found here is what the tests of the generated code would fail with: the same functions of the runtime judge,
//! with values made by an interpreter in place of compiled types.

mod answer;
mod data;
mod limits;
mod request;
mod shown;
mod vector;

use specwright::model::Api;
use specwright::{Diagnostics, places, take_back_allowed};

use crate::Interpreter;

/// Carries out every sample and every vector of a signature, and says which of them come out otherwise than the spec
/// says.
///
/// ```
/// let spec = "
/// specwright: 1
/// api: library
/// title: Library
/// servers: {main: 'https://library.example'}
/// operations:
///   count_books:
///     call: GET /books/count
///     returns: u32
///     samples:
///       none_yet: {response: {body: '\"0\"'}}
/// ";
/// let loaded = specwright::load_text("library.yaml", spec);
/// let found = specwright_interpret::prove(&loaded.apis[0]);
/// let messages: Vec<_> = found.iter().map(|one| one.message()).collect();
/// assert_eq!(messages, ["this answer is not understood: expected an integer, found text"]);
/// ```
pub fn prove(api: &Api) -> Diagnostics {
    let mut found = Diagnostics::new();
    let samples = |op: &specwright::model::Operation| !op.samples.is_empty();
    if api.signatures.is_empty() && !api.operations.iter().any(samples) {
        return found;
    }
    let interpreter = Interpreter::new(api);
    for op in interpreter.operations() {
        for sample in &op.model().samples {
            let place = places::sample(op.model(), sample);
            request::prove(&op, sample, &place.clone().key("request"), &mut found);
            if let Some(response) = &sample.response {
                let place = place.key("response");
                answer::prove(&op, response, &place, &mut found);
                limits::check_answer(&op, (sample, response), &place, &mut found);
            }
        }
    }
    for signature in &api.signatures {
        for vector in &signature.vectors {
            let place = places::signature(signature)
                .key("vectors")
                .key(&vector.name);
            vector::prove(interpreter.api(), signature, vector, &place, &mut found);
        }
    }
    take_back_allowed(api, &mut found);
    found
}
