//! What changed between two versions of specs, and whom it breaks. In: specs, loaded. Out: [`Change`]s, the step of the
//! version, and both as text.
//!
//! Changes are found in the models, node by node, and told in the vendor's terms. What they do to callers in Rust is not
//! decided by rules about specs: the lists of what the old and the new code offer ([`specwright::surface`]) are compared,
//! and each difference is given to the change that explains it. One that none explains is a change of its own.

mod answers;
mod api;
mod change;
mod choices;
mod conduct;
mod draft;
mod envelopes;
mod errors;
mod limits;
mod members;
mod operations;
mod pair;
mod pairs;
mod render;
mod rust;
mod types;
mod wire;

pub use change::{Change, Kind, Position, Rust, Step, Subject, What, Wire};
pub use render::{human, json, markdown};

use specwright::model::{Api, Operation};
use specwright::surface::{Origin, surface};
use specwright::{Loaded, Locator, Place};

use draft::Draft;
use pair::Pair;
use pairs::pairs;
use rust::Delta;

/// The changes between two versions of specs, API by API, in the order of the new one.
///
/// ```
/// use specwright_authoring::diff::{Rust, Step, Wire, compare};
///
/// let spec = |limit| {
///     let text = format!(
///         "specwright: 1\napi: shop\nservers: {{main: 'https://shop.example'}}\n\
///          operations: {{list_items: {{call: GET /items, params: {{limit: {limit}}}, returns: any}}}}\n"
///     );
///     specwright::load_text("shop.yaml", text)
/// };
/// let changes = compare(&spec("u32"), &spec("{type: u32, required: true}"));
/// assert_eq!(changes.len(), 1);
/// assert_eq!((changes[0].rust, changes[0].wire), (Rust::Breaking, Wire::Breaking));
/// assert_eq!(Step::of(&changes), Step::Major);
/// ```
pub fn compare(old: &Loaded, new: &Loaded) -> Vec<Change> {
    let found = pairs(
        &old.apis,
        &new.apis,
        &[
            &|(_, old), (_, new)| old.name == new.name,
            &|(_, old), (_, new)| is_renamed(old, new),
        ],
    );
    let mut finder = Finder {
        old: Locator::new(&old.sources),
        new: Locator::new(&new.sources),
        loaded: (old, new),
    };
    let mut changes = Vec::new();
    for index in found.gone {
        changes.push(finder.whole(&old.apis[index], false));
    }
    let mut order: Vec<(usize, Option<usize>)> = found
        .both
        .iter()
        .map(|(from, to)| (*to, Some(*from)))
        .collect();
    order.extend(found.new.iter().map(|to| (*to, None)));
    order.sort_unstable();
    for (to, from) in order {
        match from {
            Some(from) => changes.extend(finder.api(&old.apis[from], &new.apis[to])),
            None => changes.push(finder.whole(&new.apis[to], true)),
        }
    }
    changes
}

/// An API of another name with the same operations.
fn is_renamed(old: &Api, new: &Api) -> bool {
    let address = |op: &Operation| (op.name.clone(), op.method.clone(), op.path_text.clone());
    let all = |api: &Api| -> Vec<_> { api.operations.iter().map(address).collect() };
    let (old, new) = (all(old), all(new));
    let kept = old.iter().filter(|one| new.contains(one)).count();
    kept > 0 && kept * 2 >= old.len().max(new.len())
}

/// Turns drafts into changes: with positions, and with what they do to callers.
struct Finder<'l> {
    old: Locator<'l>,
    new: Locator<'l>,
    loaded: (&'l Loaded, &'l Loaded),
}

impl Finder<'_> {
    fn whole(&mut self, api: &Api, is_new: bool) -> Change {
        let (at, subject) = (
            Place::file(api.file).key("api"),
            Subject::new(Kind::Api, &api.name),
        );
        let draft = match is_new {
            true => Draft::added(subject, (at, Origin::Api)),
            false => Draft::removed(subject, (at, Origin::Api)).breaks("old clients call it"),
        };
        let offer = surface(api).into_iter().take(1);
        let (old, new): (Vec<_>, Vec<_>) = offer.partition(|_| !is_new);
        let mut deltas = rust::deltas(&old, &new);
        for delta in &mut deltas {
            let offer = delta.new.as_ref().or(delta.old.as_ref());
            let module = offer.map_or("", |offer| offer.signature.as_str());
            let now = if is_new { "new" } else { "gone" };
            delta.reason = format!("the module `{module}` is {now}");
        }
        self.change(&api.name, draft, &deltas)
    }

    fn api(&mut self, old: &Api, new: &Api) -> Vec<Change> {
        let mut pair = Pair::new(old, new);
        pair.head();
        pair.operations();
        pair.types();
        pair.errors();
        let deltas = rust::deltas(&surface(old), &surface(new));
        let (explained, rest) = rust::explain((old, new), &pair.drafts, deltas);
        let told = pair.drafts.into_iter().zip(explained);
        let told: Vec<(Draft, Vec<Delta>)> = told.collect();
        let mut changes: Vec<Change> = Vec::new();
        for (draft, deltas) in draft::merge_shared(told) {
            changes.push(self.change(&new.name, draft, &deltas));
        }
        for delta in rest {
            let draft = leftover(old, new, &delta);
            changes.push(self.change(&new.name, draft, &[delta]));
        }
        changes
    }

    fn change(&mut self, api: &str, draft: Draft, deltas: &[Delta]) -> Change {
        let behaves = if draft.behaves {
            Rust::Behaviour
        } else {
            Rust::None
        };
        let worst = deltas.iter().map(|delta| delta.rust).max();
        let mut reasons: Vec<String> = Vec::new();
        for delta in deltas {
            if !reasons.contains(&delta.reason) {
                reasons.push(delta.reason.clone());
            }
        }
        let (old, new) = draft.places;
        Change {
            api: api.to_owned(),
            text: sentence(&draft.subject, &draft.text),
            subject: draft.subject,
            what: draft.what,
            aspect: draft.aspect,
            rust: worst.unwrap_or_default().max(behaves),
            rust_reasons: reasons,
            wire: draft.wire,
            wire_reason: draft.wire_reason,
            old: old.map(|place| position(&mut self.old, self.loaded.0, &place)),
            new: new.map(|place| position(&mut self.new, self.loaded.1, &place)),
        }
    }
}

/// `operation `a` is new`, `parameter `b` of `a`: type was ..`
fn sentence(subject: &Subject, text: &str) -> String {
    const VERBS: [&str; 8] = [
        "is", "has", "keeps", "drops", "counts", "can", "cannot", "offers",
    ];
    let verb = text.split(' ').next().unwrap_or_default();
    let joint = if VERBS.contains(&verb) { "" } else { ":" };
    format!("{}{joint} {text}", subject.show())
}

fn position(locator: &mut Locator<'_>, loaded: &Loaded, place: &Place) -> Position {
    let found = locator.find(place);
    Position {
        path: loaded.sources.path(place.file_id()).to_owned(),
        line: found.line,
        column: found.column,
    }
}

/// A difference of the code that no change of the spec explains by itself: a type that is boxed since another holds it.
fn leftover(old: &Api, new: &Api, delta: &Delta) -> Draft {
    let at = |api: &Api| Some((Place::file(api.file).key("api"), Origin::Api));
    let path = delta
        .new
        .as_ref()
        .or(delta.old.as_ref())
        .map_or("", |offer| offer.path.as_str());
    let subject = Subject::new(Kind::Api, &new.name);
    let text = format!("offers `{path}` otherwise, as a consequence of other changes");
    Draft::changed(subject, "consequence", (at(old), at(new)), text)
}
