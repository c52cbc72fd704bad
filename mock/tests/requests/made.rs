//! Values made up for the parameters of an operation: the fewest, or all that may stand together.

use serde_json::{Map, Number, Value as Json, json};
use specwright::model::{
    Api, Choice, ChoiceWire, Codec, Limits, Operation, Param, Presence, RuleKind, Struct, Tagging,
    Type, TypeKind,
};

/// How much is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Least,
    Most,
}

/// Values for the parameters, by wire name.
pub(crate) fn values(api: &Api, operation: &Operation, amount: Amount) -> Map<String, Json> {
    let mut given: Vec<bool> = operation
        .params
        .iter()
        .map(|param| amount == Amount::Most || is_required(param))
        .collect();
    obey(operation, &mut given);
    let params = operation
        .params
        .iter()
        .zip(given)
        .filter(|(_, given)| *given);
    params
        .map(|(param, _)| (param.field.wire.clone(), of_param(api, param, amount)))
        .collect()
}

pub(crate) fn is_required(param: &Param) -> bool {
    matches!(
        param.field.presence,
        Presence::Required | Presence::RequiredNullable
    )
}

/// Takes away and adds what the rules ask for.
fn obey(operation: &Operation, given: &mut [bool]) {
    for _ in 0..2 {
        for rule in &operation.rules {
            match &rule.kind {
                RuleKind::Requires(first, others) if given[*first] => {
                    others.iter().for_each(|other| given[*other] = true)
                }
                RuleKind::Requires(..) => {}
                RuleKind::Together(group) => {
                    let any = group.iter().any(|index| given[*index]);
                    group.iter().for_each(|index| given[*index] = any);
                }
                RuleKind::ExactlyOne(group) => keep_one(given, group, true),
                RuleKind::AtMostOne(group) => keep_one(given, group, false),
                RuleKind::AtLeastOne(group) => {
                    if !group.iter().any(|index| given[*index]) {
                        given[group[0]] = true;
                    }
                }
            }
        }
    }
}

fn keep_one(given: &mut [bool], group: &[usize], needs_one: bool) {
    let first = group.iter().copied().find(|index| given[*index]);
    group.iter().for_each(|index| given[*index] = false);
    if let Some(first) = first.or(needs_one.then_some(group[0])) {
        given[first] = true;
    }
}

pub(crate) fn of_param(api: &Api, param: &Param, amount: Amount) -> Json {
    let value = &param.field.value;
    Maker { api, amount }.of(&value.ty, &value.codec, &param.field.limits, 0)
}

struct Maker<'a> {
    api: &'a Api,
    amount: Amount,
}

