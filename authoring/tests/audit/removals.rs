//! Models with one thing less, or with one thing spelt otherwise. In: an API. Out: what was changed, and the API.

use specwright::model::{
    Api, Auth, Basis, ChoiceWire, CodePattern, Location, Operation, Param, PathPart, Source, Style,
    TypeKind,
};
use specwright_authoring::audit::Kind;

/// A change of a model that an audit must notice.
pub(crate) struct Change {
    pub(crate) kind: Kind,
    /// Name that the document has; empty where it is written in several ways.
    pub(crate) name: String,
    /// What it is, for the message of a failing test.
    pub(crate) what: String,
    /// So many findings tell of it at most.
    pub(crate) most: usize,
    pub(crate) api: Api,
}

/// Whether a fact stands on the authority of the spec's own document.
fn own(api: &Api, sources: &[&Source]) -> bool {
    let named = sources
        .iter()
        .find(|one| one.document.is_some() || one.url.is_some());
    sources.iter().all(|one| one.basis == Basis::Documented)
        && named.is_none_or(|one| one.document == api.source.document)
}

/// Each operation, parameter, field, value, row, host and default that the document names, taken out.
pub(crate) fn removals(api: &Api) -> Vec<Change> {
    let mut list = List {
        api,
        changes: Vec::new(),
    };
    for (at, server) in api.servers.iter().enumerate() {
        list.add(Kind::Host, "", &server.url, |api| {
            drop(api.servers.remove(at))
        });
    }
    for (at, variable) in api.variables.iter().enumerate() {
        if let Some(value) = &variable.default {
            list.add(Kind::Value, value, &variable.name, |api| {
                api.variables[at].default = None
            });
        }
    }
    for (at, operation) in api.operations.iter().enumerate() {
        // The document of TE gives this route as its example; all else of it is from elsewhere.
        let shown = operation.name == "event_analyze";
        if shown || own(api, &[&operation.source]) {
            list.add(Kind::Path, "", &operation.name, |api| {
                drop(api.operations.remove(at))
            });
        }
        if own(api, &[&operation.source]) {
            params(&mut list, at, operation);
        }
    }
    fields(&mut list);
    for (at, row) in api.errors.iter().enumerate() {
        if own(api, &[&row.source]) {
            list.add(Kind::Code, &code(&row.code), &row.name, |api| {
                drop(api.errors.remove(at))
            });
        }
    }
    auth(&mut list);
    list.changes
}

struct List<'a> {
    api: &'a Api,
    changes: Vec<Change>,
}

impl List<'_> {
    fn add(&mut self, kind: Kind, name: &str, what: &str, change: impl FnOnce(&mut Api)) {
        let mut api = self.api.clone();
        change(&mut api);
        self.changes.push(Change {
            kind,
            name: name.to_owned(),
            what: format!("{} {what}", kind.name()),
            most: if what.starts_with("auth ") { 2 } else { 1 },
            api,
        });
    }
}

fn params(list: &mut List<'_>, at: usize, operation: &Operation) {
    for (index, param) in operation.params.iter().enumerate() {
        if !own(list.api, &[&param.field.doc.source, &operation.source]) {
            continue;
        }
        let what = format!("{}.{}", operation.name, param.field.wire);
        match param.location {
            // The path is another without it.
            Location::Path => list.add(Kind::Path, "", &what, |api| {
                remove(&mut api.operations[at], index)
            }),
            _ if unnamed(param) => {}
            _ => list.add(Kind::Parameter, &param.field.wire, &what, |api| {
                remove(&mut api.operations[at], index);
            }),
        }
    }
    for (index, param) in operation.fixed.iter().enumerate() {
        if own(list.api, &[&param.doc.source, &operation.source]) {
            let what = format!("{}.{}", operation.name, param.wire);
            list.add(Kind::Parameter, &param.wire, &what, |api| {
                api.operations[at].fixed.remove(index);
            });
        }
    }
}

/// The document cannot name what does not travel by its name.
fn unnamed(param: &Param) -> bool {
    param.location == Location::Body || param.style == Style::Spread
}

fn remove(operation: &mut Operation, index: usize) {
    let param = operation.params.remove(index);
    let wire = &param.field.wire;
    for hole in [format!("/{{{wire}}}"), format!("/{{+{wire}}}")] {
        operation.path_text = operation.path_text.replace(&hole, "");
    }
    operation
        .path
        .retain(|part| !matches!(part, PathPart::Param(at) | PathPart::Greedy(at) if *at == index));
    for part in &mut operation.path {
        if let PathPart::Param(at) | PathPart::Greedy(at) = part
            && *at > index
        {
            *at -= 1;
        }
    }
    operation.rules.clear();
    operation.paging = None;
}

