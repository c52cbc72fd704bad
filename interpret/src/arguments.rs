//! Parameters by name. In: names with texts or JSON, and a body. Out: a filled request; or what is wrong with them.

use serde_json::Value as Json;
use specwright::model::{BodyKind, Location, Param, Presence};
use specwright::{names, words};
use specwright_runtime as rt;

use crate::dynamic::{Dynamic, DynamicRequest};
use crate::entries::{self, Entry};
use crate::messages::{cut, shown, suggest};
use crate::{Operation, Problem, codec, values};

/// The parameters of a request, read one by one.
///
/// A text is read by the type of its parameter: text as it stands, numbers, `true` or `false`, lists with commas or as
/// JSON, dates as the wire has them or in ISO 8601, anything else as JSON.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let spec = "{specwright: 1, api: library, title: Library, servers: {main: 'https://library.example'}, \
/// #     operations: {list_books: {call: GET /books, params: {author: string, limit: u32}}}}";
/// # let loaded = specwright::load_text("library.yaml", spec);
/// # let api = loaded.apis.first().ok_or("the spec holds no API")?;
/// # let library = specwright_interpret::Interpreter::new(api);
/// # let list = library.operation("list_books").ok_or("there is no such operation")?;
/// let mut arguments = list.arguments();
/// arguments.set("author", "Le Guin")?;
/// arguments.set_json("limit", 2.into())?;
/// let request = arguments.request()?;
///
/// let problem = list.request([("limt", "2")]).err().ok_or("that was a mistake")?;
/// assert_eq!(problem.to_string(), "`list_books` has no parameter `limt`; did you mean `limit`?");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Arguments<'i> {
    op: Operation<'i>,
    /// The JSON of each parameter that was given.
    found: Vec<Option<Json>>,
    variables: Vec<(String, String)>,
}

impl<'i> Arguments<'i> {
    pub(crate) fn new(op: Operation<'i>) -> Self {
        Self {
            op,
            found: op.model().params.iter().map(|_| None).collect(),
            variables: Vec::new(),
        }
    }

