//! Values on one line, in braces and brackets.

use serde_yaml::{Mapping, Value};

use super::scalar;

/// A value on one line of at most `room` columns; nothing where it does not fit.
pub(super) fn flow(value: &Value, room: usize) -> Option<String> {
    let mut line = Line {
        text: String::new(),
        room,
    };
    line.value(value).then_some(line.text)
}

/// A map on one line, the value of its first key padded to `pad` columns.
pub(super) fn padded(map: &Mapping, room: usize, pad: usize) -> Option<String> {
    let mut entries = map.iter();
    let (key, value) = entries.next()?;
    let first = format!("{}: {}", super::block::key(key), flow(value, room)?);
    let mut line = Line {
        text: format!("{{{first}"),
        room,
    };
    let mut is_first = true;
    for (key, value) in entries {
        let gap = match is_first {
            true => pad.saturating_sub(scalar::columns(&first)),
            false => 0,
        };
        line.text
            .push_str(&format!(",{:gap$} {}: ", "", super::block::key(key)));
        is_first = false;
        if !line.value(value) {
            return None;
        }
    }
    line.text.push('}');
    line.fits().then_some(line.text)
}

struct Line {
    text: String,
    room: usize,
}

impl Line {
    fn fits(&self) -> bool {
        // Cheap first: a text has at least as many bytes as a third of its columns.
        self.text.len() <= self.room || scalar::columns(&self.text) <= self.room
    }

    /// Adds a value; false where there is no room for it, or it needs lines of its own.
    fn value(&mut self, value: &Value) -> bool {
        match value {
            Value::Mapping(map) => self.map(map),
            Value::Sequence(list) => self.list(list),
            Value::String(text) if text.contains('\n') => false,
            single => {
                let text = scalar::inline(single).unwrap_or_default();
                self.text.push_str(&text);
                self.fits()
            }
        }
    }

    fn map(&mut self, map: &Mapping) -> bool {
        self.text.push('{');
        for (index, (key, value)) in map.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.text.push_str(&super::block::key(key));
            self.text.push_str(": ");
            if !self.value(value) {
                return false;
            }
        }
        self.text.push('}');
        self.fits()
    }

    fn list(&mut self, list: &[Value]) -> bool {
        self.text.push('[');
        for (index, value) in list.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            if !self.value(value) {
                return false;
            }
        }
        self.text.push(']');
        self.fits()
    }
}
