//! Reading a struct from a list: its fields in order, without their names.

use serde::de::{IgnoredAny, SeqAccess};

use super::error::Context;
use super::record::{Defaulted, Seen, fill_missing};
use super::seed::Seed;
use crate::{Node, Record, Shape};

/// Reads the cells of a row into a struct. Cells beyond its last field are ignored.
// Rows are rare: kept apart, they do not weigh on the reading of structs.
#[inline(never)]
pub(super) fn read<'de, A: SeqAccess<'de>>(
    record: &mut dyn Record,
    mut access: A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let shape = record.shape();
    let mut result = Ok(());
    record.slots(&mut |slots| result = fill(shape, slots, &mut access, context));
    result
}

fn fill<'de, A: SeqAccess<'de>>(
    shape: &'static Shape,
    slots: &mut [&mut dyn Node],
    access: &mut A,
    context: &mut Context,
) -> Result<(), A::Error> {
    let mut seen = Seen::new(shape.fields.len());
    let mut is_over = false;
    for (index, (field, node)) in shape.fields.iter().zip(slots.iter_mut()).enumerate() {
        let mut defaulted = Defaulted::new(&mut **node);
        let node: &mut dyn Node = match field.default {
            Some(_) => &mut defaulted,
            None => defaulted.inner(),
        };
        let seed = Seed {
            node,
            codec: field.codec,
            context: &mut *context,
        };
        let cell = access.next_element_seed(seed);
        let cell = cell.inspect_err(|_| context.at_field(field.wire, field.secret))?;
        if cell.is_none() {
            is_over = true;
            break;
        }
        if !defaulted.is_absent() {
            seen.insert(index);
        }
    }
    while !is_over {
        is_over = access.next_element::<IgnoredAny>()?.is_none();
    }
    fill_missing(shape.fields, slots, &seen, context)
}
