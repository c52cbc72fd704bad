//! The model in the words of the language. In: an API. Out: a spec of it as one tree of keys, from which `load` makes
//! the same model again.
//!
//! Export compares this with what import reads in the document, and writes down the difference.

mod authorise;
mod conduct;
mod envelopes;
mod errors;
mod member;
mod operation;
mod paging;
mod samples;
mod signatures;
mod types;

use specwright::model::{
    AllowanceForm, Api, Auth, Basis, Envelope, Format, Operation, Param, Source,
};
use specwright::words;

use super::node::{Node, Object, list};

/// What most operations say, which is said once at the top.
pub(super) struct Shared<'a> {
    pub(super) api: &'a Api,
    auth: Vec<Auth>,
    envelopes: Vec<Envelope>,
    formats: Vec<Format>,
    common: Vec<&'a Param>,
}

/// The whole spec.
pub(super) fn spec(api: &Api) -> Object {
    let shared = Shared::new(api);
    let formats = match shared.formats.as_slice() {
        [] | [Format::Json] => Node::Null,
        formats => list(formats.iter().map(|format| words::format(*format))),
    };
    let operations = api.operations.iter();
    let operations = operations.fold(Object::new(), |all, op| {
        all.with(&op.name, shared.operation(op))
    });
    let types = api.types.iter();
    let types = types.fold(Object::new(), |all, def| {
        all.with(&def.name, types::definition(api, def))
    });
    Object::new()
        .with("specwright", 1)
        .with("api", api.name.as_str())
        .with("title", api.title.as_str())
        .maybe("text", api.doc.as_deref())
        .filled("source", source(&api.source, None))
        .filled("servers", authorise::servers(api))
        .filled("credentials", authorise::credentials(api))
        .filled("auth", list(shared.auth.iter().map(authorise::way)))
        .filled("signatures", signatures::all(api))
        .filled("tokens", authorise::tokens(api))
        .filled("common", shared.common())
        .filled("formats", formats)
        .filled("envelope", envelopes::all(api, &shared.envelopes))
        .filled("errors", errors::table(api))
        .filled("limits", conduct::limits(api))
        .and(conduct::policy(&api.policy, None))
        .filled("types", types)
        .with("operations", operations)
        .filled("allow", allow(api))
}

impl<'a> Shared<'a> {
    fn new(api: &'a Api) -> Self {
        let mut common: Vec<&Param> = Vec::new();
        for param in api
            .operations
            .iter()
            .flat_map(|op| &op.params)
            .filter(|param| param.common)
        {
            if !common
                .iter()
                .any(|known| known.field.key == param.field.key)
            {
                common.push(param);
            }
        }
        Self {
            api,
            auth: most(api, |op| &op.auth),
            envelopes: most(api, |op| &op.envelopes),
            formats: most(api, |op| &op.formats),
            common,
        }
    }

    fn common(&self) -> Object {
        let params = self.common.iter();
        let params = params.fold(Object::new(), |all, param| {
            all.with(&param.field.key, member::param(self.api, param, true))
        });
        Object::new().filled("params", params)
    }
}

/// What most operations have, of several the first.
fn most<T: Clone + PartialEq>(api: &Api, part: impl Fn(&Operation) -> &Vec<T>) -> Vec<T> {
    let mut counts: Vec<(&Vec<T>, usize)> = Vec::new();
    for op in &api.operations {
        let own = part(op);
        match counts.iter_mut().find(|(known, _)| *known == own) {
            Some((_, count)) => *count += 1,
            None => counts.push((own, 1)),
        }
    }
    let largest = counts.iter().map(|(_, count)| *count).max();
    let first = counts.iter().find(|(_, count)| Some(*count) == largest);
    first.map(|(items, _)| (*items).clone()).unwrap_or_default()
}

/// Where a fact comes from; nothing where that is not said. `document` is the one that the spec names at its top.
pub(super) fn source(source: &Source, document: Option<&str>) -> Node {
    if *source == Source::default() {
        return Node::Null;
    }
    let basis = (source.basis != Basis::Documented).then(|| words::basis(source.basis));
    let is_own = source.section.is_some() && source.url.is_none() && document.is_some();
    let named = source
        .document
        .as_deref()
        .filter(|named| !(is_own && Some(*named) == document));
    let only =
        (named.is_none() && source.url.is_none() && basis.is_none() && source.note.is_none())
            .then_some(source.section.as_deref())
            .flatten();
    if let Some(section) = only {
        return section.into();
    }
    Object::new()
        .maybe("document", named)
        .maybe("section", source.section.as_deref())
        .maybe("url", source.url.as_deref())
        .maybe("basis", basis)
        .maybe("note", source.note.as_deref())
        .into()
}

/// The same, with the document of the API.
pub(super) fn source_in(api: &Api, one: &Source) -> Node {
    source(one, api.source.document.as_deref())
}

/// A word of the language, which is the name of the variant in snake case.
pub(super) fn word(variant: &impl std::fmt::Debug) -> String {
    heck::ToSnakeCase::to_snake_case(format!("{variant:?}").as_str())
}

fn allow(api: &Api) -> Object {
    let mut out = Object::new();
    for one in &api.allow {
        let subject = one.subject.as_deref();
        let held = out.get(one.lint).cloned();
        let value: Node = match (one.form, subject, held) {
            (AllowanceForm::Alone, Some(subject), _) => subject.into(),
            (AllowanceForm::Reasoned, Some(subject), held) => {
                let mut reasons = held
                    .and_then(|held| held.as_mapping().cloned())
                    .unwrap_or_default();
                let reason = one.reason.as_deref().unwrap_or_default();
                reasons.insert(subject.into(), reason.into());
                Node::Mapping(reasons)
            }
            (_, subject, held) => {
                let mut subjects = held
                    .and_then(|held| held.as_sequence().cloned())
                    .unwrap_or_default();
                subjects.extend(subject.map(Node::from));
                Node::Sequence(subjects)
            }
        };
        out.set(one.lint, value);
    }
    out
}
