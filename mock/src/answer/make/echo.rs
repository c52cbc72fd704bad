//! What the caller gave, repeated in the answer: who asks for number 7 gets number 7.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Field, Location, Operation, Type};

use crate::answer::scalar::{is_scalar, respelt};

/// Values that the caller gave, by a name that forgives how it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Echo(Vec<(String, Json)>);

impl Echo {
    /// The parameters of a call, and the members of one that is the whole body. Where pages are walked, what leads
    /// through them says nothing of the items.
    pub(crate) fn new(op: &Operation, values: &Map<String, Json>, except: &[usize]) -> Self {
        let mut given = Vec::new();
        for (index, param) in op.params.iter().enumerate() {
            let Some(value) = values
                .get(&param.field.wire)
                .filter(|_| !except.contains(&index))
            else {
                continue;
            };
            match value {
                Json::Object(members) if param.location == Location::Body => {
                    given.extend(
                        members
                            .iter()
                            .map(|(name, value)| (plain(name), value.clone())),
                    );
                }
                Json::Object(_) => {}
                value => given.push((plain(&param.field.wire), value.clone())),
            }
        }
        Self(given)
    }

    /// What a field of a struct of this name repeats.
    pub(super) fn of(&self, api: &Api, field: &Field, ty: &Type, owner: &str) -> Option<Json> {
        if self.0.is_empty() || !is_scalar(api, ty) || api.bare(ty) == &Type::Secret {
            return None;
        }
        let name = plain(&field.wire);
        let with_owner = matches!(name.as_str(), "id" | "name" | "code" | "key")
            .then(|| format!("{}{name}", plain(owner)));
        let given = self.0.iter().find(|(known, _)| *known == name);
        let given = given.or_else(|| {
            self.0
                .iter()
                .find(|(known, _)| Some(known) == with_owner.as_ref())
        });
        respelt(api, ty, &field.value.codec, &given?.1)
    }
}

/// A name without case and without what stands between its words.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
