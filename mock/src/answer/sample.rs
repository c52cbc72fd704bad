//! Samples as answers: the one that fits the request best.

use serde_json::{Map, Value as Json};
use specwright::model::{Format, Operation, Sample, SampleResponse};

/// The sample that answers this call: one without an error, in the format that is wanted, whose request says nothing else
/// than this one. What is more alike goes first.
pub(crate) fn fitting<'o>(
    op: &'o Operation,
    values: &Map<String, Json>,
    format: Format,
) -> Option<(&'o Sample, &'o SampleResponse)> {
    let usable = op.samples.iter().filter_map(|sample| {
        let response = sample.response.as_ref()?;
        let is_good = response.faulty.is_none()
            && response.error.is_none()
            && (200..300).contains(&response.status);
        let alike = alike(sample.params.as_ref(), values)?;
        (is_good && response.format == format).then_some((alike, sample, response))
    });
    // Of those that are equally alike the first one counts.
    let mut best: Option<(usize, &Sample, &SampleResponse)> = None;
    for (alike, sample, response) in usable {
        if best.is_none_or(|(known, ..)| alike > known) {
            best = Some((alike, sample, response));
        }
    }
    best.map(|(_, sample, response)| (sample, response))
}

/// The sample of this name.
pub(crate) fn named<'o>(op: &'o Operation, name: &str) -> Option<(&'o Sample, &'o SampleResponse)> {
    let sample = op.samples.iter().find(|sample| sample.name == name)?;
    Some((sample, sample.response.as_ref()?))
}

/// Names of the samples that have an answer.
pub(crate) fn names(op: &Operation) -> impl Iterator<Item = &str> {
    let samples = op.samples.iter().filter(|sample| sample.response.is_some());
    samples.map(|sample| sample.name.as_str())
}

/// How many parameters have the value of the sample; `None` where one has another value, is missing, or is more than the
/// sample has. A sample without parameters shows what the operation answers to anyone.
fn alike(sample: Option<&Map<String, Json>>, values: &Map<String, Json>) -> Option<usize> {
    let Some(sample) = sample.filter(|sample| !sample.is_empty()) else {
        return Some(0);
    };
    let same = sample.len() == values.len()
        && sample
            .iter()
            .all(|(name, value)| values.get(name).is_some_and(|given| is_same(value, given)));
    same.then_some(sample.len() + 1)
}

/// A number may be written as text.
fn is_same(one: &Json, other: &Json) -> bool {
    let text = super::scalar::text;
    one == other || (!one.is_object() && !one.is_array() && text(one) == text(other))
}
