//! What each kind of paging asks for, and how it ends.

use std::sync::{Arc, Mutex};

use serde_json::json;
use specwright_runtime as rt;

use crate::{
    listing::*,
    order::{Tells, numbers},
    service::Service,
};

/// The values that a query parameter had, request by request.
fn values(service: &Service, name: &str) -> Vec<String> {
    let asked = service.asked();
    asked
        .iter()
        .map(|asked| asked.get(name).unwrap_or_default())
        .collect()
}

async fn ids<R: rt::Paged<Item = crate::api::Item>>(service: &Service, request: R) -> Vec<i64> {
    let mut items = rt::items(&service.core(), request, rt::CallOptions::default(), None);
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.expect("an item").id);
    }
    ids
}

#[tokio::test]
async fn the_first_request_is_that_of_the_caller() {
    let service = Service::with(|asked| {
        numbers(
            7,
            asked.number("offset").unwrap_or(0),
            3,
            Tells {
                total: true,
                ..Tells::default()
            },
        )
    });
    assert_eq!(
        ids(&service, rt::empty::<ByOffset>()).await,
        [1, 2, 3, 4, 5, 6, 7]
    );
    assert_eq!(values(&service, "offset"), ["", "3", "6"]);
    assert_eq!(values(&service, "size"), ["", "", ""]);
}

#[tokio::test]
async fn a_walk_may_begin_in_the_middle() {
    let service = Service::with(|asked| {
        numbers(
            10,
            asked.number("offset").unwrap_or(0),
            3,
            Tells {
                total: true,
                ..Tells::default()
            },
        )
    });
    let request = ByOffset {
        offset: Some(5),
        size: Some(3),
        ..rt::empty()
    };
    assert_eq!(ids(&service, request).await, [6, 7, 8, 9, 10]);
    assert_eq!(values(&service, "offset"), ["5", "8"]);

    let service = Service::with(|asked| {
        let page = asked.number("page").unwrap_or(1);
        numbers(
            9,
            (page - 1) * 3,
            3,
            Tells {
                total: true,
                ..Tells::default()
            },
        )
    });
    let request = ByPage {
        page: Some(2),
        size: Some(3),
        ..rt::empty()
    };
    assert_eq!(ids(&service, request).await, [4, 5, 6, 7, 8, 9]);
    assert_eq!(values(&service, "page"), ["2", "3"]);

    let service = Service::with(|asked| {
        numbers(
            9,
            asked.number("after").unwrap_or(0),
            3,
            Tells {
                total: true,
                ..Tells::default()
            },
        )
    });
    let request = AfterItem {
        after: Some(3),
        size: Some(3),
        ..rt::empty()
    };
    assert_eq!(ids(&service, request).await, [4, 5, 6, 7, 8, 9]);
    assert_eq!(
        values(&service, "after"),
        ["3", "6", "9"],
        "the total counts from the beginning"
    );
}

#[tokio::test]
async fn nothing_is_asked_for_after_the_end_is_told() {
    for tells in [
        Tells {
            total: true,
            ..Tells::default()
        },
        Tells {
            more: true,
            ..Tells::default()
        },
        Tells {
            pages: true,
            ..Tells::default()
        },
    ] {
        let service = Service::with(move |asked| {
            numbers(6, (asked.number("page").unwrap_or(1) - 1) * 3, 3, tells)
        });
        let request = ByPage {
            size: Some(3),
            ..rt::empty()
        };
        assert_eq!(ids(&service, request).await.len(), 6);
        assert_eq!(values(&service, "page"), ["", "2"], "{tells:?}");
    }
    let service =
        Service::with(|asked| numbers(5, asked.number("offset").unwrap_or(0), 3, Tells::default()));
    let request = ByOffset {
        size: Some(3),
        ..rt::empty()
    };
    assert_eq!(ids(&service, request).await.len(), 5);
    assert_eq!(
        values(&service, "offset"),
        ["", "3"],
        "a short page is the last one"
    );
}

