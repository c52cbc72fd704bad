//! The error table. In: two versions of an API. Out: drafts.

use specwright::model::{Class, CodePattern, ErrorRow};
use specwright::surface::Origin;
use specwright::{Place, names, places, words};

use super::change::{Kind, Subject, What};
use super::draft::{ALL, Draft, MEMBER};
use super::members::documented;
use super::pair::{Pair, turned};
use super::pairs::pairs;

fn at(rows: &[ErrorRow], index: usize) -> (Place, Origin) {
    (places::error_row(&rows[index]), Origin::Error(index))
}

fn subject(row: &ErrorRow) -> Subject {
    Subject::new(Kind::Error, &row.key)
}

impl Pair<'_> {
    pub(super) fn errors(&mut self) {
        let (old, new) = (&self.old.errors, &self.new.errors);
        let found = pairs(
            old,
            new,
            &[
                &|(_, old), (_, new)| old.code == new.code && old.key == new.key,
                &|(_, old), (_, new)| old.code == new.code,
                &|(_, old), (_, new)| old.key == new.key,
                &|(_, old), (_, new)| old.name == new.name,
            ],
        );
        for index in found.gone {
            let draft = Draft::removed(subject(&old[index]), at(old, index));
            self.push(draft.fits("old clients wait for a code that does not come"));
        }
        for (from, to) in found.both {
            self.row((from, &old[from]), (to, &new[to]));
        }
        for index in found.new {
            let draft = Draft::added(subject(&new[index]), at(new, index));
            self.push(draft.fits("old clients know the code as an unknown one"));
        }
    }

    fn row(&mut self, (from, old): (usize, &ErrorRow), (to, new): (usize, &ErrorRow)) {
        let places = (
            Some(at(&self.old.errors, from)),
            Some(at(&self.new.errors, to)),
        );
        let draft =
            |aspect, text: String| Draft::changed(subject(old), aspect, places.clone(), text);
        if names::variant(old) != names::variant(new) {
            let text = format!("is called `{}` now, was `{}`", new.name, old.name);
            let mut renamed = draft("name", text).touches(ALL);
            renamed.what = What::Renamed;
            self.push(renamed);
        }
        if old.code != new.code {
            let text = turned("code", &words::code(&old.code), &words::code(&new.code));
            let one = draft("code", text).touches(MEMBER).behaves();
            self.push(match meet(&old.code, &new.code) {
                true => one.fits("old clients know the codes that both have"),
                false => one.breaks("old clients take the new code for an unknown one"),
            });
        }
        if old.class != new.class {
            let text = turned("class", words::class(old.class), words::class(new.class));
            let flips = (old.class == Class::Success) != (new.class == Class::Success);
            let mut one = draft("class", text).touches(MEMBER).behaves();
            if flips {
                one = one.breaks("old clients take a failure for a success, or the reverse");
            }
            self.push(one);
        }
        if old.retry != new.retry {
            let text = turned("advice", words::retry(old.retry), words::retry(new.retry));
            self.push(draft("retry", text).behaves());
        }
        if old.status != new.status {
            let show = |status: Option<u16>| status.map_or("none".to_owned(), |it| it.to_string());
            let text = turned("HTTP status", &show(old.status), &show(new.status));
            let one = draft("status", text).fits("old clients go by the code");
            self.push(one.behaves());
        }
        if (&old.messages, &old.args) != (&new.messages, &new.args) {
            let text = "its message is another, or its arguments are".to_owned();
            let one = draft("message", text).fits("old clients find no arguments in the message");
            self.push(one.behaves());
        }
        let parts = [
            ("text", old.texts != new.texts),
            ("source", old.source != new.source),
        ];
        if let Some(text) = documented(&parts) {
            self.push(draft("documentation", text));
        }
    }
}

/// Whether one of the two has what the other has, and maybe more.
fn meet(old: &CodePattern, new: &CodePattern) -> bool {
    let span = |code: &CodePattern| match code {
        CodePattern::Integer(code) => Some((*code, *code)),
        CodePattern::Range(from, to) => Some((*from, *to)),
        CodePattern::Text(_) => None,
    };
    match (span(old), span(new)) {
        (Some((a, b)), Some((c, d))) => (a <= c && d <= b) || (c <= a && b <= d),
        _ => false,
    }
}
