//! What a reader of the spec would miss: documentation and samples of operations.

use crate::diag::{Code, Diagnostics};
use crate::model::Api;
use crate::places;

pub(super) fn check(api: &Api, diags: &mut Diagnostics) {
    for operation in &api.operations {
        let name = &operation.name;
        let place = || places::operation(operation).of_key();
        let doc = operation.doc.as_deref().unwrap_or_default();
        if doc.trim().is_empty() {
            let message = format!("the operation `{name}` has no documentation");
            diags.lint(Code::UndocumentedOperation, name, place(), message);
        }
        if operation.samples.is_empty() {
            let message = format!("the operation `{name}` has no sample");
            diags.lint(Code::OperationWithoutSample, name, place(), message);
        }
    }
}
