//! The background thread: one per process, with a runtime that carries all blocking calls out.

use std::{
    future::pending,
    io,
    sync::{OnceLock, mpsc},
    thread::{self, ThreadId},
};

use tokio::runtime::{Builder, Handle};
use tracing::{Instrument, instrument::WithSubscriber};

use crate::{TransportError, TransportErrorKind};

static BACKGROUND: OnceLock<Result<Background, String>> = OnceLock::new();

struct Background {
    runtime: Handle,
    thread: ThreadId,
}

/// Whether this is the background thread.
pub(crate) fn is_background() -> bool {
    let background = BACKGROUND.get().and_then(|known| known.as_ref().ok());
    background.is_some_and(|known| known.thread == thread::current().id())
}

/// Waits for a future that the background thread carries out.
///
/// # Errors
///
/// When there is no such thread, when this is that thread, or when the future was given up because something in it
/// panicked.
pub(crate) fn wait<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, TransportError> {
    let background = BACKGROUND.get_or_init(|| start().map_err(|error| error.to_string()));
    let background = background.as_ref().map_err(|error| failed(error))?;
    if is_background() {
        // It would wait for itself.
        return Err(failed("a blocking call within a call"));
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    let work = async move {
        // There is room for the one result, so this does not block.
        let _ = sender.send(future.await);
    };
    background
        .runtime
        .spawn(work.in_current_span().with_current_subscriber());
    // A future that panics or is dropped takes the sender along, which ends the wait.
    receiver.recv().map_err(|_| failed("the call was given up"))
}

fn failed(text: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Other, text)
}

fn start() -> io::Result<Background> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let thread = thread::Builder::new()
        .name("specwright-blocking".to_owned())
        .spawn(
            move || match Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => {
                    let _ = sender.send(Ok(runtime.handle().clone()));
                    runtime.block_on(pending::<()>());
                }
                Err(error) => drop(sender.send(Err(error))),
            },
        )?;
    let runtime = receiver
        .recv()
        .unwrap_or_else(|_| Err(io::Error::other("the background thread ended")))?;
    Ok(Background {
        runtime,
        thread: thread.thread().id(),
    })
}
