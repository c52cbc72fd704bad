//! Enums of documented values.

use super::index::Kind;
use super::naming;
use super::numbers;
use super::provenance;
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Choice, ChoiceValue, ChoiceWire, TypeKind};
use crate::spec;

pub(super) fn lower(
    scope: &Scope<'_>,
    kind: Kind,
    def: &spec::TypeDef,
    place: &Place,
    diags: &mut Diagnostics,
) -> TypeKind {
    let place = at(place, "enum");
    let entries = def.values.iter().flat_map(|values| values.iter());
    let values: Vec<ChoiceValue> = entries
        .map(|(key, value)| choice_value(scope, kind, (key, value), &at(&place, key), diags))
        .collect();
    if values.is_empty() {
        diags
            .error(Code::EnumValues, place, "an enum has at least one value")
            .help("list its values, or take `string` where nobody knows them");
        return TypeKind::Error;
    }
    check_mixed(&values, &place, diags);
    TypeKind::Choice(Choice {
        closed: def.closed,
        values,
    })
}

fn choice_value(
    scope: &Scope<'_>,
    kind: Kind,
    (key, value): (&str, &spec::EnumValue),
    place: &Place,
    diags: &mut Diagnostics,
) -> ChoiceValue {
    if let Some(name) = &value.name {
        naming::expect_upper_camel("a value", name, at(place, "name"), diags);
    }
    let integer = numbers::integer(key).filter(|_| kind == Kind::IntegerChoice);
    if integer.is_some() && value.name.is_none() {
        let message = format!("the value `{key}` needs a `name`");
        let problem = diags.error(Code::NeedsName, place.clone().of_key(), message);
        if let Some(text) = value.text.as_deref().filter(|text| text.len() < 60) {
            problem.help(format!("write `{key}: {{name: .., text: {text}}}`"));
        }
    }
    ChoiceValue {
        key: key.to_owned(),
        wire: match integer {
            Some(number) => ChoiceWire::Integer(number),
            None => ChoiceWire::Text(key.to_owned()),
        },
        name: value.name.clone().unwrap_or_else(|| key.to_owned()),
        doc: value.text.clone(),
        source: provenance::lower(value.source.as_ref(), scope.document),
    }
}

/// A key that looks like an integer among texts: YAML readers and people will disagree on what the wire says.
fn check_mixed(values: &[ChoiceValue], place: &Place, diags: &mut Diagnostics) {
    let is_integer = |value: &&ChoiceValue| numbers::integer(&value.key).is_some();
    let text = values.iter().find(|value| !is_integer(value));
    let integer = values.iter().find(is_integer);
    if let (Some(text), Some(integer)) = (text, integer) {
        let message = format!("`{}` is an integer, and `{}` is not", integer.key, text.key);
        diags
            .error(Code::EnumValues, at(place, &integer.key).of_key(), message)
            .label(at(place, &text.key).of_key(), "a text")
            .help("where the wire has both, use a one-of of two enums, or `string`");
    }
}
