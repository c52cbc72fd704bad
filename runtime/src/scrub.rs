//! Secrets that come from the service: found in the bytes of an answer by the names of the fields that hold them.
//!
//! When an answer could not be read, its secrets are not known as values. What is known is the type that it should
//! have had, and so the names that secrets have in it.

use crate::{Node, Shape, Slot, redact::HIDDEN};

/// No type of an API has more parts than this, other than by recursion.
const MAX_PARTS: usize = 10_000;

/// The bytes without the values of the secret fields of a type, of which `empty` is a value.
/// What is in `empty` is lost.
pub(crate) fn scrub(bytes: &[u8], empty: &mut dyn Node) -> Vec<u8> {
    let mut names = Names::default();
    names.collect(empty);
    let mut out = bytes.to_vec();
    for name in names.found {
        out = scrub_name(&out, name.as_bytes());
    }
    out
}

/// Walks a type by way of a value, making it present wherever it could be.
#[derive(Default)]
struct Names {
    found: Vec<&'static str>,
    /// Shapes around the present one: a recursive type is not entered twice.
    around: Vec<*const Shape>,
    parts: usize,
}

impl Names {
    fn collect(&mut self, node: &mut dyn Node) {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            return;
        }
        match node.slot() {
            Slot::Option(option) => self.collect(option.fill()),
            Slot::List(list) => self.collect(list.push()),
            Slot::Map(map) => self.collect(map.insert("")),
            Slot::Union(union) => {
                (0..union.shape().variants.len())
                    .for_each(|index| self.collect(union.select(index)));
            }
            Slot::Record(record) => {
                let shape = record.shape();
                if self
                    .around
                    .iter()
                    .any(|around| std::ptr::eq(*around, shape))
                {
                    return;
                }
                self.around.push(shape);
                record.slots(&mut |nodes| {
                    for (index, node) in nodes.iter_mut().enumerate() {
                        match shape.fields.get(index) {
                            Some(field) if field.secret || is_secret(*node) => {
                                self.found.push(field.wire)
                            }
                            _ => self.collect(*node),
                        }
                    }
                });
                self.around.pop();
            }
            _ => {}
        }
    }
}

fn is_secret(node: &mut dyn Node) -> bool {
    match node.slot() {
        Slot::Secret(_) => true,
        Slot::Option(option) => is_secret(option.fill()),
        Slot::List(list) => is_secret(list.push()),
        Slot::Map(map) => is_secret(map.insert("")),
        _ => false,
    }
}

pub(crate) fn scrub_name(bytes: &[u8], name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, tail)) = rest.split_first() {
        match value_after(rest, name) {
            Some((before, length)) => {
                let (head, value) = rest.split_at_checked(before).unwrap_or((rest, &[]));
                out.extend_from_slice(head);
                out.extend_from_slice(HIDDEN.as_bytes());
                rest = value.get(length..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

/// If `text` begins with a member or element of this name: where its value begins, and how long that is.
fn value_after(text: &[u8], name: &[u8]) -> Option<(usize, usize)> {
    let (mark, named) = text.split_first()?;
    let after = named.strip_prefix(name)?;
    match mark {
        b'<' => {
            let value = after.strip_prefix(b">")?;
            let length = position(value, |rest| rest.starts_with(b"</"));
            Some((text.len() - value.len(), length))
        }
        b'"' => member_value(after).map(|(value, length)| (text.len() - value.len(), length)),
        _ => None,
    }
}

/// The value behind a member's name, and how long it is.
fn member_value(after: &[u8]) -> Option<(&[u8], usize)> {
    // JSON may itself be inside a JSON text, and then its quotes have backslashes.
    let quote: &[u8] = if after.starts_with(b"\\") {
        b"\\\""
    } else {
        b"\""
    };
    let colon = after.strip_prefix(quote)?.trim_ascii_start();
    let value = colon.strip_prefix(b":")?.trim_ascii_start();
    if let Some(value) = value.strip_prefix(quote) {
        return Some((value, quoted(value, quote)));
    }
    match value.first()? {
        // What is not one value is hidden to the end.
        b'{' | b'[' => Some((value, value.len())),
        b'n' => None,
        _ => Some((
            value,
            position(value, |rest| matches!(rest.first(), Some(b',' | b'}'))),
        )),
    }
}

/// How long a text is up to its closing quote, or up to the end if that is cut off.
fn quoted(value: &[u8], quote: &[u8]) -> usize {
    let mut used = 0;
    while let Some(rest) = value.get(used..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(quote) {
            break;
        }
        used += if rest.starts_with(b"\\") { 2 } else { 1 };
    }
    used.min(value.len())
}

fn position(bytes: &[u8], ends: impl Fn(&[u8]) -> bool) -> usize {
    (0..bytes.len())
        .find(|at| bytes.get(*at..).is_some_and(&ends))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let scrubbed = scrub_name(text.as_bytes(), b"Token");
        assert_eq!(String::from_utf8_lossy(&scrubbed), expected);
    }

    #[test]
    fn values_are_hidden_wherever_their_name_stands() {
        check(r#"{"Token":"s","x":1}"#, r#"{"Token":"[hidden]","x":1}"#);
        check(
            r#"{"Token" : "s\"t\\","x":1}"#,
            r#"{"Token" : "[hidden]","x":1}"#,
        );
        check(
            r#"{"a":{"Token":"s"},"Token":"t"}"#,
            r#"{"a":{"Token":"[hidden]"},"Token":"[hidden]"}"#,
        );
        check(r#"{"Token":17,"x":1}"#, r#"{"Token":[hidden],"x":1}"#);
        check(r#"{"Token":null}"#, r#"{"Token":null}"#);
        check(r#"{"Token":["s","t"]}"#, r#"{"Token":[hidden]"#);
        check(
            r#"{"j":"{\"Token\":\"s\",\"x\":1}"}"#,
            r#"{"j":"{\"Token\":\"[hidden]\",\"x\":1}"}"#,
        );
        check(
            "<r><Token>s</Token><x>1</x></r>",
            "<r><Token>[hidden]</Token><x>1</x></r>",
        );
    }

    #[test]
    fn values_that_are_cut_off_are_hidden_too() {
        check(r#"{"Token":"se"#, r#"{"Token":"[hidden]"#);
        check(r#"{"Token":"se\"#, r#"{"Token":"[hidden]"#);
        check("<r><Token>se", "<r><Token>[hidden]");
        check(r#"{"Token":"#, r#"{"Token":"#);
        check("Token", "Token");
        check(r#"{"Token":""#, r#"{"Token":"[hidden]"#);
    }
}
