//! One call: attempts, and what lies between them.
//!
//! `read the request -> { tokens -> rate limits -> authorise -> send -> judge } -> again, or done`. The part in braces
//! is an attempt. Everything ends when the future is dropped: nothing here goes on by itself.

mod attempt;
mod exchange;
mod link;
mod terms;

use std::{sync::Arc, time::Duration};

use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument;

pub(crate) use self::exchange::{Exchange, Opening, Whole};
use self::terms::Terms;
use crate::{
    CallOptions, Core, Error, OperationDescription, Record, auth,
    base_url::BaseUrl,
    bounds,
    core::Shared,
    failure::{self, Context},
    request::{Live, Origins, Outline},
    retry::{Step, Tries},
    token::{self, Held},
    trace,
};

pub(crate) use self::terms::Defaults;

/// A call whose request was read.
pub(crate) struct Call {
    core: Core,
    operation: &'static OperationDescription,
    outline: Outline,
    context: Context,
    /// How many hidden texts belong to the call rather than to an attempt.
    hidden: usize,
    terms: Terms,
    tries: Tries,
    deadline: Option<Instant>,
    /// Tokens of the attempt under way, in the order of the policy; those that the caller gave are not among them.
    tokens: Vec<(&'static str, Held)>,
}

impl Call {
    /// Reads a request.
    pub(crate) fn read(
        core: &Core,
        operation: &'static OperationDescription,
        request: &dyn Record,
        options: &CallOptions,
    ) -> Result<Box<Self>, Error> {
        let shared = core.shared();
        let credentials = &shared.credentials;
        let mut context = Context::operation(operation, Arc::clone(credentials));
        let not_built = |message: String| context.not_built(&message);
        let base = shared.base(operation).map_err(&not_built)?;
        if let Some(patterns) = &shared.patterns {
            let checked = bounds::check(request, patterns);
            checked.map_err(|outside| not_built(outside.to_string()))?;
        }
        let live = Live::new(credentials, operation.policy.tokens);
        let mut outline =
            Outline::new(operation, request, Origins::Live(&live)).map_err(&not_built)?;
        if let Some(link) = &options.link {
            link::follow(&mut outline, operation, base, link).map_err(&not_built)?;
        }
        let terms = Terms::new(options, &shared.defaults, operation.policy);
        let renewable = renewable(shared, operation);
        context.set_renewal(renewable);
        context.hide(std::mem::take(&mut outline.hidden));
        // A call is wide, and a future that holds it would be moved about with all of it.
        Ok(Box::new(Self {
            core: core.clone(),
            operation,
            outline,
            hidden: context.hidden_count(),
            context,
            tries: Tries::new(operation, terms.retry, terms.poll, renewable),
            terms,
            deadline: None,
            tokens: Vec::new(),
        }))
    }

    /// Makes attempts until one succeeds or the call has failed.
    ///
    /// What most calls do without is boxed, so that the future of each call is small.
    pub(crate) async fn run<E: Exchange>(&mut self) -> Result<E::Got, Error> {
        let core = self.core.clone();
        let shared = core.shared();
        shared.budget.called();
        self.deadline = self
            .terms
            .deadline
            .and_then(|time| Instant::now().checked_add(time));
        self.tries.deadline = self.deadline;
        let mut last: Option<Error> = None;
        loop {
            match (self.make_ready(shared).await, last.take()) {
                (Ok(()), _) => {}
                // Where only time ran out, what went wrong before says more.
                (Err(Unready::Late(_)), Some(last)) => return Err(last),
                (Err(Unready::Late(error) | Unready::Failed(error)), _) => {
                    return Err(error.after(self.tries.made));
                }
            }
            let span = trace::attempt(self.tries.made);
            self.tries.made += 1;
            let result = self.attempt::<E>(shared).instrument(span.clone()).await;
            trace::finish(&span, result.as_ref().map(E::status));
            let error = match result {
                Ok(got) => return Ok(got),
                Err(error) => self.note(shared, error),
            };
            match self.tries.next(&error, &shared.budget) {
                None => return Err(error),
                Some(Step::Renew) => tracing::debug!("authorises anew"),
                Some(Step::Again(wait)) => Box::pin(pause(wait)).await,
            }
            last = Some(error);
        }
    }

