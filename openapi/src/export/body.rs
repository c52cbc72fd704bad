//! Bodies of requests. In: an operation. Out: its request body.

use specwright::model::{
    BodyKind, FixedSource, Location, Operation, Param, RuleKind, Style, Type, TypeKind,
};

use super::names::tidy;
use super::node::{Node, Object, json, list, texts};
use super::params::fixed_schema;
use super::prose::described;
use super::schema::Way;
use super::writer::Writer;

impl Writer<'_> {
    /// The body of an operation's requests, if they have one.
    pub(super) fn request_body(&mut self, op: &Operation) -> Option<Object> {
        if let Some(param) = op
            .params
            .iter()
            .find(|param| param.location == Location::Body)
        {
            return Some(self.whole_body(op, param));
        }
        let has_fields = op
            .params
            .iter()
            .any(|param| param.location == Location::BodyField);
        let has_fixed = op
            .fixed
            .iter()
            .any(|fixed| fixed.location == Location::BodyField);
        let kind = match op.body {
            BodyKind::Json => "application/json",
            BodyKind::Form => "application/x-www-form-urlencoded",
            BodyKind::Multipart => "multipart/form-data",
            BodyKind::None | BodyKind::Text | BodyKind::Bytes => return None,
        };
        if !has_fields && !has_fixed {
            return None;
        }
        let (schema, encoding, is_required) = self.fields(op);
        let examples = self.bodies(op, &schema);
        let media = Object::new()
            .with("schema", schema)
            .filled("encoding", encoding);
        let media = media.filled("examples", examples);
        // A JSON body without members is sent as `{}`.
        let is_required = is_required || op.body == BodyKind::Json;
        let body = Object::new().flag("required", is_required);
        Some(body.with("content", Object::new().with(kind, media)))
    }

    /// A parameter that is the body.
    fn whole_body(&mut self, op: &Operation, param: &Param) -> Object {
        let value = self.value(&param.field.value, &[]);
        let (mut schema, is_required) = self.member(&param.field, value, Way::Both);
        let description = schema.0.remove("description");
        let kind = match op.body {
            BodyKind::Text => "text/plain",
            BodyKind::Bytes => "application/octet-stream",
            BodyKind::Form => "application/x-www-form-urlencoded",
            BodyKind::Multipart => "multipart/form-data",
            BodyKind::Json | BodyKind::None => "application/json",
        };
        if op.body == BodyKind::Bytes {
            schema = Object::new()
                .with("type", "string")
                .with("format", "binary");
        }
        let checked: Node = schema.clone().into();
        let examples = op.samples.iter().filter_map(|sample| {
            let value = json(sample.params.as_ref()?.get(&param.field.wire)?);
            self.suits(&checked, &value)
                .then_some((tidy(&sample.name), value))
        });
        let examples = examples.fold(Object::new(), |all, (name, value)| {
            all.with(&name, Object::new().with("value", value))
        });
        let media = Object::new()
            .with("schema", schema)
            .filled("examples", examples);
        let body = Object::new()
            .maybe("description", description)
            .flag("required", is_required);
        body.with("content", Object::new().with(kind, media))
    }

    /// The object of all fields, how some of them are laid out, and whether one must be there.
    fn fields(&mut self, op: &Operation) -> (Object, Object, bool) {
        let (mut properties, mut encoding, mut required) =
            (Object::new(), Object::new(), Vec::new());
        for param in op
            .params
            .iter()
            .filter(|param| param.location == Location::BodyField)
        {
            let value = self.value(&param.field.value, &[]);
            let (schema, is_required) = self.member(&param.field, value, Way::Both);
            let name = match param.style {
                Style::Brackets => format!("{}[]", param.field.wire),
                _ => param.field.wire.clone(),
            };
            properties.set(&name, schema);
            required.extend(is_required.then_some(name.clone()));
            if let Some(layout) = self.encoding(op.body, param) {
                encoding.set(&name, layout);
            }
        }
        for fixed in op
            .fixed
            .iter()
            .filter(|fixed| fixed.location == Location::BodyField)
        {
            let schema = fixed_schema(&fixed.source).and(described(fixed.doc.text.as_deref(), &[]));
            properties.set(&fixed.wire, schema);
            required.push(fixed.wire.clone());
        }
        let is_required = !required.is_empty();
        let schema = Object::new()
            .with("type", "object")
            .filled("properties", properties);
        let schema = schema.filled("required", texts(required));
        (schema.and(rules(op)), encoding, is_required)
    }

    /// How a field of a form is laid out, where that is not what OpenAPI assumes.
    fn encoding(&self, body: BodyKind, param: &Param) -> Option<Object> {
        let is_json = self.is_object(&param.field.value.ty) || param.style == Style::Json;
        let style = |style: &str, explode: bool| {
            Object::new().with("style", style).with("explode", explode)
        };
        match (body, param.style) {
            (BodyKind::Form | BodyKind::Multipart, Style::Deep) => Some(style("deepObject", true)),
            (BodyKind::Form, Style::Spread) => Some(style("form", true)),
            (BodyKind::Form | BodyKind::Multipart, _) if is_json => {
                Some(Object::new().with("contentType", "application/json"))
            }
            _ => None,
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.api.bare(ty) {
            Type::Map(_) => true,
            Type::Named(id, _) => {
                matches!(
                    self.api.types.get(id.0).map(|def| &def.kind),
                    Some(TypeKind::Struct(_) | TypeKind::Union(_))
                )
            }
            _ => false,
        }
    }

    /// The bodies of samples, those that satisfy the schema.
    fn bodies(&self, op: &Operation, schema: &Object) -> Object {
        let schema: Node = schema.clone().into();
        let mut out = Object::new();
        for sample in &op.samples {
            let Some(params) = &sample.params else {
                continue;
            };
            let given = op
                .params
                .iter()
                .filter(|param| param.location == Location::BodyField);
            let given = given.filter_map(|param| {
                Some((
                    param.field.wire.as_str(),
                    json(params.get(&param.field.wire)?),
                ))
            });
            let fixed = op
                .fixed
                .iter()
                .filter(|fixed| fixed.location == Location::BodyField);
            let fixed = fixed.filter_map(|fixed| match &fixed.source {
                FixedSource::Constant(value) => Some((fixed.wire.as_str(), json(value))),
                _ => None,
            });
            let body = given
                .chain(fixed)
                .fold(Object::new(), |body, (name, value)| body.with(name, value));
            let body: Node = body.into();
            if self.suits(&schema, &body) {
                let example = described(None, &[]).maybe("summary", sample.doc.clone());
                out.set(&tidy(&sample.name), example.with("value", body));
            }
        }
        out
    }
}

