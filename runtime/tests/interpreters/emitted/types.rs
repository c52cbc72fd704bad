//! The types of a spec; many of them have the names of things in the prelude.

use ::specwright_runtime as rt;

macro_rules! prelude_name {
    ($($name:ident)*) => {$(
        /// A type of a spec that has the name of something in the prelude.
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name {
            pub(crate) value: rt::Option<rt::String>,
        }
        impl rt::Empty for $name {
            fn empty() -> Self {
                Self { value: rt::empty() }
            }
        }
        impl rt::Record for $name {
            fn shape(&self) -> &'static rt::Shape {
                static SHAPE: rt::Shape = rt::Shape {
                    name: stringify!($name),
                    extra: rt::Option::None,
                    fields: &[rt::Field::optional("Value", "value", &rt::Codec::Plain)],
                };
                &SHAPE
            }
            fn slots(&mut self, f: &mut rt::Slots<'_>) {
                f(&mut [&mut self.value])
            }
            fn refs(&self, f: &mut rt::Refs<'_>) {
                f(&[&self.value])
            }
        }
        rt::record!($name);
    )*

        /// Each of them, read from this and printed.
        pub(crate) fn print_each(json: &[u8]) -> rt::Vec<rt::String> {
            rt::Vec::from([$(format!("{:?}", rt::from_json::<$name>(json).unwrap())),*])
        }
    };
}

prelude_name! { Option Result String Vec Box Error Client Some None Ok Err Into From Default Clone Send Sync }

/// Token to embed a report with.
#[derive(Clone, PartialEq)]
pub(crate) struct EmbedToken {
    /// Never shown.
    pub(crate) access_token: rt::Secret,
    pub(crate) toke_type: rt::Option<i64>,
    pub(crate) invalid_time: rt::Option<rt::DateTime>,
    pub(crate) parent: rt::Option<rt::Box<EmbedToken>>,
    pub(crate) kind: rt::Option<ScmType>,
    pub(crate) level: rt::Option<Level>,
    pub(crate) org: rt::Option<OrgRef>,
    pub(crate) option: rt::Option<Option>,
    pub(crate) apart: rt::Presence<rt::Vec<String>>,
    pub(crate) limit: u32,
    pub(crate) extra: rt::Map<rt::Json>,
}
impl rt::Empty for EmbedToken {
    fn empty() -> Self {
        Self {
            access_token: rt::empty(),
            toke_type: rt::empty(),
            invalid_time: rt::empty(),
            parent: rt::empty(),
            kind: rt::empty(),
            level: rt::empty(),
            org: rt::empty(),
            option: rt::empty(),
            apart: rt::empty(),
            limit: rt::empty(),
            extra: rt::empty(),
        }
    }
}
impl rt::Record for EmbedToken {
    fn shape(&self) -> &'static rt::Shape {
        static SHAPE: rt::Shape = rt::Shape {
            name: "EmbedToken",
            extra: rt::Option::Some(&rt::Codec::Plain),
            fields: &[
                rt::Field::required("AccessToken", "access_token", &rt::Codec::Plain).secret(),
                rt::Field::optional(
                    "TokeType",
                    "toke_type",
                    &rt::Codec::Absent(&[""], &rt::Codec::Text),
                ),
                rt::Field::optional(
                    "InvalidTime",
                    "invalid_time",
                    &rt::Codec::Pattern("%Y-%m-%d %H:%M:%S"),
                ),
                rt::Field::optional("Parent", "parent", &rt::Codec::Plain),
                rt::Field::optional("Kind", "kind", &rt::Codec::Plain),
                rt::Field::optional("Level", "level", &rt::Codec::TextOf(&rt::Codec::Plain)),
                rt::Field::optional("Org", "org", &rt::Codec::Plain),
                rt::Field::optional("Option", "option", &rt::Codec::Plain),
                rt::Field::optional("Apart", "apart", &rt::Codec::Plain),
                rt::Field::optional("Limit", "limit", &rt::Codec::Plain).default_json("10"),
            ],
        };
        &SHAPE
    }
    fn slots(&mut self, f: &mut rt::Slots<'_>) {
        f(&mut [
            &mut self.access_token,
            &mut self.toke_type,
            &mut self.invalid_time,
            &mut self.parent,
            &mut self.kind,
            &mut self.level,
            &mut self.org,
            &mut self.option,
            &mut self.apart,
            &mut self.limit,
            &mut self.extra,
        ])
    }
    fn refs(&self, f: &mut rt::Refs<'_>) {
        f(&[
            &self.access_token,
            &self.toke_type,
            &self.invalid_time,
            &self.parent,
            &self.kind,
            &self.level,
            &self.org,
            &self.option,
            &self.apart,
            &self.limit,
            &self.extra,
        ])
    }
}
rt::record!(EmbedToken);