#[tokio::test]
async fn the_default_size_tells_a_short_page() {
    let service = Service::with(|asked| {
        numbers(
            13,
            asked.number("offset").unwrap_or(0),
            10,
            Tells::default(),
        )
    });
    assert_eq!(ids(&service, rt::empty::<ByOffset>()).await.len(), 13);
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn an_empty_page_is_the_last_one_unless_a_cursor_leads_on() {
    let service = Service::with(|asked| {
        let offset = asked.number("offset").unwrap_or(0);
        json!({"items": if offset == 0 { json!([{"id": 1}]) } else { json!(null) }, "paging": {"total": 99}})
    });
    assert_eq!(ids(&service, rt::empty::<ByOffset>()).await, [1]);
    assert_eq!(service.asked().len(), 2);

    let service = Service::with(|asked| match asked.get("cursor").as_deref() {
        None => json!({"paging": {"next": "a"}}),
        Some("a") => json!({"items": [], "paging": {"next": "b", "more": true}}),
        _ => json!({"items": [{"id": 1}], "paging": {"next": "c", "more": false}}),
    });
    assert_eq!(ids(&service, rt::empty::<ByCursor>()).await, [1]);
    assert_eq!(
        values(&service, "cursor"),
        ["", "a", "b"],
        "what the service says of more counts most"
    );
}

#[tokio::test]
async fn an_empty_page_in_the_middle_is_not_the_end_where_pages_are_counted() {
    let service = Service::with(|asked| {
        let items = match asked.number("page").unwrap_or(1) {
            2 => json!([]),
            page => json!([{"id": page}]),
        };
        json!({"items": items, "paging": {"pages": "4"}})
    });
    assert_eq!(ids(&service, rt::empty::<ByPage>()).await, [1, 3, 4]);
    assert_eq!(service.asked().len(), 4);

    let service = Service::with(|asked| {
        let page = asked.number("page").unwrap_or(1);
        let items: Vec<_> = (0..4 - page.min(4))
            .map(|n| json!({"id": page * 10 + n}))
            .collect();
        json!({"items": items, "paging": {"pages": "0"}})
    });
    let request = ByPage {
        size: Some(1),
        ..rt::empty()
    };
    let found = ids(&service, request).await;
    assert_eq!(
        found,
        [10, 11, 12, 20, 21, 30],
        "a wrong number of pages is not believed"
    );
}

#[tokio::test]
async fn a_total_that_is_too_small_is_not_believed() {
    let service = Service::with(|asked| {
        let offset = asked.number("offset").unwrap_or(0);
        let mut page = numbers(7, offset, 3, Tells::default());
        page["paging"]["total"] = json!(if offset == 0 { 0 } else { -1 });
        page
    });
    let request = ByOffset {
        size: Some(3),
        ..rt::empty()
    };
    assert_eq!(ids(&service, request).await.len(), 7);
}

#[tokio::test]
async fn pages_tell_their_total_and_come_whole() {
    let service = Service::with(|asked| {
        numbers(
            5,
            asked.number("offset").unwrap_or(0),
            3,
            Tells {
                total: true,
                ..Tells::default()
            },
        )
    });
    let mut pages = rt::pages(
        &service.core(),
        rt::empty::<ByOffset>(),
        rt::CallOptions::default(),
        None,
    );
    assert_eq!(pages.total(), None);
    let first = pages.next().await.expect("a page").expect("a good one");
    assert_eq!(first.items.map(|items| items.len()), Some(3));
    assert_eq!(pages.total(), Some(5));
    assert!(pages.next().await.is_some() && pages.next().await.is_none());
}

#[tokio::test]
async fn a_failed_page_is_asked_for_again() {
    let service = Service::new(|asked| match asked.before {
        1 => http::Response::new(r#"{"code": 60007}"#.into()),
        _ => crate::service::page(&numbers(
            5,
            asked.number("offset").unwrap_or(0),
            3,
            Tells::default(),
        )),
    });
    let mut options = rt::CallOptions::default();
    options.retry = Some(rt::RetryPolicy::NONE);
    let request = ByOffset {
        size: Some(3),
        ..rt::empty()
    };
    let mut pages = rt::pages(&service.core(), request, options, None);
    assert!(matches!(pages.next().await, Some(Ok(_))));
    let error = pages
        .next()
        .await
        .expect("a result")
        .expect_err("a refusal");
    assert_eq!(error.code(), Some(&crate::api::Code::TooFast));
    assert!(matches!(pages.next().await, Some(Ok(_))));
    assert!(pages.next().await.is_none());
    assert_eq!(values(&service, "offset"), ["", "3", "3"]);
}

/// Answers when it is let.
#[derive(Clone, Default)]
struct Slow {
    gate: Arc<tokio::sync::Notify>,
    asked: Arc<Mutex<u32>>,
}

impl rt::Transport for Slow {
    fn send(&self, _request: http::Request<bytes::Bytes>) -> rt::TransportFuture<'_> {
        *self.asked.lock().expect("no panic") += 1;
        Box::pin(async {
            self.gate.notified().await;
            Ok(crate::service::page(
                &json!({"items": [{"id": 1}], "paging": {"more": false}}),
            ))
        })
    }
}

#[tokio::test]
async fn a_dropped_wait_loses_nothing() {
    let slow = Slow::default();
    let core = crate::api::builder()
        .transport(slow.clone())
        .build()
        .expect("a client");
    let mut items = rt::items(
        &core,
        rt::empty::<ByOffset>(),
        rt::CallOptions::default(),
        None,
    );
    for _ in 0..3 {
        tokio::select! {
            biased;
            _ = items.next() => panic!("there is no answer yet"),
            () = tokio::task::yield_now() => {}
        }
        assert!(items.state().is_some());
    }
    slow.gate.notify_one();
    assert_eq!(
        items.next().await.map(|item| item.expect("an item").id),
        Some(1)
    );
    assert!(items.next().await.is_none());
    assert_eq!(*slow.asked.lock().expect("no panic"), 1);
}

#[tokio::test]
async fn walks_may_be_sent_to_other_tasks() {
    fn check<T: Send + Unpin>(_: &T) {}
    let service = Service::with(|_| json!({}));
    check(&rt::pages(
        &service.core(),
        rt::empty::<ByOffset>(),
        rt::CallOptions::default(),
        None,
    ));
    check(&rt::items(
        &service.core(),
        rt::empty::<ByOffset>(),
        rt::CallOptions::default(),
        None,
    ));
}