/// The rules between fields of the body, those that are of these alone.
fn rules(op: &Operation) -> Object {
    let name = |index: &usize| {
        let param = op
            .params
            .get(*index)
            .filter(|param| param.location == Location::BodyField)?;
        Some(param.field.wire.clone())
    };
    let names = |all: &[usize]| all.iter().map(name).collect::<Option<Vec<String>>>();
    let (mut dependent, mut whole) = (Object::new(), Vec::new());
    for rule in &op.rules {
        match &rule.kind {
            RuleKind::Requires(first, others) => {
                if let (Some(first), Some(others)) = (name(first), names(others)) {
                    dependent.set(&first, texts(others));
                }
            }
            RuleKind::Together(all) => {
                for (first, others) in names(all).into_iter().flat_map(pairs) {
                    dependent.set(&first, texts(others));
                }
            }
            RuleKind::ExactlyOne(all) => {
                whole.extend(names(all).map(|all| Object::new().with("oneOf", each(&all))))
            }
            RuleKind::AtLeastOne(all) => {
                whole.extend(names(all).map(|all| Object::new().with("anyOf", each(&all))))
            }
            RuleKind::AtMostOne(all) => whole.extend(names(all).map(|all| {
                let none = Object::new().with("not", Object::new().with("anyOf", each(&all)));
                let Node::Sequence(mut choices) = each(&all) else {
                    return none;
                };
                choices.push(none.into());
                Object::new().with("oneOf", Node::Sequence(choices))
            })),
        }
    }
    Object::new()
        .filled("dependentRequired", dependent)
        .filled("allOf", list(whole))
}

/// Each with all the others.
fn pairs(all: Vec<String>) -> Vec<(String, Vec<String>)> {
    let others = |one: &String| all.iter().filter(|other| *other != one).cloned().collect();
    all.iter().map(|one| (one.clone(), others(one))).collect()
}

/// One schema for each, that it is there.
fn each(names: &[String]) -> Node {
    list(
        names
            .iter()
            .map(|name| Object::new().with("required", texts([name]))),
    )
}
