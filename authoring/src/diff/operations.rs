//! Operations and their parameters. In: two versions of an API. Out: drafts.

use specwright::model::{
    Api, FixedParam, FixedSource, Location, Operation, Param, PathPart, Presence, Rule, RuleKind,
};
use specwright::surface::Origin;
use specwright::{Place, names, places, words};

use super::change::{Kind, Subject, What};
use super::draft::{At, Draft, Facet};
use super::members::{Member, deprecation, documented};
use super::pair::{Pair, turned};
use super::pairs::pairs;
use super::wire::Roles;

/// An operation on both sides.
pub(super) struct Same<'m> {
    pub(super) old: (usize, &'m Operation),
    pub(super) new: (usize, &'m Operation),
}

impl Same<'_> {
    pub(super) fn at(&self) -> At {
        (Some(at(self.old)), Some(at(self.new)))
    }

    pub(super) fn changed(&self, aspect: &'static str, text: impl Into<String>) -> Draft {
        let subject = Subject::new(Kind::Operation, &self.old.1.name);
        Draft::changed(subject, aspect, self.at(), text)
    }

    fn part(&self, draft: Draft) -> Draft {
        draft.part_of(Origin::Operation(self.old.0), Origin::Operation(self.new.0))
    }

    fn of(&self, name: &str) -> Subject {
        Subject::new(Kind::Parameter, name).of(&self.old.1.name)
    }
}

fn at((index, op): (usize, &Operation)) -> (Place, Origin) {
    (places::operation(op), Origin::Operation(index))
}

fn param_at(
    api: &Api,
    (index, op): (usize, &Operation),
    (at, param): (usize, &Param),
) -> (Place, Origin) {
    (places::param(api, op, param), Origin::Param(index, at))
}

