//! Changes while they are found: what they do to Rust is not known yet. In: what comparers say. Out: [`Draft`].

use specwright::Place;
use specwright::surface::Origin;

use super::change::{Kind, SEVERAL, Subject, What, Wire};

/// A change, and which items of the generated code it may explain.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) subject: Subject,
    pub(super) what: What,
    pub(super) aspect: &'static str,
    /// What follows the subject in its sentence.
    pub(super) text: String,
    pub(super) wire: Wire,
    pub(super) wire_reason: String,
    /// Code that compiles as before does something else.
    pub(super) behaves: bool,
    pub(super) places: (Option<Place>, Option<Place>),
    /// What of the old and the new model it is about.
    pub(super) origins: (Option<Origin>, Option<Origin>),
    /// What that is part of, where it stands on one side alone.
    pub(super) whole: (Option<Origin>, Option<Origin>),
    /// The sides of the generated code that it may change.
    pub(super) touches: &'static [Facet],
    /// It is inherited: the same change of several operations is told once.
    pub(super) shared: bool,
}

/// Sides of what is generated for one thing of a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// The item itself: a field, a variant, a struct with all that is in it.
    Own,
    /// What methods and constructors take.
    Arguments,
    /// What an operation gives.
    Answer,
    /// What its pages give.
    Pages,
}

/// What comes and goes takes all that is made of it along.
pub(super) const ALL: &[Facet] = &[Facet::Own, Facet::Arguments, Facet::Answer, Facet::Pages];
/// A member of a struct or request.
pub(super) const MEMBER: &[Facet] = &[Facet::Own, Facet::Arguments];

/// Where something stands, and which part of the model it is; old and new.
pub(super) type At = (Option<(Place, Origin)>, Option<(Place, Origin)>);

impl Draft {
    pub(super) fn new(subject: Subject, what: What, at: At, text: impl Into<String>) -> Self {
        let (old, new) = at;
        let ((old_place, old_origin), (new_place, new_origin)) = (old.unzip(), new.unzip());
        Self {
            subject,
            what,
            aspect: "whole",
            text: text.into(),
            wire: Wire::None,
            wire_reason: String::new(),
            behaves: false,
            places: (old_place, new_place),
            origins: (old_origin, new_origin),
            whole: (None, None),
            touches: if what == What::Changed { &[] } else { ALL },
            shared: false,
        }
    }

    /// Something that was not there.
    pub(super) fn added(subject: Subject, at: (Place, Origin)) -> Self {
        Self::new(subject, What::Added, (None, Some(at)), "is new")
    }

    /// Something that is not there any more.
    pub(super) fn removed(subject: Subject, at: (Place, Origin)) -> Self {
        Self::new(subject, What::Removed, (Some(at), None), "is gone")
    }

    /// A change of one side of something.
    pub(super) fn changed(
        subject: Subject,
        aspect: &'static str,
        at: At,
        text: impl Into<String>,
    ) -> Self {
        let draft = Self::new(subject, What::Changed, at, text);
        Self { aspect, ..draft }
    }

    pub(super) fn wire(mut self, wire: Wire, reason: impl Into<String>) -> Self {
        self.wire = wire;
        self.wire_reason = reason.into();
        self
    }

    pub(super) fn breaks(self, reason: impl Into<String>) -> Self {
        self.wire(Wire::Breaking, reason)
    }

    pub(super) fn fits(self, reason: impl Into<String>) -> Self {
        self.wire(Wire::Compatible, reason)
    }

    /// What comes and goes changes what it is part of, on both sides.
    pub(super) fn part_of(mut self, old: Origin, new: Origin) -> Self {
        self.whole = (Some(old), Some(new));
        self
    }

    pub(super) fn behaves(mut self) -> Self {
        self.behaves = true;
        self
    }

    pub(super) fn touches(mut self, facets: &'static [Facet]) -> Self {
        self.touches = facets;
        self
    }

    pub(super) fn shared(mut self) -> Self {
        self.shared = true;
        self
    }
}

/// The same inherited change of several operations as one, with all that was found out about each.
pub(super) fn merge_shared<T>(drafts: Vec<(Draft, Vec<T>)>) -> Vec<(Draft, Vec<T>)> {
    let mut kept: Vec<(Draft, Vec<T>, Vec<String>)> = Vec::new();
    for (draft, found) in drafts {
        let name = draft.subject.of.as_ref().unwrap_or(&draft.subject.name);
        let name = format!("`{name}`");
        match kept.iter_mut().find(|(one, ..)| is_same(one, &draft)) {
            Some((_, all, names)) => {
                all.extend(found);
                names.push(name);
            }
            None => kept.push((draft, found, vec![name])),
        }
    }
    let merged = kept.into_iter().map(|(mut draft, found, names)| {
        if names.len() > 1 {
            draft.text += &format!(", in {}", names.join(", "));
            if draft.subject.of.take().is_none() {
                draft.subject = Subject::new(Kind::Operation, SEVERAL);
            }
        }
        (draft, found)
    });
    merged.collect()
}

fn is_same(one: &Draft, other: &Draft) -> bool {
    let own = |draft: &Draft| {
        draft
            .subject
            .of
            .is_some()
            .then(|| draft.subject.name.clone())
    };
    one.shared
        && other.shared
        && (one.aspect, one.what, one.subject.kind)
            == (other.aspect, other.what, other.subject.kind)
        && one.text == other.text
        && one.wire == other.wire
        && own(one) == own(other)
}
