//! Time asked for in pieces.

use serde_json::json;
use specwright_runtime as rt;

use crate::{
    api::{BASE, operation, param},
    listing::*,
    service::Service,
};

fn day(day: i8) -> rt::Date {
    jiff::civil::date(2024, 2, day)
}

/// One item per day.
fn service() -> Service {
    Service::with(|asked| {
        let number = |name| asked.number(name).expect("a day") % 100;
        let items: Vec<_> = (number("from")..=number("to"))
            .map(|day| json!({"id": day}))
            .collect();
        json!({"items": items})
    })
}

#[tokio::test]
async fn every_day_comes_once() {
    let service = service();
    let request = ByDays {
        from: Some(day(1)),
        to: Some(day(8)),
        ..rt::empty()
    };
    let mut items = rt::items(
        &service.core(),
        request.clone(),
        rt::CallOptions::default(),
        None,
    );
    let mut ids = Vec::new();
    loop {
        if let Some(state) = items.state() {
            let state = serde_json::to_string(&state).expect("a state is written");
            let state = serde_json::from_str(&state).expect("a state is read");
            let mut rest = rt::items(
                &service.core(),
                request.clone(),
                rt::CallOptions::default(),
                Some(state),
            );
            let mut found = ids.clone();
            while let Some(item) = rest.next().await {
                found.push(item.expect("an item").id);
            }
            assert_eq!(found, [1, 2, 3, 4, 5, 6, 7, 8]);
        }
        match items.next().await {
            Some(item) => ids.push(item.expect("an item").id),
            None => break,
        }
    }
    assert_eq!(ids, [1, 2, 3, 4, 5, 6, 7, 8]);
    let asked = service.asked();
    let pieces: Vec<_> = asked
        .iter()
        .filter_map(|asked| Some((asked.get("from")?, asked.get("to")?)))
        .collect();
    let piece = |from: &str, to: &str| (format!("202402{from}"), format!("202402{to}"));
    assert_eq!(pieces.first(), Some(&piece("01", "03")));
    assert!(pieces.contains(&piece("04", "06")) && pieces.contains(&piece("07", "08")));
}

#[tokio::test]
async fn a_piece_without_items_is_not_the_end() {
    let service = Service::with(|_| json!({"items": []}));
    let request = ByDays {
        from: Some(day(1)),
        to: Some(day(9)),
        ..rt::empty()
    };
    let mut pages = rt::pages(&service.core(), request, rt::CallOptions::default(), None);
    for _ in 0..3 {
        assert!(matches!(pages.next().await, Some(Ok(_))));
    }
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn no_number_of_empty_pieces_is_too_many() {
    let service = Service::with(|_| json!({"items": []}));
    let request = ByDays {
        from: Some(jiff::civil::date(2000, 1, 1)),
        to: Some(day(9)),
        ..rt::empty()
    };
    let mut pages = rt::pages(&service.core(), request, rt::CallOptions::default(), None);
    while let Some(page) = pages.next().await {
        drop(page.expect("a page"));
    }
    assert_eq!(service.asked().len(), 2936);
}

#[tokio::test]
async fn pieces_that_the_spelling_cannot_tell_apart_are_refused() {
    const MINUTES: rt::Paging = rt::Paging {
        total: None,
        more: None,
        size: None,
        ..paging(rt::Step::Window {
            from: 0,
            to: 1,
            span: std::time::Duration::from_secs(60),
        })
    };
    operation!(ByHours {
        from: Option<rt::DateTime> = rt::Field::optional("from", "from", &rt::Codec::Pattern("%Y%m%d%H")),
        to: Option<rt::DateTime> = rt::Field::optional("to", "to", &rt::Codec::Pattern("%Y%m%d%H")),
    } -> Page, rt::OperationDescription {
        params: &[param(rt::Location::Query); 2],
        paging: Some(&MINUTES),
        ..BASE
    });
    impl rt::Paged for ByHours {
        type Item = crate::api::Item;
        fn items(page: Page) -> Vec<Self::Item> {
            page.items.unwrap_or_default()
        }
    }
    let service = Service::with(|_| json!({"items": []}));
    let request = ByHours {
        from: Some(day(1).at(10, 0, 0, 0)),
        to: Some(day(1).at(12, 0, 0, 0)),
    };
    let mut pages = rt::pages(&service.core(), request, rt::CallOptions::default(), None);
    let error = pages.next().await.expect("a result").expect_err("no piece");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(error.to_string().contains("too short"), "{error}");
    assert!(pages.next().await.is_none() && service.asked().is_empty());
}

#[tokio::test]
async fn both_ends_must_be_given() {
    let request = ByDays {
        from: Some(day(1)),
        ..rt::empty()
    };
    let mut pages = rt::pages(&service().core(), request, rt::CallOptions::default(), None);
    let error = pages.next().await.expect("a result").expect_err("no end");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(error.to_string().contains("`to`"), "{error}");
    assert!(pages.next().await.is_none());
}
