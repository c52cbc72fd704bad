//! The secrets in a request, by their type: to find them before it is shown, or to take them out.

use specwright_runtime as rt;

use super::{Content, Dynamic, DynamicRequest};

impl DynamicRequest {
    /// The texts of all secrets in it, at any depth.
    pub fn secrets(&mut self) -> Vec<String> {
        let mut texts = Vec::new();
        let mut keep = |secret: &mut rt::Secret| texts.push(secret.expose().to_owned());
        self.each_secret(&mut keep);
        texts
    }

    /// Puts a text in the place of every secret in it, so that it may be shown.
    pub fn replace_secrets(&mut self, text: &str) {
        self.each_secret(&mut |secret| *secret = rt::Secret::from(text));
    }

    fn each_secret(&mut self, found: &mut dyn FnMut(&mut rt::Secret)) {
        let fields = &mut self.0.fields;
        fields.iter_mut().for_each(|field| visit(field, found));
    }
}

fn visit(value: &mut Dynamic, found: &mut dyn FnMut(&mut rt::Secret)) {
    match &mut value.content {
        Content::Scalar(node) => {
            if let rt::Slot::Secret(secret) = node.slot() {
                found(secret);
            }
        }
        Content::Option(maybe) => {
            if let Some(value) = &mut maybe.value {
                visit(value, found);
            }
        }
        Content::List(list) => list.items.iter_mut().for_each(|item| visit(item, found)),
        Content::Map(map) => map.entries.values_mut().for_each(|item| visit(item, found)),
        Content::Record(record) => record.fields.iter_mut().for_each(|one| visit(one, found)),
        Content::Union(union) => visit(&mut union.value, found),
        Content::Nothing | Content::Choice(_) => {}
    }
}
