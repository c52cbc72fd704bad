//! The one-line impls that every generated type has in common.
//!
//! Whatever names a spec uses are in scope where these expand, so each path in them is absolute.

/// Impls of [`Node`](crate::Node), `Debug` (without secrets), `Serialize` and `Deserialize` for a struct
/// that implements [`Record`](crate::Record) and [`Empty`](crate::Empty).
///
/// `record!(Name)`, or for a generic struct `record!([T, U] Name<T, U>)`.
///
/// ```
/// use specwright_runtime as rt;
///
/// #[derive(Clone, PartialEq)]
/// pub struct Pet {
///     pub id: i64,
///     pub tag: rt::Option<rt::String>,
/// }
/// impl rt::Empty for Pet {
///     fn empty() -> Self {
///         Self { id: rt::empty(), tag: rt::empty() }
///     }
/// }
/// impl rt::Record for Pet {
///     fn shape(&self) -> &'static rt::Shape {
///         static SHAPE: rt::Shape = rt::Shape {
///             name: "Pet",
///             extra: rt::Option::None,
///             fields: &[
///                 rt::Field::required("Id", "id", &rt::Codec::Plain),
///                 rt::Field::optional("Tag", "tag", &rt::Codec::Plain),
///             ],
///         };
///         &SHAPE
///     }
///     fn slots(&mut self, f: &mut rt::Slots<'_>) {
///         f(&mut [&mut self.id, &mut self.tag])
///     }
///     fn refs(&self, f: &mut rt::Refs<'_>) {
///         f(&[&self.id, &self.tag])
///     }
/// }
/// rt::record!(Pet);
///
/// let pet: Pet = rt::from_json(br#"{"Id": 1}"#)?;
/// assert_eq!(format!("{pet:?}"), "Pet { id: 1, tag: None }");
/// assert_eq!(rt::to_json(&pet), br#"{"Id":1}"#);
/// assert_eq!(rt::from_json::<Pet>(b"{}").unwrap_err().to_string(), "at Id: a required member is missing");
/// # Ok::<(), rt::DecodeError>(())
/// ```
#[macro_export]
macro_rules! record {
    ($name:ident) => {
        $crate::record!([] $name);
    };
    ([$($param:ident),* $(,)?] $name:ident $(<$($arg:ident),* $(,)?>)?) => {
        impl<$($param: $crate::Node + $crate::Empty),*> $crate::Node for $name<$($param),*> {
            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Record(self)
            }
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Record(self)
            }
        }
        impl<$($param: $crate::Node + $crate::Empty),*> ::core::fmt::Debug for $name<$($param),*> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug(self, f)
            }
        }
        $crate::__serde!([$($param),*] $name);
    };
}

/// Impls of [`Node`](crate::Node), `Display`, `FromStr`, `Serialize` and `Deserialize`, and the method `wire`,
/// for an enum that implements [`Choice`](crate::Choice) and [`Empty`](crate::Empty).
///
/// `choice!(Name)` is for every enum. `choice!(Name, text)` adds `From<&str>` and `From<String>`,
/// `choice!(Name, integer)` adds `From<i64>`: only for open enums, since they take any value.
#[macro_export]
macro_rules! choice {
    ($name:ident) => {
        impl $name {
            /// How the wire spells this value.
            pub fn wire(&self) -> $crate::WireValue<'_> {
                $crate::wire_value(self)
            }
        }
        impl $crate::Node for $name {
            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Choice(self)
            }
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Choice(self)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.wire(), f)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;
            fn from_str(text: &::core::primitive::str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                $crate::choice_from_text(text)
            }
        }
        $crate::__serde!([] $name);
    };
    ($name:ident, text) => {
        $crate::choice!($name);
        impl ::core::convert::From<&::core::primitive::str> for $name {
            fn from(text: &::core::primitive::str) -> Self {
                $crate::open_choice_from(text)
            }
        }
        impl ::core::convert::From<$crate::String> for $name {
            fn from(text: $crate::String) -> Self {
                $crate::open_choice_from(text)
            }
        }
    };
    ($name:ident, integer) => {
        $crate::choice!($name);
        impl ::core::convert::From<::core::primitive::i64> for $name {
            fn from(integer: ::core::primitive::i64) -> Self {
                $crate::open_choice_from(integer)
            }
        }
    };
}

/// Impls of [`Node`](crate::Node), `Debug` (without secrets), `Serialize` and `Deserialize` for an enum
/// that implements [`Union`](crate::Union) and [`Empty`](crate::Empty).
#[macro_export]
macro_rules! union {
    ($name:ident) => {
        impl $crate::Node for $name {
            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Union(self)
            }
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Union(self)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_union(self, f)
            }
        }
        $crate::__serde!([] $name);
    };
}

/// Impls of [`Node`](crate::Node), `Debug` (without secrets) and `Serialize` for an enum that implements
/// [`Union`](crate::Union) and [`Empty`](crate::Empty), and whose variants are told by HTTP status.
///
/// There is no `Deserialize`: without the status nobody knows which variant it is.
#[macro_export]
macro_rules! answers {
    ($name:ident) => {
        impl $crate::Node for $name {
            fn slot(&mut self) -> $crate::Slot<'_> {
                $crate::Slot::Union(self)
            }
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Union(self)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_union(self, f)
            }
        }
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }
    };
}

