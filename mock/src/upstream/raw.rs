//! A request as the page sent it, in the form that the runtime takes.
//!
//! In: texts and bytes. Out: a record whose fields are those of a [`Twin`](super::twin::Twin).

use specwright_runtime as rt;

/// The value of a field.
#[derive(Debug)]
pub(super) enum Raw {
    /// Text; `None`: left out.
    Text(Option<String>),
    /// Parameters of the query, in order.
    Pairs(Vec<(String, String)>),
    /// A parameter without a value.
    Flag(bool),
    /// The body; `None`: left out.
    Bytes(Option<Vec<u8>>),
}

/// A request, field by field of its shape.
#[derive(Debug)]
pub(super) struct RawRequest {
    pub(super) shape: &'static rt::Shape,
    pub(super) fields: Vec<Raw>,
}

impl rt::Record for RawRequest {
    fn shape(&self) -> &'static rt::Shape {
        self.shape
    }

    fn slots(&mut self, visit: &mut rt::Slots<'_>) {
        let mut all: Vec<&mut dyn rt::Node> = Vec::with_capacity(self.fields.len());
        for field in &mut self.fields {
            all.push(field);
        }
        visit(&mut all);
    }

    fn refs(&self, visit: &mut rt::Refs<'_>) {
        let all: Vec<&dyn rt::Node> = self
            .fields
            .iter()
            .map(|field| field as &dyn rt::Node)
            .collect();
        visit(&all);
    }
}

impl rt::Node for Raw {
    /// Nothing is ever read into it.
    fn slot(&mut self) -> rt::Slot<'_> {
        rt::Slot::Unit
    }

    fn value(&self) -> rt::Value<'_> {
        match self {
            Self::Text(Some(text)) => rt::Value::String(text),
            Self::Bytes(Some(bytes)) => rt::Value::Bytes(bytes),
            Self::Text(None) | Self::Bytes(None) => rt::Value::Option(None),
            Self::Flag(flag) => rt::Value::Bool(*flag),
            Self::Pairs(_) => rt::Value::Map(self),
        }
    }
}

/// The parameters of the query; a name may stand there more than once.
impl rt::MapNode for Raw {
    fn insert(&mut self, _: &str) -> &mut dyn rt::Node {
        self
    }

    fn clear(&mut self) {}

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn rt::Node)) {
        if let Self::Pairs(pairs) = self {
            pairs.iter().for_each(|(name, value)| visit(name, value));
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Pairs(pairs) => pairs.len(),
            _ => 0,
        }
    }
}
