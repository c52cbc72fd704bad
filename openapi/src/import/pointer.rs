//! JSON pointers. In: steps. Out: text such as `/paths/~1orders/get`.

use std::fmt;

use serde_yaml::Value;

/// A place in the document, as RFC 6901 writes it; the whole document is the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// A pointer as it is written, with or without `#` before it; nothing where it is no pointer.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// What stands there.
    pub(crate) fn find<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.steps().try_fold(value, |value, step| match value {
            Value::Mapping(map) => map.get(step.as_str()),
            Value::Sequence(list) => list.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Several entries, one in the other.
    pub(crate) fn keys(&self, keys: &[&str]) -> Self {
        keys.iter().fold(self.clone(), |at, key| at.key(key))
    }

    /// The entry of a map.
    pub(crate) fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        text.push_str(&escaped(key));
        Self(text)
    }

    /// The item of a list, from 0.
    pub(crate) fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// What holds this; nothing for the whole document.
    pub(crate) fn parent(&self) -> Option<Self> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Self(parent.to_owned()))
    }

    /// The last step, without escapes.
    pub(crate) fn last(&self) -> Option<String> {
        self.0.rsplit_once('/').map(|(_, last)| unescaped(last))
    }

    /// All steps, without escapes.
    pub(crate) fn steps(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(unescaped)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A key as a step of a pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A step of a pointer as a key.
pub(crate) fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_back_as_they_went_in() {
        let at = Pointer::root().key("paths").key("/a~b/{c}").index(3);
        assert_eq!(at.to_string(), "/paths/~1a~0b~1{c}/3");
        assert_eq!(at.steps().collect::<Vec<_>>(), ["paths", "/a~b/{c}", "3"]);
        assert_eq!(at.last().as_deref(), Some("3"));
        let top = at.parent().and_then(|at| at.parent());
        assert_eq!(top, Some(Pointer::root().key("paths")));
        assert_eq!(Pointer::root().parent(), None);
    }
}
