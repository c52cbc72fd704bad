//! Which spellings go together.

use super::*;
use crate::source::FileId;

/// The codec, or the messages of what was refused.
fn spelt(
    ty: Type,
    format: Option<&str>,
    wire: Option<Wire>,
    absent: &[&str],
) -> Result<Codec, Vec<String>> {
    let absent: Vec<String> = absent.iter().map(|text| (*text).to_owned()).collect();
    let spelling = Spelling {
        format,
        wire: wire.as_ref(),
        absent: &absent,
    };
    let mut diags = Diagnostics::new();
    let codec = spell(
        &Types::new(Vec::new()),
        &ty,
        spelling,
        &Place::file(FileId(0)),
        &mut diags,
    );
    let messages: Vec<String> = diags
        .iter()
        .map(|problem| problem.message().to_owned())
        .collect();
    if messages.is_empty() {
        Ok(codec)
    } else {
        Err(messages)
    }
}

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

#[test]
fn spellings_combine() {
    let epoch = || Box::new(Codec::EpochSeconds);
    let table = [
        (Type::I64, None, None, Codec::Plain),
        (Type::I64, None, Some(Wire::Text), Codec::Text),
        (Type::Bool, None, Some(Wire::Either), Codec::Either),
        (list(Type::U32), None, Some(Wire::Text), Codec::Text),
        (
            Type::Date,
            Some("%Y%m%d"),
            None,
            Codec::Pattern("%Y%m%d".into()),
        ),
        (Type::DateTime, Some("iso"), None, Codec::Iso),
        (
            Type::Timestamp,
            Some("epoch_millis"),
            None,
            Codec::EpochMillis,
        ),
        (
            Type::Timestamp,
            Some("epoch_seconds"),
            Some(Wire::Text),
            Codec::TextOf(epoch()),
        ),
        (Type::Duration, Some("clock"), None, Codec::Clock),
        (
            Type::Nullable(Box::new(list(Type::String))),
            None,
            Some(Wire::Comma),
            Codec::Joined(","),
        ),
        (
            list(Type::Date),
            None,
            Some(Wire::Space),
            Codec::Joined(" "),
        ),
        (list(Type::Any), None, Some(Wire::Json), Codec::JsonText),
        (list(Type::String), None, Some(Wire::Json), Codec::JsonText),
        (Type::Error, Some("iso"), Some(Wire::Text), Codec::Plain),
    ];
    for (ty, format, wire, expected) in table {
        assert_eq!(spelt(ty.clone(), format, wire, &[]), Ok(expected), "{ty:?}");
    }
    let expected = Codec::Absent(vec!["".into(), "-".into()], Box::new(Codec::Text));
    assert_eq!(
        spelt(Type::I64, None, Some(Wire::Text), &["", "-"]),
        Ok(expected)
    );
}

#[test]
fn senseless_ones_are_refused() {
    let table = [
        (Type::String, Some("iso"), None),
        (Type::I64, Some("epoch_seconds"), None),
        (Type::Duration, Some("%H:%M"), None),
        (Type::Date, Some("seconds"), None),
        (Type::String, None, Some(Wire::Text)),
        (Type::Any, None, Some(Wire::Text)),
        (Type::Duration, Some("clock"), Some(Wire::Text)),
        (Type::Timestamp, Some("epoch_seconds"), Some(Wire::Either)),
        (Type::I64, None, Some(Wire::Comma)),
        (Type::Map(Box::new(Type::I64)), None, Some(Wire::Semicolon)),
        (list(list(Type::I64)), None, Some(Wire::Space)),
        (list(Type::Any), None, Some(Wire::Comma)),
        (list(Type::Date), Some("iso"), Some(Wire::Comma)),
        (Type::Timestamp, Some("iso"), Some(Wire::Json)),
        (Type::Secret, None, Some(Wire::Json)),
        (list(Type::Any), None, Some(Wire::Row)),
    ];
    for (ty, format, wire) in table {
        let refused = spelt(ty.clone(), format, wire.clone(), &[]);
        assert_eq!(
            refused.map_err(|messages| messages.len()),
            Err(1),
            "{ty:?} {format:?} {wire:?}"
        );
    }
}