impl Maker<'_> {
    fn of(&self, ty: &Type, codec: &Codec, limits: &Limits, depth: usize) -> Json {
        let codec = match codec {
            Codec::Absent(_, inner) => inner,
            other => other,
        };
        let as_text = matches!(codec, Codec::Text | Codec::TextOf(_));
        let number = |number: i64| {
            if as_text {
                Json::from(number.to_string())
            } else {
                number.into()
            }
        };
        match ty {
            Type::Nullable(inner) => self.of(inner, codec, limits, depth),
            Type::String | Type::Secret => text(limits),
            Type::Bool if as_text => "true".into(),
            Type::Bool => true.into(),
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => number(within(limits, 7)),
            Type::F64 => number(within(limits, 2)),
            Type::Date => spelt(codec, "2024-02-29"),
            Type::DateTime => spelt(codec, "2024-02-29T12:30:00"),
            Type::Timestamp => spelt(codec, "2024-02-29T12:30:00Z"),
            Type::Duration => match codec {
                Codec::Clock => "00:01:30".into(),
                Codec::Iso => "PT1M30S".into(),
                _ => number(90),
            },
            Type::Bytes | Type::File => json!({"text": "a,b\n"}),
            Type::Any => json!({"any": [1, "é"]}),
            Type::Unit => Json::Null,
            Type::List(item) => {
                let count = limits
                    .min_items
                    .unwrap_or(2)
                    .min(limits.max_items.unwrap_or(2))
                    .max(1);
                let own = self.api.limits_of(item).cloned().unwrap_or_default();
                let inner = if matches!(codec, Codec::Joined(_) | Codec::JsonText) {
                    &Codec::Plain
                } else {
                    codec
                };
                match depth > 4 {
                    true => json!([]),
                    false => (0..count)
                        .map(|_| self.of(item, inner, &own, depth + 1))
                        .collect(),
                }
            }
            Type::Map(entry) => {
                let own = self.api.limits_of(entry).cloned().unwrap_or_default();
                json!({"one": self.of(entry, codec, &own, depth + 1), "a b": self.of(entry, codec, &own, depth + 1)})
            }
            Type::Named(id, args) => match &self.api.types[id.0].kind {
                TypeKind::Struct(shape) => self.record(shape, args, depth + 1),
                TypeKind::Choice(choice) => first(choice),
                TypeKind::Alias(alias) => self.of(&alias.ty, codec, limits, depth),
                TypeKind::Union(union) => {
                    let variant = &union.variants[0];
                    let inner = self.of(
                        &variant.value.ty.with_arguments(args),
                        &variant.value.codec,
                        &Limits::default(),
                        depth + 1,
                    );
                    match &union.tagging {
                        Tagging::Order => inner,
                        Tagging::Inside(tag) => {
                            let mut members = inner.as_object().cloned().unwrap_or_default();
                            members.insert(tag.clone(), variant.tag.clone().into());
                            members.into()
                        }
                        Tagging::Beside(tag, content) => {
                            let mut members = Map::new();
                            members.insert(tag.clone(), variant.tag.clone().into());
                            members.insert(content.clone(), inner);
                            members.into()
                        }
                        Tagging::Key => {
                            Json::Object(Map::from_iter([(variant.tag.clone(), inner)]))
                        }
                    }
                }
                TypeKind::Error => Json::Null,
            },
            Type::Param(_) | Type::Error => Json::Null,
        }
    }

    fn record(&self, shape: &Struct, args: &[Type], depth: usize) -> Json {
        let wanted = shape.fields.iter().filter(|field| {
            let is_required = matches!(
                field.presence,
                Presence::Required | Presence::RequiredNullable
            );
            is_required || (self.amount == Amount::Most && depth < 4)
        });
        let fields = wanted.map(|field| {
            let ty = field.value.ty.with_arguments(args);
            (
                field.wire.clone(),
                self.of(&ty, &field.value.codec, &field.limits, depth),
            )
        });
        Json::Object(fields.collect())
    }
}

fn first(choice: &Choice) -> Json {
    match &choice.values[0].wire {
        ChoiceWire::Text(text) => text.clone().into(),
        ChoiceWire::Integer(number) => (*number).into(),
    }
}

fn text(limits: &Limits) -> Json {
    let mut text = "a é&=/".to_owned();
    let least = limits.min_length.unwrap_or(0) as usize;
    while text.chars().count() < least {
        text.push('x');
    }
    let most = limits.max_length.map_or(usize::MAX, |most| most as usize);
    text.chars().take(most).collect::<String>().into()
}

fn within(limits: &Limits, wish: i64) -> i64 {
    let bound = |number: &Number| number.as_f64().unwrap_or(0.0);
    let mut chosen = wish;
    if let Some(min) = &limits.min {
        chosen = chosen.max(bound(&min.value).ceil() as i64 + i64::from(min.exclusive));
    }
    if let Some(max) = &limits.max {
        chosen = chosen.min(bound(&max.value).floor() as i64 - i64::from(max.exclusive));
    }
    match limits.multiple_of.as_ref().and_then(Number::as_i64) {
        Some(step) if step > 0 => (chosen / step).max(1) * step,
        _ => chosen,
    }
}

/// Times are given by ISO 8601 or as the wire has them.
fn spelt(codec: &Codec, iso: &str) -> Json {
    match codec {
        Codec::EpochSeconds => 1_709_209_800.into(),
        Codec::EpochMillis => 1_709_209_800_000_i64.into(),
        Codec::TextOf(inner) => match spelt(inner, iso) {
            Json::Number(number) => number.to_string().into(),
            other => other,
        },
        Codec::Pattern(pattern) => by_pattern(pattern).into(),
        _ => iso.into(),
    }
}

fn by_pattern(pattern: &str) -> String {
    let table = [
        ("%Y", "2024"),
        ("%m", "02"),
        ("%d", "29"),
        ("%H", "12"),
        ("%M", "30"),
        ("%S", "00"),
        ("%F", "2024-02-29"),
        ("%T", "12:30:00"),
        ("%z", "+0000"),
        ("%:z", "+00:00"),
    ];
    table
        .iter()
        .fold(pattern.to_owned(), |text, (directive, value)| {
            text.replace(directive, value)
        })
}
