//! The type that a member gets. In: the page's word for it, its example, what samples show. Out: the spec's keys for it.

use crate::page::{Shown, TypeWord};

/// A type as a spec writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) ty: String,
    pub(crate) format: Option<&'static str>,
    pub(crate) wire: Option<&'static str>,
    /// Why it is not simply what the page says.
    pub(crate) guess: Option<String>,
    /// A question for the author.
    pub(crate) hint: Option<String>,
}

/// What is known of a member.
pub(crate) struct Known<'a> {
    pub(crate) name: &'a str,
    pub(crate) word: Option<TypeWord>,
    /// The word as written.
    pub(crate) written: &'a str,
    pub(crate) example: Option<&'a str>,
    pub(crate) text: &'a str,
    pub(crate) shown: &'a Shown,
    /// Whether the page tells 32 bits from 64 by `Integer` and `Long`.
    pub(crate) narrow: bool,
    pub(crate) request: bool,
}

pub(crate) fn of(known: &Known<'_>) -> Typed {
    let typed = match &known.word {
        Some(word) => as_shown(known, by_word(known, word)),
        None => by_sample(known),
    };
    if typed.ty == "string" && is_secret(known.name) {
        return Typed {
            ty: "secret".to_owned(),
            guess: Some("secret, from its name".to_owned()),
            ..Typed::default()
        };
    }
    typed
}

/// A number that samples show as a text is one on the wire.
fn as_shown(known: &Known<'_>, typed: Typed) -> Typed {
    let number = matches!(typed.ty.as_str(), "i32" | "i64" | "u32" | "u64");
    let digits = known
        .shown
        .value(known.name)
        .and_then(|value| value.strip_prefix('"'))
        .is_some_and(super::hints::is_number);
    if known.request || !number || !digits {
        return typed;
    }
    Typed {
        wire: Some("text"),
        guess: Some("wire, from a sample".to_owned()),
        ..typed
    }
}

fn plain(ty: &str) -> Typed {
    Typed {
        ty: ty.to_owned(),
        ..Typed::default()
    }
}

fn by_word(known: &Known<'_>, word: &TypeWord) -> Typed {
    let example = known.example.unwrap_or_default();
    match word {
        TypeWord::Text | TypeWord::Enum(_) => by_text(example),
        TypeWord::Integer { bits, signed } => plain(match (bits, signed) {
            (32, true) => "i32",
            (32, false) => "u32",
            (0, true) if known.narrow => "i32",
            (_, true) => "i64",
            (_, false) => "u64",
        }),
        TypeWord::Number { fraction: false } if example.parse::<i64>().is_ok() => plain("i64"),
        TypeWord::Number { .. } => plain("f64"),
        TypeWord::Bool => plain("bool"),
        TypeWord::Object(_) | TypeWord::Any => plain("any"),
        TypeWord::List(of) => Typed {
            guess: matches!(**of, TypeWord::Named(_))
                .then(|| format!("list<any>; the page says {}", known.written.trim())),
            ..plain(&format!("list<{}>", inner(known, of)))
        },
        TypeWord::Map(of) => plain(&format!("map<{}>", inner(known, of))),
        TypeWord::Date => time(example)
            .filter(|typed| typed.ty == "date")
            .unwrap_or(plain("date")),
        TypeWord::DateTime => time(example).unwrap_or(Typed {
            format: Some("%Y-%m-%d %H:%M:%S"),
            guess: Some("format; the page shows no value".to_owned()),
            ..plain("datetime")
        }),
        TypeWord::Timestamp => timestamp(known, example),
        TypeWord::File => plain(if known.request { "file" } else { "bytes" }),
        TypeWord::Bytes => plain("bytes"),
        TypeWord::Named(_) => Typed {
            guess: Some(format!("any; the page says {}", known.written.trim())),
            ..plain("any")
        },
    }
}

fn inner(known: &Known<'_>, word: &TypeWord) -> String {
    let one = Known {
        name: "",
        word: None,
        example: None,
        text: "",
        ..*known
    };
    by_word(&one, word).ty
}

