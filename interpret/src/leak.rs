//! Memory that lives as long as the program: descriptions are `'static`, since generated code emits them as statics.
//!
//! An interpreter makes each of them once.

/// A value that stays.
pub(crate) fn one<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A text that stays.
pub(crate) fn text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// An optional text that stays.
pub(crate) fn maybe(text: Option<&str>) -> Option<&'static str> {
    text.map(self::text)
}

/// A list that stays.
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Box::leak(items.into_iter().collect::<Vec<T>>().into_boxed_slice())
}

/// Texts that stay.
pub(crate) fn texts(texts: &[String]) -> &'static [&'static str] {
    list(texts.iter().map(|text| self::text(text)))
}
