//! A value of any type of a spec, without the Rust type that generated code would have for it.
//!
//! In: a layout. Out: something that every interpreter of the runtime reads into and writes from, so that a call
//! without generated code checks and spells values exactly as a typed client does.

mod secrets;

use std::collections::BTreeMap;

use specwright::model::Type;
use specwright_runtime as rt;

use crate::layout::{Layout, RecordLayout, UnionLayout};

/// A value of any type of a spec. It takes its form when something is first read into it; until then it is nothing.
pub struct Dynamic {
    layout: &'static Layout,
    content: Content,
}

/// What is in a value.
enum Content {
    Nothing,
    Scalar(Box<dyn rt::Node>),
    Option(Maybe),
    List(Items),
    Map(Entries),
    Record(Fields),
    Choice(Pick),
    Union(OneOf),
}

impl Dynamic {
    pub(crate) fn new(layout: &'static Layout) -> Self {
        Self {
            layout,
            content: Content::Nothing,
        }
    }

    /// Gives it the form that its layout says.
    fn form(&mut self) -> &mut Content {
        if matches!(self.content, Content::Nothing) {
            self.content = Content::empty(self.layout);
        }
        &mut self.content
    }
}

impl Content {
    fn empty(layout: &'static Layout) -> Self {
        match layout {
            Layout::Scalar(ty) => Self::Scalar(scalar(ty)),
            Layout::Option(inner) | Layout::Apart(inner) => Self::Option(Maybe {
                inner,
                apart: matches!(layout, Layout::Apart(_)),
                null: false,
                value: None,
            }),
            Layout::List(item) => Self::List(Items {
                item,
                items: Vec::new(),
            }),
            Layout::Map(item) => Self::Map(Entries {
                item,
                entries: BTreeMap::new(),
            }),
            Layout::Record(layout) => match layout.get() {
                Some(layout) => Self::Record(Fields::new(layout)),
                None => Self::Scalar(scalar(&Type::Any)),
            },
            Layout::Choice(shape, closed) => Self::Choice(Pick {
                shape,
                closed: *closed,
                value: Ok(0),
            }),
            Layout::Union(layout) => match layout.get() {
                Some(layout) => Self::Union(OneOf::new(layout)),
                None => Self::Scalar(scalar(&Type::Any)),
            },
        }
    }
}

/// A value without parts.
fn scalar(ty: &Type) -> Box<dyn rt::Node> {
    match ty {
        Type::String => Box::new(String::new()),
        Type::Secret => Box::new(rt::Secret::default()),
        Type::Bool => Box::new(false),
        Type::I32 => Box::new(0_i32),
        Type::I64 => Box::new(0_i64),
        Type::U32 => Box::new(0_u32),
        Type::U64 => Box::new(0_u64),
        Type::F64 => Box::new(0.0_f64),
        Type::Date => Box::new(rt::empty::<rt::Date>()),
        Type::DateTime => Box::new(rt::empty::<rt::DateTime>()),
        Type::Timestamp => Box::new(rt::empty::<rt::Timestamp>()),
        Type::Duration => Box::new(rt::empty::<rt::Duration>()),
        Type::Bytes => Box::new(Vec::<u8>::new()),
        Type::File => Box::new(rt::empty::<rt::FilePart>()),
        Type::Unit => Box::new(()),
        _ => Box::new(rt::Json::Null),
    }
}

impl rt::Node for Dynamic {
    fn slot(&mut self) -> rt::Slot<'_> {
        match self.form() {
            Content::Nothing => rt::Slot::Unit,
            Content::Scalar(value) => value.slot(),
            Content::Option(value) => rt::Slot::Option(value),
            Content::List(value) => rt::Slot::List(value),
            Content::Map(value) => rt::Slot::Map(value),
            Content::Record(value) => rt::Slot::Record(value),
            Content::Choice(value) => rt::Slot::Choice(value),
            Content::Union(value) => rt::Slot::Union(value),
        }
    }

    fn value(&self) -> rt::Value<'_> {
        match &self.content {
            Content::Nothing => match self.layout {
                Layout::Option(_) | Layout::Apart(_) => rt::Value::Option(None),
                _ => rt::Value::Unit,
            },
            Content::Scalar(value) => value.value(),
            Content::Option(value) if value.null => rt::Value::Null,
            Content::Option(value) => {
                rt::Value::Option(value.value.as_deref().map(|value| value as &dyn rt::Node))
            }
            Content::List(value) => rt::Value::List(value),
            Content::Map(value) => rt::Value::Map(value),
            Content::Record(value) => rt::Value::Record(value),
            Content::Choice(value) => rt::Value::Choice(value),
            Content::Union(value) => rt::Value::Union(value),
        }
    }
}

/// A value that may be absent.
struct Maybe {
    inner: &'static Layout,
    apart: bool,
    null: bool,
    value: Option<Box<Dynamic>>,
}

