//! Styles, backwards: from names and values to what one parameter was. In: the pairs of a query or form. Out: the value
//! as JSON in the spelling that it has in a body; each pair is taken once, so that what nobody took is known.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Codec, Struct, Style, Type, TypeKind, Value};

use super::parts::Query;
use super::value::from_text;

/// The pairs of a query or form, and which of them were taken.
#[derive(Debug)]
pub(crate) struct Pairs<'p> {
    all: &'p Query,
    taken: Vec<bool>,
}

/// What was found of a parameter.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    Nothing,
    One(Json),
    /// It stands this often, but is no list.
    Often(usize),
}

impl<'p> Pairs<'p> {
    pub(crate) fn new(all: &'p Query) -> Self {
        Self {
            taken: vec![false; all.len()],
            all,
        }
    }

    /// Takes all values of a name.
    pub(crate) fn take(&mut self, name: &str) -> Vec<Option<&'p str>> {
        let mut found = Vec::new();
        for ((known, value), taken) in self.all.iter().zip(&mut self.taken) {
            if known == name {
                *taken = true;
                found.push(value.as_deref());
            }
        }
        found
    }

    /// The names that nobody took, each once.
    pub(crate) fn left(&self) -> Vec<&'p str> {
        let mut names: Vec<&str> = Vec::new();
        for ((name, _), taken) in self.all.iter().zip(&self.taken) {
            if !taken && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// The entries that stand in brackets right behind a name, each once.
    fn entries(&self, name: &str) -> Vec<&'p str> {
        let mut found: Vec<&str> = Vec::new();
        for (known, _) in self.all {
            let entry = known
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('['))
                .and_then(|rest| rest.split_once(']'));
            if let Some((entry, _)) = entry
                && !found.contains(&entry)
            {
                found.push(entry);
            }
        }
        found
    }

    /// What a parameter was.
    pub(crate) fn find(&mut self, api: &Api, name: &str, value: &Value, style: Style) -> Found {
        match style {
            Style::Plain | Style::Label | Style::Matrix => self.plain(api, name, value),
            Style::Json => match self.take(name)[..] {
                [] => Found::Nothing,
                [text] => {
                    let text = text.unwrap_or_default();
                    Found::One(serde_json::from_str(text).unwrap_or_else(|_| text.into()))
                }
                ref all => Found::Often(all.len()),
            },
            Style::Flag => match self.take(name)[..] {
                [] => Found::Nothing,
                [None | Some("" | "true")] => Found::One(true.into()),
                [Some("false")] => Found::One(false.into()),
                [Some(other)] => Found::One(other.into()),
                ref all => Found::Often(all.len()),
            },
            Style::Brackets => self.nested(api, name, value, true),
            Style::Deep => self.nested(api, name, value, false),
            Style::Spread => self.spread(api, name, value),
        }
    }

    fn plain(&mut self, api: &Api, name: &str, value: &Value) -> Found {
        let values = self.take(name);
        let text = |text: &Option<&str>| text.unwrap_or_default().to_owned();
        match (item_of(api, value), &values[..]) {
            (_, []) => Found::Nothing,
            (Some(item), all) => {
                let items = all
                    .iter()
                    .map(|one| from_text(api, item, &value.codec, &text(one)));
                Found::One(items.collect())
            }
            (None, [one]) => Found::One(single(api, value, &text(one))),
            (None, all) if *api.bare(&value.ty) == Type::Any => {
                Found::One(all.iter().map(text).map(Json::from).collect())
            }
            (None, all) => Found::Often(all.len()),
        }
    }

    /// `name[entry]`, and `name[]` for the items of lists where these have brackets too.
    fn nested(&mut self, api: &Api, name: &str, value: &Value, lists: bool) -> Found {
        if item_of(api, value).is_some() && lists {
            return self.plain(api, &format!("{name}[]"), value);
        }
        if value.codec == Codec::JsonText {
            return self.plain(api, name, value);
        }
        let bare = api.bare(&value.ty);
        let entries: Vec<(String, Value)> = match (bare, structure(api, bare)) {
            (_, Some((shape, args))) => fields(shape, args),
            (Type::Map(entry), _) => {
                let names = self.entries(name).into_iter();
                names
                    .map(|name| (name.to_owned(), spelt(entry, &value.codec)))
                    .collect()
            }
            _ => return self.plain(api, name, value),
        };
        let mut members = Map::new();
        for (entry, value) in entries {
            match self.nested(api, &format!("{name}[{entry}]"), &value, lists) {
                Found::One(found) => {
                    members.insert(entry, found);
                }
                Found::Often(count) => return Found::Often(count),
                Found::Nothing => {}
            }
        }
        match members.is_empty() {
            true => Found::Nothing,
            false => Found::One(members.into()),
        }
    }

    /// The entries under their own names; those of a map are whatever nobody else took.
    fn spread(&mut self, api: &Api, name: &str, value: &Value) -> Found {
        let bare = api.bare(&value.ty);
        let mut entries: Vec<(String, Value)> = Vec::new();
        let rest = match (bare, structure(api, bare)) {
            (_, Some((shape, args))) => {
                entries = fields(shape, args);
                shape
                    .extra
                    .as_ref()
                    .map(|extra| spelt(&extra.with_arguments(args), &Codec::Plain))
            }
            (Type::Map(entry), _) => Some(spelt(entry, &value.codec)),
            (Type::Any, _) => Some(spelt(&Type::Any, &Codec::Plain)),
            _ => return self.plain(api, name, value),
        };
        if let Some(rest) = rest {
            let known: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
            let names = self.left().into_iter().filter(|name| !known.contains(name));
            let more: Vec<_> = names.map(|name| (name.to_owned(), rest.clone())).collect();
            entries.extend(more);
        }
        let mut members = Map::new();
        for (entry, value) in entries {
            match self.plain(api, &entry, &value) {
                Found::One(found) => {
                    members.insert(entry, found);
                }
                Found::Often(count) => return Found::Often(count),
                Found::Nothing => {}
            }
        }
        match members.is_empty() {
            true => Found::Nothing,
            false => Found::One(members.into()),
        }
    }
}

