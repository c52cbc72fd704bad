//! Limits of values, as the runtime checks them. In: single limits of the model. Out: the same, leaked.

use specwright::model::Check;
use specwright_runtime::Bound;

use crate::leak;

pub(crate) fn leaked(checks: &[Check]) -> &'static [Bound] {
    leak::list(checks.iter().map(bound))
}

fn bound(check: &Check) -> Bound {
    let number = |number: &serde_json::Number| leak::text(&number.to_string());
    match check {
        Check::Min(value) => Bound::Min(number(value)),
        Check::Above(value) => Bound::Above(number(value)),
        Check::Max(value) => Bound::Max(number(value)),
        Check::Below(value) => Bound::Below(number(value)),
        Check::MultipleOf(value) => Bound::MultipleOf(number(value)),
        Check::MinLength(value) => Bound::MinLength(*value),
        Check::MaxLength(value) => Bound::MaxLength(*value),
        Check::MinBytes(value) => Bound::MinBytes(*value),
        Check::MaxBytes(value) => Bound::MaxBytes(*value),
        Check::Pattern(pattern) => Bound::Pattern(leak::text(pattern)),
        Check::MinItems(value) => Bound::MinItems(*value),
        Check::MaxItems(value) => Bound::MaxItems(*value),
        Check::Unique => Bound::Unique,
        Check::Each(each) => Bound::Each(leaked(each)),
    }
}
