//! Pages and streams, as the data that the runtime works on.

use specwright::model;
use specwright_runtime as rt;

use crate::leak;

/// How pages follow each other.
pub(super) fn paging(paging: &model::Paging) -> &'static rt::Paging {
    leak::one(rt::Paging {
        step: step(&paging.step),
        items: leak::text(&paging.items),
        total: paging.total.as_ref().map(place),
        more: paging.more.as_ref().map(place),
        size: paging.size,
        default_size: paging.default_size,
        short_ends: paging.short_ends,
    })
}

fn step(step: &model::PageStep) -> rt::Step {
    match step {
        model::PageStep::Offset { param } => rt::Step::Offset { param: *param },
        model::PageStep::Page {
            param,
            first,
            pages,
        } => rt::Step::Page {
            param: *param,
            first: *first,
            pages: pages.as_ref().map(place),
        },
        model::PageStep::Cursor { param, next } => rt::Step::Cursor {
            param: *param,
            next: place(next),
        },
        model::PageStep::LastItem { param, field, plus } => rt::Step::LastItem {
            param: *param,
            field: leak::text(field),
            plus: *plus,
        },
        model::PageStep::Link { next } => rt::Step::Link { next: place(next) },
        model::PageStep::Window { from, to, span } => rt::Step::Window {
            from: *from,
            to: *to,
            span: *span,
        },
    }
}

fn place(place: &model::PagePlace) -> rt::Place {
    match place {
        model::PagePlace::Payload(path) => rt::Place::Payload(leak::text(path)),
        model::PagePlace::Body(path) => rt::Place::Body(leak::text(path)),
        model::PagePlace::Header(name) => rt::Place::Header(leak::text(name)),
        model::PagePlace::Link(relation) => rt::Place::Link(leak::text(relation)),
    }
}

/// How an answer is cut into items.
pub(super) fn framing(stream: &model::Stream) -> rt::Framing {
    match stream {
        model::Stream::Lines { .. } => rt::Framing::Lines,
        model::Stream::Events { end } => rt::Framing::Events {
            end: leak::maybe(end.as_deref()),
        },
        model::Stream::Bytes => rt::Framing::Bytes,
    }
}
