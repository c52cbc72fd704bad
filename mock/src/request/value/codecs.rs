//! Spellings of the model as the runtime takes them. In: the model's codec. Out: the runtime's, made once for each.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use specwright::model::Codec;
use specwright_runtime as rt;

/// The spelling of what is there, past the values that mean absence.
pub(super) fn present(codec: &Codec) -> &Codec {
    match codec {
        Codec::Absent(_, inner) => present(inner),
        other => other,
    }
}

/// The spelling of a single value as the runtime takes it. The runtime wants it for ever, and there are no more of them
/// than specs have written.
pub(crate) fn runtime(codec: &Codec) -> &'static rt::Codec {
    static KNOWN: LazyLock<Mutex<HashMap<Codec, &'static rt::Codec>>> =
        LazyLock::new(Mutex::default);
    let made = match present(codec) {
        Codec::Text => return &rt::Codec::Text,
        Codec::Either => return &rt::Codec::Either,
        Codec::Iso => return &rt::Codec::Iso,
        Codec::EpochSeconds => return &rt::Codec::EpochSeconds,
        Codec::EpochMillis => return &rt::Codec::EpochMillis,
        Codec::Seconds => return &rt::Codec::Seconds,
        Codec::Clock => return &rt::Codec::Clock,
        codec @ (Codec::Pattern(_) | Codec::TextOf(_)) => codec,
        _ => return &rt::Codec::Plain,
    };
    let known = KNOWN
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(made)
        .copied();
    known.unwrap_or_else(|| {
        let leaked: &'static rt::Codec = Box::leak(Box::new(match made {
            Codec::Pattern(pattern) => {
                rt::Codec::Pattern(Box::leak(pattern.clone().into_boxed_str()))
            }
            Codec::TextOf(inner) => rt::Codec::TextOf(runtime(inner)),
            _ => rt::Codec::Plain,
        }));
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(made.clone()).or_insert(leaked)
    })
}
