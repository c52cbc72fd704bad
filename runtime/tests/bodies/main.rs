//! Bodies that are neither JSON nor forms: parts, text, bytes.

#[path = "../call/api.rs"]
#[allow(
    dead_code,
    reason = "made for the tests of single calls; some of it serves here"
)]
mod api;
mod multipart;
mod whole;

use specwright_runtime as rt;

/// Content type and body of a request.
fn body_of<R: rt::Operation>(request: &R) -> (String, Vec<u8>) {
    let core = api::builder().build().expect("a client");
    let request = core.prepare(R::DESCRIPTION, request).expect("a request");
    let content_type = request.headers().get("content-type");
    let content_type = content_type.map(|value| value.to_str().expect("text").to_owned());
    (content_type.unwrap_or_default(), request.body().to_vec())
}
