//! Which members of a JSON value no field of its type names.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::model::{Api, Codec, Struct, Tagging, Type, TypeKind, Union, Value, Variant};

/// Members that no field names, gathered over several values.
pub(super) struct Cover<'a> {
    api: &'a Api,
    /// Their paths, each once.
    pub(super) missing: Vec<String>,
    seen: BTreeSet<String>,
}

impl<'a> Cover<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            missing: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// Looks at a payload; of what is at its top these names are known to others.
    pub(super) fn payload(&mut self, json: &Json, ty: &Type, known: &[&str]) {
        if *ty == Type::Unit {
            match json {
                Json::Null => {}
                Json::Object(members) => {
                    let unknown = members.iter().filter(|(name, value)| {
                        !known.contains(&name.as_str()) && !is_empty(value)
                    });
                    for (name, _) in unknown {
                        self.miss(name);
                    }
                }
                other if is_empty(other) => {}
                _ => self.miss("the payload"),
            }
            return;
        }
        self.value(json, ty, "", known);
    }

    fn miss(&mut self, path: &str) {
        if self.seen.insert(path.to_owned()) {
            self.missing.push(path.to_owned());
        }
    }

    fn value(&mut self, json: &Json, ty: &Type, path: &str, known: &[&str]) {
        match (self.api.bare(ty), json) {
            (Type::List(item), Json::Array(items)) => {
                for json in items {
                    self.value(json, item, path, &[]);
                }
            }
            (Type::Map(item), Json::Object(members)) => {
                for json in members.values() {
                    self.value(json, item, path, &[]);
                }
            }
            (Type::Named(id, args), Json::Object(members)) => {
                let kind = self.api.types.get(id.0).map(|def| &def.kind);
                match kind {
                    Some(TypeKind::Struct(shape)) => {
                        self.members(members, shape, args, path, known);
                    }
                    Some(TypeKind::Union(union)) => self.union(members, union, path, known),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn members(
        &mut self,
        members: &Map<String, Json>,
        shape: &Struct,
        args: &[Type],
        path: &str,
        known: &[&str],
    ) {
        for (name, json) in members {
            let path = join(path, name);
            match shape.fields.iter().find(|field| field.wire == *name) {
                Some(field) if is_plain(&field.value.codec) => {
                    let ty = field.value.ty.with_arguments(args);
                    self.value(json, &ty, &path, &[]);
                }
                Some(_) => {}
                None if known.contains(&name.as_str()) => {}
                None => match &shape.extra {
                    Some(ty) => self.value(json, &ty.with_arguments(args), &path, &[]),
                    None => self.miss(&path),
                },
            }
        }
    }

    fn union(&mut self, members: &Map<String, Json>, union: &Union, path: &str, known: &[&str]) {
        let text = |member: &str| members.get(member).and_then(Json::as_str);
        let tagged = |tag: Option<&str>| {
            let mut variants = union.variants.iter();
            variants.find(|variant| Some(variant.tag.as_str()) == tag)
        };
        let whole = || Json::Object(members.clone());
        match &union.tagging {
            Tagging::Inside(tag) => {
                if let Some(variant) = tagged(text(tag)) {
                    let known: Vec<&str> = known.iter().copied().chain([tag.as_str()]).collect();
                    self.variant(&whole(), variant, path, &known);
                }
            }
            Tagging::Beside(tag, content) => {
                if let (Some(variant), Some(json)) = (tagged(text(tag)), members.get(content)) {
                    self.variant(json, variant, &join(path, content), &[]);
                }
            }
            Tagging::Key => {
                for (name, json) in members {
                    if let Some(variant) = tagged(Some(name)) {
                        self.variant(json, variant, &join(path, name), &[]);
                    }
                }
            }
            Tagging::Order => self.nearest(&whole(), union, path, known),
        }
    }

    fn variant(&mut self, json: &Json, variant: &Variant, path: &str, known: &[&str]) {
        let Value { ty, codec } = &variant.value;
        if is_plain(codec) {
            self.value(json, ty, path, known);
        }
    }

    /// Of variants that are only told apart by trying, the one that names most.
    fn nearest(&mut self, json: &Json, union: &Union, path: &str, known: &[&str]) {
        let tried = union.variants.iter().map(|variant| {
            let mut cover = Cover::new(self.api);
            cover.variant(json, variant, path, known);
            cover.missing
        });
        let fewest = tried.min_by_key(Vec::len).unwrap_or_default();
        fewest.iter().for_each(|path| self.miss(path));
    }
}

/// What says nothing: services send it in place of nothing at all.
fn is_empty(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Object(members) => members.is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::String(text) => text.is_empty(),
        _ => false,
    }
}

/// Whether JSON stands there as its type suggests.
fn is_plain(codec: &Codec) -> bool {
    match codec {
        Codec::Plain => true,
        Codec::Absent(_, inner) => is_plain(inner),
        _ => false,
    }
}

fn join(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}
