//! Types made as generated code makes them, and the checks that the tests are written in.

use specwright_runtime as rt;

/// A struct with its reflection.
macro_rules! record_type {
    ($name:ident { $($field:ident: $type:ty = $shape:expr),* $(,)? } $(extra $extra:ident: $item:ty = $codec:expr)?) => {
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name { $(pub(crate) $field: $type,)* $(pub(crate) $extra: rt::Map<$item>,)? }
        impl rt::Empty for $name {
            fn empty() -> Self { Self { $($field: rt::empty(),)* $($extra: rt::empty(),)? } }
        }
        impl rt::Record for $name {
            fn shape(&self) -> &'static rt::Shape {
                static SHAPE: rt::Shape = rt::Shape {
                    name: stringify!($name),
                    extra: record_type!(@extra $($codec)?),
                    fields: &[$($shape),*],
                };
                &SHAPE
            }
            fn slots(&mut self, f: &mut rt::Slots<'_>) { f(&mut [$(&mut self.$field,)* $(&mut self.$extra,)?]) }
            fn refs(&self, f: &mut rt::Refs<'_>) { f(&[$(&self.$field,)* $(&self.$extra,)?]) }
        }
        rt::record!($name);
    };
    (@extra) => { None };
    (@extra $codec:expr) => { Some(&$codec) };
}

/// A one-of with its reflection.
macro_rules! union_type {
    ($name:ident by $tagging:expr, other $other:expr; $($index:literal $variant:ident($type:ty) = $tag:literal),* $(,)?) => {
        #[derive(Clone, PartialEq)]
        pub(crate) enum $name { $($variant($type)),* }
        impl rt::Empty for $name {
            fn empty() -> Self { let mut first = None; $(first.get_or_insert(Self::$variant(rt::empty()));)* first.unwrap() }
        }
        impl rt::Union for $name {
            fn shape(&self) -> &'static rt::UnionShape {
                static SHAPE: rt::UnionShape = rt::UnionShape {
                    name: stringify!($name),
                    tagging: $tagging,
                    variants: &[$(rt::Variant { tag: $tag, codec: &rt::Codec::Plain }),*],
                    other: $other,
                };
                &SHAPE
            }
            fn current(&self) -> (usize, &dyn rt::Node) {
                match self { $(Self::$variant(inner) => ($index, inner)),* }
            }
            fn select(&mut self, index: usize) -> &mut dyn rt::Node {
                *self = match index { $($index => Self::$variant(rt::empty()),)* _ => unreachable!() };
                match self { $(Self::$variant(inner) => inner),* }
            }
        }
        rt::union!($name);
    };
}

pub(crate) use {record_type, union_type};

/// Reads JSON by a codec.
pub(crate) fn read<T: rt::Node + rt::Empty>(
    json: &str,
    codec: &'static rt::Codec,
) -> Result<T, String> {
    let mut value = T::empty();
    let read = rt::decode_json(json.as_bytes(), &mut value, codec);
    // A tree reads as text does.
    if let Ok(tree) = serde_json::from_str::<rt::Json>(json) {
        let mut from_tree = T::empty();
        let from_tree = rt::decode_value(&tree, false, &mut from_tree, codec)
            .map(|()| rt::encode_json(&from_tree, codec));
        assert_eq!(
            from_tree,
            read.clone().map(|()| rt::encode_json(&value, codec)),
            "tree and text differ for {json}"
        );
    }
    read.map(|()| value).map_err(|error| error.to_string())
}

/// JSON text of a value, which is the same whether serde writes it or not.
pub(crate) fn json(node: &dyn rt::Node) -> String {
    let text = String::from_utf8(rt::to_json(node)).unwrap();
    let mut by_serde = Vec::new();
    rt::serialize(node, &mut serde_json::Serializer::new(&mut by_serde)).unwrap();
    assert_eq!(text.as_bytes(), by_serde, "serde writes something else");
    text
}

/// The message of the failure to read this.
pub(crate) fn failure<T: rt::Node + rt::Empty>(text: &str) -> String {
    match read::<T>(text, &rt::Codec::Plain) {
        Ok(value) => format!("no failure, but {}", json(&value)),
        Err(message) => message,
    }
}
