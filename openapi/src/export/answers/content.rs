//! Contents of answers: by format, as streams, with samples. In: schemas. Out: media types.

use specwright::model::{ErrorRow, Format, Operation, Sample, SampleResponse, Stream, Type, Value};

use crate::export::names::tidy;
use crate::export::node::{Node, Object, any_of, reference};
use crate::export::writer::Writer;

impl Writer<'_> {
    /// The bodies of a success with this payload, and of the failures that come with it.
    pub(super) fn bodies_of(
        &mut self,
        op: &Operation,
        value: &Value,
        failure: Option<Object>,
    ) -> Object {
        let own = self.success_body(op, value);
        let own = own.map(|schema| self.success_component(op, value, schema));
        let schemas: Vec<Object> = own.into_iter().chain(failure).collect();
        match schemas.is_empty() {
            true => Object::new(),
            false => by_format(op, &any_of(schemas)),
        }
    }

    /// Bodies that wrap a payload are components, so that they have a name where clients are generated.
    fn success_component(&mut self, op: &Operation, value: &Value, schema: Object) -> Object {
        let payload = self.value(value, &[]);
        if schema == payload {
            return schema;
        }
        let key = (schema.clone(), op.name.clone());
        if let Some((_, name)) = self.successes.iter().find(|(known, _)| *known == key) {
            return reference("schemas", name);
        }
        let words = op.name.split('_').map(|word| {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            first.to_uppercase() + rest
        });
        let name = self
            .names
            .free(&format!("{}Answer", tidy(&words.collect::<String>())));
        self.successes.push((key, name.clone()));
        self.beside(name.clone(), schema);
        reference("schemas", &name)
    }

    /// The content of an answer that is handed out item by item. OpenAPI 3.1 has no word for items of streams; as is
    /// usual, the schema is that of one item.
    pub(super) fn stream(&mut self, op: &Operation) -> Object {
        let item = self.value(&op.returns, &[]);
        let head = op.head().cloned().map(|head| self.value(&head, &[]));
        let (kind, schema, end) = match &op.stream {
            Some(Stream::Bytes) | None => {
                let bytes = Object::new()
                    .with("type", "string")
                    .with("format", "binary");
                ("application/octet-stream", bytes, None)
            }
            Some(Stream::Lines { .. }) => {
                let items = head.into_iter().chain([item]).collect();
                ("application/x-ndjson", any_of(items), None)
            }
            Some(Stream::Events { end }) => ("text/event-stream", item, end.as_deref()),
        };
        let media = Object::new().with("schema", schema).maybe("x-end", end);
        Object::new().with(kind, media)
    }

    /// Adds samples of this status, and the codes that come with it, to the content.
    pub(super) fn exemplify(
        &mut self,
        op: &Operation,
        status: &str,
        rows: &[&ErrorRow],
        content: &mut Object,
    ) {
        let kinds: Vec<String> = content
            .0
            .keys()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect();
        for kind in kinds {
            let schema = content
                .get(&kind)
                .and_then(|media| media.get("schema"))
                .cloned();
            let schema = schema.unwrap_or_default();
            let mut examples = Object::new();
            for (sample, response) in shown(op, status) {
                if let Some(value) = self.sample(op, response, &kind, &schema) {
                    let example = Object::new().maybe("summary", sample.doc.as_deref());
                    examples.set(&tidy(&sample.name), example.with("value", value));
                }
            }
            if kind == "application/json" && !rows.is_empty() {
                examples = examples.and(self.error_examples(op, rows));
            }
            if let Some(Node::Mapping(media)) = content.0.get_mut(kind.as_str())
                && !examples.is_empty()
            {
                media.insert("examples".into(), examples.into());
            }
        }
    }

    /// The body of a sample, if it is of this kind and satisfies the schema.
    fn sample(
        &self,
        op: &Operation,
        response: &SampleResponse,
        kind: &str,
        schema: &Node,
    ) -> Option<Node> {
        let is_stream = op.stream.is_some() && response.error.is_none();
        match (response.format, kind) {
            (Format::Json, "application/json") => {
                let value = serde_json::from_str::<Node>(&response.body).ok()?;
                self.suits(schema, &value).then_some(value)
            }
            (Format::Xml, "application/xml") | (Format::Text, "text/plain") => {
                Some(response.body.as_str().into())
            }
            (_, "application/x-ndjson" | "text/event-stream") if is_stream => {
                items(&response.body).find(|item| self.suits(schema, item))
            }
            _ => None,
        }
    }
}

/// The items of a stream: lines, or the data of events.
fn items(body: &str) -> impl Iterator<Item = Node> {
    let texts = body
        .lines()
        .map(|line| line.strip_prefix("data:").unwrap_or(line));
    texts.filter_map(|text| serde_json::from_str(text.trim()).ok())
}

/// The samples whose answers have this status and are not meant to be refused.
fn shown<'a>(
    op: &'a Operation,
    status: &'a str,
) -> impl Iterator<Item = (&'a Sample, &'a SampleResponse)> {
    let samples = op.samples.iter();
    let samples = samples.filter_map(|sample| Some((sample, sample.response.as_ref()?)));
    samples.filter(move |(_, response)| {
        response.faulty.is_none() && response.status.to_string() == status
    })
}

/// The same schema for each format of the operation's answers.
pub(super) fn by_format(op: &Operation, schema: &Object) -> Object {
    let mut out = Object::new();
    for format in &op.formats {
        let (kind, schema) = match format {
            Format::Json => ("application/json", schema.clone()),
            Format::Xml => ("application/xml", schema.clone()),
            Format::Text => ("text/plain", text_or(op, schema)),
        };
        out.set(kind, Object::new().with("schema", schema));
    }
    out
}

/// Plain text is a text, unless the payload is a single number or the like.
fn text_or(op: &Operation, schema: &Object) -> Object {
    match op.returns.ty {
        Type::Bytes | Type::File => Object::new()
            .with("type", "string")
            .with("format", "binary"),
        _ if schema
            .get("type")
            .is_some_and(|kind| kind.as_str() != Some("object")) =>
        {
            schema.clone()
        }
        _ => Object::new().with("type", "string"),
    }
}

/// Adds examples to all that is JSON.
pub(super) fn add_examples(content: &mut Object, examples: Object) {
    if examples.is_empty() {
        return;
    }
    if let Some(Node::Mapping(media)) = content.0.get_mut("application/json") {
        media.insert("examples".into(), examples.into());
    }
}