fn timestamp(known: &Known<'_>, example: &str) -> Typed {
    let millis = example.trim().len() == 13
        || known.text.contains("毫秒")
        || known.text.to_ascii_lowercase().contains("millisecond");
    let told = !example.is_empty()
        || millis
        || known.text.contains('秒')
        || known.text.to_ascii_lowercase().contains("second");
    Typed {
        format: Some(if millis {
            "epoch_millis"
        } else {
            "epoch_seconds"
        }),
        guess: (!told)
            .then(|| "format; the page does not tell seconds from milliseconds".to_owned()),
        ..plain("timestamp")
    }
}

/// A text whose example is a time is a time.
fn by_text(example: &str) -> Typed {
    match time(example) {
        Some(typed) => Typed {
            guess: Some(format!("{}, from the example", typed.ty)),
            ..typed
        },
        None => plain("string"),
    }
}

/// The type of a value that is spelt like a time.
fn time(value: &str) -> Option<Typed> {
    let value = value.trim();
    let shape: String = value
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let with = |ty: &str, format| {
        Some(Typed {
            format: Some(format),
            ..plain(ty)
        })
    };
    match shape.as_str() {
        "0000-00-00 00:00:00" => with("datetime", "%Y-%m-%d %H:%M:%S"),
        "0000-00-00 00:00" => with("datetime", "%Y-%m-%d %H:%M"),
        "0000/00/00 00:00:00" => with("datetime", "%Y/%m/%d %H:%M:%S"),
        "0000-00-00T00:00:00" => with("datetime", "%Y-%m-%dT%H:%M:%S"),
        "0000-00-00T00:00:00Z"
        | "0000-00-00T00:00:00.000Z"
        | "0000-00-00T00:00:00+00:00"
        | "0000-00-00T00:00:00.000+00:00" => Some(plain("timestamp")).map(|typed| Typed {
            format: Some("iso"),
            ..typed
        }),
        "0000-00-00" => Some(plain("date")),
        "0000/00/00" => with("date", "%Y/%m/%d"),
        _ => None,
    }
}

/// Without a word for the type: what a sample shows.
fn by_sample(known: &Known<'_>) -> Typed {
    let Some(value) = known.shown.value(known.name) else {
        let ty = if known.request { "string" } else { "any" };
        return Typed {
            guess: Some(format!("{ty}; the page names no type")),
            ..plain(ty)
        };
    };
    let from = |typed: Typed| Typed {
        guess: Some(format!("{}, from a sample", typed.ty)),
        ..typed
    };
    let Some(inside) = value.strip_prefix('"') else {
        return from(plain(match value {
            "true" | "false" => "bool",
            "{" => "any",
            "[" => "list<any>",
            value if value.parse::<i64>().is_ok() => "i64",
            value if value.parse::<f64>().is_ok() => "f64",
            _ => "any",
        }));
    };
    let digits = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
    let day = inside.len() == 8
        && inside.starts_with(['1', '2'])
        && known.name.to_ascii_lowercase().contains("da");
    from(match time(inside) {
        Some(typed) => typed,
        None if digits && day => Typed {
            format: Some("%Y%m%d"),
            ..plain("date")
        },
        None if digits && inside.len() < 19 && (inside == "0" || !inside.starts_with('0')) => {
            Typed {
                wire: Some("text"),
                ..plain("u64")
            }
        }
        None => plain("string"),
    })
}

/// Whether a name is that of a secret, as names of secrets go.
fn is_secret(name: &str) -> bool {
    let name: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let page = ["page", "next", "sync", "continu", "prev", "start"]
        .iter()
        .any(|word| name.contains(word));
    let ends = [
        "token",
        "secret",
        "password",
        "passwd",
        "secretkey",
        "privatekey",
        "apikey",
        "keysecret",
        "passphrase",
    ];
    !page && ends.iter().any(|end| name.ends_with(end))
}
