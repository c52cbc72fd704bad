//! Parameters outside of the body. In: an operation. Out: parameter objects.

use specwright::model::{
    Codec, FixedParam, FixedSource, Fresh, Location, Operation, Param, PathPart, Style, Type,
    TypeKind,
};

use super::node::{Node, Object, json, list};
use super::prose::described;
use super::schema::Way;
use super::writer::Writer;

/// Headers that OpenAPI describes by other means; as parameters they would be ignored.
const OWN_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl Writer<'_> {
    /// The parameters of an operation.
    pub(super) fn parameters(&mut self, op: &Operation) -> Vec<Object> {
        let mut out: Vec<Object> = Vec::new();
        for (index, param) in op.params.iter().enumerate() {
            if let Some(place) =
                place(param.location).filter(|place| is_parameter(place, &param.field.wire))
            {
                let named = |part: &PathPart| matches!(part, PathPart::Param(at) | PathPart::Greedy(at) if *at == index);
                if place != "path" || op.path.iter().any(named) {
                    out.push(self.parameter(op, param, place));
                }
            }
        }
        for fixed in &op.fixed {
            let place = place(fixed.location).filter(|place| is_parameter(place, &fixed.wire));
            let is_credential = matches!(fixed.source, FixedSource::Credential(_));
            if let Some(place) = place.filter(|place| *place == "path" || !is_credential) {
                out.push(fixed_parameter(fixed, place));
            }
        }
        out
    }

    fn parameter(&mut self, op: &Operation, param: &Param, place: &str) -> Object {
        let layout = self.layout(param);
        let value = match &layout.ty {
            Some(ty) => self.schema(ty, &Codec::Plain),
            None => self.value(&param.field.value, &[]),
        };
        let value = match param.style {
            Style::Flag => Object::new()
                .with("type", "string")
                .with("enum", list([""])),
            _ => value,
        };
        let (mut schema, is_required) = self.member(&param.field, value, Way::Both);
        let description = schema.0.remove("description");
        let deprecated = schema.0.remove("deprecated");
        let shown = schema
            .0
            .remove("examples")
            .and_then(|list| list.get(0).cloned());
        let samples = self.sampled(op, &param.field.wire, &schema);
        let shown = shown.filter(|_| samples.is_empty());
        let suffix = if layout.brackets { "[]" } else { "" };
        let object = Object::new()
            .with("name", format!("{}{suffix}", param.field.wire))
            .with("in", place)
            .maybe("description", description)
            .flag("required", is_required || place == "path")
            .maybe("deprecated", deprecated)
            .maybe("style", layout.style)
            .maybe("explode", layout.explode)
            .flag("allowEmptyValue", param.style == Style::Flag);
        match layout.is_json {
            true => {
                let media = Object::new().with("schema", schema);
                let media = media.maybe("example", shown).filled("examples", samples);
                object.with("content", Object::new().with("application/json", media))
            }
            false => object
                .with("schema", schema)
                .maybe("example", shown)
                .filled("examples", samples),
        }
    }

    /// Values of a parameter in samples, those that satisfy its schema.
    fn sampled(&self, op: &Operation, wire: &str, schema: &Object) -> Object {
        let schema: Node = schema.clone().into();
        let mut out = Object::new();
        for sample in &op.samples {
            let value = sample
                .params
                .as_ref()
                .and_then(|params| params.get(wire))
                .map(json);
            if let Some(value) = value.filter(|value| self.suits(&schema, value)) {
                out.set(
                    &super::names::tidy(&sample.name),
                    Object::new().with("value", value),
                );
            }
        }
        out
    }

    /// How a value is laid out.
    fn layout(&self, param: &Param) -> Layout {
        let value = &param.field.value;
        let bare = self.api.bare(&value.ty);
        let is_list = matches!(bare, Type::List(_));
        let is_object = match bare {
            Type::Map(_) => true,
            Type::Named(id, _) => matches!(
                self.api.types.get(id.0).map(|def| &def.kind),
                Some(TypeKind::Struct(_))
            ),
            _ => false,
        };
        let style = |style: &'static str, explode: bool| Layout {
            style: Some(style),
            explode: Some(explode),
            ..Layout::default()
        };
        let joined = |layout: Layout| Layout {
            ty: Some(bare.clone()),
            ..layout
        };
        let in_query = matches!(param.location, Location::Query);
        match (&param.style, present(&value.codec)) {
            (Style::Json, _) | (_, Codec::JsonText) => Layout {
                is_json: true,
                ty: Some(bare.clone()),
                ..Layout::default()
            },
            (Style::Deep, _) => style("deepObject", true),
            (Style::Label, _) => style("label", true),
            (Style::Matrix, _) => style("matrix", true),
            (Style::Brackets, _) if is_object => style("deepObject", true),
            (Style::Brackets, _) => Layout {
                brackets: true,
                ..style("form", true)
            },
            (Style::Spread, _) => style("form", true),
            (_, Codec::Joined(",")) if in_query && is_list => joined(style("form", false)),
            (_, Codec::Joined(" ")) if in_query && is_list => {
                joined(style("spaceDelimited", false))
            }
            (_, Codec::Joined("|")) if in_query && is_list => joined(style("pipeDelimited", false)),
            (_, Codec::Joined(",")) if is_list => joined(Layout::default()),
            (Style::Plain, Codec::Row) => Layout {
                is_json: true,
                ..Layout::default()
            },
            (Style::Plain, _) if is_object => Layout {
                is_json: true,
                ..Layout::default()
            },
            _ => Layout::default(),
        }
    }
}

