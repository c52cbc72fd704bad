//! The operations of these tests: one request, one page, all ways from page to page.

use specwright_runtime::{self as rt, Place, Step};

use crate::api::{BASE, Item, operation, param, record};

record!(Page {
    items: Option<Vec<Item>> = rt::Field::optional("items", "items", &rt::Codec::Plain),
    paging: Option<Told> = rt::Field::optional("paging", "paging", &rt::Codec::Plain),
});

record!(Told {
    total: Option<i64> = rt::Field::optional("total", "total", &rt::Codec::Plain),
    pages: Option<u32> = rt::Field::optional("pages", "pages", &rt::Codec::Text),
    more: Option<bool> = rt::Field::optional("more", "more", &rt::Codec::Plain),
    next: Option<rt::Json> = rt::Field::optional("next", "next", &rt::Codec::Plain),
});

/// How its pages follow each other, but for the step.
pub(crate) const fn paging(step: Step) -> rt::Paging {
    rt::Paging {
        step,
        items: "items",
        total: Some(Place::Payload("paging.total")),
        more: Some(Place::Payload("paging.more")),
        size: Some(6),
        default_size: Some(10),
        short_ends: true,
    }
}

/// An operation over the one request, with pages.
macro_rules! listing {
    ($name:ident, $paging:expr) => {
        $crate::listing::listing!($name, $paging, []);
    };
    ($name:ident, $paging:expr, $auth:expr) => {
        operation!($name {
            offset: Option<u64> = rt::Field::optional("offset", "offset", &rt::Codec::Plain),
            page: Option<u32> = rt::Field::optional("page", "page", &rt::Codec::Plain),
            cursor: Option<String> = rt::Field::optional("cursor", "cursor", &rt::Codec::Plain),
            after: Option<i64> = rt::Field::optional("after", "after", &rt::Codec::Plain),
            from: Option<rt::Date> = rt::Field::optional("from", "from", &rt::Codec::Pattern("%Y%m%d")),
            to: Option<rt::Date> = rt::Field::optional("to", "to", &rt::Codec::Pattern("%Y%m%d")),
            size: Option<u64> = rt::Field::optional("size", "size", &rt::Codec::Plain),
        } -> Page, rt::OperationDescription {
            name: stringify!($name),
            params: &[param(rt::Location::Query); 7],
            auth: &$auth,
            paging: Some(&$paging),
            ..BASE
        });
        impl rt::Paged for $name {
            type Item = Item;
            fn items(page: Page) -> Vec<Item> {
                page.items.unwrap_or_default()
            }
        }
    };
}
pub(crate) use listing;

listing!(ByOffset, paging(Step::Offset { param: 0 }));
listing!(
    ByPage,
    paging(Step::Page {
        param: 1,
        first: 1,
        pages: Some(Place::Payload("paging.pages"))
    })
);
listing!(
    ByPageFromZero,
    paging(Step::Page {
        param: 1,
        first: 0,
        pages: None
    })
);
listing!(
    ByCursor,
    paging(Step::Cursor {
        param: 2,
        next: Place::Payload("paging.next")
    })
);
listing!(
    ByBodyCursor,
    paging(Step::Cursor {
        param: 2,
        next: Place::Body("next.cursor")
    })
);
listing!(
    ByHeaderCursor,
    paging(Step::Cursor {
        param: 2,
        next: Place::Header("X-Next")
    })
);
listing!(
    AfterItem,
    paging(Step::LastItem {
        param: 3,
        field: "id",
        plus: 0
    })
);
listing!(
    FromItem,
    paging(Step::LastItem {
        param: 3,
        field: "id",
        plus: 1
    })
);
listing!(
    ByLink,
    paging(Step::Link {
        next: Place::Payload("paging.next")
    }),
    [
        rt::Auth::Header {
            name: "X-Token",
            value: "Token {token}"
        },
        rt::Auth::Query {
            name: "token",
            value: "{token}"
        },
    ]
);
listing!(
    ByLinkHeader,
    paging(Step::Link {
        next: Place::Link("next")
    })
);

/// Days from the first to the last, three at a time.
const DAYS: rt::Paging = rt::Paging {
    short_ends: false,
    total: None,
    more: None,
    ..paging(Step::Window {
        from: 4,
        to: 5,
        span: std::time::Duration::from_secs(3 * 24 * 3600),
    })
};
listing!(ByDays, DAYS);
