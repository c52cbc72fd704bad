//! What operations share unless they say otherwise: authorisation, common parameters, formats, envelopes, policy.

use super::entries::once;
use super::scope::Scope;
use super::{auth, envelopes, policy};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Auth, Envelope, Format, Policy};
use crate::source::FileId;
use crate::spec::{self, Common, Spec};

/// The defaults of all operations.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub(super) auth: Vec<(Auth, Place)>,
    pub(super) common: Option<(&'a Common, Place)>,
    pub(super) formats: Vec<Format>,
    pub(super) envelopes: Vec<Envelope>,
    pub(super) policy: Policy,
}

pub(super) fn lower<'a>(
    scope: &Scope<'_>,
    files: &'a [(FileId, Spec)],
    diags: &mut Diagnostics,
) -> Shared<'a> {
    let place = |file, key: &str| Place::file(file).key(key);
    let auth = once(files, "auth", |spec| spec.auth.as_ref(), diags);
    let common = once(files, "common", |spec| spec.common.as_ref(), diags);
    let formats = once(files, "formats", |spec| spec.formats.as_ref(), diags);
    let envelope = once(files, "envelope", |spec| spec.envelope.as_ref(), diags);
    Shared {
        auth: match auth {
            Some((file, entries)) => auth::lower(scope, entries, &place(file, "auth"), diags),
            None => Vec::new(),
        },
        common: common.map(|(file, common)| (common, place(file, "common"))),
        formats: match formats {
            Some((file, formats)) => self::formats(formats, &place(file, "formats"), diags),
            None => vec![Format::Json],
        },
        envelopes: match envelope {
            Some((file, entries)) => envelopes::lower(entries, &place(file, "envelope"), diags),
            None => vec![envelopes::without()],
        },
        policy: policy::defaults(files, diags),
    }
}

/// Formats of answers, each once; `json` where there are none.
pub(super) fn formats(
    given: &[spec::Format],
    place: &Place,
    diags: &mut Diagnostics,
) -> Vec<Format> {
    let mut formats = Vec::new();
    for (index, given) in given.iter().enumerate() {
        let format = format(*given);
        if formats.contains(&format) {
            let message = "this format stands in the list already";
            diags.error(Code::RepeatedFormat, place.clone().index(index), message);
        } else {
            formats.push(format);
        }
    }
    if formats.is_empty() {
        diags
            .error(Code::MissingKey, place.clone(), "answers come in no format")
            .help("an operation that answers nothing has no `returns`");
        formats.push(Format::Json);
    }
    formats
}

pub(super) fn format(format: spec::Format) -> Format {
    match format {
        spec::Format::Json => Format::Json,
        spec::Format::Xml => Format::Xml,
        spec::Format::Text => Format::Text,
    }
}
