//! Pages: exactly one kind, parameters by name, paths and places as they are written.
//!
//! In: `paginate` of an operation and its parameters. Out: [`Paging`]. Whether types fit and paths lead anywhere is for
//! `check`, which knows all types.

use super::envelopes::check_path;
use super::params::Params;
use super::scope::at;
use crate::diag::{Code, Diagnostics, Place, did_you_mean, list_of};
use crate::model::{PagePlace, PageStep, Paging};
use crate::spec;

const KINDS: [&str; 6] = ["offset", "page", "cursor", "last_item", "link", "window"];

/// The paging of an operation; none if it was refused.
pub(super) fn lower(
    paginate: &spec::Paginate,
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<Paging> {
    let step = step(paginate, params, place, diags);
    check_unused(paginate, place, diags);
    let size = paginate.size.as_ref();
    let size = size.map(|name| parameter(name, params, at(place, "size"), diags));
    let items = paginate.items.clone().unwrap_or_default();
    let readable = items.is_empty() || check_path(&items, at(place, "items"), diags);
    let told = |key: &str, told: &Option<spec::PagePlace>, diags: &mut Diagnostics| {
        told.as_ref()
            .map(|told| answer_place(told, &at(place, key), diags))
    };
    let total = told("total", &paginate.total, diags);
    let more = told("more", &paginate.more, diags);
    readable.then_some(Paging {
        step: step?,
        items,
        total: all(total)?,
        more: all(more)?,
        size: all(size)?,
        default_size: paginate.default_size,
        short_ends: paginate.short_ends,
        doc: paginate.text.clone(),
    })
}

/// What was refused refuses the whole; what was never given does not.
fn all<T>(found: Option<Option<T>>) -> Option<Option<T>> {
    match found {
        Some(None) => None,
        other => Some(other.flatten()),
    }
}

fn step(
    paginate: &spec::Paginate,
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<PageStep> {
    let given = [
        paginate.offset.is_some(),
        paginate.page.is_some(),
        paginate.cursor.is_some(),
        paginate.last_item.is_some(),
        paginate.link.is_some(),
        paginate.window.is_some(),
    ];
    let kinds: Vec<&str> = KINDS
        .iter()
        .zip(given)
        .filter_map(|(kind, given)| given.then_some(*kind))
        .collect();
    let [kind] = kinds.as_slice() else {
        refuse_kinds(&kinds, place, diags);
        return None;
    };
    let place = at(place, kind);
    let spec::Paginate {
        offset,
        page,
        cursor,
        last_item,
        link,
        window,
        ..
    } = paginate;
    if let Some(name) = offset {
        let param = parameter(name, params, place, diags)?;
        return Some(PageStep::Offset { param });
    }
    if let Some(page) = page {
        return by_number(page, params, &place, diags);
    }
    if let Some(cursor) = cursor {
        let param = parameter(&cursor.param, params, at(&place, "param"), diags);
        let next = answer_place(&cursor.next, &at(&place, "next"), diags);
        let (param, next) = (param?, next?);
        return Some(PageStep::Cursor { param, next });
    }
    if let Some(last) = last_item {
        let param = parameter(&last.param, params, at(&place, "param"), diags)?;
        if !check_path(&last.field, at(&place, "field"), diags) {
            return None;
        }
        let (field, plus) = (last.field.clone(), last.plus.unwrap_or_default());
        return Some(PageStep::LastItem { param, field, plus });
    }
    if let Some(link) = link {
        let next = answer_place(link, &place, diags)?;
        return Some(PageStep::Link { next });
    }
    by_time(window.as_ref()?, params, &place, diags)
}

/// The short form has its parameter at the place of the kind itself.
fn by_number(
    page: &spec::PageNumber,
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<PageStep> {
    let param = parameter(&page.param, params, at(place, "param"), diags);
    let pages = page.pages.as_ref();
    let pages = pages.map(|pages| answer_place(pages, &at(place, "pages"), diags));
    Some(PageStep::Page {
        param: param?,
        first: page.first.unwrap_or(1),
        pages: all(pages)?,
    })
}

fn by_time(
    window: &spec::Window,
    params: &Params,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<PageStep> {
    let from = parameter(&window.from, params, at(place, "from"), diags);
    let to = parameter(&window.to, params, at(place, "to"), diags);
    let (from, to, span) = (from?, to?, window.span.0);
    if span.is_zero() {
        let message = "a piece of time has a length";
        diags
            .error(Code::BadValue, at(place, "span"), message)
            .help("write how much time a page covers, for instance `24h`");
        return None;
    }
    if from == to {
        let message = "a window has a start and an end, which are two parameters";
        diags.error(Code::PageParameter, at(place, "to"), message);
        return None;
    }
    Some(PageStep::Window { from, to, span })
}

fn refuse_kinds(kinds: &[&str], place: &Place, diags: &mut Diagnostics) {
    let message = match kinds {
        [] => "nothing says how pages follow each other".to_owned(),
        [first, others @ ..] => format!(
            "pages follow each other in one way: `{first}`, or {}",
            list_of(others.iter().copied())
        ),
    };
    let place = match kinds.last() {
        None => place.clone().of_key(),
        Some(last) => at(place, last).of_key(),
    };
    diags
        .error(Code::PagingKind, place, message)
        .help(format!("`paginate` has exactly one of {}", list_of(KINDS)));
}

/// Keys that say nothing beside the kind that was chosen.
fn check_unused(paginate: &spec::Paginate, place: &Place, diags: &mut Diagnostics) {
    let counts = paginate.size.is_some() || paginate.default_size.is_some();
    if paginate.short_ends && !counts {
        let message = "nothing says how many items a page is asked for";
        diags
            .error(Code::MisplacedKey, at(place, "short_ends").of_key(), message)
            .help("name the parameter with `size`, or say what the server assumes with `default_size`");
    }
    if paginate.default_size == Some(0) {
        let message = "a page holds at least one item";
        diags
            .error(Code::BadValue, at(place, "default_size"), message)
            .help("write how many items the server sends where nothing is asked for");
    }
}

/// The index of a parameter that the caller gives.
fn parameter(name: &str, params: &Params, place: Place, diags: &mut Diagnostics) -> Option<usize> {
    let given = params.given.iter();
    let found = given.clone().position(|param| param.field.wire == name);
    if found.is_some() {
        return found;
    }
    let fixed = params.fixed.iter().zip(&params.fixed_places);
    let mut fixed = fixed.filter(|(param, _)| param.wire == name);
    if let Some((_, fixed)) = fixed.next() {
        let message = format!("`{name}` has a fixed value: pages could not change it");
        diags
            .error(Code::PageParameter, place, message)
            .label(fixed.clone(), "fixed here")
            .help("remove its `value`, so that it can be set");
        return None;
    }
    let problem = diags.error(
        Code::PageParameter,
        place,
        format!("the operation has no parameter `{name}`"),
    );
    let names: Vec<&str> = given.map(|param| param.field.wire.as_str()).collect();
    match did_you_mean(name, names.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if names.is_empty() => problem.help("describe it under `params`"),
        None => problem.help(format!("its parameters are {}", list_of(names))),
    };
    None
}

fn answer_place(
    told: &spec::PagePlace,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<PagePlace> {
    let keyed = |text: &Option<String>, key, make: fn(String) -> PagePlace| {
        text.clone().map(|text| (key, make(text)))
    };
    let given: Vec<_> = [
        keyed(&told.payload, "", PagePlace::Payload),
        keyed(&told.body, "body", PagePlace::Body),
        keyed(&told.header, "header", PagePlace::Header),
        keyed(&told.rel, "rel", PagePlace::Link),
    ]
    .into_iter()
    .flatten()
    .collect();
    let [(key, found)] = given.as_slice() else {
        let message = "a place in an answer is one thing";
        diags
            .error(Code::PagingKind, place.clone().of_key(), message)
            .help("write a path, or a map with exactly one of `body`, `header` and `rel`");
        return None;
    };
    let place = match *key {
        "" => place.clone(),
        key => at(place, key),
    };
    match found {
        PagePlace::Payload(path) | PagePlace::Body(path) => {
            return check_path(path, place, diags).then(|| found.clone());
        }
        PagePlace::Header(name) => super::naming::expect_header(name, place, diags),
        PagePlace::Link(rel) if rel.trim().is_empty() || rel.contains(char::is_whitespace) => {
            let message = "a relation of a link is one word, for instance `next`";
            diags
                .error(Code::BadValue, place, message)
                .help("write the word that the header `Link` has after `rel=`");
        }
        PagePlace::Link(_) => {}
    }
    Some(found.clone())
}
