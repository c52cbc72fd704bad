//! Limits of values: smallest and largest, lengths, patterns.
//!
//! What the language would refuse, such as a pattern that no engine reads, stays behind with a remark.

use serde_json::Number;
use serde_yaml::{Mapping, Value};

use super::Types;
use super::def::{Member, Ty};
use super::facts::Kind;
use super::flat::{Flat, component_at};
use crate::import::pointer::Pointer;

impl Types<'_> {
    /// Puts the limits of a schema beside its type.
    pub(super) fn value_limits(&mut self, flat: &Flat, member: &mut Member) {
        let kinds = self.kinds_of_flat(flat);
        let mut limits = Mapping::new();
        match kinds.as_slice() {
            [Kind::Number] => numbers(flat, &mut limits),
            [Kind::Text] => texts(flat, &mut limits),
            [Kind::List] => lists(flat, &mut limits),
            [Kind::Object] => maps(flat, &mut limits),
            _ => {}
        }
        let base = match (kinds.as_slice(), flat.own.format.as_deref()) {
            ([Kind::Number], format) => number_word(flat, format),
            ([Kind::Text], Some("byte" | "binary" | "base64")) => "bytes",
            ([Kind::Text], Some("date" | "date-time")) => "date",
            ([Kind::Text], _) if member.wire == Some("text") => "date",
            ([Kind::Text], _) => "string",
            ([Kind::List], _) => "list<any>",
            _ => "map<any>",
        };
        implied(base, &mut limits);
        member.limits = self.allowed(base, limits, &flat.at);
    }

    /// Limits beside a component that is named: they narrow what it stands for.
    pub(super) fn limits_of_named(&mut self, component: &str, flat: &Flat) -> Mapping {
        let Some(schema) = self.schema(component) else {
            return Mapping::new();
        };
        let placed = (schema.clone(), component_at(component));
        let mut limits = Mapping::new();
        numbers(flat, &mut limits);
        texts(flat, &mut limits);
        lists(flat, &mut limits);
        maps(flat, &mut limits);
        if limits.is_empty() {
            return limits;
        }
        let at = flat.at.clone();
        let base = match self.kinds(&placed).as_slice() {
            _ if self.is_choice(&placed) => "bool",
            [Kind::Number] => "f64",
            [Kind::Text] => "string",
            [Kind::List] => "list<any>",
            _ => "bool",
        };
        self.allowed(base, limits, &at)
    }

    /// The limits that the language takes for a type; the others are told.
    fn allowed(&mut self, base: &str, limits: Mapping, at: &Pointer) -> Mapping {
        if limits.is_empty() || self.fits(base, &limits) {
            return limits;
        }
        let mut kept = Mapping::new();
        for (key, value) in limits {
            let mut more = kept.clone();
            more.insert(key.clone(), value.clone());
            if self.fits(base, &more) {
                kept = more;
            } else {
                let shown = serde_json::to_string(&value).unwrap_or_default();
                let said = format!("the limit `{}: {shown}`", key.as_str().unwrap_or_default());
                self.remarks.not_carried(at, said);
            }
        }
        kept
    }

    /// Asks the language itself.
    fn fits(&mut self, base: &str, limits: &Mapping) -> bool {
        let mut def = limits.clone();
        def.insert("type".into(), base.into());
        let shown = serde_json::to_string(&def).unwrap_or_default();
        if let Some(known) = self.checked.get(&shown) {
            return *known;
        }
        let text = format!(
            "specwright: 1\napi: probe\ntitle: a\nsource: {{document: a}}\nservers: {{default: \"https://a\"}}\n\
             types: {{A: {shown}}}\noperations: {{a: {{call: GET /a, returns: A}}}}\n"
        );
        let fits = !specwright::load_text("probe.yaml", text)
            .diagnostics
            .has_errors();
        self.checked.insert(shown, fits);
        fits
    }
}

/// Limits that the type says itself.
fn implied(base: &str, limits: &mut Mapping) {
    let ends: (Option<i64>, Option<i64>) = match base {
        "u32" => (Some(0), Some(i64::from(u32::MAX))),
        "u64" => (Some(0), None),
        "i32" => (Some(i64::from(i32::MIN)), Some(i64::from(i32::MAX))),
        "i64" => (Some(i64::MIN), Some(i64::MAX)),
        _ => (None, None),
    };
    for (key, end) in [("min", ends.0), ("max", ends.1)] {
        let said = limits.get(key).and_then(Value::as_i64);
        if said.is_some() && said == end {
            limits.shift_remove(key);
        }
    }
}

