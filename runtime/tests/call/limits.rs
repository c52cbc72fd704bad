//! Limits of values: checked before anything is sent, where the client asks for it.

use std::time::Duration;

use specwright_runtime as rt;

use rt::{Bound, Field, Location, testing::Canned};

use crate::api::{BASE, builder, operation, param, record};

const PLAIN: &rt::Codec = &rt::Codec::Plain;

record!(Line {
    sku: String = Field::required("sku", "sku", PLAIN).bounded(&[Bound::Pattern("^[A-Z]{2}$")]),
    count: Option<i64> = Field::optional("count", "count", PLAIN).bounded(&[Bound::Min("1")]),
});

operation!(Order {
    size: Option<u64> = Field::optional("size", "size", PLAIN)
        .bounded(&[Bound::Min("1"), Bound::Max("100"), Bound::MultipleOf("5")]),
    share: Option<f64> = Field::optional("share", "share", PLAIN)
        .bounded(&[Bound::Above("0"), Bound::Below("1")]),
    name: Option<String> = Field::optional("name", "name", PLAIN)
        .bounded(&[Bound::MinLength(2), Bound::MaxLength(3)]),
    note: Option<String> = Field::optional("note", "note", PLAIN).bounded(&[Bound::MaxBytes(3)]),
    pin: Option<rt::Secret> = Field::optional("pin", "pin", PLAIN).secret()
        .bounded(&[Bound::MinLength(4), Bound::Pattern("^[0-9]+$")]),
    token: Option<String> = Field::optional("token", "token", PLAIN).secret()
        .bounded(&[Bound::MaxLength(4)]),
    tags: Vec<String> = Field::optional("tags", "tags", PLAIN)
        .bounded(&[Bound::MinItems(1), Bound::MaxItems(2), Bound::Unique, Bound::Each(&[Bound::MaxLength(2)])]),
    labels: Option<rt::Map<i64>> = Field::optional("labels", "labels", PLAIN)
        .bounded(&[Bound::MaxItems(1), Bound::Each(&[Bound::Max("9")])]),
    lines: Option<Vec<Line>> = Field::optional("lines", "lines", PLAIN),
    wait: Option<Duration> = Field::optional("wait", "wait", &rt::Codec::Seconds).bounded(&[Bound::Max("60")]),
    raw: Option<Vec<u8>> = Field::optional("raw", "raw", PLAIN).bounded(&[Bound::MaxBytes(2)]),
    odd: Option<String> = Field::optional("odd", "odd", PLAIN).bounded(&[Bound::Pattern("(?!x)y")]),
} -> (), rt::OperationDescription {
    name: "order",
    method: "POST",
    params: &[
        param(Location::Query), param(Location::Query), param(Location::BodyField), param(Location::BodyField),
        param(Location::BodyField), param(Location::BodyField), param(Location::BodyField), param(Location::BodyField),
        param(Location::BodyField), param(Location::BodyField), param(Location::BodyField), param(Location::BodyField),
    ],
    body: rt::BodyKind::Json,
    ..BASE
});

fn order() -> Order {
    Order {
        tags: vec!["a".into()],
        ..rt::empty()
    }
}

/// What a client that checks limits says of a request; nothing where it makes it.
fn refused(request: &Order) -> Option<String> {
    let core = builder().check_limits(true).build().expect("a client");
    let made = core.prepare(<Order as rt::Operation>::DESCRIPTION, request);
    let error = made.err()?;
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    error.message().map(str::to_owned)
}

fn line(sku: &str, count: i64) -> Line {
    Line {
        sku: sku.into(),
        count: Some(count),
    }
}

