//! The end of `watch`: Ctrl-C, or a polite request of the system. In: a signal. Out: a wake.

use std::io;
use std::pin::Pin;
use std::sync::mpsc::Sender;

use tokio::runtime::{Builder, Runtime};

use super::eyes::Wake;

/// Sends a wake when the process is told to end. Where the system gives no way to know, it ends as it always does.
pub(super) fn on_signals(wakes: Sender<Wake>) {
    let Ok(runtime) = Builder::new_current_thread().enable_all().build() else {
        return;
    };
    let Ok(told) = told_to_end(&runtime) else {
        return;
    };
    std::thread::spawn(move || {
        runtime.block_on(told);
        // Nobody listens any more where it has ended already.
        let _ = wakes.send(Wake::End);
    });
}

/// Ready when the process is told to end.
pub(crate) type Told = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Listens from now on, not only once it is waited for.
#[cfg(unix)]
pub(crate) fn told_to_end(runtime: &Runtime) -> io::Result<Told> {
    use tokio::signal::unix::{SignalKind, signal};
    let _inside = runtime.enter();
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(Box::pin(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }))
}

/// Listens from now on, not only once it is waited for.
#[cfg(windows)]
pub(crate) fn told_to_end(runtime: &Runtime) -> io::Result<Told> {
    let _inside = runtime.enter();
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(Box::pin(async move {
        interrupt.recv().await;
    }))
}