fn number_word(flat: &Flat, format: Option<&str>) -> &'static str {
    let integer = flat.types == [oas3::spec::SchemaType::Integer];
    match (integer, format) {
        (_, Some("int32" | "int16" | "int8")) => "i32",
        (_, Some("uint32" | "uint16" | "uint8")) => "u32",
        (_, Some("uint64" | "uint")) => "u64",
        (_, Some("int64")) | (true, _) => "i64",
        _ => "f64",
    }
}

fn put(limits: &mut Mapping, key: &str, number: Option<&Number>) {
    if let Some(number) = number {
        limits.insert(key.into(), yaml_number(number));
    }
}

/// The same number; `1.0` is written without its fraction.
pub(super) fn yaml_number(number: &Number) -> Value {
    if let Some(number) = number.as_i64() {
        return number.into();
    }
    if let Some(number) = number.as_u64() {
        return number.into();
    }
    let float = number.as_f64().unwrap_or_default();
    let whole = float as i64;
    match (whole as f64 - float).abs() == 0.0 && float.abs() < 9e15 {
        true => whole.into(),
        false => float.into(),
    }
}

fn numbers(flat: &Flat, limits: &mut Mapping) {
    let own = &flat.own;
    let above = own.exclusive_minimum.as_ref();
    let below = own.exclusive_maximum.as_ref();
    // Where both are given, the narrower one counts.
    let float = |number: &Number| number.as_f64().unwrap_or_default();
    let low = own
        .minimum
        .as_ref()
        .filter(|low| above.is_none_or(|above| float(low) > float(above)));
    let high = own
        .maximum
        .as_ref()
        .filter(|high| below.is_none_or(|below| float(high) < float(below)));
    match low {
        Some(low) => put(limits, "min", Some(low)),
        None => put(limits, "above", above),
    }
    match high {
        Some(high) => put(limits, "max", Some(high)),
        None => put(limits, "below", below),
    }
    put(limits, "multiple_of", own.multiple_of.as_ref());
    let largest = match own.format.as_deref() {
        Some("uint8") => Some((0, i64::from(u8::MAX))),
        Some("uint16") => Some((0, i64::from(u16::MAX))),
        Some("int8") => Some((i64::from(i8::MIN), i64::from(i8::MAX))),
        Some("int16") => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
        _ => None,
    };
    if let Some((low, high)) = largest {
        let ends = [("min", "above", low), ("max", "below", high)];
        for (key, other, value) in ends {
            if !limits.contains_key(key) && !limits.contains_key(other) {
                limits.insert(key.into(), value.into());
            }
        }
    }
}

fn texts(flat: &Flat, limits: &mut Mapping) {
    let own = &flat.own;
    let counts = [
        ("min_length", own.min_length.filter(|least| *least > 0)),
        ("max_length", own.max_length),
    ];
    for (key, count) in counts {
        if let Some(count) = count {
            limits.insert(key.into(), count.into());
        }
    }
    if let Some(pattern) = &own.pattern {
        limits.insert("pattern".into(), pattern.as_str().into());
    }
}

fn lists(flat: &Flat, limits: &mut Mapping) {
    let own = &flat.own;
    let counts = [
        ("min_items", own.min_items.filter(|least| *least > 0)),
        ("max_items", own.max_items),
    ];
    for (key, count) in counts {
        if let Some(count) = count {
            limits.insert(key.into(), count.into());
        }
    }
    if own.unique_items == Some(true) {
        limits.insert("unique".into(), true.into());
    }
}

/// Entries of a map are counted like items.
fn maps(flat: &Flat, limits: &mut Mapping) {
    let own = &flat.own;
    let counts = [
        ("min_items", own.min_properties.filter(|least| *least > 0)),
        ("max_items", own.max_properties),
    ];
    for (key, count) in counts {
        if let Some(count) = count {
            limits.insert(key.into(), count.into());
        }
    }
}

impl Member {
    /// A type word, where it is one.
    pub(super) fn word(&self) -> Option<&'static str> {
        match &self.ty {
            Ty::Word(word) => Some(word),
            _ => None,
        }
    }
}
