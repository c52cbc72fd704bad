//! Fields and parameters: whether a value must be there, and what null means. In: a field and what was found. Out: the
//! value as plain JSON, if it counts.

use serde_json::Value as Json;
use specwright::model::{Codec, Field, Presence, Type};

use super::Checker;
use crate::seam::FaultKind;

impl Checker<'_> {
    /// The value of a field or parameter; `None` where there is none, whether that is a fault or not.
    pub(crate) fn member(
        &mut self,
        field: &Field,
        args: &[Type],
        found: Option<&Json>,
    ) -> Option<Json> {
        let must_be = matches!(
            field.presence,
            Presence::Required | Presence::RequiredNullable
        );
        let Some(json) = found else {
            if must_be {
                self.fail(FaultKind::Missing, "is missing");
            }
            return None;
        };
        let ty = field.value.ty.with_arguments(args);
        if json.is_null() && !means_something(&ty) {
            return match field.presence {
                Presence::RequiredNullable | Presence::Apart => Some(Json::Null),
                Presence::Optional | Presence::Defaulted(_) => self.fail(
                    FaultKind::Type,
                    "must not be null; what is absent is left out",
                ),
                Presence::Required => self.fail(FaultKind::Type, "must not be null"),
            };
        }
        let known = self.faults.len();
        let plain = self.value(&ty, &field.value.codec, json);
        match &plain {
            Some(plain) => self.limits(&field.limits, plain),
            // The spelling says that nothing is there.
            None if self.faults.len() == known && field.presence == Presence::Required => {
                self.fail(
                    FaultKind::Missing,
                    "is empty, which means that it is missing",
                );
            }
            None => {}
        }
        plain
    }

    /// A whole value that is no field.
    pub(crate) fn whole(&mut self, ty: &Type, codec: &Codec, json: &Json) -> Option<Json> {
        let plain = self.value(ty, codec, json)?;
        if let Some(limits) = self.api.limits_of(ty) {
            self.limits(limits, &plain);
        }
        Some(plain)
    }
}

/// Whether null is a value of the type itself.
fn means_something(ty: &Type) -> bool {
    matches!(ty, Type::Nullable(_) | Type::Any | Type::Unit)
}
