//! What the caller gives. In: `NAME=VALUE` and `--body`. Out: a filled request and the variables of the base URL;
//! or a message that says what is wrong, before anything is sent.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Location, Operation, Param, Presence, Style, Type};
use specwright::names;
use specwright_runtime as rt;

use super::dynamic::{Dynamic, Fields};
use super::layout::Layouts;
use super::{codec, values};
use crate::stop::Stop;
use crate::words;

/// What the command line says about a request.
pub(super) struct Given {
    pub(super) request: Fields,
    /// Variables of the base URL by name.
    pub(super) variables: Vec<(String, String)>,
}

/// Reads all of it; every required parameter is there afterwards.
pub(super) fn read(
    api: &Api,
    op: &Operation,
    pairs: &[String],
    body: Option<&str>,
) -> Result<Given, Stop> {
    let mut reader = Reader {
        api,
        op,
        found: op.params.iter().map(|_| None).collect(),
        variables: Vec::new(),
    };
    for pair in pairs {
        reader.pair(pair)?;
    }
    if let Some(text) = body {
        reader.body(text)?;
    }
    reader.missing()?;
    Ok(Given {
        request: reader.request()?,
        variables: reader.variables,
    })
}

struct Reader<'a> {
    api: &'a Api,
    op: &'a Operation,
    /// The JSON of each parameter that was given.
    found: Vec<Option<Json>>,
    variables: Vec<(String, String)>,
}

impl<'a> Reader<'a> {
    fn pair(&mut self, pair: &str) -> Result<(), Stop> {
        let Some((name, text)) = pair.split_once('=') else {
            return usage(format!("`{pair}` is not of the form NAME=VALUE"));
        };
        if let Some(index) = self.index(name) {
            let value = self.value(&self.op.params[index], text)?;
            return self.put(index, value);
        }
        if self
            .api
            .variables
            .iter()
            .any(|variable| variable.name == name)
        {
            self.variables.push((name.to_owned(), text.to_owned()));
            return Ok(());
        }
        if self.op.fixed.iter().any(|fixed| fixed.wire == name) {
            return usage(format!(
                "`{name}` is not given by the caller: it is sent with every call"
            ));
        }
        match self
            .op
            .params
            .iter()
            .position(|param| param.style == Style::Spread)
        {
            Some(index) => self.spread(index, name, text),
            None => usage(self.unknown(name)),
        }
    }

    /// The parameter of this wire name, or of this Rust name.
    fn index(&self, name: &str) -> Option<usize> {
        let params = &self.op.params;
        let by_wire = params.iter().position(|param| param.field.wire == name);
        by_wire.or_else(|| {
            params
                .iter()
                .position(|param| names::field(&param.field) == name)
        })
    }

    fn put(&mut self, index: usize, value: Json) -> Result<(), Stop> {
        match (&mut self.found[index], value) {
            // Lists may be given item by item, spread maps entry by entry.
            (Some(Json::Array(items)), Json::Array(more)) => items.extend(more),
            (Some(Json::Object(entries)), Json::Object(more)) => entries.extend(more),
            (slot @ None, value) => *slot = Some(value),
            (Some(_), _) => {
                let name = &self.op.params[index].field.wire;
                return usage(format!("parameter `{name}` is given twice"));
            }
        }
        Ok(())
    }

    fn value(&self, param: &Param, text: &str) -> Result<Json, Stop> {
        let codec = codec::given(&param.field.value.codec);
        match values::json(self.api, &param.field.value, &codec, text) {
            Some(value) => Ok(value),
            None => usage(self.wrong(param, &cut(text))),
        }
    }

    /// A name that the spec does not know goes into the map whose entries become parameters.
    fn spread(&mut self, index: usize, name: &str, text: &str) -> Result<(), Stop> {
        let param = &self.op.params[index];
        let codec = codec::given(&param.field.value.codec);
        let Some(value) = values::entry(self.api, &param.field.value, &codec, text) else {
            return usage(format!("`{name}`: {}", self.wrong(param, &cut(text))));
        };
        self.put(
            index,
            Json::Object(Map::from_iter([(name.to_owned(), value)])),
        )
    }

    fn body(&mut self, text: &str) -> Result<(), Stop> {
        let whole = self
            .op
            .params
            .iter()
            .position(|param| param.location == Location::Body);
        if let Some(index) = whole {
            let value = match serde_json::from_str(text) {
                Ok(value) => value,
                Err(error) => match self.value(&self.op.params[index], text) {
                    Ok(value @ Json::String(_)) => value,
                    _ => return usage(format!("the body is not JSON: {error}")),
                },
            };
            return self.put(index, value);
        }
        let is_member = |param: &&Param| param.location == Location::BodyField;
        if !self.op.params.iter().any(|param| is_member(&param)) {
            return usage(format!("`{}` takes no body", self.op.name));
        }
        let members = match serde_json::from_str(text) {
            Ok(Json::Object(members)) => members,
            Ok(_) => return usage("the body is not a JSON object".to_owned()),
            Err(error) => return usage(format!("the body is not JSON: {error}")),
        };
        for (name, value) in members {
            match self
                .index(&name)
                .filter(|index| is_member(&&self.op.params[*index]))
            {
                Some(index) => self.put(index, value)?,
                None => {
                    let known = self.op.params.iter().filter(is_member);
                    let known: Vec<&str> = known.map(|param| param.field.wire.as_str()).collect();
                    return usage(suggest(
                        &format!("the body has no member `{name}`"),
                        &name,
                        &known,
                    ));
                }
            }
        }
        Ok(())
    }

