//! What kind of value a schema describes, for those who decide how it is laid out.

use oas3::spec::Schema;

use super::facts::Kind;
use super::flat::Flat;
use super::{Shape, Types};
use crate::import::pointer::Pointer;

impl Types<'_> {
    /// What kind of value it is.
    pub(crate) fn shape(&self, schema: &Schema) -> Shape {
        let placed = (schema.clone(), Pointer::root());
        let kinds = self.kinds(&placed);
        match kinds.as_slice() {
            [Kind::Text] => {
                let flat = self.behind(schema);
                let format = flat.as_ref().and_then(|flat| flat.own.format.as_deref());
                match format {
                    Some("binary" | "byte") => Shape::Bytes,
                    _ => Shape::Text,
                }
            }
            [Kind::Number | Kind::Truth] => Shape::Bare,
            [Kind::List] => Shape::List,
            [Kind::Object] => match self.behind(schema) {
                Some(flat) if !flat.groups.is_empty() => Shape::Union,
                Some(flat) if flat.props.is_empty() => Shape::Map,
                _ => Shape::Object,
            },
            [] | [Kind::Any] => Shape::Any,
            _ => Shape::Union,
        }
    }

    /// The schema behind a one-of of it and null.
    fn behind(&self, schema: &Schema) -> Option<Flat> {
        let flat = self.flat_of(schema, &Pointer::root())?;
        let [group] = flat.groups.as_slice() else {
            return Some(flat);
        };
        let mut member = super::Member::of(super::Ty::ANY);
        let mut outer = flat.clone();
        outer.groups.clear();
        match self.branches(group, &outer, &mut member).as_slice() {
            [only] => Some(only.flat.as_ref().clone()),
            _ => Some(flat),
        }
    }
}
