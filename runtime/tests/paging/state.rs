//! The state of a walk, outside of the process.

use serde_json::json;
use specwright_runtime as rt;

use crate::{listing::*, service::Service};

fn service() -> Service {
    Service::with(|asked| match asked.get("cursor") {
        None => json!({"items": [{"id": 1}, {"id": 2}], "paging": {"next": "geheim", "total": 3}}),
        Some(_) => json!({"items": [{"id": 3}]}),
    })
}

async fn state_after(count: usize) -> rt::PageState {
    let core = service().core();
    let mut items = rt::items(
        &core,
        rt::empty::<ByCursor>(),
        rt::CallOptions::default(),
        None,
    );
    for _ in 0..count {
        assert!(matches!(items.next().await, Some(Ok(_))));
    }
    items.state().expect("a state")
}

#[tokio::test]
async fn it_holds_what_was_given_of_the_page() {
    let state = serde_json::to_value(state_after(1).await).expect("JSON");
    assert_eq!((&state["v"], &state["skip"]), (&json!(1), &json!(1)));
    let state = serde_json::to_value(state_after(2).await).expect("JSON");
    assert_eq!(
        (&state["at"]["cursor"], &state["seen"]),
        (&json!("geheim"), &json!(2))
    );
    assert!(state.get("skip").is_none());
}

#[tokio::test]
async fn debug_does_not_show_where_it_leads() {
    let state = state_after(2).await;
    let core = service().core();
    let items = rt::items(
        &core,
        rt::empty::<ByCursor>(),
        rt::CallOptions::default(),
        Some(state.clone()),
    );
    for text in [format!("{state:?}"), format!("{items:?}")] {
        assert!(
            !text.contains("geheim") && text.contains("ByCursor"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn what_it_knew_is_known_again() {
    let core = service().core();
    let state = state_after(2).await;
    let items = rt::items(
        &core,
        rt::empty::<ByCursor>(),
        rt::CallOptions::default(),
        Some(state.clone()),
    );
    assert_eq!(items.total(), Some(3));
    assert!(items.state() == Some(state));
}

/// The error of a walk that goes on from this.
async fn resumed<R: rt::Paged<Code = crate::api::Code> + rt::Empty>(
    state: rt::PageState,
) -> String {
    let service = service();
    let mut pages = rt::pages(
        &service.core(),
        R::empty(),
        rt::CallOptions::default(),
        Some(state),
    );
    let first = pages.next().await.expect("a result");
    let error = first.err().expect("this state does not fit");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(pages.next().await.is_none() && pages.state().is_none());
    assert!(service.asked().is_empty());
    error.to_string()
}

#[tokio::test]
async fn a_state_of_something_else_is_refused() {
    let state = state_after(2).await;
    let text = resumed::<ByOffset>(state.clone()).await;
    assert!(text.contains("not one of `ByOffset`"), "{text}");
    let mut json = serde_json::to_value(state).expect("JSON");
    json["v"] = json!(2);
    let text = resumed::<ByCursor>(serde_json::from_value(json.clone()).expect("a state")).await;
    assert!(text.contains("has version 2"), "{text}");
    // Nobody should write one by hand, but it must not do harm.
    json["v"] = json!(1);
    json["at"] = json!({"window": {"from": "20240101", "until": "20240102"}});
    let text = resumed::<ByCursor>(serde_json::from_value(json).expect("a state")).await;
    assert!(text.contains("another kind of paging"), "{text}");
}

#[tokio::test]
async fn a_state_does_not_hold_our_authorisation() {
    let service = Service::with(
        |_| json!({"items": [{"id": 1}], "paging": {"next": "/base/x?token=tok%2Fen%2Bs3cret%3D&at=1"}}),
    );
    let mut pages = rt::pages(
        &service.core(),
        rt::empty::<ByLink>(),
        rt::CallOptions::default(),
        None,
    );
    assert!(matches!(pages.next().await, Some(Ok(_))));
    let text = serde_json::to_string(&pages.state().expect("a state")).expect("JSON");
    assert!(!text.contains("s3cret") && text.contains("at=1"), "{text}");
}

#[tokio::test]
async fn a_state_of_another_request_is_refused() {
    let state = state_after(2).await;
    let core = service().core();
    let resume = |request: ByCursor| {
        let options = rt::CallOptions::default();
        rt::pages(&core, request, options, Some(state.clone()))
    };
    let mut pages = resume(ByCursor {
        page: Some(5),
        ..rt::empty()
    });
    let error = pages.next().await.expect("a result").expect_err("another");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(error.to_string().contains("another request"), "{error}");
    assert!(pages.next().await.is_none() && pages.state().is_none());
    // The place and the size of a page are not what was asked for.
    let mut pages = resume(ByCursor {
        cursor: Some("elsewhere".to_owned()),
        size: Some(7),
        ..rt::empty()
    });
    assert!(matches!(pages.next().await, Some(Ok(_))));
}
