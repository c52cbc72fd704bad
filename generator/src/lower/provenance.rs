//! Where facts come from: fills in the document that the spec names at its top.

use crate::model::{Basis, Source};
use crate::spec;

/// A `source` key. A section without a document or address is one of the spec's own document.
pub(super) fn lower(source: Option<&spec::Source>, document: Option<&str>) -> Source {
    let Some(source) = source else {
        return Source::default();
    };
    let local = source.section.is_some() && source.document.is_none() && source.url.is_none();
    Source {
        document: match document {
            Some(document) if local => Some(document.to_owned()),
            _ => source.document.clone(),
        },
        section: source.section.clone(),
        url: source.url.clone(),
        basis: match source.basis {
            None | Some(spec::Basis::Documented) => Basis::Documented,
            Some(spec::Basis::Observed) => Basis::Observed,
            Some(spec::Basis::Guessed) => Basis::Guessed,
        },
        note: source.note.clone(),
    }
}
