//! Pages: which items a request asks for, and what the answer says of those that follow. In: an operation, what the
//! caller gave, the number of items that there are. Out: the items of this page, and the way to the next one.

use serde_json::{Map, Value as Json};
use specwright::model::{Api, Operation, PagePlace, PageStep, Paging, Param, Presence, Type};

use super::make::{Maker, Spot};
use super::place::{get, remove, set};
use super::{ordinal, scalar};
use crate::answer::dice::Dice;

/// The query parameter that links of pages have.
pub(crate) const LINK_PARAM: &str = "mock-page";
/// Values of last items begin here, counting up or, where the pages go back in time, down.
const UP: i64 = 1000;
const DOWN: i64 = 1_000_000;
/// The size of a page where neither the request nor the spec says.
const SIZE: u64 = 10;
/// No page is larger, whatever the request asks for.
const LARGEST: u64 = 10_000;

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Position of its first item.
    pub(crate) from: u64,
    /// Position behind its last item.
    pub(crate) to: u64,
    /// Number of all items.
    pub(crate) total: u64,
    /// Number of items that a page has.
    pub(crate) size: u64,
}

/// What stands outside of the payload.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Beside {
    /// Headers.
    pub(crate) headers: Vec<(String, String)>,
    /// Paths from the top of the body.
    pub(crate) body: Vec<(String, Json)>,
}

/// The parameters that lead through pages.
pub(crate) fn leading(paging: &Paging) -> Vec<usize> {
    let step = match &paging.step {
        PageStep::Offset { param }
        | PageStep::Page { param, .. }
        | PageStep::Cursor { param, .. }
        | PageStep::LastItem { param, .. } => vec![*param],
        PageStep::Link { .. } => Vec::new(),
        PageStep::Window { from, to, .. } => vec![*from, *to],
    };
    step.into_iter().chain(paging.size).collect()
}

/// The page that a request asks for. `link` is what a link of a page before said; `is_first` whether a piece of time
/// begins a walk.
pub(crate) fn asked(
    api: &Api,
    op: &Operation,
    paging: &Paging,
    values: &Map<String, Json>,
    total: u64,
    link: Option<u64>,
    is_first: bool,
) -> Page {
    let param = |index: usize| op.params.get(index);
    let given = |index: usize| {
        values
            .get(&param(index)?.field.wire)
            .filter(|value| !value.is_null())
    };
    let count = |index: usize| scalar::text(given(index)?).trim().parse::<u64>().ok();
    let size = paging
        .size
        .and_then(count)
        .or(paging.default_size)
        .unwrap_or(SIZE);
    let size = size.clamp(1, LARGEST);
    let position = |index: usize| {
        let (param, value) = (param(index)?, given(index)?);
        Some(ordinal::read(
            api,
            &param.field.value.ty,
            &param.field.value.codec,
            value,
        ))
    };
    let from = match &paging.step {
        PageStep::Offset { param } => count(*param).unwrap_or(0),
        PageStep::Page { param, first, .. } => {
            let number = count(*param).unwrap_or(*first);
            number.saturating_sub(*first).saturating_mul(size)
        }
        PageStep::Cursor { param, .. } => match position(*param) {
            None => 0,
            Some(Some(position)) => u64::try_from(position).unwrap_or(total),
            Some(None) => total,
        },
        PageStep::LastItem { param, plus, .. } => match position(*param) {
            None => 0,
            Some(None) => total,
            Some(Some(value)) => {
                let passed = match plus {
                    ..0 => DOWN.saturating_add(*plus).saturating_sub(value),
                    _ => value.saturating_sub(UP.saturating_add(*plus)),
                };
                u64::try_from(passed.saturating_add(1)).unwrap_or(0)
            }
        },
        PageStep::Link { .. } => link.unwrap_or(0),
        PageStep::Window { .. } => {
            let all = if is_first { total } else { 0 };
            return Page {
                from: 0,
                to: all,
                total,
                size: all.max(1),
            };
        }
    };
    let from = from.min(total);
    Page {
        from,
        to: from.saturating_add(size).min(total),
        total,
        size,
    }
}

impl Page {
    fn has_more(self) -> bool {
        self.to < self.total
    }
}

/// Puts the items of a page into a payload, and says in it what follows. `next_link` makes the URL of a page.
pub(crate) fn fill(
    maker: &Maker<'_>,
    (api, op, paging): (&Api, &Operation, &Paging),
    page: Page,
    payload: &mut Json,
    next_link: impl Fn(u64) -> String,
    dice: Dice,
) -> Beside {
    let mut beside = Beside::default();
    let items = items(maker, api, op, paging, page, dice);
    set(payload, &paging.items, Json::Array(items));
    without_other_ways(op, api, payload);
    let mut tell =
        |place: &PagePlace, value: Option<Json>| tell(api, op, place, value, payload, &mut beside);
    if let Some(total) = &paging.total {
        tell(total, Some(page.total.into()));
    }
    if let Some(more) = &paging.more {
        tell(more, Some(page.has_more().into()));
    }
    match &paging.step {
        PageStep::Page {
            pages: Some(pages), ..
        } => {
            tell(pages, Some(page.total.div_ceil(page.size).into()));
        }
        PageStep::Cursor { param, next } => {
            let next_value = page
                .has_more()
                .then(|| cursor(api, op, next, op.params.get(*param), page.to));
            tell(next, next_value.flatten());
        }
        PageStep::Link { next } => {
            tell(next, page.has_more().then(|| next_link(page.to).into()));
        }
        _ => {}
    }
    beside
}