/// A single text; nothing but an empty one stands for null.
pub(crate) fn single(api: &Api, value: &Value, text: &str) -> Json {
    let is_nullable = matches!(value.ty, Type::Nullable(_));
    if text.is_empty() && is_nullable && !holds_text(api, &value.ty) {
        return Json::Null;
    }
    from_text(api, &value.ty, &value.codec, text)
}

/// Whether an empty text is a value of the type.
pub(crate) fn holds_text(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::String | Type::Secret | Type::Any | Type::Bytes => true,
        Type::Named(id, _) => matches!(
            api.types.get(id.0).map(|def| &def.kind),
            Some(TypeKind::Choice(_))
        ),
        _ => false,
    }
}

/// The type of the items, where a value is a list that is not spelt as one text.
pub(crate) fn item_of<'t>(api: &'t Api, value: &'t Value) -> Option<&'t Type> {
    let mut codec = &value.codec;
    while let Codec::Absent(_, inner) = codec {
        codec = inner;
    }
    match api.bare(&value.ty) {
        Type::List(item) if !matches!(codec, Codec::Joined(_) | Codec::JsonText) => Some(item),
        _ => None,
    }
}

/// The struct that a type is, with its arguments.
pub(crate) fn structure<'t>(api: &'t Api, ty: &'t Type) -> Option<(&'t Struct, &'t [Type])> {
    match ty {
        Type::Named(id, args) => match api.types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(shape)) => Some((shape, args)),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn fields(shape: &Struct, args: &[Type]) -> Vec<(String, Value)> {
    let fields = shape.fields.iter();
    fields
        .map(|field| {
            let ty = field.value.ty.with_arguments(args);
            (field.wire.clone(), spelt(&ty, &field.value.codec))
        })
        .collect()
}

pub(crate) fn spelt(ty: &Type, codec: &Codec) -> Value {
    Value {
        ty: ty.clone(),
        codec: codec.clone(),
    }
}
