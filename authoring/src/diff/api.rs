//! What does not belong to one operation: servers, credentials, tokens, limits, signatures. In: two versions of an API.
//! Out: drafts.

use specwright::model::{
    Api, Credential, CredentialKind, Limit, Server, Signature, Span, Token, Variable,
};
use specwright::surface::Origin;
use specwright::{Place, places, words};

use super::change::{Kind, Subject, What, Wire};
use super::draft::{ALL, At, Draft, MEMBER};
use super::members::documented;
use super::pair::{Pair, or_none, turned};
use super::pairs::{Rule, pairs};

/// Something that is on both sides.
struct Kept<'a, T> {
    old: (usize, &'a T),
    new: (usize, &'a T),
    subject: Subject,
    at: At,
}

impl<T> Kept<'_, T> {
    fn changed(&self, aspect: &'static str, text: impl Into<String>) -> Draft {
        Draft::changed(self.subject.clone(), aspect, self.at.clone(), text)
    }
}

/// What is alike in all things of one kind.
struct Sort<'s, T> {
    kind: Kind,
    rules: &'s [Rule<'s, T>],
    name: fn(&T) -> &str,
    at: &'s dyn Fn(usize, &T, bool) -> (Place, Origin),
    /// What is said of the wire where one goes, and where one comes.
    gone: (Wire, &'static str),
    new: (Wire, &'static str),
}

const UNCONCERNED: (Wire, &str) = (Wire::None, "");

impl<'a> Pair<'a> {
    pub(super) fn head(&mut self) {
        let (old, new) = (self.old, self.new);
        let at = |file| (Place::file(file).key("api"), Origin::Api);
        let places = (Some(at(old.file)), Some(at(new.file)));
        let subject = Subject::new(Kind::Api, &old.name);
        if old.name != new.name {
            let text = format!("is called `{}` now", new.name);
            let one = Draft::new(subject.clone(), What::Renamed, places.clone(), text);
            self.push(one.touches(ALL).behaves());
        }
        let parts = [
            ("title", old.title != new.title),
            ("text", old.doc != new.doc),
            ("source", old.source != new.source),
        ];
        if let Some(text) = documented(&parts) {
            self.push(Draft::changed(subject, "documentation", places, text));
        }
        self.servers();
        self.variables();
        self.credentials();
        self.tokens();
        self.limits();
        self.signatures();
    }

    /// Tells what came, went, or has another name, and gives what is on both sides.
    fn list<T>(&mut self, (old, new): (&'a [T], &'a [T]), sort: &Sort<'_, T>) -> Vec<Kept<'a, T>> {
        let (kind, name, at) = (sort.kind, sort.name, sort.at);
        let found = pairs(old, new, sort.rules);
        for index in &found.gone {
            let one = &old[*index];
            let draft = Draft::removed(Subject::new(kind, name(one)), at(*index, one, false));
            self.push(draft.wire(sort.gone.0, sort.gone.1));
        }
        let kept = found.both.iter().map(|(from, to)| {
            let (was, is) = (&old[*from], &new[*to]);
            Kept {
                old: (*from, was),
                new: (*to, is),
                subject: Subject::new(kind, name(was)),
                at: (Some(at(*from, was, false)), Some(at(*to, is, true))),
            }
        });
        let kept: Vec<_> = kept.collect();
        for one in &kept {
            let (was, is) = (name(one.old.1), name(one.new.1));
            if was != is {
                let text = format!("is called `{is}` now");
                let (subject, at) = (one.subject.clone(), one.at.clone());
                self.push(Draft::new(subject, What::Renamed, at, text));
            }
        }
        for index in &found.new {
            let one = &new[*index];
            let draft = Draft::added(Subject::new(kind, name(one)), at(*index, one, true));
            self.push(draft.wire(sort.new.0, sort.new.1));
        }
        kept
    }

    /// Tells of another text about something.
    fn doc<T>(&mut self, kept: &Kept<'_, T>, old: &Option<String>, new: &Option<String>) {
        if let Some(text) = documented(&[("text", old != new)]) {
            self.push(kept.changed("documentation", text));
        }
    }

    fn servers(&mut self) {
        let lists = (&self.old.servers[..], &self.new.servers[..]);
        let at = |index: usize, one: &Server, _| (places::server(one), Origin::Server(index));
        let sort: Sort<'_, Server> = Sort {
            kind: Kind::Server,
            rules: &[
                &|(_, old), (_, new)| old.name == new.name,
                &|(_, old), (_, new)| old.url == new.url,
            ],
            name: |one| &one.name,
            at: &at,
            gone: (Wire::Breaking, "old clients may call it"),
            new: (Wire::Compatible, "old clients do not know it"),
        };
        let kept = self.list(lists, &sort);
        for one in &kept {
            let (was, is) = (one.old.1, one.new.1);
            if was.url != is.url {
                let draft = one.changed("url", turned("URL", &was.url, &is.url));
                let draft = draft.breaks("old clients call the old address");
                self.push(draft.behaves());
            }
            self.doc(one, &was.doc, &is.doc);
        }
        let (Some(was), Some(is)) = (lists.0.first(), lists.1.first()) else {
            return;
        };
        let places = (Some(at(0, was, false)), Some(at(0, is, true)));
        let subject = Subject::new(Kind::Api, &self.new.name);
        if !kept.iter().any(|one| (one.old.0, one.new.0) == (0, 0)) {
            let text = turned("default server", &was.name, &is.name);
            let one = Draft::changed(subject, "default_server", places, text);
            let one = one.fits("old clients go on with the old one").behaves();
            self.push(one.touches(MEMBER));
        } else if !kept.is_sorted_by_key(|one| one.old.0) {
            let text = "its servers stand in another order";
            let one = Draft::changed(subject, "order", places, text);
            self.push(one.touches(MEMBER));
        }
    }

    fn variables(&mut self) {
        let (old_api, new_api) = (self.old, self.new);
        let at = |index: usize, one: &Variable, is_new| {
            let api: &Api = if is_new { new_api } else { old_api };
            let server = api.servers.iter().find(|server| server.name == one.server);
            let place = server.map_or_else(|| Place::file(api.file).key("servers"), places::server);
            let place = place.key("variables").key(&one.name);
            (place, Origin::Variable(index))
        };
        let sort: Sort<'_, Variable> = Sort {
            kind: Kind::Variable,
            rules: &[&|(_, old), (_, new)| old.name == new.name],
            name: |one| &one.name,
            at: &at,
            gone: UNCONCERNED,
            new: UNCONCERNED,
        };
        for one in self.list((&old_api.variables, &new_api.variables), &sort) {
            let (was, is) = (one.old.1, one.new.1);
            if was.default != is.default {
                let (a, b) = (was.default.as_deref(), is.default.as_deref());
                let draft = one.changed("default", turned("default", or_none(a), or_none(b)));
                self.push(
                    draft
                        .fits("old clients go on with the old default")
                        .behaves(),
                );
            }
            if was.values != is.values {
                let text = turned("values", &was.values.join(", "), &is.values.join(", "));
                let draft = one.changed("values", text).behaves();
                let kept = was.values.iter().all(|value| is.values.contains(value));
                self.push(
                    match kept && !was.values.is_empty() || is.values.is_empty() {
                        true => draft.fits("the values of old clients are still there"),
                        false => draft.breaks("old clients may use a value that is gone"),
                    },
                );
            }
            self.env(&one, &was.env, &is.env);
            self.doc(&one, &was.doc, &is.doc);
        }
    }

    fn env<T>(&mut self, kept: &Kept<'_, T>, old: &str, new: &str) {
        if old != new {
            let text = turned("environment variable", old, new);
            self.push(kept.changed("env", text).behaves());
        }
    }

    fn credentials(&mut self) {
        let (old, new) = (self.old, self.new);
        let at = |index: usize, one: &Credential, _| {
            (places::credential(one), Origin::Credential(index))
        };
        let renamed = self.renamed_credentials.clone();
        let is_renamed = |old: &str, new: &str| renamed.iter().any(|(a, b)| a == old && b == new);
        let sort: Sort<'_, Credential> = Sort {
            kind: Kind::Credential,
            rules: &[
                &|(_, old), (_, new)| old.name == new.name,
                &|(_, old), (_, new)| is_renamed(&old.name, &new.name),
            ],
            name: |one| &one.name,
            at: &at,
            gone: UNCONCERNED,
            new: UNCONCERNED,
        };
        for one in self.list((&old.credentials, &new.credentials), &sort) {
            let (was, is) = (one.old.1, one.new.1);
            if was.kind != is.kind {
                let (a, b) = (words::credential(was.kind), words::credential(is.kind));
                let draft = one.changed("kind", turned("kind", a, b)).touches(MEMBER);
                let shown = [was.kind, is.kind].contains(&CredentialKind::Secret);
                self.push(if shown { draft.behaves() } else { draft });
            }
            self.env(&one, &was.env, &is.env);
            if was.is_token != is.is_token {
                let text = match is.is_token {
                    true => "is a token: it is bought where it is not given",
                    false => "is no token any more: it must be given",
                };
                self.push(one.changed("token", text).behaves());
            }
            self.doc(&one, &was.doc, &is.doc);
        }
    }

    /// That tokens come and go is told of the credentials of the same name.
    fn tokens(&mut self) {
        let (old, new) = (&self.old.tokens, &self.new.tokens);
        let found = pairs(old, new, &[&|(_, old), (_, new)| old.name == new.name]);
        let at = |one: &Token| Some((places::token(one), Origin::Api));
        for (from, to) in found.both {
            let (was, is) = (&old[from], &new[to]);
            let tells = |one: &Token| format!("{} {} {:?}", one.operation, one.value, one.expiry);
            if tells(was) != tells(is) {
                let subject = Subject::new(Kind::Token, &was.name);
                let text = "is bought otherwise, or lasts otherwise";
                let one = Draft::changed(subject, "exchange", (at(was), at(is)), text);
                let reason = "what the exchange itself breaks is told of its operation";
                self.push(one.fits(reason).behaves());
            }
        }
    }

    fn limits(&mut self) {
        let at = |_: usize, one: &Limit, _| (places::limit(one), Origin::Api);
        let sort: Sort<'_, Limit> = Sort {
            kind: Kind::Limit,
            rules: &[&|(_, old), (_, new)| old.name == new.name],
            name: |one| &one.name,
            at: &at,
            gone: (Wire::Compatible, "old clients keep to it all the same"),
            new: (Wire::Compatible, "old clients may be told to wait"),
        };
        let start = self.drafts.len();
        let kept = self.list((&self.old.limits, &self.new.limits), &sort);
        self.untouched(start);
        for one in kept {
            let (was, is) = (one.old.1, one.new.1);
            let counts = |one: &Limit| {
                let headers = [&one.remaining, &one.used, &one.reset];
                format!("{:?} {headers:?}", one.scope)
            };
            let rate = |one: &Limit| format!("{} calls in {}", one.calls, Span(one.per));
            let text = match (rate(was) == rate(is), counts(was) == counts(is)) {
                (true, true) => continue,
                (true, false) => "counts otherwise, or is told by other headers".to_owned(),
                (false, _) => turned("rate", &rate(was), &rate(is)),
            };
            let draft = one.changed("rate", text);
            self.push(draft.fits("old clients keep to the old rate").behaves());
        }
    }

    fn signatures(&mut self) {
        let at = |_: usize, one: &Signature, _| (places::signature(one), Origin::Api);
        let sort: Sort<'_, Signature> = Sort {
            kind: Kind::Signature,
            rules: &[&|(_, old), (_, new)| old.name == new.name],
            name: |one| &one.name,
            at: &at,
            gone: UNCONCERNED,
            new: UNCONCERNED,
        };
        let start = self.drafts.len();
        let kept = self.list((&self.old.signatures, &self.new.signatures), &sort);
        self.untouched(start);
        for one in kept {
            let (was, is) = (one.old.1, one.new.1);
            let steps = |one: &Signature| format!("{:?}", one.steps);
            if self.as_now(&steps(was)) != steps(is) {
                let draft = one.changed("steps", "is computed otherwise").behaves();
                self.push(draft.breaks("the signatures of old clients are refused"));
            }
            let rest =
                |one: &Signature| format!("{:?} {:?} {:?}", one.doc, one.source, one.vectors.len());
            if rest(was) != rest(is) {
                self.push(one.changed("documentation", "is documented or tested otherwise"));
            }
        }
    }

    /// Nothing of the generated surface is made of these.
    fn untouched(&mut self, start: usize) {
        let drafts = self.drafts.iter_mut().skip(start);
        drafts.for_each(|draft| {
            draft.touches = &[];
            draft.behaves = draft.subject.kind == Kind::Limit;
        });
    }
}
