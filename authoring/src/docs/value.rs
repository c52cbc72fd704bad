//! Values for examples: the document's where it shows one, else one of the right type. In: parameters. Out: JSON.

use serde_json::{Map, Value as Json, json};
use specwright::model::{
    Api, ChoiceWire, Codec, Operation, Param, Presence, Tagging, Type, TypeKind, Union, Value,
};
use specwright::names;

/// Types inside of types that are shown; deeper ones are left empty.
const DEEPEST: usize = 4;

/// The value of a parameter in the spec's own example or first sample, or one of its type.
pub(super) fn of_param(api: &Api, op: &Operation, param: &Param) -> Json {
    let field = &param.field;
    let example = field.doc.example.clone().map(Json::String);
    let sampled = || {
        let mut samples = op.samples.iter();
        samples.find_map(|sample| sample.params.as_ref()?.get(&field.wire).cloned())
    };
    let shown = example.or_else(sampled);
    let shown = shown.filter(|shown| fits(api, &field.value.ty, shown));
    shown.unwrap_or_else(|| made_up(api, &field.value, &names::field(field), 0))
}

/// Whether an example can be given as it stands; documents have examples that their own services refuse.
fn fits(api: &Api, ty: &Type, shown: &Json) -> bool {
    let text = match shown {
        Json::String(text) => text.as_str(),
        _ => return *ty != Type::Secret,
    };
    match api.bare(ty) {
        Type::I32 => text.parse::<i32>().is_ok(),
        Type::I64 => text.parse::<i64>().is_ok(),
        Type::U32 => text.parse::<u32>().is_ok(),
        Type::U64 => text.parse::<u64>().is_ok(),
        Type::F64 => text.parse::<f64>().is_ok(),
        Type::Bool => matches!(text, "true" | "false"),
        Type::Secret | Type::Bytes | Type::File | Type::Unit | Type::Error => false,
        Type::Map(_) => text.starts_with('{'),
        Type::Named(id, _) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(_) | TypeKind::Union(_)) => text.starts_with('{'),
            _ => true,
        },
        Type::List(item) => text.starts_with('[') || fits(api, item, shown),
        _ => true,
    }
}

fn made_up(api: &Api, value: &Value, name: &str, depth: usize) -> Json {
    let plain = |ty: &Type| Value {
        ty: ty.clone(),
        codec: Codec::Plain,
    };
    match api.bare(&value.ty) {
        Type::Bool => json!(true),
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => json!(1),
        Type::Date | Type::DateTime | Type::Timestamp | Type::Duration => {
            moment(api.bare(&value.ty), &value.codec)
        }
        Type::Bytes | Type::File => json!("@FILE"),
        Type::Unit | Type::Error => Json::Null,
        Type::List(item) => match depth < DEEPEST {
            true => Json::Array(vec![made_up(api, &plain(item), name, depth + 1)]),
            false => json!([]),
        },
        Type::Map(item) => match depth < DEEPEST {
            true => json!({"key": made_up(api, &plain(item), name, depth + 1)}),
            false => json!({}),
        },
        Type::Named(id, args) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(shape)) => {
                let mut members = Map::new();
                let required = shape
                    .fields
                    .iter()
                    .filter(|field| field.presence == Presence::Required && depth < DEEPEST);
                for field in required {
                    let value = Value {
                        ty: field.value.ty.with_arguments(args),
                        codec: field.value.codec.clone(),
                    };
                    let made = made_up(api, &value, &names::field(field), depth + 1);
                    members.insert(field.wire.clone(), made);
                }
                Json::Object(members)
            }
            Some(TypeKind::Choice(choice)) => match choice.values.first().map(|one| &one.wire) {
                Some(ChoiceWire::Text(text)) => json!(text),
                Some(ChoiceWire::Integer(number)) => json!(number),
                None => placeholder(name),
            },
            Some(TypeKind::Union(union)) => one_of(api, union, name, depth),
            _ => Json::Null,
        },
        _ => placeholder(name),
    }
}

/// What any reader sees is to be replaced.
fn placeholder(name: &str) -> Json {
    json!(name.to_uppercase())
}

fn one_of(api: &Api, union: &Union, name: &str, depth: usize) -> Json {
    let Some(variant) = union.variants.first() else {
        return Json::Null;
    };
    let inner = match depth < DEEPEST {
        true => made_up(api, &variant.value, name, depth + 1),
        false => Json::Null,
    };
    match &union.tagging {
        Tagging::Order => inner,
        Tagging::Key => json!({ variant.tag.as_str(): inner }),
        Tagging::Beside(tag, content) => {
            json!({ tag.as_str(): variant.tag, content.as_str(): inner })
        }
        Tagging::Inside(tag) => match inner {
            Json::Object(mut members) => {
                members.insert(tag.clone(), json!(variant.tag));
                Json::Object(members)
            }
            _ => json!({ tag.as_str(): variant.tag }),
        },
    }
}

/// Noon of a day, or a minute, as the wire spells it.
fn moment(ty: &Type, codec: &Codec) -> Json {
    match (codec, ty) {
        (Codec::TextOf(inner), _) => match moment(ty, inner) {
            Json::String(text) => text.into(),
            other => other.to_string().into(),
        },
        (Codec::Absent(_, inner), _) => moment(ty, inner),
        (Codec::Pattern(pattern), _) => {
            let parts = [
                ("%Y", "2024"),
                ("%m", "01"),
                ("%d", "31"),
                ("%H", "12"),
                ("%M", "00"),
                ("%S", "00"),
                ("%F", "2024-01-31"),
                ("%T", "12:00:00"),
                ("%z", "+0000"),
                ("%:z", "+00:00"),
                ("%Z", "UTC"),
            ];
            let text = parts.iter().fold(pattern.clone(), |text, (part, value)| {
                text.replace(part, value)
            });
            text.into()
        }
        (Codec::EpochSeconds, _) => json!(1_706_702_400),
        (Codec::EpochMillis, _) => json!(1_706_702_400_000_i64),
        (Codec::Clock, _) => json!("00:01:00"),
        (_, Type::Duration) => json!(60),
        (_, Type::Date) => json!("2024-01-31"),
        (_, Type::DateTime) => json!("2024-01-31T12:00:00"),
        _ => json!("2024-01-31T12:00:00Z"),
    }
}
