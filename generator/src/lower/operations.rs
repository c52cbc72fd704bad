//! Operations: the call, its parameters and rules, what comes back, samples.

use super::codec::{Spelling, spell};
use super::entries::Entry;
use super::location::Target;
use super::path::{self, METHODS, Segment};
use super::resolve::{Names, resolve};
use super::samples::{self, Against};
use super::scope::{Scope, at};
use super::shared::{self, Shared};
use super::{
    answers, auth, bind, envelopes, naming, notations, paging, params, policy, provenance, rules,
    stream, twice,
};
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::{Auth, Operation, Stream, Type, Value};
use crate::spec;

pub(super) fn lower(
    scope: &Scope<'_>,
    shared: &Shared<'_>,
    entry: &Entry<'_, spec::Operation>,
    diags: &mut Diagnostics,
) -> Operation {
    let (operation, place) = (entry.value, &entry.place);
    naming::expect_snake("an operation", entry.key, place.clone().of_key(), diags);
    let is_param = |name: &str| operation.params.get(name).is_some();
    let call = call(&operation.call, is_param, &at(place, "call"), diags);
    let target = Target::new(call.method, call.variables(), operation);
    let common = shared
        .common
        .as_ref()
        .filter(|_| operation.common != Some(false));
    let common = common.map(|(common, place)| (*common, place));
    let params = params::lower(scope, &target, common, (operation, place), diags);
    let path = bind::bind(&call.segments, &params, &at(place, "call"), diags);
    let auth = auth_of(scope, shared, operation, place, diags);
    twice::check(&params, &auth, scope.signatures, diags);
    twice::check_whole_body(&params, diags);
    let body = twice::body_kind(operation.body.is_some(), target.body, &params);
    let formats = match &operation.formats {
        Some(formats) => shared::formats(formats, &at(place, "formats"), diags),
        None => shared.formats.clone(),
    };
    let rules = rules::lower(&operation.rules, &params, &at(place, "rules"), diags);
    let stream = stream::lower(scope, operation, place, diags);
    let paging = operation.paginate.as_ref();
    let paging =
        paging.and_then(|pages| paging::lower(pages, &params, &at(place, "paginate"), diags));
    let against = Against {
        params: &params,
        body,
        formats: &formats,
        stream: stream.as_ref(),
    };
    let samples = samples::lower(
        scope,
        against,
        &operation.samples,
        &at(place, "samples"),
        diags,
    );
    let policy = policy::lower(
        scope,
        &shared.policy,
        (operation, place),
        (&auth, &params.fixed),
        diags,
    );
    let mut returns = returns(scope, operation, stream.as_ref(), place, diags);
    let answers = answers::lower(scope, operation, &mut returns, place, diags);
    Operation {
        name: entry.key.to_owned(),
        doc: operation.text.clone(),
        method: call.method.to_owned(),
        path_text: call.path.to_owned(),
        path,
        params: params.given,
        fixed: params.fixed,
        body,
        rules,
        deprecated: operation.deprecated.clone(),
        returns,
        answers,
        paging,
        stream,
        formats,
        auth: auth.into_iter().map(|(auth, _)| auth).collect(),
        envelopes: match &operation.envelope {
            Some(entries) => envelopes::lower(entries, &at(place, "envelope"), diags),
            None => shared.envelopes.clone(),
        },
        idempotent: operation
            .idempotent
            .unwrap_or(!matches!(call.method, "POST" | "PATCH")),
        policy,
        samples,
        source: provenance::lower(operation.source.as_ref(), scope.document),
        file: entry.file,
    }
}

/// A call, cut up; empty where it could not be read.
#[derive(Debug, Default)]
struct Call<'a> {
    method: &'a str,
    path: &'a str,
    segments: Vec<Segment<'a>>,
}

impl<'a> Call<'a> {
    fn variables(&self) -> Vec<&'a str> {
        let name = |segment: &Segment<'a>| match segment {
            Segment::Literal(_) => None,
            Segment::Param(name) | Segment::Greedy(name) => Some(*name),
        };
        self.segments.iter().filter_map(name).collect()
    }
}

/// What a call is taken for where its method cannot be read: it may have a body, so that nothing more is said of that.
const SUPPOSED: &str = "POST";

fn call<'a>(
    text: &'a str,
    is_param: impl Fn(&str) -> bool,
    place: &Place,
    diags: &mut Diagnostics,
) -> Call<'a> {
    let Some((mut method, path)) = path::split(text) else {
        let message = if text.trim().is_empty() {
            "the operation has no `call`".to_owned()
        } else {
            format!("`{}` is not a method and a path", text.trim())
        };
        diags.error(Code::BadCall, place.clone(), message);
        let path = Some(text.trim()).filter(|path| path.starts_with('/'));
        return Call {
            method: SUPPOSED,
            segments: path.map(|path| path::parse(path).0).unwrap_or_default(),
            ..Call::default()
        };
    };
    if !METHODS.contains(&method) {
        method = unknown_method(method, place, diags);
    }
    let (segments, mut faults) = path::parse(path);
    faults.extend(notations::dollars(path, is_param));
    for fault in faults {
        let problem = diags.error(Code::BadPath, place.clone().part(fault.part), fault.message);
        if let Some(help) = fault.help {
            problem.help(help);
        }
    }
    Call {
        method,
        path,
        segments,
    }
}

/// Reports a method that there is not, and says which one is meant.
fn unknown_method(method: &str, place: &Place, diags: &mut Diagnostics) -> &'static str {
    let problem = diags.error(
        Code::BadCall,
        place.clone().part(method),
        format!("unknown method `{method}`"),
    );
    let Some(near) = did_you_mean(method, METHODS.iter().copied()) else {
        problem.help(format!("methods are {}", list_of(METHODS.iter().copied())));
        return SUPPOSED;
    };
    problem.help(format!("did you mean `{near}`?"));
    let meant = METHODS.iter().find(|known| **known == near);
    meant.copied().unwrap_or(SUPPOSED)
}

/// The authorisation of an operation, each entry with its place.
fn auth_of(
    scope: &Scope<'_>,
    shared: &Shared<'_>,
    operation: &spec::Operation,
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<(Auth, Place)> {
    match &operation.auth {
        Some(entries) => auth::lower(scope, entries, &at(place, "auth"), diags),
        None => shared.auth.clone(),
    }
}

fn returns(
    scope: &Scope<'_>,
    operation: &spec::Operation,
    stream: Option<&Stream>,
    place: &Place,
    diags: &mut Diagnostics,
) -> Value {
    let Some(text) = &operation.returns else {
        return Value {
            ty: match stream {
                Some(Stream::Bytes) => Type::Bytes,
                _ => Type::Unit,
            },
            codec: Default::default(),
        };
    };
    let names = Names {
        types: &scope.types,
        generics: &[],
    };
    let ty = resolve(names, text, &at(place, "returns"), diags);
    let codec = spell(
        &scope.types,
        &ty,
        Spelling::default(),
        &at(place, "returns"),
        diags,
    );
    Value { ty, codec }
}
