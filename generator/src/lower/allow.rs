//! Lints that a spec allows, one by one; each of its files may name some.

use crate::model::{Allowance, AllowanceForm};
use crate::source::FileId;
use crate::spec::{Spec, Subjects};

pub(super) fn lower(files: &[(FileId, Spec)]) -> Vec<Allowance> {
    let mut all = Vec::new();
    for (file, spec) in files {
        for (lint, subjects) in spec.allow.iter().flat_map(|allow| allow.entries()) {
            for (subject, reason, form) in written(subjects) {
                all.push(Allowance {
                    lint,
                    subject: subject.map(str::to_owned),
                    reason: reason.map(str::to_owned),
                    form,
                    file: *file,
                });
            }
        }
    }
    all
}

/// Subject, reason and form of each entry; one without a subject where there are none.
fn written(subjects: &Subjects) -> Vec<(Option<&str>, Option<&str>, AllowanceForm)> {
    let nothing = vec![(None, None, AllowanceForm::Alone)];
    match subjects {
        Subjects::One(subject) => vec![(Some(subject), None, AllowanceForm::Alone)],
        Subjects::Listed(subjects) if subjects.is_empty() => nothing,
        Subjects::Listed(subjects) => {
            let subjects = subjects.iter().enumerate();
            subjects
                .map(|(index, one)| (Some(one.as_str()), None, AllowanceForm::Listed(index)))
                .collect()
        }
        Subjects::Reasoned(reasons) if reasons.is_empty() => nothing,
        Subjects::Reasoned(reasons) => {
            let reasons = reasons.iter();
            reasons
                .map(|(one, reason)| (Some(one), Some(reason.as_str()), AllowanceForm::Reasoned))
                .collect()
        }
    }
}
