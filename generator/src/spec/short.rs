//! Short forms: what may be written as one text or word instead of a map.
//!
//! Each type says itself what it accepts, so that a value which is none of it is refused in words that fit.
//! (serde's untagged enums try everything and can only say that nothing matched.)

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::{
    Answer, Condition, Credential, CredentialKind, EnumValue, Member, Nullable, PageNumber,
    PagePlace, Server, SignatureMember, Source, StatusSet, Stream, StreamKind, Success, Variable,
    Variant,
};

/// Reads a type from a text, or from a map by the `deserialize` that serde derives beside the trait
/// (`#[serde(remote = "Self")]`).
macro_rules! text_or_map {
    ($type:ident, $expected:literal, |$text:ident| $made:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Form;

                impl<'de> Visitor<'de> for Form {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: Error>(self, $text: &str) -> Result<$type, E> {
                        $made
                    }

                    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<$type, M::Error> {
                        $type::deserialize(MapAccessDeserializer::new(map))
                    }
                }

                deserializer.deserialize_any(Form)
            }
        }
    };
}

text_or_map!(Server, "a URL or a map", |text| Ok(Server {
    url: text.to_owned(),
    ..Server::default()
}));
text_or_map!(Variable, "a description or a map", |text| {
    Ok(Variable {
        text: Some(text.to_owned()),
        ..Variable::default()
    })
});
text_or_map!(
    Credential,
    "`string`, `secret`, `integer` or a map",
    |text| {
        let kind = CredentialKind::deserialize(serde::de::value::StrDeserializer::new(text))?;
        Ok(Credential {
            kind,
            text: None,
            env: None,
        })
    }
);
text_or_map!(SignatureMember, "a template or a map", |text| {
    Ok(SignatureMember {
        number: text.to_owned(),
        is_text: true,
    })
});
text_or_map!(EnumValue, "a text or a map", |text| {
    Ok(EnumValue {
        text: Some(text.to_owned()),
        ..EnumValue::default()
    })
});
text_or_map!(Variant, "a type or a map", |text| Ok(Variant {
    ty: text.to_owned(),
    ..Variant::default()
}));
text_or_map!(Member, "a type or a map", |text| Ok(Member {
    ty: Some(text.to_owned()),
    ..Member::default()
}));
text_or_map!(Answer, "a type or a map", |text| Ok(Answer {
    returns: Some(text.to_owned()),
    ..Answer::default()
}));
text_or_map!(PageNumber, "a parameter or a map", |text| {
    Ok(PageNumber {
        param: text.to_owned(),
        ..PageNumber::default()
    })
});
text_or_map!(PagePlace, "a path or a map", |text| Ok(PagePlace {
    payload: Some(text.to_owned()),
    ..PagePlace::default()
}));
text_or_map!(Stream, "`lines`, `events`, `bytes` or a map", |text| {
    let kind = StreamKind::deserialize(serde::de::value::StrDeserializer::new(text))?;
    Ok(Stream {
        kind: Some(kind),
        ..Stream::default()
    })
});
text_or_map!(Source, "a section or a map", |text| {
    Ok(Source {
        section: Some(text.to_owned()),
        ..Source::default()
    })
});

impl<'de> Deserialize<'de> for Success {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = Success;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`always`, `never` or a map")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Success, E> {
                match word {
                    "always" => Ok(Success::Fixed(true)),
                    "never" => Ok(Success::Fixed(false)),
                    _ => Err(E::unknown_variant(word, &["always", "never"])),
                }
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Success, M::Error> {
                Condition::deserialize(MapAccessDeserializer::new(map)).map(Success::If)
            }
        }

        deserializer.deserialize_any(Form)
    }
}

impl<'de> Deserialize<'de> for Nullable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;

        impl Visitor<'_> for Form {
            type Value = Nullable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`true`, `false` or `apart`")
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Nullable, E> {
                Ok(if yes { Nullable::Yes } else { Nullable::No })
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Nullable, E> {
                match word {
                    "apart" => Ok(Nullable::Apart),
                    _ => Err(E::unknown_variant(word, &["true", "false", "apart"])),
                }
            }
        }

        deserializer.deserialize_any(Form)
    }
}

impl<'de> Deserialize<'de> for StatusSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StatusForm)
    }
}

struct StatusForm;

impl<'de> Visitor<'de> for StatusForm {
    type Value = StatusSet;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an HTTP status, a class, a range or a list of these")
    }

    fn visit_i64<E: Error>(self, status: i64) -> Result<StatusSet, E> {
        Err(E::invalid_value(Unexpected::Signed(status), &self))
    }

    fn visit_u64<E: Error>(self, status: u64) -> Result<StatusSet, E> {
        match u16::try_from(status) {
            Ok(status @ 100..=599) => Ok(StatusSet(vec![(status, status)])),
            _ => Err(E::invalid_value(Unexpected::Unsigned(status), &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<StatusSet, E> {
        let range =
            status_range(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))?;
        Ok(StatusSet(vec![range]))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<StatusSet, S::Error> {
        let mut ranges = Vec::new();
        while let Some(StatusSet(more)) = items.next_element()? {
            ranges.extend(more);
        }
        Ok(StatusSet(ranges))
    }
}

/// `200`, `2xx` or `200..399`, as an inclusive range.
pub(crate) fn status_range(text: &str) -> Option<(u16, u16)> {
    let status = |text: &str| {
        text.parse::<u16>()
            .ok()
            .filter(|status| text.len() == 3 && (100..=599).contains(status))
    };
    if let Some((first, last)) = text.split_once("..") {
        return Some((status(first.trim())?, status(last.trim())?))
            .filter(|(first, last)| first <= last);
    }
    match text.strip_suffix("xx") {
        Some(class) => status(&format!("{class}00"))
            .filter(|_| class.len() == 1)
            .map(|first| (first, first + 99)),
        None => status(text).map(|status| (status, status)),
    }
}
