//! Objects: structs, maps, and the members of bodies that are laid open.

use oas3::spec::{ObjectSchema, Schema};
use serde_yaml::{Mapping, Value};

use super::def::{Body, Field, Made, Struct, Ty};
use super::flat::{Flat, Group, Placed, object};
use super::{Object, Types, Way};
use crate::import::naming;
use crate::import::pointer::Pointer;

impl Types<'_> {
    /// An object: a struct where it names its members, a map where it does not.
    pub(super) fn structure(&mut self, flat: &Flat, hint: &str) -> Made {
        let extra = self.extra(flat, hint);
        if let Some((_, at)) = &flat.discriminator {
            let said = "a discriminator of a schema that no other one extends";
            self.remarks.not_carried(at, said);
        }
        let closed = matches!(&flat.additional, Some((Schema::Boolean(yes), _)) if !yes.0);
        if flat.props.is_empty() && !closed {
            for name in &flat.own.required {
                let said =
                    format!("the member `{name}` must be there, and nothing says what it is");
                self.remarks.not_carried(&flat.at.key("required"), said);
            }
            return Made::Type(Ty::map(extra.unwrap_or(Ty::ANY)));
        }
        let fields = self.fields(flat, hint);
        for (key, count) in [
            ("minProperties", flat.own.min_properties),
            ("maxProperties", flat.own.max_properties),
        ] {
            if let Some(count) = count.filter(|count| *count > 0) {
                let said = format!("`{key}: {count}` of an object with named members");
                self.remarks.not_carried(&flat.at.key(key), said);
            }
        }
        Made::Body(Body::Struct(Struct { fields, extra }))
    }

    fn fields(&mut self, flat: &Flat, hint: &str) -> Vec<Field> {
        let mut fields = Vec::new();
        for prop in &flat.props {
            let Some((schema, at)) = self.joint(&prop.schemas) else {
                continue;
            };
            let hint = format!("{hint}{}", naming::type_name(&prop.wire));
            let mut member = match prop.schemas.len() {
                1 => self.placed(&schema, &at, &hint),
                _ => self.named(&schema, &at, &hint),
            };
            if member.ty == Ty::STRING && specwright::looks_secret(&prop.wire) {
                member.ty = Ty::Word("secret");
                let said = "a secret, by its name: it is never shown in logs";
                self.remarks.guessed(&at, said);
            }
            fields.push(Field {
                wire: prop.wire.clone(),
                required: flat.own.required.contains(&prop.wire),
                member,
            });
        }
        for name in &flat.own.required {
            if !fields.iter().any(|field| field.wire == *name) {
                let said =
                    format!("the member `{name}` must be there, and nothing says what it is");
                self.remarks.not_carried(&flat.at.key("required"), said);
            }
        }
        fields
    }

    /// The type of members that have no name.
    fn extra(&mut self, flat: &Flat, hint: &str) -> Option<Ty> {
        let (schema, at) = flat.additional.as_ref()?;
        match schema {
            Schema::Boolean(yes) => yes.0.then_some(Ty::ANY),
            Schema::Object(_) => {
                let hint = format!("{}Value", naming::singular(hint).trim_end_matches("Item"));
                let (ty, text) = self.inner(&(schema.clone(), at.clone()), &hint);
                if let Some(text) = text {
                    self.leftover(at, "the description of other members", &text.into());
                }
                Some(ty)
            }
        }
    }

    /// The members of an object that is sent as it is.
    pub(super) fn laid_open(
        &mut self,
        schema: &Schema,
        at: &Pointer,
        hint: &str,
        way: Way,
    ) -> Option<Object> {
        let flat = self.flat_of(schema, at)?;
        let (flat, rules) = self.without_conditions(&flat);
        let kinds = self.kinds_of_flat(&flat);
        let is_plain = flat.groups.is_empty()
            && flat.discriminator.is_none()
            && kinds == [super::facts::Kind::Object]
            && !flat.props.is_empty()
            && !flat.nullable;
        // An overlay speaks of the type as a whole.
        if !is_plain || self.overlay(&flat.at).is_some() {
            return None;
        }
        let text = {
            let mut member = self.note(&flat);
            super::notes::whole_text(&mut member)
        };
        let fields = self.fields(&flat, hint);
        let extra = self.extra(&flat, hint);
        let mut written = Vec::new();
        for field in fields {
            let skipped = match way {
                Way::Request => field.member.read_only,
                Way::Answer => field.member.write_only,
            };
            if skipped {
                continue;
            }
            let fixed = field.required && way == Way::Request;
            let mut keys = self.write_param(&field.member, fixed);
            if field.required && !keys.contains_key("value") {
                keys.insert("required".into(), true.into());
            } else if way == Way::Request && keys.get("nullable") == Some(&true.into()) {
                keys.insert("nullable".into(), "apart".into());
            }
            if !keys.contains_key("value") {
                self.roots.push((field.member.ty.clone(), way));
            }
            written.push((field.wire, keys));
        }
        if let Some(extra) = &extra {
            self.roots.push((extra.clone(), way));
        }
        Some(Object {
            fields: written,
            extra: extra.map(|extra| self.expression(&extra)),
            text,
            rules,
        })
    }

    /// What stands behind references, put together; nothing for a schema that is no object.
    pub(super) fn flat_of(&self, schema: &Schema, at: &Pointer) -> Option<Flat> {
        let all_of = vec![schema.clone()];
        match super::flat::reference(schema) {
            Some(name) => {
                let at = super::flat::component_at(&name);
                let schema = self.schema(&name)?;
                match object(schema) {
                    Some(object) => Some(self.flatten(object, &at)),
                    None => {
                        let around = ObjectSchema {
                            all_of,
                            ..ObjectSchema::default()
                        };
                        Some(self.flatten(&around, &at))
                    }
                }
            }
            None => object(schema).map(|object| self.flatten(object, at)),
        }
    }

    /// Takes the one-ofs away that only say which members must be there; answers them as rules.
    pub(super) fn without_conditions(&self, flat: &Flat) -> (Flat, Vec<Value>) {
        let mut flat = flat.clone();
        let mut rules = Vec::new();
        let groups = std::mem::take(&mut flat.groups);
        for group in groups {
            match condition(&group, &flat) {
                Some(names) => {
                    let key = if group.at.last().as_deref() == Some("oneOf") {
                        "exactly_one"
                    } else {
                        "at_least_one"
                    };
                    let single = names.iter().all(|names| names.len() == 1);
                    let known = names
                        .iter()
                        .flatten()
                        .all(|name| flat.props.iter().any(|prop| prop.wire == *name));
                    let optional = names
                        .iter()
                        .flatten()
                        .all(|name| !flat.own.required.contains(name));
                    if single && known && optional && names.len() > 1 {
                        let names: Vec<Value> =
                            names.into_iter().flatten().map(Value::from).collect();
                        let rule = Mapping::from_iter([(Value::from(key), Value::Sequence(names))]);
                        rules.push(Value::Mapping(rule));
                    } else {
                        let said = "which members must be there together";
                        self.remarks.not_carried(&group.at, said);
                    }
                }
                None => flat.groups.push(group),
            }
        }
        (flat, rules)
    }
}

/// The members that each branch requires, where the branches say nothing else.
fn condition(group: &Group, flat: &Flat) -> Option<Vec<Vec<String>>> {
    if flat.props.is_empty() {
        return None;
    }
    let names = group
        .branches
        .iter()
        .map(|branch| required_only(branch, flat));
    names.collect()
}

fn required_only((schema, _): &Placed, flat: &Flat) -> Option<Vec<String>> {
    let schema = object(schema)?;
    let restated = |name: &String, child: &Schema| {
        let known = flat.props.iter().find(|prop| prop.wire == *name);
        known.is_some_and(|prop| {
            super::notes::is_words(child) || prop.schemas.iter().any(|(known, _)| known == child)
        })
    };
    let bare = ObjectSchema {
        title: schema.title.clone(),
        description: schema.description.clone(),
        required: schema.required.clone(),
        schema_type: schema.schema_type.clone(),
        properties: schema.properties.clone(),
        additional_properties: schema.additional_properties.clone(),
        ..ObjectSchema::default()
    };
    let only = bare == *schema
        && schema
            .properties
            .iter()
            .all(|(name, child)| restated(name, child));
    // `{}` as a branch: nothing is required.
    only.then(|| schema.required.clone())
}
