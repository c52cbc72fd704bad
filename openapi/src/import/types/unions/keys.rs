//! Objects whose content stands under a key: the only one, or one beside the tag.

use std::collections::HashSet;

use oas3::spec::Schema;

use super::Branch;
use crate::import::naming::{self, Names};
use crate::import::types::def::{Body, Made, Tagging, Union, Variant};
use crate::import::types::flat::Prop;
use crate::import::types::{Types, notes};

impl Types<'_> {
    /// `{kind: a, value: ..}` and `{kind: b, value: ..}`.
    pub(super) fn beside(
        &mut self,
        tag: &str,
        tagged: &[(String, Branch)],
        hint: &str,
    ) -> Option<Made> {
        let content_of = |branch: &Branch| {
            let closed = !matches!(&branch.flat.additional, Some((Schema::Object(_), _)));
            let [one, other] = branch.flat.props.as_slice() else {
                return None;
            };
            let content = if one.wire == tag { other } else { one };
            let required = branch.flat.own.required.contains(&content.wire);
            (required && closed && branch.component.is_none()).then(|| content.clone())
        };
        let contents: Vec<Prop> = tagged
            .iter()
            .map(|(_, branch)| content_of(branch))
            .collect::<Option<_>>()?;
        let name = contents.first()?.wire.clone();
        if contents.iter().any(|content| content.wire != name) {
            return None;
        }
        let mut names = Names::new();
        let mut variants = Vec::new();
        for ((value, branch), content) in tagged.iter().zip(&contents) {
            let variant = names.take(&naming::type_name(value));
            let placed = self.joint(&content.schemas)?;
            if self.kinds_with_null(&placed, 0).1 {
                return None;
            }
            let (ty, inner) = self.inner(&placed, &format!("{hint}{variant}"));
            let text = branch.flat.own.description.as_deref().map(notes::tidy);
            variants.push(Variant {
                tag: (variant != *value).then(|| value.clone()),
                name: variant,
                ty,
                text: text.or(inner),
            });
        }
        Some(Made::Body(Body::Union(Union {
            tagging: Tagging::Beside(tag.to_owned(), name),
            variants,
        })))
    }

    /// `{a: ..}` and `{b: ..}`: the only key tells.
    pub(super) fn by_key(&mut self, branches: &[Branch], hint: &str) -> Option<Made> {
        let mut seen = HashSet::new();
        let mut keyed = Vec::new();
        for branch in branches {
            let [prop] = branch.flat.props.as_slice() else {
                return None;
            };
            let required = branch.flat.own.required == [prop.wire.clone()];
            let closed = branch
                .flat
                .additional
                .as_ref()
                .is_none_or(|(more, _)| matches!(more, Schema::Boolean(yes) if !yes.0));
            let fits =
                required && closed && branch.flat.groups.is_empty() && branch.component.is_none();
            if !fits || !seen.insert(prop.wire.clone()) {
                return None;
            }
            keyed.push((prop.clone(), branch.clone()));
        }
        let mut names = Names::new();
        let mut variants = Vec::new();
        for (prop, branch) in keyed {
            let placed = self.joint(&prop.schemas)?;
            if self.kinds_with_null(&placed, 0).1 {
                return None;
            }
            let name = names.take(&naming::type_name(&prop.wire));
            let (ty, inner) = self.inner(&placed, &format!("{hint}{name}"));
            let text = branch.flat.own.description.as_deref().map(notes::tidy);
            variants.push(Variant {
                tag: (name != prop.wire).then(|| prop.wire.clone()),
                name,
                ty,
                text: text.or(inner),
            });
        }
        Some(Made::Body(Body::Union(Union {
            tagging: Tagging::Key,
            variants,
        })))
    }
}
