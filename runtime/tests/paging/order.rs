//! Every item comes once and in order, whatever the sizes of pages, and also when the walk goes on in another process.

use serde_json::{Value as Json, json};
use specwright_runtime as rt;

use crate::{
    listing::*,
    service::{Asked, Service, page_with},
};

/// What a service says of its pages.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tells {
    pub total: bool,
    pub more: bool,
    pub pages: bool,
    /// More items than this are never given, whatever was asked for.
    pub cap: Option<usize>,
}

/// All that a service may tell, and nothing.
fn all_tells() -> Vec<Tells> {
    let mut all = Vec::new();
    for bits in 0..8 {
        for cap in [None, Some(2)] {
            let (total, more, pages) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
            // A page with fewer items than asked for is the last one unless something else is told.
            if cap.is_none() || total || more {
                all.push(Tells {
                    total,
                    more,
                    pages,
                    cap,
                });
            }
        }
    }
    all
}

/// A page of the numbers from `start` on.
pub(crate) fn numbers(count: usize, start: usize, size: usize, tells: Tells) -> Json {
    let end = (start + tells.cap.map_or(size, |cap| cap.min(size))).min(count);
    let items: Vec<Json> = (start..end)
        .map(|number| json!({"id": number + 1}))
        .collect();
    json!({"items": items, "paging": {
        "total": tells.total.then_some(count),
        "more": tells.more.then_some(end < count),
        "pages": tells.pages.then(|| count.div_ceil(size).to_string()),
    }})
}

fn with_next(mut page: Json, next: Json) -> Json {
    page["paging"]["next"] = next;
    page
}

/// Where a page ends.
fn end_of(page: &Json, start: usize) -> usize {
    start + page["items"].as_array().expect("items").len()
}

/// The ids of all items; at each point the walk is also gone on with from its state, and must give the rest.
async fn check<R: rt::Paged<Item = crate::api::Item> + Send>(
    service: Service,
    request: R,
    count: usize,
    what: &str,
) {
    let core = service.core();
    let all: Vec<i64> = (1..=count as i64).collect();
    let mut items = rt::items(&core, request.clone(), rt::CallOptions::default(), None);
    let mut ids = Vec::new();
    loop {
        let (least, most) = futures_core::Stream::size_hint(&items);
        let left = count - ids.len();
        assert!(
            least <= left && most.is_none_or(|most| most >= left),
            "{what}: {least} {most:?}"
        );
        if let Some(state) = items.state() {
            let text = serde_json::to_string(&state).expect("a state is written");
            let state = serde_json::from_str(&text).expect("a state is read");
            let mut rest = rt::items(
                &core,
                request.clone(),
                rt::CallOptions::default(),
                Some(state),
            );
            let mut found = ids.clone();
            while let Some(item) = rest.next().await {
                found.push(item.expect("an item").id);
            }
            assert_eq!(found, all, "{what}, from {text}");
        }
        match items.next().await {
            Some(item) => ids.push(item.expect("an item").id),
            None => break,
        }
    }
    assert_eq!(ids, all, "{what}");
    assert!(items.state().is_none() && items.next().await.is_none());
}

macro_rules! request {
    ($name:ident, $size:expr) => {
        $name {
            size: Some($size as u64),
            ..rt::empty()
        }
    };
}

/// Sizes that meet every relation between a page and the whole, and some by chance.
fn sizes() -> Vec<(usize, usize)> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut sizes = vec![
        (0, 3),
        (1, 1),
        (1, 3),
        (3, 3),
        (4, 3),
        (6, 3),
        (7, 3),
        (12, 20),
    ];
    sizes.extend((0..4).map(|_| (random.usize(0..20), random.usize(1..9))));
    sizes
}

#[tokio::test]
async fn by_offset() {
    for (count, size) in sizes() {
        for tells in all_tells() {
            let service = Service::with(move |asked| {
                let start = asked.number("offset").unwrap_or(0);
                numbers(count, start, asked.number("size").expect("a size"), tells)
            });
            check(
                service,
                request!(ByOffset, size),
                count,
                &format!("{count} {size} {tells:?}"),
            )
            .await;
        }
    }
}

