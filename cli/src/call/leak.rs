//! Memory that lives as long as the program: descriptions are `'static`, since generated code emits them as statics.
//!
//! A process makes one call and ends, so nothing is ever leaked twice.

/// A value that stays.
pub(super) fn one<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A text that stays.
pub(super) fn text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// An optional text that stays.
pub(super) fn maybe(text: Option<&str>) -> Option<&'static str> {
    text.map(self::text)
}

/// A list that stays.
pub(super) fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Box::leak(items.into_iter().collect::<Vec<T>>().into_boxed_slice())
}

/// Texts that stay.
pub(super) fn texts(texts: &[String]) -> &'static [&'static str] {
    list(texts.iter().map(|text| self::text(text)))
}
