//! Answers by HTTP status. In: two versions of an operation. Out: drafts.

use specwright::model::Answer;
use specwright::words::type_text;

use super::draft::{Draft, Facet};
use super::operations::Same;
use super::pair::Pair;
use super::pairs::pairs;
use super::wire::Roles;

const ANSWER: &[Facet] = &[Facet::Answer];

impl Pair<'_> {
    pub(super) fn answers(&mut self, same: &Same<'_>) {
        let (old, new) = (same.old.1, same.new.1);
        let found = pairs(
            &old.answers,
            &new.answers,
            &[&|(_, was), (_, is)| was.status == is.status],
        );
        for index in found.gone {
            let answer = &old.answers[index];
            let held = type_text(self.old, &[], &answer.value.ty);
            let text = format!(
                "HTTP status `{}` is not listed any more; it gave `{held}`",
                answer.key
            );
            let draft = self.told(same, answer.status.0, text);
            self.push(draft);
        }
        for (from, to) in found.both {
            self.answer_of_status(same, &old.answers[from], &new.answers[to]);
        }
        for index in found.new {
            let answer = &new.answers[index];
            let holds = type_text(self.new, &[], &answer.value.ty);
            let text = format!("HTTP status `{}` is listed; it gives `{holds}`", answer.key);
            let draft = self.told(same, answer.status.0, text);
            self.push(draft);
        }
    }

    /// A status that is told apart on one side alone.
    fn told(&self, same: &Same<'_>, status: u16, text: String) -> Draft {
        let (old, new) = (same.old.1, same.new.1);
        let draft = same.changed("answers", text).touches(ANSWER);
        if !(200..300).contains(&status) {
            return draft
                .fits("errors are told by their status as before")
                .behaves();
        }
        let (wire, reason) =
            self.value_wire(old.payload(status), new.payload(status), Roles::RECEIVED);
        draft.wire(wire, reason)
    }

    fn answer_of_status(&mut self, same: &Same<'_>, old: &Answer, new: &Answer) {
        let of_status = format!("what HTTP status `{}` gives", new.key);
        let draft = |aspect, text: String| {
            let aspect = if aspect == "type" { "answers" } else { aspect };
            let draft = same.changed(aspect, text.replacen("type", &of_status, 1));
            // What is read from an error is asked for by type.
            if new.is_success() {
                draft
            } else {
                draft.behaves()
            }
        };
        self.value(
            &draft,
            (&old.value, &[]),
            (&new.value, &[]),
            Roles::RECEIVED,
            ANSWER,
        );
        if (&old.doc, &old.source) != (&new.doc, &new.source) {
            let text = format!("HTTP status `{}` is documented otherwise", new.key);
            self.push(same.changed("documentation", text));
        }
    }
}
