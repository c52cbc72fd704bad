//! Walks of callers without types: requests by name, pages as JSON.

use serde_json::json;
use specwright_runtime::{self as rt, Json, Operation};

use crate::{
    listing::*,
    order::{Tells, numbers},
    service::Service,
};

async fn walk(
    service: &Service,
    operation: &'static rt::OperationDescription,
    request: &mut dyn rt::Record,
) -> Result<Vec<i64>, rt::Error> {
    let core = service.core();
    let mut walk = rt::PageWalk::new(operation, request)?;
    let mut ids = Vec::new();
    while let Some(options) = walk.prepare(request, &rt::CallOptions::default())? {
        let answer = core.execute(operation, request, &options).await?;
        let page: Json = answer.read()?;
        walk.advance(&page, &answer)?;
        let items = page["items"].as_array().cloned().unwrap_or_default();
        ids.extend(items.iter().filter_map(|item| item["id"].as_i64()));
    }
    assert_eq!(walk.seen(), ids.len() as u64);
    Ok(ids)
}

#[tokio::test]
async fn pages_are_walked_without_types() {
    let all: Vec<i64> = (1..=7).collect();
    let tells = Tells {
        total: true,
        ..Tells::default()
    };
    let service =
        Service::with(move |asked| numbers(7, asked.number("offset").unwrap_or(0), 3, tells));
    let ids = walk(
        &service,
        ByOffset::DESCRIPTION,
        &mut rt::empty::<ByOffset>(),
    )
    .await;
    assert_eq!(ids.expect("pages"), all);
    let service =
        Service::with(move |asked| numbers(7, asked.number("after").unwrap_or(0), 3, tells));
    let ids = walk(
        &service,
        AfterItem::DESCRIPTION,
        &mut rt::empty::<AfterItem>(),
    )
    .await;
    assert_eq!(ids.expect("pages"), all);
}

#[tokio::test]
async fn an_operation_without_pages_is_refused() {
    let service = Service::with(|_| json!({}));
    let operation = crate::api::GetItem::DESCRIPTION;
    let error = walk(&service, operation, &mut rt::empty::<crate::api::GetItem>()).await;
    let error = error.expect_err("no pages");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(error.to_string().contains("no pages"), "{error}");
}

#[tokio::test]
async fn asking_twice_is_asking_for_the_same_page() {
    let tells = Tells {
        more: true,
        ..Tells::default()
    };
    let service =
        Service::with(move |asked| numbers(7, asked.number("offset").unwrap_or(0), 3, tells));
    let core = service.core();
    let mut request: ByOffset = rt::empty();
    let mut walk = rt::PageWalk::new(ByOffset::DESCRIPTION, &request).expect("a walk");
    for _ in 0..2 {
        let options = walk.prepare(&mut request, &rt::CallOptions::default());
        let options = options.expect("a request").expect("a page");
        assert_eq!(request.offset, None);
        let answer = core
            .execute(ByOffset::DESCRIPTION, &request, &options)
            .await;
        drop(answer.expect("an answer"));
    }
    let answer = core
        .execute(ByOffset::DESCRIPTION, &request, &rt::CallOptions::default())
        .await;
    let answer = answer.expect("an answer");
    walk.advance(&answer.read::<Json>().expect("JSON"), &answer)
        .expect("a page");
    assert!(matches!(
        walk.prepare(&mut request, &rt::CallOptions::default()),
        Ok(Some(_))
    ));
    assert_eq!(request.offset, Some(3));
}

#[tokio::test]
async fn options_do_not_show_the_link_that_they_follow() {
    let service =
        Service::with(|_| json!({"items": [{"id": 1}], "paging": {"next": "/base/x?at=geheim"}}));
    let operation = <ByLink as rt::Operation>::DESCRIPTION;
    let mut request: ByLink = rt::empty();
    let mut walk = rt::PageWalk::new(operation, &request).expect("a walk");
    let options = rt::CallOptions::default();
    let first = walk.prepare(&mut request, &options).expect("a page");
    let answer = service
        .core()
        .execute(operation, &request, &first.expect("options"))
        .await
        .expect("an answer");
    walk.advance(&answer.read::<rt::Json>().expect("JSON"), &answer)
        .expect("a page");
    let second = walk.prepare(&mut request, &options).expect("a page");
    let text = format!("{second:?}");
    assert!(
        text.contains("has_link: true") && !text.contains("geheim"),
        "{text}"
    );
}
