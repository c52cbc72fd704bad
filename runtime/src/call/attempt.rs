//! One attempt: a request that is authorised and signed for it alone, and the answer to it.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri, header::LOCATION};
use tokio::time::timeout_at;

use super::{Call, Exchange};
use crate::{
    CallTimeout, Error, ErrorKind, TransportError, TransportErrorKind,
    auth::{self, Authorities},
    core::Shared,
    credentials::Credentials,
};

impl Call {
    pub(super) async fn attempt<E: Exchange>(&mut self, shared: &Shared) -> Result<E::Got, Error> {
        let request = self.compose(shared)?;
        let answer = E::send(&*shared.transport, request);
        let answer = match self.deadline {
            None => answer.await,
            Some(deadline) => Box::pin(timeout_at(deadline, answer))
                .await
                .unwrap_or_else(|_| {
                    let (kind, text) = (
                        TransportErrorKind::Timeout,
                        "the deadline of the call passed",
                    );
                    Err(TransportError::new(kind, text))
                }),
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return Err(self.context.not_answered(&error)),
        };
        shared.limits.hear(self.operation, answer.headers());
        let target = redirect(answer.status(), answer.headers());
        let judged = E::judge(&mut self.context, self.operation, answer, self.deadline).await;
        match (judged, target) {
            (Err(error), Some(target)) if error.kind() == ErrorKind::Decode => {
                let from = shared
                    .base(self.operation)
                    .map_or("", |base| base.authority());
                let text =
                    format!("the service redirects from {from} to {target}, which is not followed");
                Err(error.saying(self.context.redact(&text)))
            }
            (judged, _) => judged,
        }
    }

    /// The request, complete.
    pub(super) fn compose(&mut self, shared: &Shared) -> Result<http::Request<Bytes>, Error> {
        let credentials = Arc::clone(self.context.credentials());
        self.context.unhide_after(self.hidden);
        let composed = self.try_compose(shared, &credentials);
        let mut request = composed.map_err(|message| self.context.not_built(&message))?;
        if let Some(timeout) = self.terms.timeout {
            request.extensions_mut().insert(CallTimeout(timeout));
        }
        Ok(request)
    }

    fn try_compose(
        &mut self,
        shared: &Shared,
        credentials: &Credentials,
    ) -> Result<http::Request<Bytes>, String> {
        let base = shared.base(self.operation)?;
        let with = Authorities {
            base,
            credentials,
            signers: &shared.signers,
            recipes: self.operation.api.signatures,
            way: shared.way.as_deref(),
        };
        let draft = self.outline.start(credentials)?;
        let authorised = auth::authorise(draft, self.operation.auth, with);
        self.context.hide(std::mem::take(&mut draft.hidden));
        authorised.and_then(|()| draft.finish(base))
    }

    /// What a request would be that no token was bought for: tokens that are not there stand as their names in braces.
    pub(crate) fn preview(&mut self) -> Result<http::Request<Bytes>, Error> {
        let core = self.core.clone();
        let shared = core.shared();
        let missing = self
            .operation
            .policy
            .tokens
            .iter()
            .filter(|token| !shared.credentials.has(token.name));
        let tokens = missing.map(|token| {
            let known = shared.tokens.known(token.name);
            let value = known.unwrap_or_else(|| format!("{{{}}}", token.name).into());
            (token.name, value)
        });
        let credentials = shared.credentials.with_tokens(tokens.collect());
        self.context.set_credentials(Arc::new(credentials));
        self.compose(shared)
    }
}

/// The host that an answer of status 3xx leads to. Path and query stay out: they may hold what is secret.
fn redirect(status: StatusCode, headers: &HeaderMap) -> Option<String> {
    if !status.is_redirection() {
        return None;
    }
    let location = headers.get(LOCATION)?.to_str().ok()?;
    let uri: Option<Uri> = location.parse().ok();
    Some(match uri.as_ref().and_then(Uri::authority) {
        // A user and password may stand before the host.
        Some(authority) => match authority.port() {
            Some(port) => format!("{}:{port}", authority.host()),
            None => authority.host().to_owned(),
        },
        None => "another path there".to_owned(),
    })
}
