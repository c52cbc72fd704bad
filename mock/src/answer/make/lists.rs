//! Lists and maps, made up.

use serde_json::{Map, Value as Json};
use specwright::model::{Codec, Type};

use super::{Maker, Spot};
use crate::answer::scalar;

/// No limit makes a list longer than this.
const LONGEST: u64 = 1000;
/// Names of entries.
const KEYS: [&str; 4] = ["first", "second", "third", "fourth"];

impl Maker<'_> {
    pub(super) fn list(&self, item: &Type, codec: &Codec, spot: Spot<'_>) -> Vec<Json> {
        let length = self.length(item, spot);
        let unique = spot.limits.is_some_and(|limits| limits.unique);
        let mut items: Vec<Json> = Vec::new();
        // An enum may have fewer values than a list of them wants different items.
        for index in 0..length.saturating_mul(if unique { 8 } else { 1 }) {
            if items.len() as u64 == length {
                break;
            }
            let made = self.make(item, codec, spot.item(index));
            if !unique || !items.contains(&made) {
                items.push(made);
            }
        }
        items
    }

    pub(super) fn joined(&self, item: &Type, separator: &str, spot: Spot<'_>) -> Json {
        let items = self.list(item, &Codec::Plain, spot);
        let texts: Vec<String> = items
            .iter()
            .map(|item| scalar::text(item).replace(separator, "_"))
            .collect();
        Json::String(texts.join(separator))
    }

    pub(super) fn map(&self, item: &Type, codec: &Codec, spot: Spot<'_>) -> Map<String, Json> {
        let length = self.length(item, spot);
        let key = |index: u64| {
            let known = usize::try_from(index)
                .ok()
                .and_then(|index| KEYS.get(index));
            known.map_or_else(|| format!("entry_{index}"), |known| (*known).to_owned())
        };
        let entry = |index: u64| {
            let key = key(index);
            let made = self.make(
                item,
                codec,
                Spot {
                    name: &key,
                    ..spot.below(&key)
                },
            );
            (key, made)
        };
        (0..length).map(entry).collect()
    }

    fn length(&self, item: &Type, spot: Spot<'_>) -> u64 {
        let usual = match spot.depth {
            _ if self.is_deep(spot) || self.heights.is_endless(item) => 0,
            0 => 3,
            1 | 2 => 2,
            _ => 1,
        };
        let limits = spot.limits;
        let least = limits.and_then(|limits| limits.min_items).unwrap_or(0);
        let most = limits
            .and_then(|limits| limits.max_items)
            .unwrap_or(LONGEST);
        usual.max(least).min(most).min(LONGEST)
    }
}