/// Services tell of other pages in more ways than clients go by. Made up, these would lead nowhere.
fn without_other_ways(op: &Operation, api: &Api, payload: &mut Json) {
    const WAYS: [&str; 6] = ["next", "previous", "prev", "first", "last", "next_page"];
    let Some(members) = payload.as_object_mut() else {
        return;
    };
    for (name, value) in members.iter_mut().filter(|(_, value)| value.is_string()) {
        let field = api.reach(&op.returns.ty, name).ok();
        let field = field
            .as_ref()
            .and_then(|place| api.hop_field(place.hops.last()?));
        let may_be_null = field.is_none_or(|(_, field)| field.presence != Presence::Required);
        if WAYS.contains(&name.as_str()) && may_be_null {
            *value = Json::Null;
        }
    }
}

fn items(
    maker: &Maker<'_>,
    api: &Api,
    op: &Operation,
    paging: &Paging,
    page: Page,
    dice: Dice,
) -> Vec<Json> {
    let place = api.reach(&op.returns.ty, &paging.items).ok();
    let list = place.as_ref().map(|place| api.bare(&place.ty).clone());
    let field = place
        .as_ref()
        .and_then(|place| api.hop_field(place.hops.last()?));
    let codec = field.map_or(&op.returns.codec, |(_, field)| &field.value.codec);
    let item = match list {
        Some(Type::List(item)) => *item,
        _ => Type::Any,
    };
    let make = |index: u64| {
        let mut made = maker.make(
            &item,
            codec,
            Spot {
                again: index > 0,
                ..Spot::top(dice.item(index))
            },
        );
        if let PageStep::LastItem { field, plus, .. } = &paging.step {
            mark(api, &item, field, *plus, index, &mut made);
        }
        made
    };
    (page.from..page.to).map(make).collect()
}

/// Gives an item the value by which the next page is asked for.
fn mark(api: &Api, item: &Type, field: &str, plus: i64, index: u64, made: &mut Json) {
    let index = i64::try_from(index).unwrap_or_default();
    let position = if plus < 0 {
        DOWN.saturating_sub(index)
    } else {
        UP.saturating_add(index)
    };
    let Ok(place) = api.reach(item, field) else {
        set(made, field, position.into());
        return;
    };
    let codec = place.hops.last().and_then(|hop| api.hop_field(hop));
    let codec = codec.map_or(&specwright::model::Codec::Plain, |(_, field)| {
        &field.value.codec
    });
    if let Some(value) = ordinal::written(api, &place.ty, codec, position) {
        set(made, field, value);
    }
}

/// The cursor of a page, in the type of the place where it stands, or of the parameter that takes it.
fn cursor(
    api: &Api,
    op: &Operation,
    next: &PagePlace,
    param: Option<&Param>,
    to: u64,
) -> Option<Json> {
    let position = i64::try_from(to).ok()?;
    if let PagePlace::Payload(path) = next
        && let Ok(place) = api.reach(&op.returns.ty, path)
        && let Some((_, field)) = place.hops.last().and_then(|hop| api.hop_field(hop))
    {
        return ordinal::written(api, &place.ty, &field.value.codec, position);
    }
    let value = &param?.field.value;
    ordinal::written(api, &value.ty, &value.codec, position)
}

/// Says something of the pages at its place; `None` takes away what stands there.
fn tell(
    api: &Api,
    op: &Operation,
    place: &PagePlace,
    value: Option<Json>,
    payload: &mut Json,
    beside: &mut Beside,
) {
    match (place, value) {
        (PagePlace::Payload(path), value) => tell_payload(api, op, path, value, payload),
        (PagePlace::Body(path), value) => beside
            .body
            .push((path.clone(), value.unwrap_or(Json::Null))),
        (PagePlace::Header(name), Some(value)) => {
            beside.headers.push((name.clone(), scalar::text(&value)))
        }
        (PagePlace::Link(rel), Some(value)) => {
            let link = format!("<{}>; rel=\"{rel}\"", scalar::text(&value));
            beside.headers.push(("link".to_owned(), link));
        }
        (_, None) => {}
    }
}

fn tell_payload(api: &Api, op: &Operation, path: &str, value: Option<Json>, payload: &mut Json) {
    let reached = api.reach(&op.returns.ty, path).ok();
    let field = reached
        .as_ref()
        .and_then(|place| api.hop_field(place.hops.last()?));
    let (Some(reached), Some((_, field))) = (&reached, field) else {
        match value {
            Some(value) => drop(set(payload, path, value)),
            None if get(payload, path).is_some() => remove(payload, path),
            None => {}
        }
        return;
    };
    let codec = &field.value.codec;
    match value {
        Some(value) => {
            let number = value.as_bool().map(|truth| Json::from(u8::from(truth)));
            let spelt = scalar::respelt(api, &reached.ty, codec, &value);
            let spelt = spelt.or_else(|| scalar::respelt(api, &reached.ty, codec, &number?));
            set(payload, path, spelt.unwrap_or(value));
        }
        None => match &field.presence {
            Presence::Required => {
                let empty = scalar::respelt(
                    api,
                    &reached.ty,
                    &specwright::model::Codec::Plain,
                    &"".into(),
                );
                set(payload, path, empty.unwrap_or(Json::Null));
            }
            Presence::RequiredNullable => drop(set(payload, path, Json::Null)),
            _ => remove(payload, path),
        },
    }
}