fn fields(list: &mut List<'_>) {
    for (at, def) in list.api.types.iter().enumerate() {
        match &def.kind {
            TypeKind::Struct(shape) => {
                for (index, field) in shape.fields.iter().enumerate() {
                    if own(list.api, &[&field.doc.source, &def.source]) {
                        let what = format!("{}.{}", def.name, field.wire);
                        list.add(Kind::Field, &field.wire, &what, |api| {
                            match &mut api.types[at].kind {
                                TypeKind::Struct(shape) => drop(shape.fields.remove(index)),
                                _ => unreachable!(),
                            }
                        });
                    }
                }
            }
            TypeKind::Choice(choice) => {
                for (index, value) in choice.values.iter().enumerate() {
                    if own(list.api, &[&value.source, &def.source]) {
                        let what = format!("{}.{}", def.name, value.key);
                        let name = match &value.wire {
                            ChoiceWire::Text(text) => text.clone(),
                            ChoiceWire::Integer(number) => number.to_string(),
                        };
                        list.add(Kind::Value, &name, &what, |api| {
                            match &mut api.types[at].kind {
                                TypeKind::Choice(choice) => drop(choice.values.remove(index)),
                                _ => unreachable!(),
                            }
                        });
                    }
                }
            }
            _ => {}
        }
    }
}

/// What authorises by a name of its own: a header, a query parameter, a signature's parameter.
fn auth(list: &mut List<'_>) {
    let mut ways: Vec<&Auth> = list
        .api
        .operations
        .iter()
        .flat_map(|one| &one.auth)
        .collect();
    ways.dedup();
    let mut names = Vec::new();
    for way in ways {
        names.extend(match way {
            Auth::Header { name, .. } | Auth::Query { name, .. } => Some(name.clone()),
            Auth::Basic { .. } => Some("Authorization".to_owned()),
            Auth::Signature { name } => Some(name.clone()),
            _ => None,
        });
    }
    names.sort_unstable();
    names.dedup();
    for name in names {
        list.add(Kind::Parameter, &name, &format!("auth {name}"), |api| {
            api.operations.iter_mut().for_each(|one| one.auth.clear());
        });
    }
}

pub(crate) fn code(pattern: &CodePattern) -> String {
    match pattern {
        CodePattern::Integer(code) => code.to_string(),
        CodePattern::Text(code) => code.clone(),
        CodePattern::Range(from, to) => format!("{from}..{to}"),
    }
}

/// Each name with two of its letters the wrong way round, or a digit too many.
pub(crate) fn misspellings(api: &Api) -> Vec<Change> {
    let mut list = List {
        api,
        changes: Vec::new(),
    };
    for (at, operation) in api.operations.iter().enumerate() {
        if !own(api, &[&operation.source]) {
            continue;
        }
        for (index, param) in operation.params.iter().enumerate() {
            let stated = own(api, &[&param.field.doc.source]);
            if stated && param.location != Location::Path && !unnamed(param) {
                let wire = &param.field.wire;
                list.add(Kind::Parameter, wire, wire, |api| {
                    api.operations[at].params[index].field.wire = wrong(wire);
                });
            }
        }
        for (index, param) in operation.fixed.iter().enumerate() {
            if own(api, &[&param.doc.source]) {
                let wire = &param.wire;
                list.add(Kind::Parameter, wire, wire, |api| {
                    api.operations[at].fixed[index].wire = wrong(wire);
                });
            }
        }
    }
    for (at, row) in api.errors.iter().enumerate() {
        if let (CodePattern::Text(text), true) = (&row.code, own(api, &[&row.source])) {
            list.add(Kind::Code, text, text, |api| {
                api.errors[at].code = CodePattern::Text(wrong(text))
            });
        }
    }
    for (at, def) in api.types.iter().enumerate() {
        let TypeKind::Struct(shape) = &def.kind else {
            continue;
        };
        for (index, field) in shape.fields.iter().enumerate() {
            if own(api, &[&field.doc.source, &def.source]) && field.wire.len() > 3 {
                let what = format!("{}.{}", def.name, field.wire);
                list.add(Kind::Field, &field.wire, &what, |api| {
                    match &mut api.types[at].kind {
                        TypeKind::Struct(shape) => shape.fields[index].wire = wrong(&field.wire),
                        _ => unreachable!(),
                    }
                });
            }
        }
    }
    list.changes
}

/// Without its last letter but one.
fn wrong(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    letters.remove(letters.len() - 2);
    letters.into_iter().collect()
}