    /// Gives a parameter, or a variable of the base URL, its value as text.
    ///
    /// A list may be given item by item. Where the entries of a map or struct become parameters of their own, they are
    /// given by the names that they have there: `filter[name]`, or their own; any name that the spec does not know is
    /// an entry of a map that is spread.
    ///
    /// # Errors
    ///
    /// When there is no such parameter, it was given already, or it does not take this value.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), Problem> {
        if let Some(index) = self.index(name) {
            let value = self.value(self.param(index), text)?;
            return self.put(index, value);
        }
        if self.is_variable(name) {
            self.variables.push((name.to_owned(), text.to_owned()));
            return Ok(());
        }
        let Some(entry) = self.entry(name)? else {
            return problem(self.unknown(name));
        };
        let api = self.op.api();
        let param = self.param(entry.param);
        let held = entries::value(api, &param.field.value, &entry.keys);
        let value = held
            .as_ref()
            .and_then(|held| values::entry(api, held, text));
        match (value, held) {
            (Some(value), _) => self.put_entry(&entry, value),
            (None, Some(held)) => problem(format!(
                "`{name}` takes `{}`, not `{}`",
                words::type_text(api, &[], &held.ty),
                cut(text)
            )),
            (None, None) => problem(self.unknown(name)),
        }
    }

    /// Gives a parameter its value as JSON.
    ///
    /// # Errors
    ///
    /// Like [`Arguments::set`]; whether the value is one that the parameter takes is seen in [`Arguments::request`].
    pub fn set_json(&mut self, name: &str, value: Json) -> Result<(), Problem> {
        match self.index(name) {
            Some(index) => self.put(index, value),
            None => match self.entry(name)? {
                Some(entry) => self.put_entry(&entry, value),
                None => problem(self.unknown(name)),
            },
        }
    }

    /// Gives the body: JSON for the parameter that is the whole body, or an object of those that are members of it. Where
    /// the body is text or bytes it is taken as it stands.
    ///
    /// # Errors
    ///
    /// When the operation takes no body, or not this one.
    pub fn body(&mut self, body: &[u8]) -> Result<(), Problem> {
        let op = self.op.model();
        let mut params = op.params.iter();
        let whole = params.position(|param| param.location == Location::Body);
        if let (BodyKind::Bytes, Some(index)) = (op.body, whole) {
            let content =
                values::content(self.op.api(), &self.param(index).field.value, None, body);
            return self.put(index, content);
        }
        let Ok(text) = std::str::from_utf8(body) else {
            return problem("the body is not text in UTF-8".to_owned());
        };
        match (op.body, whole) {
            (BodyKind::Text, Some(index)) => {
                let value = self.value(self.param(index), text)?;
                self.put(index, value)
            }
            (_, Some(index)) => self.whole_body(index, text),
            (_, None) => self.members(text),
        }
    }

    /// Gives a parameter what is in a file; `false` if it is none that takes bytes.
    ///
    /// # Errors
    ///
    /// When it was given already.
    pub fn file(&mut self, param: &str, name: &str, content: &[u8]) -> Result<bool, Problem> {
        let Some(index) = self.index(param).filter(|index| self.is_file(*index)) else {
            return Ok(false);
        };
        let value = &self.param(index).field.value;
        let content = values::content(self.op.api(), value, Some(name), content);
        self.put(index, content)?;
        Ok(true)
    }

    /// Whether a parameter takes bytes, so that it may be given by [`Arguments::file`].
    pub fn takes_file(&self, param: &str) -> bool {
        self.index(param).is_some_and(|index| self.is_file(index))
    }

    fn is_file(&self, index: usize) -> bool {
        values::is_file(self.op.api(), &self.param(index).field.value.ty)
    }

    /// The variables of the base URL that were given, by name.
    pub fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    /// The request; every required parameter is in it.
    ///
    /// # Errors
    ///
    /// When a required parameter is missing, or one does not take its value.
    pub fn request(mut self) -> Result<DynamicRequest, Problem> {
        self.missing()?;
        self.fill()
    }

    fn param(&self, index: usize) -> &'i Param {
        &self.op.model().params[index]
    }

    fn is_variable(&self, name: &str) -> bool {
        let mut variables = self.op.api().variables.iter();
        variables.any(|variable| variable.name == name)
    }

    /// What a name that is no parameter is an entry of.
    fn entry(&self, name: &str) -> Result<Option<Entry>, Problem> {
        let op = self.op.model();
        if op.fixed.iter().any(|fixed| fixed.wire == name) {
            return problem(format!(
                "`{name}` is not given by the caller: it is sent with every call"
            ));
        }
        Ok(entries::find(self.op.api(), op, name))
    }

    fn put_entry(&mut self, entry: &Entry, value: Json) -> Result<(), Problem> {
        self.put(entry.param, entries::nest(&entry.keys, value))
    }

    fn whole_body(&mut self, index: usize, text: &str) -> Result<(), Problem> {
        let value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => match self.value(self.param(index), text) {
                Ok(value @ Json::String(_)) => value,
                _ => return problem(format!("the body is not JSON: {error}")),
            },
        };
        self.put(index, value)
    }

    fn members(&mut self, text: &str) -> Result<(), Problem> {
        let is_member = |param: &&Param| param.location == Location::BodyField;
        let op = self.op.model();
        if !op.params.iter().any(|param| is_member(&param)) {
            return problem(format!("`{}` takes no body", op.name));
        }
        let members = match serde_json::from_str(text) {
            Ok(Json::Object(members)) => members,
            Ok(_) => return problem("the body is not a JSON object".to_owned()),
            Err(error) => return problem(format!("the body is not JSON: {error}")),
        };
        for (name, value) in members {
            let index = self.index(&name);
            match index.filter(|index| is_member(&self.param(*index))) {
                Some(index) => self.put(index, value)?,
                None => {
                    let known = op.params.iter().filter(is_member);
                    let known: Vec<&str> = known.map(|param| param.field.wire.as_str()).collect();
                    let text = format!("the body has no member `{name}`");
                    return problem(suggest(&text, &name, &known));
                }
            }
        }
        Ok(())
    }

    /// The parameter of this wire name, or of this Rust name.
    fn index(&self, name: &str) -> Option<usize> {
        let params = &self.op.model().params;
        let by_wire = params.iter().position(|param| param.field.wire == name);
        by_wire.or_else(|| {
            params
                .iter()
                .position(|param| names::field(&param.field) == name)
        })
    }

    fn put(&mut self, index: usize, value: Json) -> Result<(), Problem> {
        let is_new = match &mut self.found[index] {
            // Lists may be given item by item, maps and structs entry by entry.
            Some(known) => entries::merge(known, value),
            slot @ None => {
                *slot = Some(value);
                true
            }
        };
        match is_new {
            true => Ok(()),
            false => {
                let name = &self.op.model().params[index].field.wire;
                problem(format!("parameter `{name}` is given twice"))
            }
        }
    }

    fn value(&self, param: &Param, text: &str) -> Result<Json, Problem> {
        let codec = codec::given(&param.field.value.codec);
        match values::json(self.op.api(), &param.field.value, &codec, text) {
            Some(value) => Ok(value),
            None => problem(self.wrong(param, &cut(text))),
        }
    }

    fn missing(&self) -> Result<(), Problem> {
        let required = |param: &Param| {
            matches!(
                param.field.presence,
                Presence::Required | Presence::RequiredNullable
            )
        };
        let missing = self.op.model().params.iter().zip(&self.found);
        let missing: Vec<String> = missing
            .filter(|(param, found)| found.is_none() && required(param))
            .map(|(param, _)| format!("`{}` ({})", param.field.wire, self.type_text(param)))
            .collect();
        match missing.as_slice() {
            [] => Ok(()),
            [one] => problem(format!(
                "`{}` needs the parameter {one}",
                self.op.model().name
            )),
            many => problem(format!(
                "`{}` needs the parameters {}",
                self.op.model().name,
                many.join(", ")
            )),
        }
    }

    /// The request, read by the decoder that typed clients read answers with.
    fn fill(&mut self) -> Result<DynamicRequest, Problem> {
        let mut request = self.op.empty_request();
        let fields = rt::Record::shape(&request).fields;
        for (index, (param, found)) in self
            .op
            .model()
            .params
            .iter()
            .zip(&mut self.found)
            .enumerate()
        {
            let (Some(value), Some(field)) = (found.take(), request.field(index)) else {
                continue;
            };
            let given = codec::given_to(
                fields
                    .get(index)
                    .map_or(&rt::Codec::Plain, |field| field.codec),
            );
            let nullable = matches!(
                param.field.presence,
                Presence::RequiredNullable | Presence::Apart
            );
            let is_moment = values::is_moment(self.op.api(), &param.field.value.ty);
            if value.is_null() && !nullable {
                continue;
            }
            if let Err(detail) = fill(field, given, &value, is_moment) {
                return problem(format!("{}: {detail}", self.wrong(param, &shown(&value))));
            }
        }
        Ok(request)
    }

    fn type_text(&self, param: &Param) -> String {
        words::type_text(self.op.api(), &[], &param.field.value.ty)
    }

    /// What a parameter takes, and what it was given unless that is secret.
    fn wrong(&self, param: &Param, given: &str) -> String {
        let value = &param.field.value;
        let mut expected = format!("`{}`", self.type_text(param));
        if let Some(values) = values::of_enum(self.op.api(), &value.ty) {
            expected.push_str(&format!(" ({values})"));
        } else if let Some(codec) = words::codec(&codec::given(&value.codec)) {
            expected.push_str(&format!(" ({codec})"));
        }
        let given = if values::holds_secret(self.op.api(), &value.ty) {
            "what was given".to_owned()
        } else if given.is_empty() {
            "an empty text".to_owned()
        } else {
            format!("`{given}`")
        };
        format!(
            "parameter `{}` takes {expected}, not {given}",
            param.field.wire
        )
    }

    fn unknown(&self, name: &str) -> String {
        let params = self
            .op
            .model()
            .params
            .iter()
            .map(|param| param.field.wire.as_str());
        let variables = self
            .op
            .api()
            .variables
            .iter()
            .map(|variable| variable.name.as_str());
        let known: Vec<&str> = params.chain(variables).collect();
        suggest(
            &format!("`{}` has no parameter `{name}`", self.op.model().name),
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

fn problem<T>(text: String) -> Result<T, Problem> {
    Err(Problem::new(text))
}
