//! Emptying a value: before it is read a second time, and after a failure.

use crate::{Json, Node, Secret, Slot};

/// Makes a value what [`Empty`](crate::Empty) gives.
pub(super) fn reset(node: &mut dyn Node) {
    match node.slot() {
        Slot::String(place) => place.clear(),
        Slot::Secret(place) => *place = Secret::default(),
        Slot::Bool(place) => *place = false,
        Slot::I32(place) => *place = 0,
        Slot::I64(place) => *place = 0,
        Slot::U32(place) => *place = 0,
        Slot::U64(place) => *place = 0,
        Slot::F64(place) => *place = 0.0,
        Slot::Date(place) => *place = jiff::civil::Date::ZERO,
        Slot::DateTime(place) => *place = jiff::civil::DateTime::ZERO,
        Slot::Timestamp(place) => *place = jiff::Timestamp::UNIX_EPOCH,
        Slot::Duration(place) => *place = std::time::Duration::ZERO,
        Slot::Bytes(place) => place.clear(),
        Slot::Json(place) => *place = Json::Null,
        Slot::Unit => {}
        Slot::Option(option) => option.clear(false),
        Slot::List(list) => list.clear(),
        Slot::Map(map) => map.clear(),
        Slot::Record(record) => record.slots(&mut |slots| {
            for slot in slots.iter_mut() {
                reset(*slot);
            }
        }),
        Slot::Choice(choice) => choice.select(0),
        Slot::Union(union) => drop(union.select(0)),
    }
}
