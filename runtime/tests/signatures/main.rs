//! Signatures: the vectors of the generator's golden case, random inputs against a second implementation, and what
//! Tencent's servers would find in a signature.

#[path = "../../../generated/tencent_chat/description.rs"]
#[expect(dead_code, reason = "only the signature of this API is looked at")]
#[rustfmt::skip]
mod chat;
#[path = "../../../generator/tests/golden/signatures/expected/description.rs"]
#[expect(dead_code, reason = "only the signatures of this API are looked at")]
#[rustfmt::skip]
mod description;
#[path = "../../../generator/tests/golden/signatures/expected/samples.rs"]
#[rustfmt::skip]
mod samples;

mod by_hand;
mod failures;
mod usersig;

/// What both descriptions expect beside themselves.
mod errors {
    pub(crate) static TABLE: specwright_runtime::ErrorTable =
        specwright_runtime::ErrorTable { rows: &[] };
}

/// An operation without parameters, signed with the recipes of these names.
const fn signed(
    api: &'static specwright_runtime::ApiDescription,
    auth: &'static [specwright_runtime::Auth],
) -> specwright_runtime::OperationDescription {
    specwright_runtime::OperationDescription {
        api,
        name: "signed",
        method: "GET",
        path: &[specwright_runtime::PathPart::Literal("/")],
        params: &[],
        fixed: &[],
        body: specwright_runtime::BodyKind::None,
        rules: &[],
        auth,
        envelopes: &[],
        formats: &[specwright_runtime::Format::Json],
        payload: &specwright_runtime::Codec::Plain,
        answers: &[],
        idempotent: true,
        paging: None,
        framing: None,
        policy: &specwright_runtime::Policy::DEFAULT,
    }
}

/// A request without fields.
#[derive(Clone)]
struct Nothing;

impl specwright_runtime::Record for Nothing {
    fn shape(&self) -> &'static specwright_runtime::Shape {
        static SHAPE: specwright_runtime::Shape = specwright_runtime::Shape {
            name: "Nothing",
            fields: &[],
            extra: None,
        };
        &SHAPE
    }
    fn slots(&mut self, visit: &mut specwright_runtime::Slots<'_>) {
        visit(&mut []);
    }
    fn refs(&self, visit: &mut specwright_runtime::Refs<'_>) {
        visit(&[]);
    }
}
