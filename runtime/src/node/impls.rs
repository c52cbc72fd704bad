//! The reflection of the types that every generated struct is built from.

use std::collections::btree_map::Entry;

use super::{Empty, ListNode, MapNode, Node, OptionNode, Slot, Value};
use crate::{Json, Map, Secret};

macro_rules! scalar_node {
    ($($type:ty, $slot:ident, |$value:ident| $write:expr, $empty:expr;)*) => {$(
        impl Node for $type {
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
            fn value(&self) -> Value<'_> {
                let $value = self;
                $write
            }
        }
        impl Empty for $type {
            fn empty() -> Self {
                $empty
            }
        }
    )*};
}

scalar_node! {
    String, String, |v| Value::String(v), String::new();
    Secret, Secret, |v| Value::Secret(v), Secret::default();
    bool, Bool, |v| Value::Bool(*v), false;
    i32, I32, |v| Value::I64(i64::from(*v)), 0;
    i64, I64, |v| Value::I64(*v), 0;
    u32, U32, |v| Value::U64(u64::from(*v)), 0;
    u64, U64, |v| Value::U64(*v), 0;
    f64, F64, |v| Value::F64(*v), 0.0;
    jiff::civil::Date, Date, |v| Value::Date(*v), jiff::civil::Date::ZERO;
    jiff::civil::DateTime, DateTime, |v| Value::DateTime(*v), jiff::civil::DateTime::ZERO;
    jiff::Timestamp, Timestamp, |v| Value::Timestamp(*v), jiff::Timestamp::UNIX_EPOCH;
    std::time::Duration, Duration, |v| Value::Duration(*v), std::time::Duration::ZERO;
    Json, Json, |v| Value::Json(v), Json::Null;
}

impl Node for () {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Unit
    }
    fn value(&self) -> Value<'_> {
        Value::Unit
    }
}

impl Empty for () {
    fn empty() -> Self {}
}

/// Bytes, unlike the lists of every other item: `u8` itself is no [`Node`], so the two cannot meet.
impl Node for Vec<u8> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(self)
    }
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<T: Node + Empty> Node for Vec<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
    fn value(&self) -> Value<'_> {
        Value::List(self)
    }
}

impl<T> Empty for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Node + Empty> ListNode for Vec<T> {
    fn push(&mut self) -> &mut dyn Node {
        let index = Vec::len(self);
        Vec::push(self, T::empty());
        &mut self[index]
    }
    fn clear(&mut self) {
        Vec::clear(self);
    }
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn item(&self, index: usize) -> &dyn Node {
        &self[index]
    }
}

impl<T: Node + Empty> Node for Option<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }
    fn value(&self) -> Value<'_> {
        Value::Option(self.as_ref().map(|inner| inner as &dyn Node))
    }
}

impl<T> Empty for Option<T> {
    fn empty() -> Self {
        None
    }
}

impl<T: Node + Empty> OptionNode for Option<T> {
    fn fill(&mut self) -> &mut dyn Node {
        self.insert(T::empty())
    }
    fn clear(&mut self, _null: bool) {
        *self = None;
    }
}

impl<T: Node> Node for Box<T> {
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl<T: Empty> Empty for Box<T> {
    fn empty() -> Self {
        Box::new(T::empty())
    }
}

impl<T: Node + Empty> Node for Map<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
    fn value(&self) -> Value<'_> {
        Value::Map(self)
    }
}

impl<T> Empty for Map<T> {
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Node + Empty> MapNode for Map<T> {
    fn insert(&mut self, key: &str) -> &mut dyn Node {
        match self.entry(key.to_owned()) {
            Entry::Vacant(entry) => entry.insert(T::empty()),
            Entry::Occupied(mut entry) => {
                entry.insert(T::empty());
                entry.into_mut()
            }
        }
    }
    fn clear(&mut self) {
        Map::clear(self);
    }
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node)) {
        for (key, value) in self {
            visit(key, value);
        }
    }
    fn len(&self) -> usize {
        Map::len(self)
    }
}
