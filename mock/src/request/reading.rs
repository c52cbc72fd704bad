//! One operation's reading of a request. In: the parts of the request and the operation that it may mean. Out: values,
//! faults and oddities.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, BodyKind, Location, Operation, Param, Presence, Style, Type};

use super::pairs::{Found, Pairs, item_of};
use super::parts::{Content, Parts, Query};
use super::value::Checker;
use super::{body, single};
use crate::seam::{At, Fault, FaultKind, Served};

/// An operation's reading of a request under way.
pub(crate) struct Reading<'r> {
    pub(crate) served: &'r Served,
    pub(crate) operation: &'static Operation,
    pub(crate) parts: &'r Parts<'r>,
    pub(crate) query: Pairs<'r>,
    /// The body, where it is a form; the fields of a multipart body that are no files.
    pub(crate) form: Pairs<'r>,
    /// Members of the body that were looked at.
    pub(crate) members: Vec<&'r str>,
    pub(crate) values: Map<String, Json>,
    /// By parameter: whether the caller gave it.
    pub(crate) given: Vec<bool>,
    pub(crate) faults: Vec<Fault>,
    /// What the spec does not name.
    pub(crate) unknown: Vec<Fault>,
    pub(crate) notes: Vec<Fault>,
    /// How many values no enum lists.
    pub(crate) unlisted: usize,
}

impl<'r> Reading<'r> {
    pub(crate) fn new(
        served: &'r Served,
        operation: &'static Operation,
        parts: &'r Parts<'r>,
        query: &'r Query,
        form: &'r Query,
    ) -> Self {
        Self {
            served,
            operation,
            parts,
            query: Pairs::new(query),
            form: Pairs::new(form),
            members: Vec::new(),
            values: Map::new(),
            given: vec![false; operation.params.len()],
            faults: Vec::new(),
            unknown: Vec::new(),
            notes: Vec::new(),
            unlisted: 0,
        }
    }

    /// Reads every parameter that the caller gives. Those of which the names are not known come last, so that they take
    /// what is left.
    pub(crate) fn params(&mut self, texts: &[(usize, String)]) {
        let readable = body::check(self);
        let params = self.operation.params.iter().enumerate();
        let (last, first): (Vec<_>, Vec<_>) =
            params.partition(|(_, param)| param.style == Style::Spread);
        for (index, param) in first.into_iter().chain(last) {
            let in_body = matches!(param.location, Location::Body | Location::BodyField);
            if in_body && !readable && self.operation.body != BodyKind::None {
                continue;
            }
            let found = self.find(index, param, texts);
            self.check(index, param, found);
        }
    }

    fn find(&mut self, index: usize, param: &'static Param, texts: &[(usize, String)]) -> Found {
        let api = self.served.api();
        let field = &param.field;
        let one = |found: Option<Json>| found.map_or(Found::Nothing, Found::One);
        match param.location {
            Location::Path => {
                let text = texts.iter().find(|(known, _)| *known == index);
                one(text.map(|(_, text)| {
                    single::in_path(api, &field.wire, &field.value, param.style, text)
                }))
            }
            Location::Query => self.query.find(api, &field.wire, &field.value, param.style),
            Location::Header => {
                let count = self.parts.headers(&field.wire);
                if count > 1 && item_of(api, &field.value).is_none() {
                    return Found::Often(count);
                }
                let text = self.parts.header(&field.wire);
                one(text.map(|text| single::joined(api, &field.value, &text)))
            }
            Location::Cookie => {
                let count = self.parts.cookies(&field.wire);
                if count > 1 {
                    return Found::Often(count);
                }
                let mut cookies = self.parts.cookies.iter();
                let cookie = cookies.find(|(name, _)| *name == field.wire);
                one(cookie.map(|(_, text)| single::joined(api, &field.value, text)))
            }
            Location::BodyField => self.member(param),
            Location::Body => one(body::whole(self, field)),
        }
    }

    /// A member of the body; without a body that has members they stand in the query.
    fn member(&mut self, param: &'static Param) -> Found {
        let api = self.served.api();
        let field = &param.field;
        match (&self.parts.content, self.operation.body) {
            (Content::Json(Json::Object(members)), BodyKind::Json) => {
                self.members.push(&field.wire);
                let found = members.get(&field.wire);
                found.map_or(Found::Nothing, |found| Found::One(found.clone()))
            }
            (Content::Multipart(parts), BodyKind::Multipart) => {
                match body::part(api, parts, field, param.style) {
                    Found::Nothing => self.form.find(api, &field.wire, &field.value, param.style),
                    found => {
                        self.form.take(&field.wire);
                        found
                    }
                }
            }
            (Content::Form(_), BodyKind::Form) => {
                self.form.find(api, &field.wire, &field.value, param.style)
            }
            _ => Found::Nothing,
        }
    }

    fn check(&mut self, index: usize, param: &'static Param, found: Found) {
        let field = &param.field;
        let at = At::param(param.location, &field.wire);
        let found = match found {
            Found::One(json) => Some(json),
            // A struct of which no entry stands anywhere is an empty one.
            Found::Nothing if is_all_optional(self.served.api(), param) => {
                Some(Json::Object(Map::new()))
            }
            Found::Nothing => None,
            Found::Often(count) => {
                let says = format!("{} stands {count} times, but has one value", at.subject());
                self.faults.push(Fault::new(FaultKind::Twice, says).at(at));
                return;
            }
        };
        let mut checker = Checker::new(self.served.api(), at);
        let is_file = match (self.operation.body, param.location) {
            (BodyKind::Multipart, Location::BodyField) | (BodyKind::Bytes, Location::Body) => {
                holds_files(self.served.api(), &field.value.ty)
            }
            _ => false,
        };
        let plain = match found {
            Some(json) if is_file => Some(json),
            found => checker.member(field, &[], found.as_ref()),
        };
        self.faults.append(&mut checker.faults);
        self.unknown.append(&mut checker.unknown);
        self.unlisted += checker.unlisted;
        if let Some(plain) = plain {
            if let Some(given) = self.given.get_mut(index) {
                *given = true;
            }
            self.values.insert(field.wire.clone(), plain);
        }
    }
}

/// Whether a parameter is required, but all that it spreads is not.
fn is_all_optional(api: &Api, param: &Param) -> bool {
    let spreads = matches!(param.style, Style::Spread | Style::Deep | Style::Brackets);
    let is_required = param.field.presence == Presence::Required;
    let bare = api.bare(&param.field.value.ty);
    let is_open = matches!(bare, Type::Map(_)) || super::pairs::structure(api, bare).is_some();
    spreads && is_required && is_open
}

/// Whether a value is files or bytes, which are no JSON.
fn holds_files(api: &Api, ty: &Type) -> bool {
    match api.bare(ty) {
        Type::File | Type::Bytes => true,
        Type::List(item) => holds_files(api, item),
        _ => false,
    }
}
