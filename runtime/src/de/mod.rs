//! Reading: from a deserializer to the value that lends its slots, for every generated type alike.
//!
//! There is one decoder, generic over the deserializer only.
//! It is instantiated here for JSON text and for JSON trees, so generated crates compile none of it.

mod error;
mod lists;
mod record;
mod reset;
mod row;
mod scalar;
mod seed;
mod union;

pub use error::DecodeError;

use error::Context;
use reset::reset;
use seed::Seed;
use serde::de::{DeserializeSeed, Deserializer, Error as _};

use crate::{Codec, Empty, Json, Node};

/// Reads a value from JSON text.
///
/// # Errors
///
/// If the text is no JSON, or not what the type promises.
///
/// ```
/// let ids: Vec<i64> = specwright_runtime::from_json(b"[1, 2]")?;
/// assert_eq!(ids, [1, 2]);
/// # Ok::<(), specwright_runtime::DecodeError>(())
/// ```
pub fn from_json<T: Node + Empty>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::empty();
    decode_json(bytes, &mut value, &Codec::Plain)?;
    Ok(value)
}

/// Reads JSON text into a value. A failure leaves the value empty.
///
/// # Errors
///
/// As [`from_json`].
pub fn decode_json(
    bytes: &[u8],
    node: &mut dyn Node,
    codec: &'static Codec,
) -> Result<(), DecodeError> {
    let mut context = Context::new(false);
    // Checking all of it at once costs less than checking each text in it.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            reset(node);
            return Err(DecodeError::syntax(format!(
                "not UTF-8 after byte {}",
                error.valid_up_to()
            )));
        }
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Seed {
        node: &mut *node,
        codec,
        context: &mut context,
    };
    let result = seed
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end());
    result.map_err(|error| {
        reset(node);
        describe(&mut context, &error)
    })
}

/// Reads a JSON tree into a value. A failure leaves the value empty.
///
/// A lenient reading is for trees made from XML: single values come as text there, empty text stands for an empty
/// struct, list or map and for an absent number, and a list of one cannot be told from its item.
///
/// # Errors
///
/// If the tree is not what the type promises.
///
/// ```
/// use specwright_runtime::{Codec, Json, decode_value};
///
/// let mut ids: Vec<i64> = Vec::new();
/// decode_value(&Json::from("84"), true, &mut ids, &Codec::Plain)?;
/// assert_eq!(ids, [84]);
/// # Ok::<(), specwright_runtime::DecodeError>(())
/// ```
pub fn decode_value(
    value: &Json,
    lenient: bool,
    node: &mut dyn Node,
    codec: &'static Codec,
) -> Result<(), DecodeError> {
    let mut context = Context::new(lenient);
    let seed = Seed {
        node: &mut *node,
        codec,
        context: &mut context,
    };
    seed.deserialize(value).map_err(|error| {
        reset(node);
        describe(&mut context, &error)
    })
}

/// Reads a value from any self-describing deserializer: what `Deserialize` of a generated type does.
///
/// # Errors
///
/// The deserializer's own, with path and message of [`DecodeError`] as text.
pub fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Node + Empty,
{
    let mut value = T::empty();
    let mut context = Context::new(false);
    let seed = Seed {
        node: &mut value,
        codec: &Codec::Plain,
        context: &mut context,
    };
    match seed.deserialize(deserializer) {
        Ok(()) => Ok(value),
        Err(error) => Err(context.take().map_or(error, D::Error::custom)),
    }
}

fn describe(context: &mut Context, error: &serde_json::Error) -> DecodeError {
    if let Some(error) = context.take() {
        return error;
    }
    // Its own messages name positions and characters, never what was read.
    let path = context.path();
    DecodeError::syntax(format!("not JSON: {error}")).within(&path)
}
