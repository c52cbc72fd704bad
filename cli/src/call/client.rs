//! Where a request goes and how. In: the options of the command line. Out: the runtime's core, ready to send.

use specwright::model::{Api, Server, Variable};
use specwright::names;
use specwright_runtime as rt;

use super::cover::Cover;
use super::verbose::Telling;
use crate::args::CallArgs;
use crate::stop::Stop;

/// What was found out about the caller.
pub(super) struct Caller<'a> {
    /// Credentials by name.
    pub(super) credentials: Vec<(String, String)>,
    /// Variables of the base URL by name.
    pub(super) variables: &'a [(String, String)],
    /// What `--verbose` must not show; `None` without it.
    pub(super) tells: Option<Cover>,
}

/// The core of a client for one call.
pub(super) fn core(
    args: &CallArgs,
    api: &Api,
    description: &'static rt::ApiDescription,
    caller: Caller<'_>,
) -> Result<rt::Core, Stop> {
    let mut builder = rt::CoreBuilder::new(description);
    for (name, value) in caller.credentials {
        builder = builder.set(name, value);
    }
    match &args.server {
        Some(url) => builder = builder.base_url(url),
        None => {
            let server = server(api, args.region.as_deref())?;
            builder = builder.server(&server.name);
            for variable in api.variables.iter().filter(|one| is_in(one, server)) {
                let value = variable_value(variable, server, caller.variables)?;
                builder = builder.set(&variable.name, value);
            }
        }
    }
    if let Some(way) = &args.auth {
        builder = builder.auth(way);
    }
    if args.allow_http {
        builder = builder.allow_http();
    }
    if args.retries.is_some() {
        // So many were asked for that this one call should not be held back for the sake of others.
        builder = builder.without_retry_budget();
    }
    if let Some(cover) = caller.tells {
        let inner = rt::ReqwestTransport::new()
            .map_err(|error| Stop::Failed(format!("cannot send anything: {error}")))?;
        builder = builder.transport(Telling::new(inner, cover));
    }
    // All that can be wrong by now is what the caller gave: the base URL or a variable in it.
    builder.build().map_err(|error| {
        let message = error
            .message()
            .map_or_else(|| error.to_string(), str::to_owned);
        let here = message.replace(
            "call `allow_http` on the client builder",
            "give --allow-http",
        );
        Stop::Usage(here)
    })
}

fn server<'a>(api: &'a Api, name: Option<&str>) -> Result<&'a Server, Stop> {
    let names = || api.servers.iter().map(|server| server.name.as_str());
    let Some(name) = name else {
        let first = api.servers.first();
        return first
            .ok_or_else(|| Stop::Usage(format!("`{}` has no server; give --server", api.name)));
    };
    if let Some(server) = api.servers.iter().find(|server| server.name == name) {
        return Ok(server);
    }
    let known = names::list(names());
    Err(Stop::Usage(match names::nearest(name, names()) {
        Some(near) => format!(
            "`{}` has no region `{name}`; did you mean `{near}`?",
            api.name
        ),
        None => format!("`{}` has no region `{name}`; it has {known}", api.name),
    }))
}

fn is_in(variable: &Variable, server: &Server) -> bool {
    server.url.contains(&format!("{{{}}}", variable.name))
}

fn variable_value(
    variable: &Variable,
    server: &Server,
    given: &[(String, String)],
) -> Result<String, Stop> {
    let Variable { name, env, .. } = variable;
    let given = given
        .iter()
        .rev()
        .find(|(one, _)| one == name)
        .map(|(_, value)| value.clone());
    let from_env = || std::env::var(env).ok().filter(|value| !value.is_empty());
    let Some(value) = given.or_else(from_env).or_else(|| variable.default.clone()) else {
        return Err(Stop::Usage(format!(
            "the server `{}` needs the variable `{name}`: give {name}=VALUE or set {env}",
            server.name
        )));
    };
    if !variable.values.is_empty() && !variable.values.contains(&value) {
        let known = names::list(variable.values.iter().map(String::as_str));
        return Err(Stop::Usage(format!(
            "the variable `{name}` takes {known}, not `{value}`"
        )));
    }
    Ok(value)
}
