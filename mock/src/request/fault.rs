//! Faults in the making, and how they are told. In: what was seen. Out: sentences without secrets.

use specwright::model::Location;

use crate::seam::{At, Fault, FaultKind};

/// Longest excerpt of a value in a sentence, in characters.
const LONGEST: usize = 60;

impl Fault {
    /// A fault of the request as a whole.
    pub(crate) fn new(kind: FaultKind, says: impl Into<String>) -> Self {
        Self {
            kind,
            at: At::default(),
            says: says.into(),
            help: None,
        }
    }

    /// Says where it is.
    pub(crate) fn at(mut self, at: At) -> Self {
        self.at = at;
        self
    }

    /// Says what to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// All of it in one line: what is wrong and what to do.
    pub fn line(&self) -> String {
        match &self.help {
            Some(help) => format!("{}; {help}", self.says),
            None => self.says.clone(),
        }
    }
}

impl At {
    /// A parameter.
    pub(crate) fn param(location: Location, name: &str) -> Self {
        Self {
            location: Some(location),
            name: name.to_owned(),
            path: String::new(),
        }
    }

    /// The same parameter at a path in its value.
    pub(crate) fn within(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }

    /// The name and the path in its value, as in `owner.tags[2]`. A parameter that is the whole body has no name there.
    pub fn dotted(&self) -> String {
        let is_body = self.location == Some(Location::Body);
        match (self.name.is_empty() || is_body, self.path.is_empty()) {
            (_, true) => self.name.clone(),
            (true, false) => self.path.clone(),
            (false, false) if self.path.starts_with('[') => format!("{}{}", self.name, self.path),
            (false, false) => format!("{}.{}", self.name, self.path),
        }
    }

    /// What it is called in a sentence.
    pub(crate) fn subject(&self) -> String {
        let name = self.dotted();
        match self.location {
            Some(Location::Body) | None if self.path.is_empty() => "the body".to_owned(),
            None => format!("`{name}`"),
            Some(location) if name.is_empty() => noun(location).to_owned(),
            Some(location) => format!("{} `{name}`", noun(location)),
        }
    }
}

impl FaultKind {
    /// Its place among others: who is refused for several reasons is told the first.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Path => 0,
            Self::Method => 1,
            Self::TooLarge => 2,
            Self::NoCredential => 3,
            Self::Credential => 4,
            Self::Expired => 5,
            Self::Stale => 6,
            Self::Signature => 7,
            Self::ContentType => 8,
            Self::Malformed => 9,
            Self::Constant => 10,
            Self::Missing => 11,
            Self::Twice => 12,
            Self::Type => 13,
            Self::Value => 14,
            Self::Limit => 15,
            Self::Rule => 16,
            Self::Unknown => 17,
        }
    }

    /// Whether it is about who calls, rather than about what is called.
    pub fn is_auth(self) -> bool {
        matches!(
            self,
            Self::NoCredential | Self::Credential | Self::Expired | Self::Stale | Self::Signature
        )
    }
}

fn noun(location: Location) -> &'static str {
    match location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::BodyField | Location::Body => "field",
    }
}

/// A value as a sentence quotes it: one line, not too long.
pub(crate) fn excerpt(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// Names in a sentence, the first few of many.
pub(crate) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const MOST: usize = 8;
    let names: Vec<&str> = names.into_iter().collect();
    let mut text = names
        .iter()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}
