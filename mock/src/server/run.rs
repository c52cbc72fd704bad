//! The thread that a server runs in. In: an engine and an address. Out: a server that listens.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::extract::Request;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::watch;

use super::{Server, StartError, http};
use crate::engine::Engine;

/// A thread that serves until it is told to stop.
#[derive(Debug)]
pub(super) struct Running {
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Stops: what is on its way is answered first, if that does not take long.
    pub(super) fn stop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // It cannot panic but by a mistake of ours, which the test has seen by then.
            let _ = thread.join();
        }
    }
}

/// What a server is beside its engine.
pub(super) struct Setting {
    pub(super) address: SocketAddr,
    pub(super) routes: Router,
    pub(super) lenient: bool,
}

pub(super) fn start(engine: Arc<Engine>, setting: Setting) -> Result<Server, StartError> {
    let Setting {
        address,
        routes,
        lenient,
    } = setting;
    let listener = std::net::TcpListener::bind(address)
        .map_err(|error| StartError::Listen { address, error })?;
    let failed = |error| StartError::Listen { address, error };
    let bound = listener.local_addr().map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StartError::Thread)?;
    let (stop, stopped) = watch::channel(false);
    let router = {
        let engine = Arc::clone(&engine);
        routes.fallback(move |request: Request| http::answer(Arc::clone(&engine), request))
    };
    let serve = move || {
        runtime.block_on(async {
            if let Ok(listener) = TcpListener::from_std(listener) {
                http::serve(listener, router, stopped).await;
            }
        });
        runtime.shutdown_background();
    };
    let thread = thread::Builder::new()
        .name("specwright-mock".to_owned())
        .spawn(serve);
    let thread = thread.map_err(StartError::Thread)?;
    Ok(Server {
        engine,
        address: bound,
        running: Running {
            stop,
            thread: Some(thread),
        },
        lenient,
        is_verified: false.into(),
    })
}
