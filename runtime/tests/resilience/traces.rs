//! What the tracer is told: a span per call, one per attempt, events for waits and exchanges; no secret, no query.

use std::{
    fmt::Debug,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use specwright_runtime as rt;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::{
    api::{self, PASSWORD, TOKENED, call, core},
    mock::{Mock, Reply},
};

#[derive(Clone, Default)]
struct Notes {
    lines: Arc<Mutex<Vec<String>>>,
    ids: Arc<AtomicU64>,
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

impl Notes {
    fn note(&self, line: Line) {
        self.lines.lock().expect("no panic").push(line.0);
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("specwright")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(span.metadata().name().to_owned());
        span.record(&mut line);
        self.note(line);
        Id::from_u64(self.ids.fetch_add(1, Ordering::Relaxed) + 1)
    }
    fn record(&self, id: &Id, values: &Record<'_>) {
        let mut line = Line(format!("#{}", id.into_u64()));
        values.record(&mut line);
        self.note(line);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line("event".to_owned());
        event.record(&mut line);
        self.note(line);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

static LIMITED: rt::OperationDescription = rt::OperationDescription {
    auth: &[
        rt::Auth::Query {
            name: "access",
            value: "{token}",
        },
        rt::Auth::Signature { name: "hmac" },
    ],
    policy: &rt::Policy {
        tokens: &[api::TOKEN],
        limits: &[rt::Limit {
            name: "app",
            scope: rt::Scope::Api,
            calls: 2,
            per: Duration::from_secs(10),
            cost: 1,
            told: None,
        }],
        ..rt::Policy::DEFAULT
    },
    ..TOKENED
};

#[tokio::test(start_paused = true)]
async fn spans_and_events_of_a_call_that_has_it_hard() {
    let notes = Notes::default();
    let _guard = tracing::subscriber::set_default(notes.clone());
    // With one subscriber alone a call of another test, on a thread without any, decides that nobody listens.
    let _other = tracing::Dispatch::new(notes.clone());
    let mock = Mock::new(|seen| match (seen.path.as_str(), seen.before) {
        ("/v1/buy", _) => Reply::json(r#"{"code":0,"data":{"token":"s3cret-token"}}"#),
        (_, 0) => Reply::status(503, "s3cret-token").header("retry-after", "1"),
        (_, 1) => Reply::status(401, "s3cret-token"),
        _ => Reply::good(),
    });
    call(&core(&mock), &LIMITED).await.expect("an answer");
    let lines = notes.lines.lock().expect("no panic").clone();
    let text = lines.join("\n");
    let sign = mock
        .all()
        .last()
        .expect("a request")
        .header("x-sign")
        .to_owned();
    for secret in ["s3cret-token", PASSWORD, "access=", sign.as_str()] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let calls = lines
        .iter()
        .filter(|line| line.starts_with("specwright.call"))
        .count();
    assert_eq!(calls, 3, "the call and two exchanges\n{text}");
    let attempts: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.strip_prefix("specwright.attempt"))
        .collect();
    let (first, again) = ("", " http.request.resend_count=1");
    // The exchange, the first attempt, the second, the other exchange, the third.
    assert_eq!(
        attempts,
        [first, first, again, first, " http.request.resend_count=2"]
    );
    for part in [
        "specwright.token=\"token\"",
        "message=buys a token",
        "message=waits before the next attempt",
        "message=authorises anew",
        "specwright.limit=\"app\"",
        "message=waits for a rate limit",
        "http.response.status_code=503",
        "error.type=decode",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}