/// Methods and `Display` of an enum that implements [`ErrorCode`](crate::ErrorCode).
///
/// The methods are `text`, `class`, `retry`, `http_status`, `name`, `wire` and `from_wire`.
#[macro_export]
macro_rules! error_code {
    ($name:ident) => {
        impl $name {
            /// The code that the wire spells so.
            pub fn from_wire(code: impl ::core::convert::Into<$crate::WireCode>) -> Self {
                $crate::code_from_wire(&::core::convert::Into::into(code))
            }
            /// How the wire spells it.
            pub fn wire(&self) -> $crate::WireCode {
                $crate::code_to_wire(self)
            }
            /// What it means, in the words of the document.
            pub fn text(&self) -> $crate::Option<&'static ::core::primitive::str> {
                $crate::code_row(self).map(|row| row.text)
            }
            /// Kind of failure.
            pub fn class(&self) -> $crate::Option<$crate::Class> {
                $crate::code_row(self).map(|row| row.class)
            }
            /// What a caller may do.
            pub fn retry(&self) -> $crate::Option<$crate::RetryAdvice> {
                $crate::code_row(self).map(|row| row.retry)
            }
            /// The documented HTTP status.
            pub fn http_status(&self) -> $crate::Option<::core::primitive::u16> {
                $crate::code_row(self).and_then(|row| row.status)
            }
            /// Name of the variant; `None` if the code is unknown.
            pub fn name(&self) -> $crate::Option<&'static ::core::primitive::str> {
                $crate::code_row(self).map(|row| row.name)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.wire(), f)
            }
        }
    };
}

/// Methods of a call that block the thread, where the feature `blocking` is on; nothing otherwise.
///
/// `blocking_methods!(Call)` stands beside the generated `Call`, and uses its fields `client`, `request` and `options`.
#[cfg(feature = "blocking")]
#[macro_export]
macro_rules! blocking_methods {
    ($call:ident) => {
        impl<R: $crate::Operation<Code = super::ErrorCode>> $call<'_, R> {
            /// Sends the request, waits for the answer, and gives its payload.
            ///
            /// # Errors
            ///
            /// Like `send`.
            pub fn send_blocking(self) -> $crate::Result<R::Output, super::Error> {
                $crate::blocking::send(&self.client.core, &self.request, &self.options)
            }
            /// Sends the request, waits for the answer, and gives its payload with status, headers and request id.
            ///
            /// # Errors
            ///
            /// Like `send`.
            pub fn send_with_response_blocking(
                self,
            ) -> $crate::Result<$crate::Response<R::Output>, super::Error> {
                $crate::blocking::send_with_response(
                    &self.client.core,
                    &self.request,
                    &self.options,
                )
            }
        }
        impl<R: $crate::Paged<Code = super::ErrorCode>> $call<'_, R> {
            /// The pages, each asked for when the iterator comes to it.
            pub fn pages_blocking(self) -> $crate::blocking::Pages<R> {
                $crate::blocking::pages(
                    &self.client.core,
                    self.request,
                    self.options,
                    $crate::Option::None,
                )
            }
            /// The pages from where another walk was.
            pub fn pages_from_blocking(
                self,
                state: $crate::PageState,
            ) -> $crate::blocking::Pages<R> {
                $crate::blocking::pages(
                    &self.client.core,
                    self.request,
                    self.options,
                    $crate::Option::Some(state),
                )
            }
            /// The items of all pages, one after the other.
            pub fn items_blocking(self) -> $crate::blocking::Items<R> {
                $crate::blocking::items(
                    &self.client.core,
                    self.request,
                    self.options,
                    $crate::Option::None,
                )
            }
            /// The items from where another walk was.
            pub fn items_from_blocking(
                self,
                state: $crate::PageState,
            ) -> $crate::blocking::Items<R> {
                $crate::blocking::items(
                    &self.client.core,
                    self.request,
                    self.options,
                    $crate::Option::Some(state),
                )
            }
        }
        impl<R: $crate::Streamed<Code = super::ErrorCode>> $call<'_, R> {
            /// Sends the request and gives the items of the answer as they come.
            ///
            /// # Errors
            ///
            /// Like `stream`.
            pub fn stream_blocking(
                self,
            ) -> $crate::Result<$crate::blocking::ItemStream<R>, super::Error> {
                $crate::blocking::stream(&self.client.core, &self.request, &self.options)
            }
        }
    };
}

/// Methods of a call that block the thread, where the feature `blocking` is on; nothing otherwise.
#[cfg(not(feature = "blocking"))]
#[macro_export]
macro_rules! blocking_methods {
    ($call:ident) => {};
}

/// The serde impls. The odd names cannot meet a type parameter of a spec.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ([$($param:ident),*] $name:ident) => {
        impl<$($param: $crate::Node + $crate::Empty),*> $crate::serde::Serialize for $name<$($param),*> {
            fn serialize<__S: $crate::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::serialize(self, serializer)
            }
        }
        impl<'de, $($param: $crate::Node + $crate::Empty),*> $crate::serde::Deserialize<'de> for $name<$($param),*> {
            fn deserialize<__D: $crate::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    };
}