impl Pair<'_> {
    pub(super) fn operations(&mut self) {
        let (old, new) = (&self.old.operations, &self.new.operations);
        let found = pairs(
            old,
            new,
            &[
                &|(_, old), (_, new)| old.name == new.name,
                &|(_, old), (_, new)| address(old) == address(new) && old.fixed_same(new),
            ],
        );
        for index in found.gone {
            let subject = Subject::new(Kind::Operation, &old[index].name);
            let draft = Draft::removed(subject, at((index, &old[index])));
            self.push(draft.breaks("old clients call what is not described any more"));
        }
        for (from, to) in found.both {
            self.operation(&Same {
                old: (from, &old[from]),
                new: (to, &new[to]),
            });
        }
        for index in found.new {
            let subject = Subject::new(Kind::Operation, &new[index].name);
            self.push(Draft::added(subject, at((index, &new[index]))));
        }
    }

    fn operation(&mut self, same: &Same<'_>) {
        let (old, new) = (same.old.1, same.new.1);
        if old.name != new.name {
            let subject = Subject::new(Kind::Operation, &old.name);
            let text = format!("is called `{}` now", new.name);
            self.push(Draft::new(subject, What::Renamed, same.at(), text));
        }
        if old.method != new.method {
            let text = turned("method", &old.method, &new.method);
            self.push(
                same.changed("method", text)
                    .breaks("old clients use the old method"),
            );
        }
        if address(old).1 != address(new).1 {
            let text = turned("path", &old.path_text, &new.path_text);
            self.push(
                same.changed("path", text)
                    .breaks("old clients call the old path"),
            );
        }
        self.params(same);
        self.fixed(same);
        if old.body != new.body {
            let text = turned("body", words::body(old.body), words::body(new.body));
            self.push(
                same.changed("body", text)
                    .breaks("old clients send the old form"),
            );
        }
        self.rules(same);
        self.answer(same);
        self.conduct(same);
        if let Some(text) = deprecation(&old.deprecated, &new.deprecated) {
            let one = same.changed("deprecation", text);
            self.push(one.touches(&[Facet::Own]));
        }
        let parts = [
            ("text", old.doc != new.doc),
            ("source", old.source != new.source),
        ];
        if let Some(text) = documented(&parts) {
            self.push(same.changed("documentation", text));
        }
    }

    fn params(&mut self, same: &Same<'_>) {
        let (old, new) = (&same.old.1.params, &same.new.1.params);
        let found = pairs(
            old,
            new,
            &[
                &|(_, old), (_, new)| {
                    old.field.wire == new.field.wire && old.location == new.location
                },
                &|(_, old), (_, new)| old.field.wire == new.field.wire,
                &|(_, old), (_, new)| names::field(&old.field) == names::field(&new.field),
                &|(at, old), (to, new)| takes_place(old, new) && at == to,
            ],
        );
        for index in &found.gone {
            let param = &old[*index];
            let at = param_at(self.old, same.old, (*index, param));
            let draft = same.part(Draft::removed(same.of(&param.field.key), at));
            let draft = draft.breaks("what old clients say with it is not heard any more");
            self.push(share(draft, param));
        }
        for (from, to) in &found.both {
            self.param(same, (*from, &old[*from]), (*to, &new[*to]));
        }
        for index in &found.new {
            let param = &new[*index];
            let at = param_at(self.new, same.new, (*index, param));
            let draft = same.part(Draft::added(same.of(&param.field.key), at));
            let is_needed = is_required(&param.field.presence);
            let draft = match is_needed {
                true => draft.breaks("old clients do not send it"),
                false => draft.fits("old clients leave it out"),
            };
            self.push(share(draft, param));
        }
        let required = |params: &[Param], index: usize| is_required(&params[index].field.presence);
        let mut kept = found
            .both
            .iter()
            .filter(|(from, to)| required(old, *from) && required(new, *to));
        if !kept.clone().map(|(from, _)| from).is_sorted() && kept.next().is_some() {
            let one = same.changed("order", "its required parameters stand in another order");
            self.push(one.touches(&[Facet::Arguments]));
        }
    }

    fn param(&mut self, same: &Same<'_>, old: (usize, &Param), new: (usize, &Param)) {
        let at = (
            Some(param_at(self.old, same.old, old)),
            Some(param_at(self.new, same.new, new)),
        );
        let start = self.drafts.len();
        self.member(&Member {
            subject: same.of(&old.1.field.key),
            at: at.clone(),
            old: (&old.1.field, &[]),
            new: (&new.1.field, &[]),
            roles: Roles::SENT,
            is_param: true,
            is_sent_by_name: !(in_path(old.1) && in_path(new.1)),
        });
        let draft = |aspect, text: String| {
            Draft::changed(same.of(&old.1.field.key), aspect, at.clone(), text)
        };
        if old.1.location != new.1.location {
            let (was, is) = (
                words::location(old.1.location),
                words::location(new.1.location),
            );
            let reason = "old clients put it elsewhere";
            self.push(draft("location", turned("place", was, is)).breaks(reason));
        }
        if old.1.style != new.1.style {
            let word = |param: &Param| words::style(param.style).unwrap_or("plain");
            let reason = "old clients lay it out as before";
            let text = turned("layout", word(old.1), word(new.1));
            self.push(draft("style", text).breaks(reason));
        }
        if old.1.common && new.1.common {
            let added = self.drafts.iter_mut().skip(start);
            added.for_each(|draft| draft.shared = true);
        }
    }

    fn fixed(&mut self, same: &Same<'_>) {
        let (old, new) = (&same.old.1.fixed, &same.new.1.fixed);
        let place = |a: &FixedParam, b: &FixedParam| a.wire == b.wire && a.location == b.location;
        let found = pairs(old, new, &[&|(_, old), (_, new)| place(old, new)]);
        let text = |param: &FixedParam| match &param.source {
            FixedSource::Constant(value) => format!("the constant {value}"),
            FixedSource::Credential(name) => format!("the credential {name}"),
            FixedSource::Fresh(fresh) => words::fresh(*fresh).to_owned(),
        };
        let mut told = Vec::new();
        for index in &found.gone {
            let at = (Some(at(same.old)), None);
            let one = Draft::new(same.of(&old[*index].wire), What::Removed, at, "is gone");
            told.push(one.breaks("old clients still send it"));
        }
        for (from, to) in &found.both {
            let was = match &old[*from].source {
                FixedSource::Credential(name) => {
                    let mut renamed = self.renamed_credentials.iter();
                    let now = renamed.find(|(old, _)| old == name).map(|(_, now)| now);
                    FixedSource::Credential(now.unwrap_or(name).clone())
                }
                other => other.clone(),
            };
            if was != new[*to].source {
                let text = turned("value", &text(&old[*from]), &text(&new[*to]));
                let one = Draft::changed(same.of(&old[*from].wire), "value", same.at(), text);
                told.push(one.breaks("old clients send the old value"));
            }
        }
        for index in &found.new {
            let at = (None, Some(at(same.new)));
            let text = format!("is new: {}, sent by the client itself", text(&new[*index]));
            let one = Draft::new(same.of(&new[*index].wire), What::Added, at, text);
            told.push(one.breaks("old clients do not send it"));
        }
        for draft in told {
            self.push(draft.touches(&[]).shared());
        }
    }

    fn rules(&mut self, same: &Same<'_>) {
        let show = |op: &Operation| -> Vec<String> {
            op.rules.iter().map(|rule| rule_text(op, rule)).collect()
        };
        let (old, new) = (show(same.old.1), show(same.new.1));
        for gone in old.iter().filter(|rule| !new.contains(rule)) {
            let one = same.changed("rules", format!("the rule is gone: {gone}"));
            let one = one.fits("old clients keep to it all the same");
            self.push(one.touches(&[Facet::Arguments, Facet::Own]).behaves());
        }
        for added in new.iter().filter(|rule| !old.contains(rule)) {
            let one = same.changed("rules", format!("the rule is new: {added}"));
            let one = one.breaks("old clients may send what it forbids");
            self.push(one.touches(&[Facet::Arguments, Facet::Own]).behaves());
        }
    }

    fn answer(&mut self, same: &Same<'_>) {
        let (old, new) = (same.old.1, same.new.1);
        let returns = |aspect, text: String| {
            let aspect = if aspect == "type" { "returns" } else { aspect };
            same.changed(aspect, text.replacen("type", "what it returns", 1))
        };
        let facets: &[Facet] = &[Facet::Answer, Facet::Pages];
        self.value(
            &returns,
            (&old.returns, &[]),
            (&new.returns, &[]),
            Roles::RECEIVED,
            facets,
        );
        self.answers(same);
        let samples = |op: &Operation| format!("{:?}", op.samples);
        if samples(old) != samples(new) {
            self.push(same.changed("samples", "samples are others"));
        }
    }
}

