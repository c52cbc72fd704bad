//! Rules that need the whole model.
//!
//! In: an [`Api`] as `lower` made it. Out: diagnostics. Nodes that were refused already are passed over in silence.

mod allow;
mod answers;
mod arguments;
mod bodies;
mod cover;
mod cycles;
mod endless;
mod gaps;
mod limits;
mod names;
mod paging;
mod requests;
mod samples;
mod secrets;
mod streams;
mod styles;
mod tokens;
mod unreached;
mod usage;
mod visit;

pub use secrets::is_secret as looks_secret;

pub use allow::take_back_allowed;

use crate::diag::{Diagnostics, Severity};
use crate::model::Api;

/// Reports everything that is wrong, hardly meant or could be better, but for what the spec allows.
pub(crate) fn check(api: &Api, diags: &mut Diagnostics) {
    names::check(api, diags);
    endless::check(api, diags);
    arguments::check(api, diags);
    requests::check(api, diags);
    bodies::check(api, diags);
    styles::check(api, diags);
    answers::check(api, diags);
    paging::check(api, diags);
    streams::check(api, diags);
    secrets::check(api, diags);
    tokens::check(api, diags);
    usage::check(api, diags);
    gaps::check(api, diags);
    limits::check(api, diags);
    samples::check(api, diags);
    allow::apply(api, diags);
    // Style is a matter for when nothing is wrong.
    if diags.has_errors() {
        diags.retain(|problem| problem.severity() != Severity::Hint);
    }
}
