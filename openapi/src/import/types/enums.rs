//! Enums: values that a schema lists, with the names and texts that documents give them in one way or another.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::Types;
use super::def::{Body, Choice, ChoiceValue, Made, Member, Ty};
use super::flat::{Flat, Placed, object};
use crate::import::naming::{self, Names};

/// More values than this do not stand in a sentence.
const MOST: usize = 12;

/// A value with what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) value: Json,
    pub(super) name: Option<String>,
    pub(super) text: Option<String>,
}

impl Types<'_> {
    /// A schema that lists its values.
    pub(super) fn values(&mut self, flat: &Flat, member: &mut Member) -> Made {
        let said = said(flat);
        if said.iter().any(|said| said.value.is_null()) {
            member.nullable = true;
        }
        if let [only] = said.as_slice()
            && !member.nullable
        {
            member.constant = Some(only.value.clone());
        }
        let said: Vec<Said> = said
            .into_iter()
            .filter(|said| !said.value.is_null())
            .collect();
        self.choice(said, flat, member)
    }

    /// An enum, or what comes closest to it.
    pub(super) fn choice(&mut self, said: Vec<Said>, flat: &Flat, member: &mut Member) -> Made {
        if said.is_empty() {
            return Made::Type(Ty::ANY);
        }
        let all = |fits: fn(&Json) -> bool| said.iter().all(|said| fits(&said.value));
        if all(Json::is_string) {
            return self.text_choice(said, flat, member);
        }
        if all(|value| value.as_i64().is_some()) {
            return Made::Body(Body::Choice(integers(said)));
        }
        self.list_values(&said, flat, member);
        Made::Type(if all(Json::is_boolean) {
            Ty::Word("bool")
        } else if all(Json::is_u64) {
            Ty::Word("u64")
        } else if all(|value| value.is_i64() || value.is_u64()) {
            let said = "whole numbers that no one type holds; any value is taken";
            self.remarks.guessed(&flat.at.key("enum"), said);
            Ty::ANY
        } else if all(Json::is_number) {
            Ty::Word("f64")
        } else {
            if all(|value| !value.is_object() && !value.is_array()) {
                let said = "an enum of values of several types; any value is taken";
                self.remarks.guessed(&flat.at.key("enum"), said);
            }
            if !all(|value| !value.is_object() && !value.is_array()) {
                let said = "an enum of whole objects or lists; any value is taken";
                self.remarks.guessed(&flat.at.key("enum"), said);
            }
            Ty::ANY
        })
    }

    fn text_choice(&mut self, said: Vec<Said>, flat: &Flat, member: &mut Member) -> Made {
        let integers_in_text = said
            .iter()
            .filter(|said| said.value.as_str().is_some_and(is_integer))
            .count();
        if integers_in_text == 0 {
            return Made::Body(Body::Choice(texts(said)));
        }
        if integers_in_text == said.len() {
            // The language knows such values as numbers, and that they may travel as texts.
            let numbers = said.into_iter().map(|said| Said {
                value: said
                    .value
                    .as_str()
                    .and_then(|text| text.parse::<i64>().ok())
                    .map_or(said.value, Json::from),
                ..said
            });
            member.wire = Some("text");
            return Made::Body(Body::Choice(integers(numbers.collect())));
        }
        self.list_values(&said, flat, member);
        let said = "numbers and words among the texts of an enum: any text is taken";
        self.remarks.guessed(&flat.at.key("enum"), said);
        Made::Type(Ty::STRING)
    }

    /// Values that only the text can say.
    fn list_values(&self, said: &[Said], flat: &Flat, member: &mut Member) {
        let is_every_bool = said.len() == 2 && said.iter().all(|said| said.value.is_boolean());
        if is_every_bool {
            return;
        }
        if said.len() > MOST {
            let said = format!("the {} values of an enum of mixed kinds", said.len());
            self.remarks.not_carried(&flat.at.key("enum"), said);
            return;
        }
        let shown: Vec<String> = said
            .iter()
            .map(|said| format!("`{}`", shown(&said.value)))
            .collect();
        let note = match shown.as_slice() {
            [one] => format!("Always {one}."),
            many => format!("One of {}.", many.join(", ")),
        };
        member.notes.push(note);
    }
}

fn shown(value: &Json) -> String {
    match value {
        Json::String(text) if !text.is_empty() => text.replace('`', "'"),
        other => other.to_string().replace('`', "'"),
    }
}

/// As the language reads keys of enums: digits with a sign, and no zero that could mean anything else.
fn is_integer(text: &str) -> bool {
    text.parse::<i64>()
        .is_ok_and(|number| number.to_string() == text)
}

