//! What a call gave. In: an answer. Out: its payload as JSON text, once it was seen to be what the spec promises.

use specwright::model::{Api, Operation, Type};
use specwright_runtime as rt;

use super::codec;
use super::dynamic::Dynamic;
use super::layout::Layouts;

/// The payload; the empty text if there is none.
///
/// It is read by its type first, so that what a typed client refuses is refused here too. JSON is then printed as it
/// came, with the members that the spec does not know. XML has nothing but texts, so there the type decides.
pub(super) fn text(api: &Api, op: &Operation, answer: &rt::Answer) -> Result<String, rt::Error> {
    let mut typed = Dynamic::new(Layouts::new(api).of(&op.returns.ty));
    answer.read_into(&mut typed)?;
    // It was read once already, so what fails now is that there is nothing.
    let Ok(untyped) = answer.read::<rt::Json>() else {
        return Ok(String::new());
    };
    let is_xml = answer.body().trim_ascii_start().starts_with(b"<");
    let payload = match is_xml && op.returns.ty != Type::Unit {
        true => rt::encode_value(&typed, codec::leaked(&op.returns.codec)),
        false => untyped,
    };
    Ok(format!("{payload:#}\n"))
}
