//! How values are spelt. In: the model. Out: the runtime's codec, and the one by which a command line is read.

use specwright::model::Codec;
use specwright_runtime as rt;

use crate::leak;

/// The spelling as the runtime takes it.
pub(crate) fn leaked(codec: &Codec) -> &'static rt::Codec {
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
        Codec::Row => rt::Codec::Row,
        Codec::TextOf(inner) => rt::Codec::TextOf(leaked(inner)),
        Codec::Absent(texts, inner) => rt::Codec::Absent(leak::texts(texts), leaked(inner)),
    })
}

/// The spelling in which a person gives a value: lists and JSON inside a text are given bare, and no text
/// stands for absence.
pub(crate) fn given(codec: &Codec) -> Codec {
    match codec {
        Codec::Joined(_) | Codec::JsonText | Codec::Row => Codec::Plain,
        Codec::Absent(_, inner) => given(inner),
        other => other.clone(),
    }
}

/// The same of a spelling as the runtime has it, so that nothing is made anew for a request.
pub(crate) fn given_to(codec: &'static rt::Codec) -> &'static rt::Codec {
    match codec {
        rt::Codec::Joined(_) | rt::Codec::JsonText | rt::Codec::Row => &rt::Codec::Plain,
        rt::Codec::Absent(_, inner) => given_to(inner),
        other => other,
    }
}
