//! What a call tells the tracer: OpenTelemetry's names, and nothing that a URL's query or a parameter holds.

use std::{
    fmt::Debug,
    sync::{Arc, Mutex},
};

use specwright_runtime as rt;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::api::{self, TOKEN};

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Visit for Notes {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if let Ok(mut notes) = self.0.lock() {
            notes.push(format!("{}={value:?}", field.name()));
        }
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("specwright")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

api::operation!(Named {
    id: String = rt::Field::required("id", "id", &rt::Codec::Plain),
    rest: String = rt::Field::required("rest", "rest", &rt::Codec::Plain),
} -> (), rt::OperationDescription {
    name: "named",
    path: &[
        rt::PathPart::Literal("/a/"), rt::PathPart::Param(0), rt::PathPart::Literal("/"), rt::PathPart::Greedy(1),
    ],
    params: &[api::param(rt::Location::Path), api::param(rt::Location::Path)],
    auth: api::EVERY_AUTH,
    ..api::BASE
});

#[tokio::test]
async fn one_span_per_call() {
    let notes = Notes::default();
    let _guard = tracing::subscriber::set_default(notes.clone());
    // With one subscriber alone a call of another test, on a thread without any, decides that nobody listens.
    let _other = tracing::Dispatch::new(notes.clone());
    let canned = rt::testing::Canned::default().answer(500, "", "oops");
    let core = api::builder()
        .base_url("http://host:81/p")
        .allow_http()
        .transport(canned);
    let core = core.build().expect("a client");
    let request = Named {
        id: "who".into(),
        rest: "what/ever".into(),
    };
    let error = rt::send(&core, &request, &rt::CallOptions::default())
        .await
        .expect_err("a failure");
    assert_eq!(error.status(), Some(500));
    let notes = notes.0.lock().expect("the notes").clone();
    assert_eq!(
        notes,
        [
            "otel.kind=\"client\"",
            "specwright.api=\"demo\"",
            "specwright.operation=\"named\"",
            "http.request.method=\"GET\"",
            "server.address=\"host\"",
            "server.port=81",
            "url.template=/p/a/{id}/{rest}",
            // The attempt
            "http.response.status_code=500",
            "error.type=decode",
            // The call
            "http.response.status_code=500",
            "error.type=decode",
        ]
    );
    let text = notes.concat();
    assert!(!text.contains(TOKEN) && !text.contains("who") && !text.contains("tok"));
}
