//! Where the interpreter writes to: any serializer, or JSON text of its own ([`super::text`]).

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Writer;
use crate::Json;
use crate::scalar::Written;

/// What the interpreter asks of the place it writes to. Which values are written, and how, is not decided here.
pub(super) trait Output: Sized {
    type Done;
    type Error;
    type Items: Items<Done = Self::Done, Error = Self::Error>;
    type Members: Members<Done = Self::Done, Error = Self::Error>;

    fn scalar(self, written: Written<'_>) -> Result<Self::Done, Self::Error>;
    fn json(self, json: &Json) -> Result<Self::Done, Self::Error>;
    fn items(self, length: usize) -> Result<Self::Items, Self::Error>;
    fn members(self, length: Option<usize>) -> Result<Self::Members, Self::Error>;
    /// The value is broken.
    fn failure(message: String) -> Self::Error;
}

/// A list that is being written.
pub(super) trait Items {
    type Done;
    type Error;

    fn item(&mut self, item: Writer<'_>) -> Result<(), Self::Error>;
    fn end(self) -> Result<Self::Done, Self::Error>;
}

/// An object that is being written.
pub(super) trait Members {
    type Done;
    type Error;

    fn member(&mut self, name: &str, value: Writer<'_>) -> Result<(), Self::Error>;
    fn end(self) -> Result<Self::Done, Self::Error>;
}

/// A serializer of serde.
pub(super) struct Serde<S>(pub(super) S);

/// A list or an object of a serializer.
pub(super) struct Open<C>(C);

impl Serialize for Writer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(Serde(serializer))
    }
}

impl<S: Serializer> Output for Serde<S> {
    type Done = S::Ok;
    type Error = S::Error;
    type Items = Open<S::SerializeSeq>;
    type Members = Open<S::SerializeMap>;

    fn scalar(self, written: Written<'_>) -> Result<S::Ok, S::Error> {
        let Self(serializer) = self;
        match written {
            Written::Null => serializer.serialize_unit(),
            Written::Text(text) => serializer.serialize_str(&text),
            Written::Spelt(spelt) => serializer.serialize_str(&spelt.into_string()),
            Written::Bool(truth) => serializer.serialize_bool(truth),
            Written::I64(number) => serializer.serialize_i64(number),
            Written::U64(number) => serializer.serialize_u64(number),
            Written::F64(number) => serializer.serialize_f64(number),
        }
    }

    fn json(self, json: &Json) -> Result<S::Ok, S::Error> {
        json.serialize(self.0)
    }

    fn items(self, length: usize) -> Result<Self::Items, S::Error> {
        self.0.serialize_seq(Some(length)).map(Open)
    }

    fn members(self, length: Option<usize>) -> Result<Self::Members, S::Error> {
        self.0.serialize_map(length).map(Open)
    }

    fn failure(message: String) -> S::Error {
        S::Error::custom(message)
    }
}

impl<C: SerializeSeq> Items for Open<C> {
    type Done = C::Ok;
    type Error = C::Error;

    fn item(&mut self, item: Writer<'_>) -> Result<(), C::Error> {
        self.0.serialize_element(&item)
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.0.end()
    }
}

impl<C: SerializeMap> Members for Open<C> {
    type Done = C::Ok;
    type Error = C::Error;

    fn member(&mut self, name: &str, value: Writer<'_>) -> Result<(), C::Error> {
        self.0.serialize_entry(name, &value)
    }

    fn end(self) -> Result<C::Ok, C::Error> {
        self.0.end()
    }
}
