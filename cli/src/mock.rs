//! `specwright mock`: a server that plays the APIs of specs. In: specs, and how it is to behave. Out: the URLs on standard
//! output, a line about each request, and an answer to each.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use specwright::model::Api;
use specwright::spec::Span;
use specwright_mock::{Builder, Entry, Server, StartError, default_credentials};

use crate::args::{LogFormat, MockArgs};
use crate::specs;
use crate::stop::{Stop, print, say};
use crate::watch::end;

/// Serves until it is told to end.
pub(crate) fn run(args: &MockArgs) -> Result<(), Stop> {
    let apis = load(&args.paths)?;
    let builder = apis
        .iter()
        .fold(Server::builder(), |builder, api| builder.api(api));
    let builder = conduct(credentials(builder, args, &apis)?, args)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::Failed(format!("cannot serve: {error}")))?;
    let told = end::told_to_end(&runtime)
        .map_err(|error| Stop::Failed(format!("cannot serve: {error}")))?;
    let address = SocketAddr::new(args.bind, args.port);
    let server = builder.address(address).start().map_err(stopped)?;
    introduce(args, &apis, &server)?;
    runtime.block_on(told);
    server.stop();
    Ok(())
}

fn load(paths: &[PathBuf]) -> Result<Vec<Api>, Stop> {
    let apis = specs::load_clean(paths)?.apis;
    match apis.is_empty() {
        true => Err(Stop::Usage("the specs hold no API".to_owned())),
        false => Ok(apis),
    }
}

fn conduct(builder: Builder, args: &MockArgs) -> Result<Builder, Stop> {
    let mut builder = builder
        .forgetful()
        .explorer()
        .seed(args.seed)
        .error_rate(share(args.error_rate)?);
    if args.any_credentials {
        builder = builder.any_credentials();
    }
    if args.refuse_unknown {
        builder = builder.refuse_unknown();
    }
    if args.limits {
        builder = builder.limits();
    }
    if let Some(items) = args.items {
        builder = builder.items(items);
    }
    if let Some(text) = &args.latency {
        let (least, most) = range(text)?;
        builder = builder.latency(least, most);
    }
    if let Some(text) = &args.token_life {
        builder = builder.token_life(time(text, "--token-life")?);
    }
    Ok(match (args.quiet, args.format) {
        (true, _) => builder,
        (false, LogFormat::Human) => builder.on_request(|entry| say(&entry.line())),
        (false, LogFormat::Json) => builder.on_request(tell),
    })
}

/// One line of JSON. Where nobody reads any more, the server goes on for those that ask it.
fn tell(entry: &Entry) {
    if let Ok(line) = serde_json::to_string(entry) {
        let _ = print(&format!("{line}\n"));
    }
}

fn credentials(builder: Builder, args: &MockArgs, apis: &[Api]) -> Result<Builder, Stop> {
    let mut builder = builder;
    for pair in &args.credentials {
        // What is wrong may hold a secret, so only the name is ever repeated.
        let Some((name, value)) = pair.split_once('=') else {
            return Err(Stop::Usage("--credential takes NAME=VALUE".to_owned()));
        };
        builder = match name.split_once('.') {
            Some((api, name)) => {
                if !apis.iter().any(|known| known.name == api) {
                    let names = apis.iter().map(|known| known.name.as_str());
                    let near = specwright::names::nearest(api, names);
                    let near =
                        near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                    return Err(Stop::Usage(format!(
                        "--credential: there is no API `{api}`{near}"
                    )));
                }
                builder.credential_of(api, name, value)
            }
            None => builder.credential(name, value),
        };
    }
    Ok(builder)
}

/// What a person, or a program, needs to know to make the first call.
fn introduce(args: &MockArgs, apis: &[Api], server: &Server) -> Result<(), Stop> {
    let url = |api: &Api| match apis.len() {
        1 => shown(server.address()),
        _ => format!("{}/{}", shown(server.address()), api.name),
    };
    if args.format == LogFormat::Json {
        let listening = apis.iter().map(|api| (api.name.clone(), json!(url(api))));
        let listening: serde_json::Map<_, _> = listening.collect();
        return print(&format!("{}\n", json!({"listening": listening})));
    }
    for api in apis {
        match apis.len() {
            1 => print(&format!("{}\n", url(api)))?,
            _ => print(&format!("{}  {}\n", url(api), api.title))?,
        }
    }
    say(&format!("explorer: {}", server.explorer_url()));
    for api in apis {
        if let Some(line) = accepted(args, api) {
            say(&line);
        }
    }
    say("Ctrl-C ends");
    Ok(())
}

/// Which credentials are right.
fn accepted(args: &MockArgs, api: &Api) -> Option<String> {
    if api.credentials.is_empty() {
        return None;
    }
    if args.any_credentials {
        return Some(format!("{}: credentials are not checked", api.name));
    }
    let defaults = default_credentials(api);
    let told = api.credentials.iter().map(|credential| {
        let name = credential.name.as_str();
        let is_given = args.credentials.iter().any(|pair| {
            let given = pair.split('=').next().unwrap_or_default();
            given == name || given == format!("{}.{name}", api.name)
        });
        let default = defaults.iter().find(|(known, _)| known == name);
        match (is_given, default) {
            (true, _) => format!("{name} as given"),
            (false, Some((_, value))) => format!("{name} is {value}"),
            (false, None) if credential.is_token => format!("{name} is bought"),
            (false, None) => format!("any {name}"),
        }
    });
    Some(format!(
        "{}: {}",
        api.name,
        told.collect::<Vec<_>>().join(", ")
    ))
}

/// The URL of an address that a client can ask: that of all interfaces is none.
fn shown(bound: SocketAddr) -> String {
    let address: SocketAddr = match (bound.ip().is_unspecified(), bound) {
        (true, SocketAddr::V4(_)) => ([127, 0, 0, 1], bound.port()).into(),
        (true, SocketAddr::V6(_)) => (std::net::Ipv6Addr::LOCALHOST, bound.port()).into(),
        (false, bound) => bound,
    };
    format!("http://{address}")
}

fn share(share: f64) -> Result<f64, Stop> {
    match (0.0..=1.0).contains(&share) {
        true => Ok(share),
        false => Err(Stop::Usage(
            "--error-rate takes a number from 0 to 1".to_owned(),
        )),
    }
}

fn range(text: &str) -> Result<(Duration, Duration), Stop> {
    match text.split_once("..") {
        None => time(text, "--latency").map(|time| (time, time)),
        Some((least, most)) => {
            let (least, most) = (time(least, "--latency")?, time(most, "--latency")?);
            if least > most {
                return Err(Stop::Usage(
                    "--latency: the first time is the shorter one".to_owned(),
                ));
            }
            Ok((least, most))
        }
    }
}

fn time(text: &str, option: &str) -> Result<Duration, Stop> {
    let span = Span::parse(text).ok_or_else(|| {
        Stop::Usage(format!(
            "{option} takes a length of time such as 200ms, 2s or 5m"
        ))
    })?;
    Ok(span.0)
}

/// Why there is no server.
fn stopped(error: StartError) -> Stop {
    match error {
        StartError::Listen { .. } => {
            Stop::Failed(format!("{error}; --port takes another port, 0 a free one"))
        }
        StartError::Thread(_) | StartError::Spec(_) => Stop::Failed(error.to_string()),
        other => Stop::Usage(other.to_string()),
    }
}