/// The layout of a parameter, as far as it is said.
#[derive(Debug, Default)]
struct Layout {
    style: Option<&'static str>,
    explode: Option<bool>,
    is_json: bool,
    brackets: bool,
    /// The type whose schema counts, where the layout says already how it is spelt.
    ty: Option<Type>,
}

/// The spelling of what is there.
fn present(codec: &Codec) -> &Codec {
    match codec {
        Codec::Absent(_, inner) => present(inner),
        other => other,
    }
}

/// The word for a part of the request, if parameters go there.
pub(super) fn place(location: Location) -> Option<&'static str> {
    match location {
        Location::Path => Some("path"),
        Location::Query => Some("query"),
        Location::Header => Some("header"),
        Location::Cookie => Some("cookie"),
        Location::BodyField | Location::Body => None,
    }
}

fn is_parameter(place: &str, name: &str) -> bool {
    place != "header" || !OWN_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// A parameter that the client fills in; here someone must.
fn fixed_parameter(fixed: &FixedParam, place: &str) -> Object {
    let head = Object::new()
        .with("name", fixed.wire.as_str())
        .with("in", place);
    let head = head
        .and(described(fixed.doc.text.as_deref(), &[]))
        .with("required", true);
    head.with("schema", fixed_schema(&fixed.source))
}

/// What a fixed value looks like.
pub(super) fn fixed_schema(source: &FixedSource) -> Object {
    let typed = |kind: &str| Object::new().with("type", kind);
    match source {
        FixedSource::Constant(value) => {
            let kind = match value {
                serde_json::Value::String(_) => Some("string"),
                serde_json::Value::Number(number) if number.is_f64() => Some("number"),
                serde_json::Value::Number(_) => Some("integer"),
                serde_json::Value::Bool(_) => Some("boolean"),
                _ => None,
            };
            Object::new()
                .maybe("type", kind)
                .with("enum", list([json(value)]))
        }
        FixedSource::Credential(_) => typed("string"),
        FixedSource::Fresh(fresh) => match fresh {
            Fresh::RandomU32 => {
                let number = typed("integer").with("format", "uint32").with("minimum", 0);
                number
                    .with("maximum", u32::MAX)
                    .with("examples", list([4_294_967]))
            }
            Fresh::Uuid | Fresh::IdempotencyKey => {
                let example = list(["7d1f3a52-8c0e-4b53-9a53-6f1d0e2f9c11"]);
                typed("string")
                    .with("format", "uuid")
                    .with("examples", example)
            }
            Fresh::UnixSeconds => typed("integer").with("format", "epoch-seconds"),
            Fresh::UnixMillis => typed("integer").with("format", "epoch-millis"),
        },
    }
}
