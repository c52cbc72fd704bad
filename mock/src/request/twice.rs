//! Members that stand twice in one JSON object, of which readers take the first or the last as they like. In: JSON as it
//! came. Out: where.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The first member that stands twice in its object, with all names on the way to it.
pub(super) fn first(json: &[u8]) -> Option<Vec<String>> {
    let mut found = None;
    let mut reader = serde_json::Deserializer::from_slice(json);
    let seed = Looking {
        trail: &mut Vec::new(),
        found: &mut found,
    };
    // What cannot be read is told by others.
    seed.deserialize(&mut reader).ok()?;
    found
}

struct Looking<'l> {
    trail: &'l mut Vec<String>,
    found: &'l mut Option<Vec<String>>,
}

impl Looking<'_> {
    fn inner(&mut self) -> Looking<'_> {
        Looking {
            trail: self.trail,
            found: self.found,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Looking<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Looking<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            self.trail.push(name.clone());
            if !names.insert(name) && self.found.is_none() {
                *self.found = Some(self.trail.clone());
            }
            map.next_value_seed(self.inner())?;
            self.trail.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let mut index = 0;
        self.trail.push(String::new());
        loop {
            if let Some(last) = self.trail.last_mut() {
                *last = format!("[{index}]");
            }
            if items.next_element_seed(self.inner())?.is_none() {
                break;
            }
            index += 1;
        }
        self.trail.pop();
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, other: D) -> Result<(), D::Error> {
        other.deserialize_any(IgnoredAny).map(drop)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn members_that_stand_twice_are_found() {
        for (json, expected) in [
            (r#"{"a": 1, "b": {"a": 2}}"#, None),
            (r#"{"a": 1, "a": null}"#, Some("a")),
            (
                r#"{"a": [{}, {"b": 1.5, "c": true, "b": "x"}]}"#,
                Some("a [1] b"),
            ),
            (r#"{"a": 1, "a": "#, None),
            ("[1]", None),
        ] {
            let found = super::first(json.as_bytes()).map(|trail| trail.join(" "));
            assert_eq!(found.as_deref(), expected, "{json}");
        }
    }
}
