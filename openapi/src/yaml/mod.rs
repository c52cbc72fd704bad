//! Spec text in the house style. In: values in the order in which they are to stand. Out: YAML that reads back the same.
//!
//! A map stands on one line where it fits, in braces; the lines of a table are lined up. Texts stand without quotes
//! where every reader takes them for texts, and in blocks where they are long.

mod block;
mod flow;
mod scalar;

use serde_yaml::Value;

/// A whole spec, or one file of one.
///
/// ```
/// let spec: serde_yaml::Value = serde_yaml::from_str(
///     r#"{"types": {"Order": {"fields": {"id": {"type": "i64", "required": true}, "state": {"type": "State"}}},
///         "State": {"enum": {"open": {}, "no": "was refused"}}}}"#,
/// )?;
/// let written = "\
/// types:
///   Order:
///     fields:
///       id:    {type: i64, required: true}
///       state: {type: State}
///   State:
///     enum: {open: {}, \"no\": was refused}
/// ";
/// assert_eq!(specwright_openapi::yaml::write(&spec), written);
/// # Ok::<(), serde_yaml::Error>(())
/// ```
pub fn write(spec: &Value) -> String {
    match spec {
        Value::Mapping(map) if !map.is_empty() => block::sections(map),
        other => block::value(other),
    }
}

#[cfg(test)]
mod tests;
