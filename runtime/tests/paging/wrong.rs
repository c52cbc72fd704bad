//! Services that lead in circles or elsewhere.

use serde_json::json;
use specwright_runtime as rt;

use crate::{
    listing::*,
    order::{Tells, numbers},
    service::{Asked, Service},
};

/// The pages that come before a walk ends with an error, and the error.
async fn astray<R: rt::Paged<Code = crate::api::Code> + rt::Empty>(
    service: &Service,
) -> (usize, rt::Error<crate::api::Code>) {
    let mut pages = rt::pages(
        &service.core(),
        R::empty(),
        rt::CallOptions::default(),
        None,
    );
    let mut good = 0;
    let error = loop {
        match pages.next().await.expect("an error before the end") {
            Ok(_) => good += 1,
            Err(error) => break error,
        }
        assert!(good < 5000, "it goes round and round");
    };
    assert!(pages.next().await.is_none(), "the walk is over");
    assert!(pages.state().is_none());
    (good, error)
}

fn cursors(next: impl Fn(&Asked) -> serde_json::Value + Send + Sync + 'static) -> Service {
    Service::with(
        move |asked| json!({"items": [{"id": asked.before}], "paging": {"next": next(asked)}}),
    )
}

#[tokio::test]
async fn a_cursor_that_leads_back() {
    let (good, error) = astray::<ByCursor>(&cursors(|_| json!("same"))).await;
    assert_eq!((good, error.kind()), (2, rt::ErrorKind::Decode));
    assert!(error.to_string().contains("leads back"), "{error}");
    for circle in 2..9 {
        let service = cursors(move |asked| json!(format!("c{}", asked.before % circle)));
        let (good, _) = astray::<ByCursor>(&service).await;
        assert!(good <= 4 * circle + 4, "{circle}: {good}");
    }
}

#[tokio::test]
async fn a_link_that_leads_back() {
    let (good, error) =
        astray::<ByLink>(&cursors(|_| json!("https://prod.example.com/base/x"))).await;
    assert_eq!(good, 2);
    assert!(error.to_string().contains("leads back"), "{error}");
    let (good, _) = astray::<ByLink>(&cursors(|asked| {
        json!(format!("?page={}", asked.before % 2))
    }))
    .await;
    assert!(good < 8, "{good}");
}

#[tokio::test]
async fn a_page_that_comes_again() {
    let again = || {
        Service::with(|_| {
            numbers(
                9,
                0,
                3,
                Tells {
                    more: true,
                    ..Tells::default()
                },
            )
        })
    };
    for (good, error) in [
        astray::<ByOffset>(&again()).await,
        astray::<ByPage>(&again()).await,
        astray::<ByPageFromZero>(&again()).await,
        astray::<AfterItem>(&again()).await,
    ] {
        assert_eq!((good, error.kind()), (1, rt::ErrorKind::Decode));
        assert!(error.to_string().contains("same page again"), "{error}");
    }
    let service = Service::with(|asked| {
        let mut page = numbers(9, 0, 3, Tells::default());
        page["paging"]["next"] = json!(format!("c{}", asked.before));
        page
    });
    assert_eq!(astray::<ByCursor>(&service).await.0, 1);
}

#[tokio::test]
async fn a_last_item_that_does_not_move_on() {
    let service = Service::with(
        |asked| json!({"items": [{"id": 100 + asked.before as i64 / 2}], "paging": {"more": true}}),
    );
    let (good, error) = astray::<AfterItem>(&service).await;
    assert!(good <= 2, "{good}");
    assert!(error.to_string().contains("again"), "{error}");
}

#[tokio::test]
async fn links_to_other_places() {
    for link in [
        "https://evil.example.com/base/x",
        "//evil.example.com/x",
        "https://prod.example.com:8443/base/x",
        "https://prod.example.com@evil.example.com/",
        "https://prod.example.com.evil.example.com/",
        "ftp://prod.example.com/x",
        "javascript:alert(1)",
        "https:\\\\evil.example.com\\x",
        "/\\evil.example.com/x",
        "\\\\evil.example.com/x",
        "https://",
        "http://[::1",
    ] {
        let service = cursors(move |_| json!(link));
        let (good, error) = astray::<ByLink>(&service).await;
        assert_eq!(good, 1, "{link}");
        assert!(
            !error.to_string().contains("evil"),
            "a link stays out of messages: {error}"
        );
        assert!(!error.is_retryable());
        for asked in service.asked() {
            let host = asked
                .uri
                .authority()
                .map(|authority| authority.as_str().to_owned());
            assert_eq!(host.as_deref(), Some("prod.example.com"), "{link}");
            assert_eq!(asked.uri.scheme_str(), Some("https"), "{link}");
        }
        assert_eq!(service.asked().len(), 1, "{link}");
    }
}