impl rt::OptionNode for Maybe {
    fn fill(&mut self) -> &mut dyn rt::Node {
        self.null = false;
        &mut **self.value.insert(Box::new(Dynamic::new(self.inner)))
    }
    fn clear(&mut self, null: bool) {
        self.null = null && self.apart;
        self.value = None;
    }
}

/// A list.
struct Items {
    item: &'static Layout,
    items: Vec<Dynamic>,
}

impl rt::ListNode for Items {
    fn push(&mut self) -> &mut dyn rt::Node {
        let at = self.items.len();
        self.items.push(Dynamic::new(self.item));
        &mut self.items[at]
    }
    fn clear(&mut self) {
        self.items.clear();
    }
    fn len(&self) -> usize {
        self.items.len()
    }
    fn item(&self, index: usize) -> &dyn rt::Node {
        &self.items[index]
    }
}

/// A map.
struct Entries {
    item: &'static Layout,
    entries: BTreeMap<String, Dynamic>,
}

impl rt::MapNode for Entries {
    fn insert(&mut self, key: &str) -> &mut dyn rt::Node {
        let entry = self
            .entries
            .entry(key.to_owned())
            .or_insert_with(|| Dynamic::new(self.item));
        *entry = Dynamic::new(self.item);
        entry
    }
    fn clear(&mut self) {
        self.entries.clear();
    }
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn rt::Node)) {
        for (key, value) in &self.entries {
            visit(key, value);
        }
    }
    fn len(&self) -> usize {
        self.entries.len()
    }
}

/// The request of an operation, for [`Core`](rt::Core).
pub struct DynamicRequest(pub(crate) Fields);

impl DynamicRequest {
    /// The field at `index`: that of the parameter at this index.
    pub(crate) fn field(&mut self, index: usize) -> Option<&mut Dynamic> {
        self.0.fields.get_mut(index)
    }
}

impl rt::Record for DynamicRequest {
    fn shape(&self) -> &'static rt::Shape {
        self.0.shape()
    }
    fn slots(&mut self, visit: &mut rt::Slots<'_>) {
        self.0.slots(visit);
    }
    fn refs(&self, visit: &mut rt::Refs<'_>) {
        self.0.refs(visit);
    }
}

impl rt::Node for DynamicRequest {
    fn slot(&mut self) -> rt::Slot<'_> {
        rt::Slot::Record(&mut self.0)
    }
    fn value(&self) -> rt::Value<'_> {
        rt::Value::Record(&self.0)
    }
}

/// A struct.
pub(crate) struct Fields {
    layout: &'static RecordLayout,
    fields: Vec<Dynamic>,
}

impl Fields {
    pub(crate) fn new(layout: &'static RecordLayout) -> Self {
        let fields = layout
            .fields
            .iter()
            .map(|layout| Dynamic::new(layout))
            .collect();
        Self { layout, fields }
    }
}

impl rt::Record for Fields {
    fn shape(&self) -> &'static rt::Shape {
        &self.layout.shape
    }
    fn slots(&mut self, visit: &mut rt::Slots<'_>) {
        let mut all: Vec<&mut dyn rt::Node> = Vec::with_capacity(self.fields.len());
        all.extend(
            self.fields
                .iter_mut()
                .map(|field| field as &mut dyn rt::Node),
        );
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

/// A value of an enum: the index of a documented one, or another one.
struct Pick {
    shape: &'static rt::ChoiceShape,
    closed: bool,
    value: Result<usize, rt::UnknownValue>,
}

impl rt::Choice for Pick {
    fn shape(&self) -> &'static rt::ChoiceShape {
        self.shape
    }
    fn current(&self) -> Result<usize, &rt::UnknownValue> {
        self.value.as_ref().copied()
    }
    fn select(&mut self, index: usize) {
        self.value = Ok(index);
    }
    fn select_unknown(&mut self, value: rt::UnknownValue) -> bool {
        if !self.closed {
            self.value = Err(value);
        }
        !self.closed
    }
}

/// A one-of.
struct OneOf {
    layout: &'static UnionLayout,
    index: usize,
    value: Box<Dynamic>,
}

impl OneOf {
    fn new(layout: &'static UnionLayout) -> Self {
        let first = layout
            .variants
            .first()
            .copied()
            .unwrap_or(&Layout::Scalar(Type::Any));
        Self {
            layout,
            index: 0,
            value: Box::new(Dynamic::new(first)),
        }
    }
}

impl rt::Union for OneOf {
    fn shape(&self) -> &'static rt::UnionShape {
        &self.layout.shape
    }
    fn current(&self) -> (usize, &dyn rt::Node) {
        (self.index, &*self.value)
    }
    fn select(&mut self, index: usize) -> &mut dyn rt::Node {
        if let Some(layout) = self.layout.variants.get(index) {
            self.index = index;
            *self.value = Dynamic::new(layout);
        }
        &mut *self.value
    }
}
