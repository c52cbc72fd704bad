//! Objects made of paths. In: what stands at which path of a body. Out: a schema, or an example.

use crate::export::node::{Node, Object, list, texts};

/// An object whose members are known by their paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    members: Vec<(String, Tree)>,
    schema: Option<Object>,
    example: Option<Node>,
    is_required: bool,
}

impl Tree {
    /// What stands at a path, which is made where it is not there yet.
    pub(super) fn at(&mut self, path: &str) -> &mut Tree {
        path.split('.').fold(self, |tree, name| {
            let position = tree.members.iter().position(|(member, _)| member == name);
            let position = position.unwrap_or_else(|| {
                tree.members.push((name.to_owned(), Tree::default()));
                tree.members.len() - 1
            });
            &mut tree.members[position].1
        })
    }

    /// Makes all on the way to a path required.
    pub(super) fn require(&mut self, path: &str) {
        let mut way = String::new();
        for name in path.split('.') {
            if !way.is_empty() {
                way.push('.');
            }
            way.push_str(name);
            self.at(&way).is_required = true;
        }
    }

    /// Says what is there, unless that was said.
    pub(super) fn say(&mut self, schema: Object) {
        self.schema.get_or_insert(schema);
    }

    /// Says more of what is there.
    pub(super) fn add(&mut self, more: Object) {
        let schema = self.schema.take().unwrap_or_default();
        self.schema = Some(schema.and(more));
    }

    /// Shows what may be there.
    pub(super) fn show(&mut self, example: Node) {
        self.example = Some(example);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty() && self.schema.is_none()
    }

    /// As a schema.
    pub(super) fn schema(&self) -> Object {
        let own = self.schema.clone();
        if self.members.is_empty() {
            return own.unwrap_or_default();
        }
        let (mut properties, mut required) = (Object::new(), Vec::new());
        for (name, member) in &self.members {
            properties.set(name, member.schema());
            required.extend(member.is_required.then_some(name.as_str()));
        }
        let object = Object::new()
            .with("type", "object")
            .with("properties", properties);
        let object = object.filled("required", texts(required));
        match own.filter(|own| !own.is_empty()) {
            Some(own) => Object::new().with("allOf", list([own, object])),
            None => object,
        }
    }

    /// As an example of what is required or shown; `None` where nothing is.
    pub(super) fn sample(&self) -> Option<Node> {
        if let Some(example) = &self.example {
            return Some(example.clone());
        }
        let members = self.members.iter();
        let members = members.filter_map(|(name, member)| Some((name, member.sample()?)));
        let object = members.fold(Object::new(), |all, (name, value)| all.with(name, value));
        (!object.is_empty()).then(|| object.into())
    }
}
