//! Enums and one-ofs. In: two versions of one. Out: drafts.

use specwright::model::{Choice, ChoiceValue, ChoiceWire, Tagging, Union};
use specwright::surface::Origin;
use specwright::{names, places};

use super::change::{Kind, What};
use super::draft::{ALL, Draft, Facet};
use super::members::documented;
use super::pair::{Pair, turned};
use super::pairs::pairs;
use super::types::{Both, INSIDE};

fn wire(value: &ChoiceValue) -> String {
    match &value.wire {
        ChoiceWire::Text(text) => text.clone(),
        ChoiceWire::Integer(number) => number.to_string(),
    }
}

impl Pair<'_> {
    pub(super) fn choice(&mut self, both: &Both<'_>, old: &Choice, new: &Choice) {
        if old.closed != new.closed {
            let (text, reason) = match new.closed {
                true => ("is closed: other values are errors", ""),
                false => (
                    "is open: other values may come",
                    "old clients refuse other values",
                ),
            };
            let one = both.changed("closed", text).touches(ALL);
            self.push(match new.closed || !both.roles.received {
                true => one.fits("no value is new"),
                false => one.breaks(reason),
            });
        }
        let found = pairs(
            &old.values,
            &new.values,
            &[
                &|(_, old), (_, new)| old.wire == new.wire,
                &|(_, old), (_, new)| old.name == new.name,
            ],
        );
        let before = |at: usize| {
            let place = places::choice_value(both.old.1, &old.values[at]);
            (place, Origin::Member(both.old.0, at))
        };
        let now = |at: usize| {
            let place = places::choice_value(both.new.1, &new.values[at]);
            (place, Origin::Member(both.new.0, at))
        };
        for index in &found.gone {
            let subject = both.of(Kind::Value, &old.values[*index].key);
            let draft = Draft::removed(subject, before(*index));
            self.push(match both.roles.sent {
                true => draft.breaks("old clients send it"),
                false => draft.fits("old clients wait for a value that does not come"),
            });
        }
        for (from, to) in &found.both {
            let places = (Some(before(*from)), Some(now(*to)));
            let (was, is) = (&old.values[*from], &new.values[*to]);
            let draft = |aspect, text: String| {
                Draft::changed(both.of(Kind::Value, &was.key), aspect, places.clone(), text)
            };
            if names::value(was, old.closed) != names::value(is, new.closed) {
                let text = format!("is called `{}` now, was `{}`", is.name, was.name);
                let mut renamed = draft("name", text).touches(ALL);
                renamed.what = What::Renamed;
                self.push(renamed);
            }
            if was.wire != is.wire {
                let text = turned("text on the wire", &wire(was), &wire(is));
                self.push(draft("wire_name", text).breaks("old clients use the old text"));
            }
            let parts = [
                ("text", was.doc != is.doc),
                ("source", was.source != is.source),
            ];
            if let Some(text) = documented(&parts) {
                self.push(draft("documentation", text));
            }
        }
        for index in &found.new {
            let subject = both.of(Kind::Value, &new.values[*index].key);
            let draft = Draft::added(subject, now(*index));
            self.push(match (both.roles.received, old.closed) {
                (true, true) => draft.breaks("old clients cannot read it"),
                (true, false) => draft.fits("old clients keep it as an unknown value"),
                (false, _) => draft.fits("old clients do not send it"),
            });
        }
        if found.is_reordered() {
            let one = both.changed("order", "its values stand in another order");
            self.push(one.touches(INSIDE));
        }
    }

    pub(super) fn union(&mut self, both: &Both<'_>, old: &Union, new: &Union) {
        if old.tagging != new.tagging {
            let text = turned(
                "how it is told apart",
                &tagging(&old.tagging),
                &tagging(&new.tagging),
            );
            let reason = "old clients look for the tag elsewhere";
            self.push(both.changed("tagging", text).breaks(reason));
        }
        if old.open != new.open {
            let one = match new.open {
                true => both.changed("open", "is open: what fits no variant may come"),
                false => both.changed("open", "is closed: what fits no variant is an error"),
            };
            self.push(match new.open && both.roles.received {
                true => one
                    .touches(ALL)
                    .breaks("old clients refuse what fits no variant"),
                false => one.touches(ALL).fits("no variant is new"),
            });
        }
        let found = pairs(
            &old.variants,
            &new.variants,
            &[
                &|(_, old), (_, new)| old.key == new.key,
                &|(_, was), (_, is)| {
                    was.value == is.value && (was.tag == is.tag || new.tagging == Tagging::Order)
                },
            ],
        );
        let before = |at: usize| {
            let place = places::type_def(both.old.1).key("one_of");
            (
                place.key(&old.variants[at].key),
                Origin::Member(both.old.0, at),
            )
        };
        let now = |at: usize| {
            let place = places::type_def(both.new.1).key("one_of");
            (
                place.key(&new.variants[at].key),
                Origin::Member(both.new.0, at),
            )
        };
        for index in &found.gone {
            let subject = both.of(Kind::Variant, &old.variants[*index].key);
            let draft = Draft::removed(subject, before(*index));
            self.push(match both.roles.sent {
                true => draft.breaks("old clients send it"),
                false => draft.fits("old clients wait for a shape that does not come"),
            });
        }
        for (from, to) in &found.both {
            let (was, is) = (&old.variants[*from], &new.variants[*to]);
            let places = (Some(before(*from)), Some(now(*to)));
            let draft = |aspect, text: String| {
                Draft::changed(
                    both.of(Kind::Variant, &was.key),
                    aspect,
                    places.clone(),
                    text,
                )
            };
            if names::of_variant(was, old.open) != names::of_variant(is, new.open) {
                let mut renamed = draft("name", format!("is called `{}` now", is.key)).touches(ALL);
                renamed.what = What::Renamed;
                self.push(renamed);
            }
            if was.tag != is.tag && new.tagging != Tagging::Order {
                let text = turned("tag", &was.tag, &is.tag);
                self.push(draft("wire_name", text).breaks("old clients look for the old tag"));
            }
            self.value(
                &draft,
                (&was.value, &[]),
                (&is.value, &[]),
                both.roles,
                &[Facet::Own],
            );
            if was.doc != is.doc {
                self.push(draft(
                    "documentation",
                    "is documented otherwise (text)".to_owned(),
                ));
            }
        }
        for index in &found.new {
            let subject = both.of(Kind::Variant, &new.variants[*index].key);
            let draft = Draft::added(subject, now(*index));
            self.push(match (both.roles.received, old.open) {
                (true, false) => draft.breaks("old clients cannot read it"),
                (true, true) => draft.fits("old clients keep it as something unknown"),
                (false, _) => draft.fits("old clients do not send it"),
            });
        }
        if found.is_reordered() && new.tagging == Tagging::Order {
            let one = both.changed("order", "its variants are tried in another order");
            self.push(one.behaves());
        }
    }
}

fn tagging(of: &Tagging) -> String {
    match of {
        Tagging::Order => "the first that can be read".into(),
        Tagging::Inside(tag) => format!("member {tag}"),
        Tagging::Beside(tag, content) => format!("member {tag} beside {content}"),
        Tagging::Key => "the only key".into(),
    }
}
