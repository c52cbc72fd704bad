//! The words of the language for types and spellings. In: parts of the model. Out: text, as a spec would say it.

use specwright::model::{Api, Codec, Type};

/// A type as a spec writes it: `list<Page<Repo>?>`.
pub fn type_text(api: &Api, generics: &[String], ty: &Type) -> String {
    let inner = |ty: &Type| type_text(api, generics, ty);
    match ty {
        Type::List(item) => format!("list<{}>", inner(item)),
        Type::Map(item) => format!("map<{}>", inner(item)),
        Type::Nullable(item) => format!("{}?", inner(item)),
        Type::Named(id, args) => {
            let name = api.types.get(id.0).map_or("", |def| def.name.as_str());
            match args.as_slice() {
                [] => name.to_owned(),
                args => {
                    let args: Vec<String> = args.iter().map(inner).collect();
                    format!("{name}<{}>", args.join(", "))
                }
            }
        }
        Type::Param(index) => generics.get(*index).cloned().unwrap_or_default(),
        scalar => scalar.word().unwrap_or("nothing").to_owned(),
    }
}

/// How a value travels, where that is not what its type suggests.
pub fn codec(codec: &Codec) -> Option<String> {
    Some(match codec {
        Codec::Plain => return None,
        Codec::Text => "text".into(),
        Codec::Either => "either".into(),
        Codec::Pattern(pattern) => pattern.clone(),
        Codec::Iso => "iso".into(),
        Codec::EpochSeconds => "epoch_seconds".into(),
        Codec::EpochMillis => "epoch_millis".into(),
        Codec::Seconds => "seconds".into(),
        Codec::Clock => "clock".into(),
        Codec::Joined(",") => "comma".into(),
        Codec::Joined(";") => "semicolon".into(),
        Codec::Joined(" ") => "space".into(),
        Codec::Joined(separator) => format!("joined by {separator}"),
        Codec::JsonText => "json".into(),
        Codec::Row => "row".into(),
        Codec::TextOf(inner) => match self::codec(inner) {
            Some(inner) => format!("{inner} as text"),
            None => "text".into(),
        },
        Codec::Absent(_, inner) => return self::codec(inner),
    })
}