#[tokio::test]
async fn by_page() {
    for (count, size) in sizes() {
        for tells in all_tells().into_iter().filter(|tells| tells.cap.is_none()) {
            let serve = move |first: usize| {
                move |asked: &Asked| {
                    let page = asked.number("page").unwrap_or(first) - first;
                    numbers(count, page * size, size, tells)
                }
            };
            let what = format!("{count} {size} {tells:?}");
            check(
                Service::with(serve(1)),
                request!(ByPage, size),
                count,
                &what,
            )
            .await;
            check(
                Service::with(serve(0)),
                request!(ByPageFromZero, size),
                count,
                &what,
            )
            .await;
        }
    }
}

#[tokio::test]
async fn by_cursor() {
    for (count, size) in sizes() {
        for tells in all_tells() {
            let what = format!("{count} {size} {tells:?}");
            let serve = move |asked: &Asked| {
                let cursor = asked.get("cursor");
                let start = cursor.map_or(0, |text| {
                    text.trim_matches(|c| c == 'c' || c == 'é')
                        .parse()
                        .expect("a cursor")
                });
                let page = numbers(count, start, size, tells);
                let end = end_of(&page, start);
                (page, (end < count).then_some(end))
            };
            let text = Service::with(move |asked| {
                let (page, next) = serve(asked);
                with_next(page, next.map(|next| format!("cé{next}")).into())
            });
            check(text, request!(ByCursor, size), count, &what).await;
            let number = Service::with(move |asked| {
                let (page, next) = serve(asked);
                with_next(page, next.map_or(json!(""), Json::from))
            });
            check(number, request!(ByCursor, size), count, &what).await;
            let header = Service::new(move |asked| {
                let (page, next) = serve(asked);
                let next = next.map(|next| format!("c{next}")).unwrap_or_default();
                page_with(&page, "x-next", &next)
            });
            check(header, request!(ByHeaderCursor, size), count, &what).await;
            let body = Service::new(move |asked| {
                let (page, next) = serve(asked);
                let body = json!({"code": 0, "data": page, "next": {"cursor": next}});
                http::Response::new(body.to_string().into())
            });
            check(body, request!(ByBodyCursor, size), count, &what).await;
        }
    }
}

#[tokio::test]
async fn by_the_last_item() {
    for (count, size) in sizes() {
        for tells in all_tells() {
            let what = format!("{count} {size} {tells:?}");
            let after = Service::with(move |asked| {
                numbers(count, asked.number("after").unwrap_or(0), size, tells)
            });
            check(after, request!(AfterItem, size), count, &what).await;
            let from = Service::with(move |asked| {
                numbers(
                    count,
                    asked.number("after").map_or(0, |id| id - 1),
                    size,
                    tells,
                )
            });
            check(from, request!(FromItem, size), count, &what).await;
        }
    }
}

#[tokio::test]
async fn by_link() {
    const BASE: &str = "https://prod.example.com/base/x";
    for (count, size) in sizes() {
        let tells = Tells::default();
        let serve = move |asked: &Asked| {
            let start = asked.number("at").unwrap_or(0);
            let page = numbers(count, start, size, tells);
            let end = end_of(&page, start);
            (page, (end < count).then_some(end))
        };
        for form in [BASE, "https://PROD.example.com:443/base/x", "/base/x", ""] {
            let what = format!("{count} {size} {form}");
            let payload = Service::with(move |asked| {
                let (page, next) = serve(asked);
                with_next(
                    page,
                    next.map(|next| format!("{form}?at={next}&size={size}"))
                        .into(),
                )
            });
            check(payload.clone(), request!(ByLink, size), count, &what).await;
            for asked in payload.asked() {
                assert!(
                    asked.uri.to_string().starts_with(BASE),
                    "{what}: {}",
                    asked.uri
                );
                assert_eq!(asked.authorization.as_deref(), Some("Token tok/en+s3cret="));
                assert_eq!(
                    asked
                        .uri
                        .query()
                        .map(|query| query.matches("token=").count()),
                    Some(1)
                );
            }
            let header = Service::new(move |asked| {
                let (page, next) = serve(asked);
                let next = next
                    .map(|next| format!("<{form}?at={next}>; rel=\"next\""))
                    .unwrap_or_default();
                page_with(&page, "link", &format!("<{BASE}>; rel=first, {next}"))
            });
            check(header, request!(ByLinkHeader, size), count, &what).await;
        }
    }
}
