//! What does not belong to one operation: servers, credentials, tokens, limits, signatures. In: two versions of an API.
//! Out: drafts.

use specwright::model::{Credential, CredentialKind, Limit, Server, Signature, Token, Variable};
use specwright::surface::Origin;
use specwright::{Place, places, words};

use super::change::{Kind, Subject, What, Wire};
use super::draft::{ALL, Draft, MEMBER};
use super::members::documented;
use super::pair::{Pair, or_none, turned};
use super::pairs::{Pairs, Same, pairs};

impl Pair<'_> {
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

    /// Tells what came and went, and gives the rest.
    fn list<T>(
        &mut self,
        kind: Kind,
        (old, new): (&[T], &[T]),
        rules: &[Same<'_, T>],
        name: &dyn Fn(&T) -> &str,
        at: &dyn Fn(usize, &T, bool) -> (Place, Origin),
        wires: [(Wire, &str); 2],
    ) -> Pairs {
        let found = pairs(old, new, rules);
        for index in &found.gone {
            let one = &old[*index];
            let draft = Draft::removed(Subject::new(kind, name(one)), at(*index, one, false));
            self.push(draft.wire(wires[0].0, wires[0].1));
        }
        for (from, to) in &found.both {
            let (was, is) = (&old[*from], &new[*to]);
            if name(was) != name(is) {
                let places = (Some(at(*from, was, false)), Some(at(*to, is, true)));
                let text = format!("is called `{}` now", name(is));
                self.push(Draft::new(
                    Subject::new(kind, name(was)),
                    What::Renamed,
                    places,
                    text,
                ));
            }
        }
        for index in &found.new {
            let one = &new[*index];
            let draft = Draft::added(Subject::new(kind, name(one)), at(*index, one, true));
            self.push(draft.wire(wires[1].0, wires[1].1));
        }
        found
    }

    fn servers(&mut self) {
        let (old, new) = (&self.old.servers, &self.new.servers);
        let at = |index: usize, one: &Server, _| (places::server(one), Origin::Server(index));
        let found = self.list(
            Kind::Server,
            (old, new),
            &[
                &|(_, old), (_, new)| old.name == new.name,
                &|(_, old), (_, new)| old.url == new.url,
            ],
            &|one| &one.name,
            &at,
            [
                (Wire::Breaking, "old clients may call it"),
                (Wire::Compatible, "old clients do not know it"),
            ],
        );
        for (from, to) in &found.both {
            let (was, is) = (&old[*from], &new[*to]);
            let places = (Some(at(*from, was, false)), Some(at(*to, is, true)));
            let draft = |aspect, text: String| {
                Draft::changed(
                    Subject::new(Kind::Server, &was.name),
                    aspect,
                    places.clone(),
                    text,
                )
            };
            if was.url != is.url {
                let text = turned("URL", &was.url, &is.url);
                self.push(
                    draft("url", text)
                        .breaks("old clients call the old address")
                        .behaves(),
                );
            }
            if was.doc != is.doc {
                self.push(draft(
                    "documentation",
                    "is documented otherwise (text)".into(),
                ));
            }
        }
        let default = |servers: &[Server]| servers.first().map(|one| one.name.clone());
        let (was, is) = (default(old), default(new));
        if was != is && found.both.iter().any(|(from, to)| *from > 0 && *to == 0) {
            let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
            let places = (Some(at(0, &old[0], false)), Some(at(0, &new[0], true)));
            let subject = Subject::new(Kind::Api, &self.new.name);
            let one = Draft::changed(
                subject,
                "default_server",
                places,
                turned("default server", &was, &is),
            );
            self.push(
                one.fits("old clients go on with the old one")
                    .behaves()
                    .touches(MEMBER),
            );
        } else if found.is_reordered() {
            let places = (Some(at(0, &old[0], false)), Some(at(0, &new[0], true)));
            let subject = Subject::new(Kind::Api, &self.new.name);
            let one = Draft::changed(
                subject,
                "order",
                places,
                "its servers stand in another order",
            );
            self.push(one.touches(MEMBER));
        }
    }

    fn variables(&mut self) {
        let (old, new) = (&self.old.variables, &self.new.variables);
        let at = |api: &specwright::model::Api, index: usize, one: &Variable| {
            let server = api.servers.iter().find(|server| server.name == one.server);
            let place = server.map_or_else(|| Place::file(api.file).key("servers"), places::server);
            let place = place.key("variables").key(&one.name);
            (place, Origin::Variable(index))
        };
        let (old_api, new_api) = (self.old, self.new);
        let at = |index: usize, one: &Variable, is_new| {
            at(if is_new { new_api } else { old_api }, index, one)
        };
        let found = self.list(
            Kind::Variable,
            (old, new),
            &[&|(_, old), (_, new)| old.name == new.name],
            &|one| &one.name,
            &at,
            [(Wire::None, ""), (Wire::None, "")],
        );
        for (from, to) in &found.both {
            let (was, is) = (&old[*from], &new[*to]);
            let places = (Some(at(*from, was, false)), Some(at(*to, is, true)));
            let draft = |aspect, text: String| {
                Draft::changed(
                    Subject::new(Kind::Variable, &was.name),
                    aspect,
                    places.clone(),
                    text,
                )
            };
            if was.default != is.default {
                let (a, b) = (
                    or_none(was.default.as_deref()),
                    or_none(is.default.as_deref()),
                );
                let one = draft("default", turned("default", a, b)).behaves();
                self.push(one.fits("old clients go on with the old default"));
            }
            if was.values != is.values {
                let text = turned("values", &was.values.join(", "), &is.values.join(", "));
                let one = draft("values", text).behaves();
                let kept = was.values.iter().all(|value| is.values.contains(value));
                self.push(
                    match kept && !was.values.is_empty() || is.values.is_empty() {
                        true => one.fits("the values of old clients are still there"),
                        false => one.breaks("old clients may use a value that is gone"),
                    },
                );
            }
            if was.env != is.env {
                self.push(
                    draft("env", turned("environment variable", &was.env, &is.env)).behaves(),
                );
            }
            if was.doc != is.doc {
                self.push(draft(
                    "documentation",
                    "is documented otherwise (text)".into(),
                ));
            }
        }
    }

    fn credentials(&mut self) {
        let (old, new) = (&self.old.credentials, &self.new.credentials);
        let at = |index: usize, one: &Credential, _| {
            (places::credential(one), Origin::Credential(index))
        };
        let found = self.list(
            Kind::Credential,
            (old, new),
            &[
                &|(_, old), (_, new)| old.name == new.name,
                &|(_, old), (_, new)| old.env == new.env,
            ],
            &|one| &one.name,
            &at,
            [(Wire::None, ""), (Wire::None, "")],
        );
        for (from, to) in &found.both {
            let (was, is) = (&old[*from], &new[*to]);
            let places = (Some(at(*from, was, false)), Some(at(*to, is, true)));
            let draft = |aspect, text: String| {
                Draft::changed(
                    Subject::new(Kind::Credential, &was.name),
                    aspect,
                    places.clone(),
                    text,
                )
            };
            if was.kind != is.kind {
                let text = turned(
                    "kind",
                    words::credential(was.kind),
                    words::credential(is.kind),
                );
                let shown = [was.kind, is.kind].contains(&CredentialKind::Secret);
                let one = draft("kind", text).touches(MEMBER);
                self.push(if shown { one.behaves() } else { one });
            }
            if was.env != is.env {
                self.push(
                    draft("env", turned("environment variable", &was.env, &is.env)).behaves(),
                );
            }
            if was.is_token != is.is_token {
                let text = match is.is_token {
                    true => "is a token: it is bought where it is not given",
                    false => "is no token any more: it must be given",
                };
                self.push(draft("token", text.to_owned()).behaves());
            }
            if was.doc != is.doc {
                self.push(draft(
                    "documentation",
                    "is documented otherwise (text)".into(),
                ));
            }
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
                self.push(
                    one.fits("what the exchange itself breaks is told of its operation")
                        .behaves(),
                );
            }
        }
    }

    fn limits(&mut self) {
        let (old, new) = (&self.old.limits, &self.new.limits);
        let at = |_: usize, one: &Limit, _| (places::limit(one), Origin::Api);
        let start = self.drafts.len();
        let found = self.list(
            Kind::Limit,
            (old, new),
            &[&|(_, old), (_, new)| old.name == new.name],
            &|one| &one.name,
            &at,
            [
                (Wire::Compatible, "old clients keep to it all the same"),
                (Wire::Compatible, "old clients may be told to wait"),
            ],
        );
        self.untouched(start);
        for (from, to) in &found.both {
            let (was, is) = (&old[*from], &new[*to]);
            let tells = |one: &Limit| {
                let headers = [&one.remaining, &one.used, &one.reset];
                format!(
                    "{} calls in {:?}, {:?} {headers:?}",
                    one.calls, one.per, one.scope
                )
            };
            if tells(was) != tells(is) {
                let places = (Some(at(*from, was, false)), Some(at(*to, is, true)));
                let short = |one: &Limit| format!("{} calls in {:?}", one.calls, one.per);
                let text = match short(was) == short(is) {
                    true => "counts otherwise, or is told by other headers".to_owned(),
                    false => turned("rate", &short(was), &short(is)),
                };
                let one =
                    Draft::changed(Subject::new(Kind::Limit, &was.name), "rate", places, text);
                self.push(one.fits("old clients keep to the old rate").behaves());
            }
        }
    }

    fn signatures(&mut self) {
        let (old, new) = (&self.old.signatures, &self.new.signatures);
        let at = |_: usize, one: &Signature, _| (places::signature(one), Origin::Api);
        let start = self.drafts.len();
        let found = self.list(
            Kind::Signature,
            (old, new),
            &[&|(_, old), (_, new)| old.name == new.name],
            &|one| &one.name,
            &at,
            [(Wire::None, ""), (Wire::None, "")],
        );
        self.untouched(start);
        for (from, to) in &found.both {
            let (was, is) = (&old[*from], &new[*to]);
            let places = (Some(at(*from, was, false)), Some(at(*to, is, true)));
            let draft = |aspect, text: &str| {
                Draft::changed(
                    Subject::new(Kind::Signature, &was.name),
                    aspect,
                    places.clone(),
                    text,
                )
            };
            if format!("{:?}", was.steps) != format!("{:?}", is.steps) {
                let one = draft("steps", "is computed otherwise").behaves();
                self.push(one.breaks("the signatures of old clients are refused"));
            }
            let rest =
                |one: &Signature| format!("{:?} {:?} {:?}", one.doc, one.source, one.vectors.len());
            if rest(was) != rest(is) {
                self.push(draft("documentation", "is documented or tested otherwise"));
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
