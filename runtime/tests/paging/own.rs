//! Links of a service, and what each request has of its own.

use serde_json::json;
use specwright_runtime::{self as rt, Place, Step};

use crate::{
    api::{BASE, Item, operation, param},
    listing::{Page, paging},
    service::Service,
};

const fn fixed(wire: &'static str, source: rt::FixedSource) -> rt::FixedParam {
    rt::FixedParam {
        wire,
        location: rt::Location::Query,
        source,
    }
}

const LINKED: rt::Paging = paging(Step::Link {
    next: Place::Payload("paging.next"),
});

operation!(Linked {
    size: Option<u64> = rt::Field::optional("size", "size", &rt::Codec::Plain),
} -> Page, rt::OperationDescription {
    name: "Linked",
    params: &[param(rt::Location::Query)],
    fixed: &[
        fixed("v", rt::FixedSource::Constant("1")),
        fixed("nonce", rt::FixedSource::Fresh(rt::Fresh::Uuid)),
        fixed("key", rt::FixedSource::Credential("password")),
    ],
    auth: &[rt::Auth::AnyOf(&[("only", &[rt::Auth::Query { name: "token", value: "{token}" }])])],
    paging: Some(&rt::Paging { size: Some(0), ..LINKED }),
    ..BASE
});

impl rt::Paged for Linked {
    type Item = Item;
    fn items(page: Page) -> Vec<Item> {
        page.items.unwrap_or_default()
    }
}

async fn walked(link: &'static str) -> (Service, Vec<String>) {
    let service = Service::with(move |asked| {
        let next =
            (asked.before == 0).then(|| format!("{link}{}", asked.uri.query().unwrap_or("")));
        json!({"items": [{"id": asked.before}], "paging": {"next": next}})
    });
    let mut pages = rt::pages(
        &service.core(),
        rt::empty::<Linked>(),
        rt::CallOptions::default(),
        None,
    );
    let mut states = Vec::new();
    while let Some(page) = pages.next().await {
        drop(page.expect("a page"));
        let state = serde_json::to_string(&pages.state()).expect("a state is written");
        states.push(state);
    }
    (service, states)
}

#[tokio::test]
async fn what_is_fresh_is_not_taken_from_a_link() {
    // One service repeats the whole query of the request, another leaves out what is nobody else's business.
    for link in ["/base/more?at=2&", "more?at=2&v=1#"] {
        let (service, states) = walked(link).await;
        let asked = service.asked();
        assert_eq!(asked.len(), 2, "{link}");
        let (first, second) = (&asked[0], &asked[1]);
        let query = second.uri.query().unwrap_or_default();
        assert_eq!(second.uri.path(), "/base/more", "{link}");
        for name in ["at", "v", "nonce", "key", "token"] {
            let count = query.matches(&format!("{name}=")).count();
            assert_eq!(count, 1, "{name} in {query}");
        }
        for name in ["key", "token"] {
            assert_eq!(first.get(name), second.get(name), "{link}");
        }
        assert_ne!(first.get("nonce"), second.get("nonce"), "{link}");
        let state = states.concat();
        assert!(state.contains("at=2"), "{state}");
        for name in ["key=", "token=", "nonce="] {
            assert!(!state.contains(name), "{name} in {state}");
        }
    }
}

#[tokio::test]
async fn a_link_of_the_same_server_may_leave_its_scheme_out() {
    let (service, _) = walked("//prod.example.com/base/x?at=2&").await;
    assert_eq!(
        service.asked().last().expect("a request").uri.path(),
        "/base/x"
    );
}