    fn missing(&self) -> Result<(), Stop> {
        let required = |param: &Param| {
            matches!(
                param.field.presence,
                Presence::Required | Presence::RequiredNullable
            )
        };
        let missing = self.op.params.iter().zip(&self.found);
        let missing: Vec<String> = missing
            .filter(|(param, found)| found.is_none() && required(param))
            .map(|(param, _)| format!("`{}` ({})", param.field.wire, self.type_text(param)))
            .collect();
        match missing.as_slice() {
            [] => Ok(()),
            [one] => usage(format!("`{}` needs the parameter {one}", self.op.name)),
            many => usage(format!(
                "`{}` needs the parameters {}",
                self.op.name,
                many.join(", ")
            )),
        }
    }

    /// The request, read by the decoder that typed clients read answers with.
    fn request(&mut self) -> Result<Fields, Stop> {
        let mut request = Fields::new(Layouts::new(self.api).request(self.op));
        for (index, (param, found)) in self.op.params.iter().zip(&mut self.found).enumerate() {
            let (Some(value), Some(field)) = (found.take(), request.field(index)) else {
                continue;
            };
            let codec = &param.field.value.codec;
            let given = codec::leaked(&codec::given(codec));
            let nullable = matches!(
                param.field.presence,
                Presence::RequiredNullable | Presence::Apart
            );
            let is_moment = values::is_moment(self.api, &param.field.value.ty);
            if value.is_null() && !nullable {
                continue;
            }
            if let Err(detail) = fill(field, given, &value, is_moment) {
                return usage(format!("{}: {detail}", self.wrong(param, &shown(&value))));
            }
        }
        Ok(request)
    }

    fn type_text(&self, param: &Param) -> String {
        words::type_text(self.api, &[], &param.field.value.ty)
    }

    /// What a parameter takes, and what it was given unless that is secret.
    fn wrong(&self, param: &Param, given: &str) -> String {
        let value = &param.field.value;
        let mut expected = format!("`{}`", self.type_text(param));
        if let Some(values) = values::of_enum(self.api, &value.ty) {
            expected.push_str(&format!(" ({values})"));
        } else if let Some(codec) = words::codec(&codec::given(&value.codec)) {
            expected.push_str(&format!(" ({codec})"));
        }
        let given = match values::behind_aliases(self.api, &value.ty) {
            Type::Secret => "what was given".to_owned(),
            _ if given.is_empty() => "an empty text".to_owned(),
            _ => format!("`{given}`"),
        };
        format!(
            "parameter `{}` takes {expected}, not {given}",
            param.field.wire
        )
    }

    fn unknown(&self, name: &str) -> String {
        let params = self.op.params.iter().map(|param| param.field.wire.as_str());
        let variables = self
            .api
            .variables
            .iter()
            .map(|variable| variable.name.as_str());
        let known: Vec<&str> = params.chain(variables).collect();
        suggest(
            &format!("`{}` has no parameter `{name}`", self.op.name),
            name,
            &known,
        )
    }
}

/// Puts a value into a field by the runtime's own decoder. Dates and times may be given in ISO 8601 too.
fn fill(
    field: &mut Dynamic,
    codec: &'static rt::Codec,
    value: &Json,
    is_moment: bool,
) -> Result<(), String> {
    let read = rt::decode_value(value, false, field, codec);
    let read = match read {
        Err(error) if is_moment => {
            rt::decode_value(value, false, field, &rt::Codec::Iso).map_err(|_| error)
        }
        other => other,
    };
    read.map_err(|error| error.to_string())
}

/// A JSON value for a message; a text without quotes.
fn shown(value: &Json) -> String {
    cut(&value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned))
}

/// A text for a message, not too long.
fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

fn suggest(text: &str, name: &str, known: &[&str]) -> String {
    match names::nearest(name, known.iter().copied()) {
        Some(near) => format!("{text}; did you mean `{near}`?"),
        None if known.is_empty() => format!("{text}; it takes none"),
        None => format!("{text}; it takes {}", names::list(known.iter().copied())),
    }
}

fn usage<T>(text: String) -> Result<T, Stop> {
    Err(Stop::Usage(text))
}