#[test]
fn the_parameter_and_the_limit_are_named() {
    let table = [
        (
            Order {
                size: Some(0),
                ..order()
            },
            "`size` must be at least 1, but is 0",
        ),
        (
            Order {
                size: Some(105),
                ..order()
            },
            "`size` must be at most 100, but is 105",
        ),
        (
            Order {
                size: Some(7),
                ..order()
            },
            "`size` must be a multiple of 5, but is 7",
        ),
        (
            Order {
                share: Some(0.0),
                ..order()
            },
            "`share` must be above 0, but is 0",
        ),
        (
            Order {
                share: Some(1.0),
                ..order()
            },
            "`share` must be below 1, but is 1",
        ),
        (
            Order {
                name: Some("张".into()),
                ..order()
            },
            "`name` must have at least 2 characters, but has 1",
        ),
        (
            Order {
                name: Some("abcd".into()),
                ..order()
            },
            "`name` must have at most 3 characters, but has 4",
        ),
        (
            Order {
                note: Some("张三".into()),
                ..order()
            },
            "`note` must have at most 3 bytes, but has 6",
        ),
        (
            Order {
                tags: vec![],
                ..order()
            },
            "`tags` must have at least 1 item, but has 0",
        ),
        (
            Order {
                tags: vec!["a".into(), "a".into()],
                ..order()
            },
            "`tags` must hold no item twice",
        ),
        (
            Order {
                tags: vec!["a".into(), "bcd".into()],
                ..order()
            },
            "`tags[1]` must have at most 2 characters, but has 3",
        ),
        (
            Order {
                labels: Some([("hush".to_owned(), 10)].into()),
                ..order()
            },
            "`labels[..]` must be at most 9, but is 10",
        ),
        (
            Order {
                lines: Some(vec![line("AB", 1), line("A", 1)]),
                ..order()
            },
            "`lines[1].sku` must match `^[A-Z]{2}$`",
        ),
        (
            Order {
                lines: Some(vec![line("AB", 0)]),
                ..order()
            },
            "`lines[0].count` must be at least 1, but is 0",
        ),
        (
            Order {
                wait: Some(Duration::from_millis(60_500)),
                ..order()
            },
            "`wait` must be at most 60, but is 60.5",
        ),
        (
            Order {
                raw: Some(vec![0; 3]),
                ..order()
            },
            "`raw` must have at most 2 bytes, but has 3",
        ),
    ];
    for (request, expected) in table {
        assert_eq!(refused(&request).as_deref(), Some(expected));
    }
}

#[test]
fn what_is_within_is_sent() {
    let request = Order {
        size: Some(100),
        share: Some(0.5),
        name: Some("张三李".into()),
        note: Some("张".into()),
        pin: Some("0123".into()),
        token: Some("abcd".into()),
        tags: vec!["a".into(), "bc".into()],
        labels: Some([("a".to_owned(), 9)].into()),
        lines: Some(vec![line("AB", 1)]),
        wait: Some(Duration::from_secs(60)),
        raw: Some(vec![0, 1]),
        // No engine of linear time reads this pattern, so the service judges.
        odd: Some("xy".into()),
    };
    assert_eq!(refused(&request), None);
    assert_eq!(refused(&order()), None);
}

#[test]
fn secrets_are_not_told_nor_their_length() {
    let short = Order {
        pin: Some("917".into()),
        ..order()
    };
    let said = refused(&short).expect("too short");
    assert_eq!(said, "`pin` must have at least 4 characters");
    let odd = Order {
        pin: Some("hunter2".into()),
        ..order()
    };
    let said = refused(&odd).expect("no digits");
    assert_eq!(said, "`pin` must match `^[0-9]+$`");
    let long = Order {
        token: Some("hunter2".into()),
        ..order()
    };
    let said = refused(&long).expect("too long");
    assert_eq!(said, "`token` must have at most 4 characters");
}

#[tokio::test]
async fn nothing_is_sent_and_nothing_is_checked_without_asking() {
    let request = Order {
        size: Some(0),
        ..order()
    };
    let canned = Canned::default();
    let core = builder()
        .transport(canned.clone())
        .check_limits(true)
        .build()
        .expect("a client");
    let call = core.execute(
        <Order as rt::Operation>::DESCRIPTION,
        &request,
        &rt::CallOptions::default(),
    );
    let error = call.await.expect_err("outside its limits");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(canned.requests().is_empty());
    for builder in [builder(), builder().check_limits(true).check_limits(false)] {
        let core = builder.build().expect("a client");
        assert!(
            core.prepare(<Order as rt::Operation>::DESCRIPTION, &request)
                .is_ok()
        );
    }
}
