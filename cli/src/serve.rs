//! `specwright serve`: the explorer page over real services. In: specs, where their calls go and as whom. Out: the URL of
//! the page on standard output, and on standard error a line about each call.
//!
//! The page, the signing on the way and who may ask are `specwright-mock`'s; here the command line is read.

mod settings;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use specwright::model::Api;
use specwright_mock::upstream::{Called, Proxy};
use tokio::runtime::Builder;

use crate::args::ServeArgs;
use crate::call::find;
use crate::specs;
use crate::stop::{Stop, print, say};
use crate::watch::end;

/// Serves the page until it is told to end.
pub(crate) fn run(args: &ServeArgs) -> Result<(), Stop> {
    let paths = args.specs.iter().map(|spec| find::path(spec));
    let paths = paths.collect::<Result<Vec<PathBuf>, Stop>>()?;
    let apis = specs::load_clean(&paths)?.apis;
    check_names(&apis)?;
    let apis = settings::of_all(args, &apis)?;
    let with_settings: Vec<_> = apis
        .iter()
        .map(|found| (found.api, found.settings.clone()))
        .collect();
    let proxy = Proxy::new(&with_settings, args.hosts.clone());
    let proxy = proxy.map_err(|message| Stop::Usage(here(&message)))?;
    let proxy = match args.quiet {
        true => proxy,
        false => proxy.on_call(|called| say(&line(called))),
    };
    for found in &apis {
        say(&found.told());
    }
    serve(args, proxy)
}

fn serve(args: &ServeArgs, proxy: Proxy) -> Result<(), Stop> {
    let failed = |error: io::Error| Stop::Failed(format!("cannot serve: {error}"));
    let address = SocketAddr::new(args.bind, args.port);
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let told = end::told_to_end(&runtime).map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await;
        let listener = listener.map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => Stop::Failed(format!(
                "{address} is in use; --port takes another port, 0 a free one"
            )),
            _ => Stop::Failed(format!("cannot listen on {address}: {error}")),
        })?;
        let bound = listener.local_addr().map_err(failed)?;
        if !bound.ip().is_loopback() {
            say(&format!(
                "warning: whoever reaches {bound} makes calls with your credentials"
            ));
        }
        print(&format!("http://{}/\n", shown(bound)))?;
        say("Ctrl-C ends");
        proxy.serve(listener, told).await.map_err(failed)
    })
}

/// What the runtime says to programmers, for the command line.
fn here(message: &str) -> String {
    let words = [
        (
            "give it to the client builder",
            "give it with --variable NAME=VALUE",
        ),
        (
            "credentials go to the client builder",
            "credentials come from the environment",
        ),
        (
            "call `allow_http` on the client builder",
            "give --allow-http",
        ),
    ];
    let mut message = message.to_owned();
    for (there, here) in words {
        message = message.replace(there, here);
    }
    message
}

/// An address that a browser takes: that of all interfaces is none.
fn shown(bound: SocketAddr) -> SocketAddr {
    match (bound.ip().is_unspecified(), bound) {
        (true, SocketAddr::V4(_)) => ([127, 0, 0, 1], bound.port()).into(),
        (true, SocketAddr::V6(_)) => (std::net::Ipv6Addr::LOCALHOST, bound.port()).into(),
        (false, bound) => bound,
    }
}

/// Each API has its part of the page by its name.
fn check_names(apis: &[Api]) -> Result<(), Stop> {
    if apis.is_empty() {
        return Err(Stop::Usage("the specs hold no API".to_owned()));
    }
    for (index, api) in apis.iter().enumerate() {
        if apis.iter().take(index).any(|other| other.name == api.name) {
            let text = format!("two of the specs are of an API `{}`", api.name);
            return Err(Stop::Usage(text));
        }
    }
    Ok(())
}

fn line(called: &Called) -> String {
    let Called {
        api,
        operation,
        status,
        took,
        ..
    } = called;
    format!("{api} {operation}: {status} ({} ms)", took.as_millis())
}
