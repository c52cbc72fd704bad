//! What is sent, what is received, and what nothing names.

use std::collections::HashSet;

use serde_yaml::Value;

use super::def::{Body, DefId, Tagging, Ty};
use super::{Types, Way};

/// Keys whose values are no types, whatever words stand in them.
const PROSE: &[&str] = &[
    "text",
    "example",
    "default",
    "source",
    "unit",
    "deprecated",
    "pattern",
    "format",
    "enum",
    "tag",
    "content",
    "name",
    "rust",
];

/// How the types of a spec are used.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    pub(super) sent: Vec<bool>,
    pub(super) received: Vec<bool>,
    /// Some component or operation leads there.
    pub(super) kept: Vec<bool>,
    /// Structs that are variants and nothing else, with the tag that stands beside their members.
    pub(super) tags: Vec<Option<String>>,
}

impl Types<'_> {
    /// Follows types from operations and components.
    pub(super) fn reach(&self) -> Ways {
        let count = self.defs.len();
        let mut ways = Ways {
            sent: vec![false; count],
            received: vec![false; count],
            kept: vec![false; count],
            tags: vec![None; count],
        };
        let of_way = |way: Way| -> Vec<DefId> {
            let roots = self.roots.iter().filter(|(_, root)| *root == way);
            roots.flat_map(|(ty, _)| self.named_in(ty)).collect()
        };
        ways.tags = self.only_variants();
        self.walk(of_way(Way::Request), &ways.tags, &mut ways.sent);
        self.walk(of_way(Way::Answer), &ways.tags, &mut ways.received);
        let mut all: Vec<DefId> = self.components.values().copied().collect();
        all.extend(self.roots.iter().flat_map(|(ty, _)| self.named_in(ty)));
        self.walk(all, &ways.tags, &mut ways.kept);
        ways
    }

    fn walk(&self, mut open: Vec<DefId>, tags: &[Option<String>], seen: &mut [bool]) {
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id.0], true) {
                continue;
            }
            open.extend(self.mentioned(id, tags[id.0].as_deref()));
        }
    }

    /// The types that a type names, but for those of a member that is left out.
    pub(super) fn mentioned(&self, id: DefId, left_out: Option<&str>) -> Vec<DefId> {
        let mut found = Vec::new();
        let def = &self.defs[id.0];
        match &def.body {
            Body::Struct(shape) => {
                for field in shape
                    .fields
                    .iter()
                    .filter(|field| Some(field.wire.as_str()) != left_out)
                {
                    found.extend(self.named_in(&field.member.ty));
                    if let Some(overlay) = &field.member.overlay {
                        self.written_in(&Value::Mapping(overlay.clone()), &mut found);
                    }
                }
                found.extend(shape.extra.iter().flat_map(|extra| self.named_in(extra)));
            }
            Body::Union(union) => {
                found.extend(
                    union
                        .variants
                        .iter()
                        .flat_map(|variant| self.named_in(&variant.ty)),
                );
            }
            Body::Alias(member) => found.extend(self.named_in(&member.ty)),
            Body::Choice(_) | Body::Pending => {}
        }
        if let Some(overlay) = &def.overlay {
            self.written_in(&Value::Mapping(overlay.clone()), &mut found);
        }
        found
    }

    pub(super) fn named_in(&self, ty: &Ty) -> Vec<DefId> {
        match ty.leaf() {
            Ty::Named(id) => vec![*id],
            Ty::Written(text) => {
                let mut found = Vec::new();
                self.written_in(&Value::String(text.clone()), &mut found);
                found
            }
            _ => Vec::new(),
        }
    }

    /// Names of types in what a document gives in the words of the language.
    fn written_in(&self, value: &Value, found: &mut Vec<DefId>) {
        match value {
            Value::String(text) => {
                let words = text.split(|c: char| !c.is_ascii_alphanumeric());
                for word in words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
                {
                    let named = self.defs.iter().position(|def| def.name == word);
                    found.extend(named.map(DefId));
                }
            }
            Value::Mapping(map) => {
                for (key, value) in map {
                    match (key.as_str(), value) {
                        // Members and variants are called what they are called.
                        (Some("fields" | "one_of"), Value::Mapping(entries)) => {
                            entries
                                .values()
                                .for_each(|entry| self.written_in(entry, found));
                        }
                        (Some(key), _) if PROSE.contains(&key) => {}
                        _ => self.written_in(value, found),
                    }
                }
            }
            Value::Sequence(list) => list.iter().for_each(|value| self.written_in(value, found)),
            _ => {}
        }
    }

    /// The tag beside each struct that is a variant of one-ofs with this tag, and stands nowhere else.
    fn only_variants(&self) -> Vec<Option<String>> {
        let mut tags: Vec<Option<String>> = vec![None; self.defs.len()];
        let mut elsewhere: HashSet<usize> = HashSet::new();
        for (ty, _) in &self.roots {
            elsewhere.extend(self.named_in(ty).into_iter().map(|id| id.0));
        }
        for (index, def) in self.defs.iter().enumerate() {
            let tag = match &def.body {
                Body::Union(union) => match &union.tagging {
                    Tagging::Inside(tag) => Some(tag),
                    _ => None,
                },
                _ => None,
            };
            for id in self.mentioned(DefId(index), None) {
                match tag {
                    Some(tag) if tags[id.0].as_ref().is_none_or(|known| known == tag) => {
                        tags[id.0] = Some(tag.clone());
                    }
                    _ => {
                        elsewhere.insert(id.0);
                    }
                }
            }
        }
        let plain = tags.into_iter().enumerate();
        plain
            .map(|(index, tag)| tag.filter(|_| !elsewhere.contains(&index)))
            .collect()
    }
}
