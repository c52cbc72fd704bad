//! Fields of structs and parameters of operations, which are fields of requests. In: two of them. Out: drafts.

use specwright::model::{Field, Presence, Value};
use specwright::{names, words};

use super::change::{Subject, What, Wire};
use super::draft::{At, Draft, Facet, MEMBER};
use super::pair::{Pair, or_none, turned};
use super::wire::{Roles, presence_fits, reads};

/// A member on both sides.
pub(super) struct Member<'m> {
    pub(super) subject: Subject,
    pub(super) at: At,
    /// Each with the type parameters in scope.
    pub(super) old: (&'m Field, &'m [String]),
    pub(super) new: (&'m Field, &'m [String]),
    pub(super) roles: Roles,
    /// The field of a request: what is said of its default is documentation.
    pub(super) is_param: bool,
    /// Its name is in requests or answers; that of a parameter in the path is not.
    pub(super) is_sent_by_name: bool,
}

impl Pair<'_> {
    pub(super) fn member(&mut self, member: &Member<'_>) {
        let draft = |aspect, text: String| {
            Draft::changed(member.subject.clone(), aspect, member.at.clone(), text)
        };
        let (old, new) = (member.old.0, member.new.0);
        if old.wire != new.wire && member.is_sent_by_name {
            let text = turned("name on the wire", &old.wire, &new.wire);
            let reason = "old clients use the old name";
            self.push(draft("wire_name", text).breaks(reason).touches(MEMBER));
        } else if old.wire != new.wire {
            let text = format!("is called `{}` now", new.wire);
            let mut renamed = draft("name", text).touches(MEMBER);
            renamed.what = What::Renamed;
            self.push(renamed);
        }
        if names::field(old) != names::field(new) && old.wire == new.wire {
            let text = turned("name in Rust", &names::field(old), &names::field(new));
            self.push(draft("rust_name", text).touches(MEMBER));
        }
        self.value(
            &draft,
            (&old.value, member.old.1),
            (&new.value, member.new.1),
            member.roles,
            MEMBER,
        );
        self.presence(member, &draft);
        self.value_limits(
            &draft,
            (&old.limits, &old.value.ty),
            (&new.limits, &new.value.ty),
            member.roles,
        );
        if let Some(text) = deprecation(&old.doc.deprecated, &new.doc.deprecated) {
            self.push(draft("deprecation", text).touches(&[Facet::Own]));
        }
        self.member_doc(member, &draft);
    }

    /// A type with its spelling.
    pub(super) fn value(
        &mut self,
        draft: &dyn Fn(&'static str, String) -> Draft,
        old: (&Value, &[String]),
        new: (&Value, &[String]),
        roles: Roles,
        touches: &'static [Facet],
    ) {
        let wire = self.value_wire(old.0, new.0, roles);
        if !self.same_type(&old.0.ty, &new.0.ty) {
            let (was, is) = self.type_texts((&old.0.ty, old.1), (&new.0.ty, new.1));
            let one = draft("type", turned("type", &was, &is)).touches(touches);
            self.push(one.wire(wire.0, wire.1));
        } else if old.0.codec != new.0.codec {
            let (was, is) = (words::codec(&old.0.codec), words::codec(&new.0.codec));
            let was = was.unwrap_or_else(|| "plain".to_owned());
            let is = is.unwrap_or_else(|| "plain".to_owned());
            let text = match was == is {
                true => "the texts that mean absence are others".to_owned(),
                false => turned("spelling on the wire", &was, &is),
            };
            self.push(
                draft("spelling", text)
                    .wire(wire.0, wire.1)
                    .touches(touches),
            );
        }
    }

    pub(super) fn value_wire(&self, old: &Value, new: &Value, roles: Roles) -> (Wire, String) {
        let (before, now) = (self.before(), self.now());
        let sent = reads((before, old), (now, new));
        let received = reads((now, new), (before, old));
        let (wire, reason) = match (roles.sent && !sent, roles.received && !received) {
            (false, false) if sent && received => (Wire::None, ""),
            (false, false) => (Wire::Compatible, "old clients manage with what is said now"),
            (true, _) => (
                Wire::Breaking,
                "old clients send what is not taken any more",
            ),
            (_, true) => (Wire::Breaking, "old clients cannot read what is sent now"),
        };
        (wire, reason.to_owned())
    }

    fn presence(&mut self, member: &Member<'_>, draft: &dyn Fn(&'static str, String) -> Draft) {
        let (old, new) = (&member.old.0.presence, &member.new.0.presence);
        if old == new {
            return;
        }
        let both_default = matches!((old, new), (Presence::Defaulted(_), Presence::Defaulted(_)));
        let text = match (old, new) {
            (Presence::Defaulted(a), Presence::Defaulted(b)) => {
                turned("default", &a.to_string(), &b.to_string())
            }
            _ => turned("presence", &presence(old), &presence(new)),
        };
        let aspect = if both_default { "default" } else { "presence" };
        let refused = member.roles.sent && !presence_fits(old, new);
        let unread = member.roles.received && !presence_fits(new, old);
        let mut one = draft(aspect, text).touches(MEMBER);
        one = match (refused, unread) {
            (true, _) => one.breaks("old clients may leave it out"),
            (_, true) => one.breaks("old clients need it and may not get it"),
            _ => one.fits("old clients manage with what is said now"),
        };
        if both_default && !member.is_param {
            one = one.behaves();
        }
        self.push(one);
    }

    fn member_doc(&mut self, member: &Member<'_>, draft: &dyn Fn(&'static str, String) -> Draft) {
        let (old, new) = (&member.old.0.doc, &member.new.0.doc);
        if old.unit != new.unit {
            let (was, is) = (or_none(old.unit.as_deref()), or_none(new.unit.as_deref()));
            let reason = "the same number means something else";
            let one = draft("unit", turned("unit", was, is)).breaks(reason);
            self.push(one.behaves());
        }
        if old.default != new.default {
            let (was, is) = (
                or_none(old.default.as_deref()),
                or_none(new.default.as_deref()),
            );
            let text = turned("what the service takes where it is missing", was, is);
            self.push(draft("assumed_default", text).fits("calls without it mean something else"));
        }
        let parts = [
            ("text", old.text != new.text),
            ("example", old.example != new.example),
            ("source", old.source != new.source),
        ];
        if let Some(text) = documented(&parts) {
            self.push(draft("documentation", text));
        }
    }
}

/// What became of the advice not to use something.
pub(super) fn deprecation(old: &Option<String>, new: &Option<String>) -> Option<String> {
    match (old, new) {
        (old, new) if old == new => None,
        (None, Some(reason)) => Some(format!("is deprecated: {reason}")),
        (Some(_), Some(_)) => Some("is deprecated for another reason".to_owned()),
        (_, None) => Some("is not deprecated any more".to_owned()),
    }
}

/// Which parts of the documentation changed, if any.
pub(super) fn documented(parts: &[(&str, bool)]) -> Option<String> {
    let changed: Vec<&str> = parts
        .iter()
        .filter(|part| part.1)
        .map(|part| part.0)
        .collect();
    (!changed.is_empty()).then(|| format!("is documented otherwise ({})", changed.join(", ")))
}

/// Presence in words.
pub(super) fn presence(of: &Presence) -> String {
    match of {
        Presence::Required => "required".into(),
        Presence::RequiredNullable => "required, may be null".into(),
        Presence::Optional => "optional".into(),
        Presence::Apart => "optional, null apart from absent".into(),
        Presence::Defaulted(value) => format!("optional, else {value}"),
    }
}
