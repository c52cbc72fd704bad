//! Limits of values in the documented form. In: the model. Out: [`Limits`].

use serde::Serialize;
use serde_json::Number;
use specwright::model::{self, Api, Bound, LengthIn, Type};
use specwright::words;

/// What values may be; keys of limits that are not stated are left out.
#[derive(Debug, PartialEq, Serialize)]
pub struct Limits {
    /// Smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// Largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// The number is larger than this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Number>,
    /// The number is smaller than this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Number>,
    /// The number is a multiple of this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<Number>,
    /// Length of the shortest text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// Length of the longest text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// `characters` or `bytes`; where there are lengths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_in: Option<&'static str>,
    /// Regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Fewest items or entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// Most items or entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// No item stands twice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Limits of each item of a list, or value of a map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Limits>>,
    /// All of them in words.
    pub words: String,
}

/// The limits of a value, if there are some; those of its items are among them.
pub(super) fn limits(api: &Api, limits: &model::Limits, ty: &Type) -> Option<Limits> {
    let item = api.item_of(ty);
    let items = item.and_then(|item| {
        let own = api.limits_of(item).cloned().unwrap_or_default();
        self::limits(api, &own, item).map(Box::new)
    });
    if limits.is_empty() && items.is_none() {
        return None;
    }
    let end = |bound: &Option<Bound>, exclusive: bool| {
        let bound = bound.as_ref().filter(|bound| bound.exclusive == exclusive);
        bound.map(|bound| bound.value.clone())
    };
    let counts = limits.min_length.is_some() || limits.max_length.is_some();
    Some(Limits {
        min: end(&limits.min, false),
        max: end(&limits.max, false),
        above: end(&limits.min, true),
        below: end(&limits.max, true),
        multiple_of: limits.multiple_of.clone(),
        min_length: limits.min_length,
        max_length: limits.max_length,
        length_in: counts.then_some(match limits.length_in {
            LengthIn::Characters => "characters",
            LengthIn::Bytes => "bytes",
        }),
        pattern: limits.pattern.clone(),
        min_items: limits.min_items,
        max_items: limits.max_items,
        unique: limits.unique,
        items,
        words: words::all_limits(api, limits, ty, &quoted).join(", "),
    })
}

/// A pattern as text of a spec has code.
fn quoted(pattern: &str) -> String {
    match pattern.contains('`') {
        true => pattern.to_owned(),
        false => format!("`{pattern}`"),
    }
}
