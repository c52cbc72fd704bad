//! Enums of documented values: from a value to its spelling and back.

use crate::{Choice, ChoiceValues, UnknownValue, WireCode, WireValue};

/// How the wire spells the value that an enum has.
pub fn wire_value(choice: &dyn Choice) -> WireValue<'_> {
    match choice.current() {
        Err(unknown) => unknown.wire(),
        Ok(index) => match choice.shape().values {
            ChoiceValues::Text(values) => WireValue::Text(values.get(index).copied().unwrap_or("")),
            ChoiceValues::Integer(values) => {
                WireValue::Integer(values.get(index).copied().unwrap_or(0))
            }
        },
    }
}

/// Takes the value that the wire spells so, documented or not; `false` if the enum has no such value.
pub(crate) fn select(choice: &mut dyn Choice, value: WireValue<'_>) -> bool {
    let found = match (&choice.shape().values, value) {
        (ChoiceValues::Text(values), WireValue::Text(text)) => {
            values.iter().position(|value| *value == text)
        }
        (ChoiceValues::Integer(values), WireValue::Integer(integer)) => {
            values.iter().position(|value| *value == integer)
        }
        _ => return false,
    };
    match (found, value) {
        (Some(index), _) => {
            choice.select(index);
            true
        }
        (None, WireValue::Text(text)) => choice.select_unknown(UnknownValue::new(text)),
        (None, WireValue::Integer(integer)) => choice.select_unknown(UnknownValue::new(integer)),
    }
}

/// The value of an enum that a text names: that of the wire, or the digits of an enum of integers.
///
/// # Errors
///
/// The text itself, if a closed enum has no such value, or if an enum of integers is given no integer.
#[doc(hidden)]
pub fn choice_from_text<T: Choice + crate::Empty>(text: &str) -> Result<T, UnknownValue> {
    let mut value = T::empty();
    let wire = match (&value.shape().values, text.parse()) {
        (ChoiceValues::Integer(_), Ok(integer)) => WireValue::Integer(integer),
        _ => WireValue::Text(text),
    };
    if select(&mut value, wire) {
        Ok(value)
    } else {
        Err(UnknownValue::new(text))
    }
}

/// The value of an open enum of texts or integers; only emitted for those.
#[doc(hidden)]
pub fn open_choice_from<T: Choice + crate::Empty>(wire: impl Into<WireCode>) -> T {
    let mut value = T::empty();
    let wire = UnknownValue::new(wire);
    if !select(&mut value, wire.wire()) {
        value.select_unknown(wire);
    }
    value
}
