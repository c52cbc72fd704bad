//! How values are spelt. In: the model. Out: the runtime's codec, and the one by which a command line is read.

use specwright::model::{Api, Codec, Type, TypeKind, Value};
use specwright_runtime as rt;

use super::leak;

/// Aliases are never this deep; a ring of them, which `check` refuses, must not hang us.
const DEEPEST: usize = 64;

/// The spelling of a value: its own, or that of the alias which it or its items are of.
pub(super) fn of<'a>(api: &'a Api, value: &'a Value) -> &'a Codec {
    let (mut ty, mut codec) = (&value.ty, &value.codec);
    for _ in 0..DEEPEST {
        if *codec != Codec::Plain {
            break;
        }
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => ty = inner,
            Type::Named(id, _) => match api.types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Alias(target)) => (ty, codec) = (&target.ty, &target.codec),
                _ => break,
            },
            _ => break,
        }
    }
    codec
}

/// The spelling as the runtime takes it.
pub(super) fn leaked(codec: &Codec) -> &'static rt::Codec {
    leak::one(match codec {
        Codec::Plain => rt::Codec::Plain,
        Codec::Text => rt::Codec::Text,
        Codec::Either => rt::Codec::Either,
        Codec::Pattern(pattern) => rt::Codec::Pattern(leak::text(pattern)),
        Codec::Iso => rt::Codec::Iso,
        Codec::EpochSeconds => rt::Codec::EpochSeconds,
        Codec::EpochMillis => rt::Codec::EpochMillis,
        Codec::Seconds => rt::Codec::Seconds,
        Codec::Clock => rt::Codec::Clock,
        Codec::Joined(separator) => rt::Codec::Joined(separator),
        Codec::JsonText => rt::Codec::JsonText,
        Codec::TextOf(inner) => rt::Codec::TextOf(leaked(inner)),
        Codec::Absent(texts, inner) => rt::Codec::Absent(leak::texts(texts), leaked(inner)),
    })
}

/// The spelling in which a person gives a value: lists and JSON inside a text are given bare, and no text
/// stands for absence.
pub(super) fn given(codec: &Codec) -> Codec {
    match codec {
        Codec::Joined(_) | Codec::JsonText => Codec::Plain,
        Codec::Absent(_, inner) => given(inner),
        other => other.clone(),
    }
}