/// A page of anything.
#[derive(Clone, PartialEq)]
pub(crate) struct Page<D> {
    pub(crate) results: rt::Vec<D>,
    pub(crate) first: rt::Option<D>,
    pub(crate) count: i64,
}
impl<D: rt::Node + rt::Empty> rt::Empty for Page<D> {
    fn empty() -> Self {
        Self {
            results: rt::empty(),
            first: rt::empty(),
            count: rt::empty(),
        }
    }
}
impl<D: rt::Node + rt::Empty> rt::Record for Page<D> {
    fn shape(&self) -> &'static rt::Shape {
        static SHAPE: rt::Shape = rt::Shape {
            name: "Page",
            extra: rt::Option::None,
            fields: &[
                rt::Field::required("results", "results", &rt::Codec::Plain),
                rt::Field::optional("first", "first", &rt::Codec::Plain),
                rt::Field::required("count", "count", &rt::Codec::Plain),
            ],
        };
        &SHAPE
    }
    fn slots(&mut self, f: &mut rt::Slots<'_>) {
        f(&mut [&mut self.results, &mut self.first, &mut self.count])
    }
    fn refs(&self, f: &mut rt::Refs<'_>) {
        f(&[&self.results, &self.first, &self.count])
    }
}
rt::record!([D] Page<D>);

/// Kind of repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum ScmType {
    Git,
    Svn,
    /// A value that the spec does not know.
    Unknown(rt::UnknownValue),
}
impl rt::Empty for ScmType {
    fn empty() -> Self {
        Self::Git
    }
}
impl rt::Choice for ScmType {
    fn shape(&self) -> &'static rt::ChoiceShape {
        static SHAPE: rt::ChoiceShape = rt::ChoiceShape {
            name: "ScmType",
            values: rt::ChoiceValues::Text(&["git", "svn"]),
        };
        &SHAPE
    }
    fn current(&self) -> rt::Result<usize, &rt::UnknownValue> {
        match self {
            Self::Git => rt::Result::Ok(0),
            Self::Svn => rt::Result::Ok(1),
            Self::Unknown(value) => rt::Result::Err(value),
        }
    }
    fn select(&mut self, index: usize) {
        *self = match index {
            1 => Self::Svn,
            _ => Self::Git,
        };
    }
    fn select_unknown(&mut self, value: rt::UnknownValue) -> bool {
        *self = Self::Unknown(value);
        true
    }
}
rt::choice!(ScmType, text);

/// Closed, and of integers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Level {
    Low,
    High,
}
impl rt::Empty for Level {
    fn empty() -> Self {
        Self::Low
    }
}
impl rt::Choice for Level {
    fn shape(&self) -> &'static rt::ChoiceShape {
        static SHAPE: rt::ChoiceShape = rt::ChoiceShape {
            name: "Level",
            values: rt::ChoiceValues::Integer(&[1, 9]),
        };
        &SHAPE
    }
    fn current(&self) -> rt::Result<usize, &rt::UnknownValue> {
        rt::Result::Ok(match self {
            Self::Low => 0,
            Self::High => 1,
        })
    }
    fn select(&mut self, index: usize) {
        *self = match index {
            1 => Self::High,
            _ => Self::Low,
        };
    }
    fn select_unknown(&mut self, _value: rt::UnknownValue) -> bool {
        false
    }
}
rt::choice!(Level);

/// A name or a number.
#[derive(Clone, PartialEq)]
pub(crate) enum OrgRef {
    Name(rt::String),
    Id(i64),
}
impl rt::Empty for OrgRef {
    fn empty() -> Self {
        Self::Name(rt::empty())
    }
}
impl rt::Union for OrgRef {
    fn shape(&self) -> &'static rt::UnionShape {
        static SHAPE: rt::UnionShape = rt::UnionShape {
            name: "OrgRef",
            tagging: rt::Tagging::Order,
            variants: &[
                rt::Variant {
                    tag: "Name",
                    codec: &rt::Codec::Plain,
                },
                rt::Variant {
                    tag: "Id",
                    codec: &rt::Codec::Plain,
                },
            ],
            other: rt::Option::None,
        };
        &SHAPE
    }
    fn current(&self) -> (usize, &dyn rt::Node) {
        match self {
            Self::Name(content) => (0, content),
            Self::Id(content) => (1, content),
        }
    }
    fn select(&mut self, index: usize) -> &mut dyn rt::Node {
        *self = match index {
            1 => Self::Id(rt::empty()),
            _ => Self::Name(rt::empty()),
        };
        match self {
            Self::Name(content) => content,
            Self::Id(content) => content,
        }
    }
}
rt::union!(OrgRef);
