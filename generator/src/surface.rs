//! What the code made from a spec offers to callers. In: a checked model. Out: [`Offer`]s.
//!
//! It is read off the plan that code is made from, so that what is said of a change is true of the code.

pub use crate::emit::surface::{Offer, OfferKind, Origin};

use crate::model::Api;
use crate::{emit, plan};

/// Everything that depends on the spec and that callers of the generated code can name.
///
/// ```
/// let spec = "specwright: 1\napi: shop\ntitle: Shop\nservers: {main: 'https://shop.example'}\n\
///             operations: {get_item: {call: 'GET /items/{id}', params: {id: u64}, returns: any}}\n";
/// let loaded = specwright::load_text("shop.yaml", spec);
/// let offers = specwright::surface::surface(&loaded.apis[0]);
/// let method = offers.iter().find(|offer| offer.path == "Client::get_item");
/// assert_eq!(method.map(|offer| offer.signature.as_str()), Some("(u64) -> Call<GetItem>"));
/// ```
pub fn surface(api: &Api) -> Vec<Offer> {
    emit::surface::surface(&plan::plan(api))
}
