//! The runtime's spelling of a value. In: the model's. Out: the same as the runtime takes it, made once per spelling.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use specwright::model::Codec;
use specwright_runtime as rt;

/// Spellings refer to each other as `'static`; there are as many as the specs of the process have.
static KNOWN: LazyLock<Mutex<HashMap<Codec, &'static rt::Codec>>> = LazyLock::new(Mutex::default);

/// The spelling as the runtime takes it.
pub(crate) fn spelling(codec: &Codec) -> &'static rt::Codec {
    if *codec == Codec::Plain {
        return &rt::Codec::Plain;
    }
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(codec) {
        return known;
    }
    drop(known);
    let made: &'static rt::Codec = Box::leak(Box::new(made(codec)));
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(codec.clone()).or_insert(made)
}

fn made(codec: &Codec) -> rt::Codec {
    match codec {
        Codec::Plain => rt::Codec::Plain,
        Codec::Text => rt::Codec::Text,
        Codec::Either => rt::Codec::Either,
        Codec::Pattern(pattern) => rt::Codec::Pattern(leaked(pattern)),
        Codec::Iso => rt::Codec::Iso,
        Codec::EpochSeconds => rt::Codec::EpochSeconds,
        Codec::EpochMillis => rt::Codec::EpochMillis,
        Codec::Seconds => rt::Codec::Seconds,
        Codec::Clock => rt::Codec::Clock,
        Codec::Joined(separator) => rt::Codec::Joined(separator),
        Codec::JsonText => rt::Codec::JsonText,
        Codec::Row => rt::Codec::Row,
        Codec::TextOf(inner) => rt::Codec::TextOf(spelling(inner)),
        Codec::Absent(texts, inner) => {
            let texts: Vec<&'static str> = texts.iter().map(|text| leaked(text)).collect();
            rt::Codec::Absent(texts.leak(), spelling(inner))
        }
    }
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
