//! Objects of the document, which keep the order of their members. In: keys and values. Out: [`Node`].

use serde_yaml::Mapping;

/// A value of the document.
pub(super) type Node = serde_yaml::Value;

/// An object under construction; members that are nothing are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object(pub(super) Mapping);

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With this member.
    pub(super) fn with(mut self, key: &str, value: impl Into<Node>) -> Self {
        self.set(key, value);
        self
    }

    /// With this member, if there is one.
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// With this member, unless it is empty.
    pub(super) fn filled(self, key: &str, value: impl Into<Node>) -> Self {
        let value = value.into();
        match is_empty(&value) {
            true => self,
            false => self.with(key, value),
        }
    }

    /// With `true`, if so.
    pub(super) fn flag(self, key: &str, is_so: bool) -> Self {
        self.maybe(key, is_so.then_some(true))
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<Node>) {
        self.0.insert(key.into(), value.into());
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.0.get(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All members of the other one, in place of its own of the same keys.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Mapping(object.0)
    }
}

/// Whether a list, object or text has nothing in it.
fn is_empty(value: &Node) -> bool {
    match value {
        Node::Null => true,
        Node::Mapping(members) => members.is_empty(),
        Node::Sequence(items) => items.is_empty(),
        Node::String(text) => text.is_empty(),
        _ => false,
    }
}

/// A list of texts.
pub(super) fn texts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Node {
    let items = items.into_iter().map(|item| item.as_ref().into());
    Node::Sequence(items.collect())
}

/// A list.
pub(super) fn list(items: impl IntoIterator<Item = impl Into<Node>>) -> Node {
    Node::Sequence(items.into_iter().map(Into::into).collect())
}

/// A JSON value as one of the document.
pub(super) fn json(value: &serde_json::Value) -> Node {
    use serde_json::Value as Json;
    match value {
        Json::Null => Node::Null,
        Json::Bool(value) => Node::Bool(*value),
        Json::Number(number) => self::number(number),
        Json::String(text) => Node::String(text.clone()),
        Json::Array(items) => Node::Sequence(items.iter().map(json).collect()),
        Json::Object(members) => {
            let members = members.iter();
            Node::Mapping(
                members
                    .map(|(key, value)| (key.as_str().into(), json(value)))
                    .collect(),
            )
        }
    }
}

/// A number of JSON as one of the document.
pub(super) fn number(number: &serde_json::Number) -> Node {
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => Node::from(whole),
        (None, Some(whole)) => Node::from(whole),
        (None, None) => number.as_f64().map_or(Node::Null, Node::from),
    }
}

/// A reference to a component of this kind.
pub(super) fn reference(kind: &str, name: &str) -> Object {
    Object::new().with("$ref", format!("#/components/{kind}/{name}"))
}

/// One schema, or any of several. Among several, one that takes everything says so in words.
pub(super) fn any_of(mut schemas: Vec<Object>) -> Object {
    if schemas.len() < 2 {
        return schemas.pop().unwrap_or_default();
    }
    let spoken = schemas.into_iter().map(|schema| match schema.is_empty() {
        true => Object::new().with("description", "Any value."),
        false => schema,
    });
    Object::new().with("anyOf", list(spoken))
}
