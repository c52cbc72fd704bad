//! The key `allow`: lints that are meant to be as they are.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Table;
use super::table::Key;

/// Lints that are not reported, each with what it is allowed for. The texts of the keys say what the subjects of a lint
/// are; `all` stands for all of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Allow {
    /// Types that no operation sends or returns; by the name of the type.
    pub unused_type: Option<Subjects>,
    /// What looks like a secret and would be shown in logs: `operation.param`, `common.param`, `Type.field`, or the
    /// name of a credential or a token.
    pub plain_secret: Option<Subjects>,
    /// Credentials and tokens that nothing sends; by name.
    pub unused_credential: Option<Subjects>,
    /// Signatures that no operation uses; by name.
    pub unused_signature: Option<Subjects>,
    /// Limits that no operation counts against; by name.
    pub unused_limit: Option<Subjects>,
    /// Steps of signatures whose result goes nowhere: `signature.step`.
    pub unused_step: Option<Subjects>,
    /// Operations without `text`; by name.
    pub undocumented_operation: Option<Subjects>,
    /// Operations without `samples`; by name.
    pub operation_without_sample: Option<Subjects>,
    /// Error codes without `class`; by the key of the row.
    pub error_without_class: Option<Subjects>,
    /// Answers of samples with members that no field of their type names: `operation.sample`.
    pub sample_without_type: Option<Subjects>,
    /// Entries of `allow` that allow nothing, of specs that share them; by the word of the lint.
    pub useless_allow: Option<Subjects>,
    /// Error codes with `retry: same_key` where no operation may be repeated; by the key of the row.
    pub idle_retry: Option<Subjects>,
    /// `poll` where no error code says `retry: poll`: the name of the operation, or `api` for the key at the top.
    pub idle_poll: Option<Subjects>,
    /// A `timeout` that is longer than the `deadline`: the name of the operation, or `api` for the keys at the top.
    pub timeout_above_deadline: Option<Subjects>,
    /// Values that are shown and outside the limits that are stated: `operation.sample`; `operation.param`,
    /// `common.param` or `Type.field` for a default or an example.
    pub outside_limits: Option<Subjects>,
}

impl Allow {
    /// What is given, by the word of the lint.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &Subjects)> {
        let all = [
            ("unused_type", &self.unused_type),
            ("plain_secret", &self.plain_secret),
            ("unused_credential", &self.unused_credential),
            ("unused_signature", &self.unused_signature),
            ("unused_limit", &self.unused_limit),
            ("unused_step", &self.unused_step),
            ("undocumented_operation", &self.undocumented_operation),
            ("operation_without_sample", &self.operation_without_sample),
            ("error_without_class", &self.error_without_class),
            ("sample_without_type", &self.sample_without_type),
            ("useless_allow", &self.useless_allow),
            ("idle_retry", &self.idle_retry),
            ("idle_poll", &self.idle_poll),
            ("timeout_above_deadline", &self.timeout_above_deadline),
            ("outside_limits", &self.outside_limits),
        ];
        let given = all.into_iter();
        given.filter_map(|(lint, subjects)| Some((lint, subjects.as_ref()?)))
    }
}

/// What a lint is allowed for: `all`, one subject, a list of subjects, or a map of subjects to the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subjects {
    /// One, or `all`.
    One(String),
    /// Several.
    Listed(Vec<String>),
    /// With the reason for each.
    Reasoned(Table<String>),
}

impl<'de> Deserialize<'de> for Subjects {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Form)
    }
}

struct Form;

impl<'de> Visitor<'de> for Form {
    type Value = Subjects;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`all`, a subject, a list of subjects, or a map of subjects to reasons")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Subjects, E> {
        Ok(Subjects::One(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Subjects, E> {
        Ok(Subjects::One(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Subjects, E> {
        Ok(Subjects::One(number.to_string()))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Subjects, S::Error> {
        let mut subjects = Vec::new();
        while let Some(Key(subject)) = items.next_element()? {
            subjects.push(subject);
        }
        Ok(Subjects::Listed(subjects))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Subjects, M::Error> {
        let mut reasons = Vec::new();
        while let Some((Key(subject), reason)) = map.next_entry()? {
            reasons.push((subject, reason));
        }
        Ok(Subjects::Reasoned(Table::from(reasons)))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Subjects {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Subjects".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "`all`, a subject, a list of subjects, or a map of subjects to reasons.",
            "anyOf": [
                {"type": ["string", "integer"]},
                {"type": "array", "items": {"type": ["string", "integer"]}},
                {"type": "object", "additionalProperties": {"type": "string"}}
            ]
        })
    }
}