fn texts(said: Vec<Said>) -> Choice {
    let mut taken = Names::new();
    let mut values: Vec<ChoiceValue> = Vec::new();
    let mut known = HashSet::new();
    for said in said {
        let wire = said.value.as_str().unwrap_or_default().to_owned();
        if !known.insert(wire.clone()) {
            continue;
        }
        let usual = specwright::names::type_name(&wire);
        let wanted = said.name.as_deref().map(naming::type_name);
        let name = match wanted {
            Some(wanted) => Some(taken.take(&wanted)).filter(|name| *name != usual),
            None if reserve(&mut taken, &usual) => None,
            None => Some(taken.take(&naming::type_name(&wire))),
        };
        values.push(ChoiceValue {
            wire,
            integer: false,
            name,
            text: said.text,
        });
    }
    Choice {
        values,
        closed: false,
    }
}

/// Takes a name as the emitter makes it; it may have an underscore.
fn reserve(taken: &mut Names, usual: &str) -> bool {
    taken.reserve(usual)
}

fn integers(said: Vec<Said>) -> Choice {
    let mut taken = Names::new();
    let mut values: Vec<ChoiceValue> = Vec::new();
    let mut known = HashSet::new();
    for said in said {
        let wire = said.value.to_string();
        if !known.insert(wire.clone()) {
            continue;
        }
        let name = match (&said.name, wire.strip_prefix('-')) {
            (Some(name), _) => naming::type_name(name),
            (None, Some(digits)) => format!("Minus{digits}"),
            (None, None) => format!("Value{wire}"),
        };
        values.push(ChoiceValue {
            integer: true,
            name: Some(taken.take(&name)),
            text: said.text,
            wire,
        });
    }
    Choice {
        values,
        closed: false,
    }
}

/// The values of a schema with their names and texts.
fn said(flat: &Flat) -> Vec<Said> {
    let names = extension(flat, &["enum-varnames", "enumNames"]);
    let texts = extension(flat, &["enum-descriptions", "enumDescriptions"]);
    let values = flat.own.enum_values.iter().enumerate();
    values
        .map(|(index, value)| Said {
            name: about(names, index, value),
            text: about(texts, index, value)
                .map(|text| super::notes::tidy(&text))
                .filter(|text| !text.is_empty()),
            value: value.clone(),
        })
        .collect()
}

fn extension<'f>(flat: &'f Flat, names: &[&str]) -> Option<&'f Json> {
    names.iter().find_map(|name| flat.own.extensions.get(*name))
}

/// A list beside the values, or a map by value.
fn about(extension: Option<&Json>, index: usize, value: &Json) -> Option<String> {
    let found = match extension? {
        Json::Array(list) => list.get(index)?,
        Json::Object(map) => map.get(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
                .as_str(),
        )?,
        _ => return None,
    };
    found.as_str().map(str::to_owned)
}

/// The values of a branch that lists values, each with a title and a text of its own where there is one value.
pub(super) fn branch_values(flat: &Flat) -> Option<Vec<Said>> {
    let own = &flat.own;
    if let Some(value) = &own.const_value {
        let text = own.description.as_deref().map(super::notes::tidy);
        return Some(vec![Said {
            value: value.clone(),
            name: own.title.clone(),
            text,
        }]);
    }
    if own.enum_values.is_empty() {
        return None;
    }
    let mut values = said(flat);
    if let [one] = values.as_mut_slice()
        && one.text.is_none()
    {
        one.text = own.description.as_deref().map(super::notes::tidy);
    }
    Some(values)
}

/// Values of several branches as one list.
pub(super) fn joined(all: Vec<Vec<Said>>) -> Vec<Said> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut joined: Vec<Said> = Vec::new();
    for said in all.into_iter().flatten() {
        match places.get(&said.value.to_string()) {
            Some(index) => {
                let known = &mut joined[*index];
                known.text = known.text.take().or(said.text);
                known.name = known.name.take().or(said.name);
            }
            None => {
                places.insert(said.value.to_string(), joined.len());
                joined.push(said);
            }
        }
    }
    joined
}

impl Types<'_> {
    /// Whether a schema lists its values.
    pub(super) fn is_choice(&self, (schema, at): &Placed) -> bool {
        let flat = match object(schema) {
            Some(schema) => Some(self.flatten(schema, at)),
            None => self.flat_of(schema, at),
        };
        flat.is_some_and(|flat| branch_values(&flat).is_some())
    }
}