    /// What an error means for this call and for those after it.
    fn note(&mut self, shared: &Shared, error: Error) -> Error {
        let error = error.after(self.tries.made);
        if !self.tries.is_void(&error) {
            return error;
        }
        if self.tries.renewed() {
            // A token that was just bought is not what is wrong: buying one with each call would not help.
            return error.in_spite_of_renewal();
        }
        for (name, held) in &self.tokens {
            shared.tokens.give_up(name, held);
        }
        error
    }

    /// Gets what an attempt needs: tokens, and leave from the rate limits.
    async fn make_ready(&mut self, shared: &Shared) -> Result<(), Unready> {
        let policy = self.operation.policy;
        if !policy.tokens.is_empty() {
            Box::pin(self.get_tokens(shared)).await?;
        }
        if !policy.limits.is_empty() {
            Box::pin(self.pass_limits(shared)).await?;
            if !policy.tokens.is_empty() {
                // They may have expired while the call was held back.
                Box::pin(self.get_tokens(shared)).await?;
            }
        }
        Ok(())
    }

    async fn pass_limits(&self, shared: &Shared) -> Result<(), Unready> {
        let passed = shared.limits.pass(self.operation, self.deadline);
        self.in_time(passed).await?.map_err(|held| {
            let message = format!("the rate limit `{}` leaves no time for it", held.limit);
            Unready::Late(self.context.not_sent_in_time(&message, Some(held.wait)))
        })
    }

    async fn get_tokens(&mut self, shared: &Shared) -> Result<(), Unready> {
        let mut tokens = Vec::with_capacity(self.operation.policy.tokens.len());
        for token in token::needed(self.operation, shared.way.as_deref()) {
            if !shared.credentials.has(token.name) {
                let held = shared.tokens.get(&self.core, token);
                let held = self.in_time(held).await?.map_err(Unready::Failed)?;
                tokens.push((token.name, held));
            }
        }
        if tokens == self.tokens {
            return Ok(());
        }
        // An answer may still speak of the token before.
        let old = self.tokens.drain(..).map(|(_, held)| held.value).collect();
        self.context.unhide_after(self.hidden);
        self.context.hide(old);
        self.hidden = self.context.hidden_count();
        let values = tokens
            .iter()
            .map(|(name, held)| (*name, held.value.clone()))
            .collect();
        self.context
            .set_credentials(Arc::new(shared.credentials.with_tokens(values)));
        self.tokens = tokens;
        Ok(())
    }

    /// Waits for something before the request is sent, but not past the deadline.
    async fn in_time<T>(&self, wait: impl Future<Output = T>) -> Result<T, Unready> {
        match self.deadline {
            None => Ok(wait.await),
            Some(deadline) => timeout_at(deadline, wait).await.map_err(|_| {
                let text = "the deadline passed before the request was sent";
                Unready::Late(self.context.not_sent_in_time(text, None))
            }),
        }
    }
}

async fn pause(wait: Duration) {
    tracing::debug!(
        specwright.wait_ms = trace::millis(wait),
        "waits before the next attempt"
    );
    sleep(wait).await;
}

/// Why a request was not sent.
enum Unready {
    /// There was no time.
    Late(Error),
    /// There is no token.
    Failed(Error),
}

/// Whether each attempt of an operation is authorised anew: it is signed, or carries a token that this client buys.
fn renewable(shared: &Shared, operation: &'static OperationDescription) -> bool {
    let buys = |name| !shared.credentials.has(name);
    token::needed(operation, shared.way.as_deref()).any(|token| buys(token.name))
        || auth::ways(operation.auth, shared.way.as_deref())
            .is_ok_and(|auth| failure::is_computed(&auth))
}

impl Shared {
    /// Where the calls of an operation go.
    pub(crate) fn base(&self, operation: &OperationDescription) -> Result<&BaseUrl, String> {
        let Some(name) = operation.policy.server else {
            return Ok(&self.base);
        };
        match self.servers.iter().find(|(known, _)| *known == name) {
            Some((_, base)) => base.as_ref().map_err(Clone::clone),
            None => Ok(&self.base),
        }
    }
}