#[tokio::test]
async fn a_link_with_another_scheme_or_user_is_followed_on_our_own_server() {
    for link in [
        "http://prod.example.com/base/x?at=1",
        "https://user:word@prod.example.com/base/x?at=1",
    ] {
        let service = cursors(move |asked| {
            if asked.before == 0 {
                json!(link)
            } else {
                json!(null)
            }
        });
        let mut pages = rt::pages(
            &service.core(),
            rt::empty::<ByLink>(),
            rt::CallOptions::default(),
            None,
        );
        while let Some(page) = pages.next().await {
            drop(page.expect("a page"));
        }
        let asked = service.asked();
        let last = asked.last().expect("a request").uri.to_string();
        assert!(
            last.starts_with("https://prod.example.com/base/x?at=1&token="),
            "{last}"
        );
    }
}

#[tokio::test]
async fn more_without_a_way_to_it() {
    let service = || Service::with(|_| json!({"items": [{"id": 1}], "paging": {"more": true}}));
    let (good, error) = astray::<ByCursor>(&service()).await;
    assert_eq!(good, 1);
    assert!(error.to_string().contains("no cursor"), "{error}");
    let (_, error) = astray::<ByLink>(&service()).await;
    assert!(error.to_string().contains("no link"), "{error}");
}

#[tokio::test]
async fn more_behind_a_page_without_items() {
    let service = Service::with(|_| json!({"items": [], "paging": {"more": true}}));
    let (good, error) = astray::<AfterItem>(&service).await;
    assert_eq!(good, 1);
    assert!(
        error.to_string().contains("no item to go on from"),
        "{error}"
    );
}

#[tokio::test]
async fn last_items_that_lead_in_a_circle() {
    let service = Service::with(|asked| {
        let id = [1, 2, 3][asked.before % 3];
        json!({"items": [{"id": id}], "paging": {"more": true}})
    });
    let (good, error) = astray::<AfterItem>(&service).await;
    assert!(good <= 12, "{good}");
    assert!(error.to_string().contains("leads back"), "{error}");
}

#[tokio::test]
async fn empty_pages_without_end() {
    let service = Service::with(|asked| json!({"paging": {"next": asked.before, "more": true}}));
    let (good, error) = astray::<ByCursor>(&service).await;
    assert_eq!(good, 1001);
    assert!(error.to_string().contains("empty page"), "{error}");
}

#[tokio::test]
async fn a_page_without_a_list() {
    struct Strange;
    impl rt::Record for Strange {
        fn shape(&self) -> &'static rt::Shape {
            rt::Record::shape(&rt::empty::<ByOffset>())
        }
        fn slots(&mut self, visit: &mut rt::Slots<'_>) {
            rt::Record::slots(&mut rt::empty::<ByOffset>(), visit);
        }
        fn refs(&self, visit: &mut rt::Refs<'_>) {
            rt::Record::refs(&rt::empty::<ByOffset>(), visit);
        }
    }
    let operation = <ByOffset as rt::Operation>::DESCRIPTION;
    let service = Service::with(|_| json!({"items": 5}));
    let mut walk = rt::PageWalk::new(operation, &Strange).expect("a walk");
    assert!(matches!(
        walk.prepare(&mut Strange, &rt::CallOptions::default()),
        Ok(Some(_))
    ));
    let answer = service
        .core()
        .execute(operation, &Strange, &rt::CallOptions::default())
        .await;
    let answer = answer.expect("an answer");
    let error = walk.advance(&answer.read::<rt::Json>().expect("JSON"), &answer);
    assert!(
        error
            .expect_err("no list")
            .to_string()
            .contains("no list at `items`")
    );
    assert!(matches!(
        walk.prepare(&mut Strange, &rt::CallOptions::default()),
        Ok(None)
    ));
}
