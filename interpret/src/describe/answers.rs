//! What a spec says of answers by their HTTP status, as the runtime takes it.

use std::collections::BTreeSet;

use specwright::model::{Answer, Api, Operation, Type};
use specwright_runtime as rt;

use crate::leak;

/// The entries of an operation, the narrower first.
pub(super) fn entries(api: &Api, op: &Operation) -> impl Iterator<Item = rt::StatusAnswer> {
    op.told_answers().map(|answer| entry(api, answer))
}

fn entry(api: &Api, answer: &Answer) -> rt::StatusAnswer {
    let names: BTreeSet<&str> = match answer.is_success() {
        true => BTreeSet::new(),
        false => api.secrets_within(&answer.value.ty).into_iter().collect(),
    };
    rt::StatusAnswer {
        status: answer.status,
        empty: answer.value.ty == Type::Unit,
        secrets: leak::list(names.into_iter().map(leak::text)),
    }
}