/// Method and path without the names of parameters in it.
fn address(op: &Operation) -> (&str, Vec<String>) {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Param(_) => "{}".into(),
        PathPart::Greedy(_) => "{*}".into(),
    };
    (&op.method, op.path.iter().map(part).collect())
}

/// Operations that share one address are told apart by constants.
trait FixedSame {
    fn fixed_same(&self, other: &Self) -> bool;
}

impl FixedSame for Operation {
    fn fixed_same(&self, other: &Self) -> bool {
        let constants = |op: &Self| -> Vec<(String, FixedSource)> {
            let fixed = op.fixed.iter();
            fixed
                .map(|it| (it.wire.clone(), it.source.clone()))
                .collect()
        };
        constants(self) == constants(other)
    }
}

/// Whether a parameter of another name is likely the same one.
fn takes_place(old: &Param, new: &Param) -> bool {
    let said = old.field.doc.text.is_some() && old.field.doc.text == new.field.doc.text;
    old.location == new.location
        && old.field.value == new.field.value
        && old.field.presence == new.field.presence
        && (in_path(old) || said)
}

fn in_path(param: &Param) -> bool {
    param.location == Location::Path
}

fn is_required(presence: &Presence) -> bool {
    matches!(presence, Presence::Required | Presence::RequiredNullable)
}

fn share(draft: Draft, param: &Param) -> Draft {
    if param.common { draft.shared() } else { draft }
}

fn rule_text(op: &Operation, rule: &Rule) -> String {
    let name = |index: &usize| {
        let param = op.params.get(*index);
        param.map_or_else(String::new, |param| format!("`{}`", param.field.wire))
    };
    let names = |members: &[usize]| members.iter().map(name).collect::<Vec<_>>().join(", ");
    let text = match &rule.kind {
        RuleKind::Requires(first, others) => format!("{} needs {}", name(first), names(others)),
        RuleKind::Together(members) => format!("all or none of {}", names(members)),
        RuleKind::ExactlyOne(members) => format!("exactly one of {}", names(members)),
        RuleKind::AtLeastOne(members) => format!("at least one of {}", names(members)),
        RuleKind::AtMostOne(members) => format!("at most one of {}", names(members)),
    };
    match &rule.setter {
        Some(setter) => format!("{text}, set by `{setter}`"),
        None => text,
    }
}
