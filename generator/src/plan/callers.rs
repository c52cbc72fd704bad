//! Which types callers make values of: those that a parameter holds, however deep.
//!
//! In: the model. Out: their ids. Such structs get a constructor; what only services send does not need one.

use std::collections::BTreeSet;

use crate::model::{Api, TypeId};

/// The types that some parameter of the API holds.
pub(super) fn made_by_callers(api: &Api) -> BTreeSet<TypeId> {
    let params = api.operations.iter().flat_map(|op| &op.params);
    let types = api.types_within(params.map(|param| &param.field.value.ty));
    types.into_iter().filter_map(|ty| ty.named()).collect()
}
