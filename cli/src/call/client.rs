//! Where a request goes and how. In: the options of the command line. Out: the runtime's core, ready to send.

use std::time::Duration;

use specwright::model::{Api, Server, Variable};
use specwright::names;
use specwright_runtime as rt;

use super::verbose::{Hide, Telling};
use crate::args::CallArgs;
use crate::stop::Stop;

/// What was found out about the caller.
pub(super) struct Caller<'a> {
    pub(super) credentials: &'a [(&'a str, String)],
    pub(super) variables: &'a [(String, String)],
    /// What `--verbose` must not show.
    pub(super) hide: Hide,
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
        builder = builder.set(*name, value.clone());
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
    if let Some(seconds) = args.timeout {
        builder = builder.timeout(timeout(seconds)?);
    }
    if args.verbose {
        let inner = rt::ReqwestTransport::new()
            .map_err(|error| Stop::Failed(format!("cannot send anything: {error}")))?;
        builder = builder.transport(Telling::new(inner, caller.hide));
    }
    // All that can be wrong by now is what the caller gave: the base URL or a variable in it.
    builder.build().map_err(|error| {
        Stop::Usage(
            error
                .message()
                .map_or_else(|| error.to_string(), str::to_owned),
        )
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

fn timeout(seconds: f64) -> Result<Duration, Stop> {
    let positive = Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|time| !time.is_zero());
    positive.ok_or_else(|| Stop::Usage("--timeout takes a number of seconds above 0".to_owned()))
}
