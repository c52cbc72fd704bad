//! A client of any spec: the runtime and the interpreter.

use serde_json::{Value as Json, json};
use specwright::model::Api;
use specwright_interpret::{DynamicRequest, Interpreter};
use specwright_mock::Server;
use specwright_runtime as rt;

/// The API of a spec given as text.
pub(crate) fn api(spec: &str) -> Api {
    let loaded = specwright::load_text("spec.yaml", spec);
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{report}");
    loaded.apis.into_iter().next().unwrap()
}

/// A spec of this repository.
pub(crate) fn spec(path: &str) -> Api {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let root = std::path::Path::new(&root).join("..");
    let loaded = specwright::load(&[root.join(path)]);
    loaded.apis.into_iter().next().unwrap()
}

/// A client, with the credentials that it was given.
pub(crate) struct Client {
    pub(crate) interpreter: Interpreter<'static>,
    pub(crate) core: rt::Core,
}

impl Client {
    pub(crate) fn new(api: &Api, server: &Server, credentials: &[(&str, &str)]) -> Self {
        Self::of(api, &server.url(), credentials)
    }

    pub(crate) fn of(api: &Api, url: &str, credentials: &[(&str, &str)]) -> Self {
        let api: &'static Api = Box::leak(Box::new(api.clone()));
        let interpreter = Interpreter::new(api);
        let mut builder = rt::Core::builder(interpreter.api()).base_url(url);
        for (name, value) in credentials {
            builder = builder.set(*name, *value);
        }
        // As often as a void token asks for, and no more.
        let retry = rt::RetryPolicy {
            max_attempts: 2,
            ..rt::RetryPolicy::DEFAULT
        };
        let retry = if api.tokens.is_empty() {
            rt::RetryPolicy::NONE
        } else {
            retry
        };
        let core = builder
            .retry(retry)
            .poll(rt::PollPolicy::NONE)
            .build()
            .unwrap();
        Self { interpreter, core }
    }

    pub(crate) fn request(&self, operation: &str, values: &Json) -> DynamicRequest {
        let op = self.interpreter.operation(operation).unwrap();
        let mut arguments = op.arguments();
        for (name, value) in values.as_object().unwrap() {
            arguments.set_json(name, value.clone()).unwrap();
        }
        arguments.request().unwrap()
    }

    /// The payload of a call.
    pub(crate) async fn call(&self, operation: &str, values: Json) -> Result<Json, rt::Error> {
        let op = self.interpreter.operation(operation).unwrap();
        let request = self.request(operation, &values);
        let answer = self
            .core
            .execute(op.description(), &request, &rt::CallOptions::default())
            .await?;
        Ok(op.payload(&answer)?.unwrap_or_default())
    }

    /// How many items all pages have, and on how many pages.
    pub(crate) async fn walk(
        &self,
        operation: &str,
        values: Json,
    ) -> Result<(u64, usize), rt::Error> {
        let op = self.interpreter.operation(operation).unwrap();
        let mut request = self.request(operation, &values);
        let mut walk = rt::PageWalk::new(op.description(), &request)?;
        let mut pages = 0;
        while let Some(options) = walk.prepare(&mut request, &rt::CallOptions::default())? {
            let answer = self
                .core
                .execute(op.description(), &request, &options)
                .await?;
            let page = op.read(&answer)?;
            walk.advance(page.typed(), &answer)?;
            pages += 1;
            assert!(pages < 100, "the walk does not end");
        }
        Ok((walk.seen(), pages))
    }

    /// The items of a stream, and whether something came before them.
    pub(crate) async fn stream(
        &self,
        operation: &str,
        values: Json,
    ) -> Result<(usize, bool), rt::Error> {
        let op = self.interpreter.operation(operation).unwrap();
        let request = self.request(operation, &values);
        let frames = rt::frames(
            &self.core,
            op.description(),
            &request,
            &rt::CallOptions::default(),
        );
        let mut frames = frames.await?;
        let mut head = op.empty_head();
        if let Some(head) = &mut head {
            frames.read_head(head)?;
        }
        let mut items = 0;
        while let Some(frame) = frames.next().await {
            let mut item = op.empty_payload();
            items += usize::from(frames.read(&frame?, &mut item)?);
        }
        let has_head =
            head.is_some_and(|head| rt::encode_value(&head, &rt::Codec::Plain) != json!(null));
        Ok((items, has_head))
    }
}
