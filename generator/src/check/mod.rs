//! Rules that need the whole model.
//!
//! In: an [`Api`] as `lower` made it. Out: diagnostics. Nodes that were refused already are passed over in silence.

mod answers;
mod arguments;
mod bodies;
mod cycles;
mod endless;
mod names;
mod paging;
mod requests;
mod secrets;
mod streams;
mod tokens;
mod unreached;
mod usage;
mod visit;

use crate::diag::Diagnostics;
use crate::model::Api;

/// Reports everything that is wrong or hardly meant.
pub(crate) fn check(api: &Api, diags: &mut Diagnostics) {
    names::check(api, diags);
    endless::check(api, diags);
    arguments::check(api, diags);
    requests::check(api, diags);
    bodies::check(api, diags);
    answers::check(api, diags);
    paging::check(api, diags);
    streams::check(api, diags);
    secrets::check(api, diags);
    tokens::check(api, diags);
    usage::check(api, diags);
}
