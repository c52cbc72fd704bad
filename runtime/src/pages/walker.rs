//! The calls of a walk over pages: one after the other, each kept until its answer is there.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::{PageState, PageWalk};
use crate::{Answer, CallOptions, Core, Error, ErrorKind, OperationDescription, Record};

type Pending = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// A walk that makes its calls.
pub(super) struct Walker {
    core: Core,
    operation: &'static OperationDescription,
    options: CallOptions,
    walk: Result<PageWalk, Option<Error>>,
    pending: Option<Pending>,
}

impl Walker {
    /// Errors of the beginning come out with the first page that is asked for.
    pub(super) fn new(
        core: &Core,
        operation: &'static OperationDescription,
        request: &dyn Record,
        options: CallOptions,
        from: Option<PageState>,
    ) -> Self {
        let walk = match from {
            Some(state) => PageWalk::resume(operation, state),
            None => PageWalk::new(operation, request),
        };
        Self {
            core: core.clone(),
            operation,
            options,
            walk: walk.map_err(Some),
            pending: None,
        }
    }

    /// The answer with the next page. The call goes on where it was if nobody waited for it in between.
    pub(super) fn poll_answer(
        &mut self,
        request: &mut dyn Record,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Answer, Error>>> {
        let pending = match &mut self.pending {
            Some(pending) => pending,
            None => match self.call(request) {
                Ok(Some(call)) => self.pending.insert(call),
                Ok(None) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        let answer = ready!(pending.as_mut().poll(cx));
        self.pending = None;
        Poll::Ready(Some(self.settled(answer)))
    }

    /// The same, while the thread waits.
    #[cfg(feature = "blocking")]
    pub(super) fn answer_blocking(
        &mut self,
        request: &mut dyn Record,
    ) -> Option<Result<Answer, Error>> {
        match self.call(request).transpose()? {
            Ok(call) => {
                let answer = crate::blocking::wait(call);
                let answer = answer
                    .unwrap_or_else(|error| Err(crate::blocking::given_up(self.operation, &error)));
                Some(self.settled(answer))
            }
            Err(error) => Some(Err(error)),
        }
    }

    fn settled(&mut self, answer: Result<Answer, Error>) -> Result<Answer, Error> {
        if let (Ok(walk), Err(error)) = (&mut self.walk, &answer)
            && error.kind() == ErrorKind::Build
        {
            // The same request would fail in the same way.
            walk.end();
        }
        answer
    }

    /// The call of the next page; `None` after the last one.
    fn call(&mut self, request: &mut dyn Record) -> Result<Option<Pending>, Error> {
        let walk = match &mut self.walk {
            Ok(walk) => walk,
            Err(error) => return error.take().map_or(Ok(None), Err),
        };
        let Some(options) = walk.prepare(request, &self.options)? else {
            return Ok(None);
        };
        let call = self.core.execute(self.operation, request, &options);
        Ok(Some(Box::pin(call)))
    }

    /// The walk, once it has begun.
    pub(super) fn walk(&mut self) -> Option<&mut PageWalk> {
        self.walk.as_mut().ok()
    }

    pub(super) fn state(&self) -> Option<PageState> {
        self.walk.as_ref().ok()?.state()
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.walk.as_ref().ok()?.total()
    }

    pub(super) fn seen(&self) -> u64 {
        self.walk.as_ref().map_or(0, PageWalk::seen)
    }
}
