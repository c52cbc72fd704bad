//! Where the calls of each API go, and as whom. In: the options, and the environment. Out: settings per API, or what is
//! wrong with the options. No message repeats a value that may be secret.

use std::time::Duration;

use specwright::model::{Api, Credential};
use specwright::names;
use specwright_mock::upstream::Settings;

use crate::args::ServeArgs;
use crate::call::credentials;
use crate::stop::Stop;

/// An API with its settings.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) api: &'a Api,
    pub(super) settings: Settings,
    /// Credentials that are not there, tokens left out.
    missing: Vec<&'a Credential>,
}

impl Found<'_> {
    /// What the person at the terminal should know.
    pub(super) fn told(&self) -> String {
        let Self {
            api,
            settings,
            missing,
        } = self;
        let server = || {
            let mut servers = api.servers.iter();
            let server = match &settings.server {
                Some(name) => servers.find(|server| server.name == *name),
                None => servers.next(),
            };
            server.map_or("", |server| server.url.as_str())
        };
        let place = settings.base_url.as_deref().unwrap_or_else(server);
        let mut text = format!("{}: calls go to {place}", api.name);
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|one| one.env.as_str()).collect();
            let names = names.join(", ");
            text.push_str(&format!("; not set, and needed by some: {names}"));
        }
        text
    }
}

/// The settings of all APIs.
pub(super) fn of_all<'a>(args: &ServeArgs, apis: &'a [Api]) -> Result<Vec<Found<'a>>, Stop> {
    if args.server.iter().any(|server| server.contains("://")) {
        let text = "--server takes a name in the spec; --upstream takes a URL";
        return Err(Stop::Usage(text.to_owned()));
    }
    for given in &args.credentials {
        known(given, "--credential", apis, |api| {
            names_of(&api.credentials, |one| &one.name)
        })?;
    }
    for given in &args.variables {
        known(given, "--variable", apis, |api| {
            names_of(&api.variables, |one| &one.name)
        })?;
    }
    let upstream = by_api("--upstream", &args.upstream, apis)?;
    let server = by_api("--server", &args.server, apis)?;
    let auth = by_api("--auth", &args.auth, apis)?;
    let timeout = args.timeout.map(seconds).transpose()?;
    let found = apis.iter().zip(upstream).zip(server).zip(auth);
    let found = found.map(|(((api, upstream), server), auth)| {
        if upstream.is_some() && server.is_some() {
            let text = format!("`{}` has both --upstream and --server", api.name);
            return Err(Stop::Usage(text));
        }
        let mut settings = Settings::default();
        settings.base_url = upstream;
        settings.server = server;
        settings.way = auth;
        settings.allow_http = args.allow_http;
        settings.timeout = timeout;
        let missing = values(args, api, &mut settings)?;
        Ok(Found {
            api,
            settings,
            missing,
        })
    });
    found.collect()
}

fn names_of<'a, T>(all: &'a [T], name: impl Fn(&'a T) -> &'a String) -> Vec<&'a str> {
    all.iter().map(|one| name(one).as_str()).collect()
}

/// Refuses a NAME=VALUE whose name no API has.
fn known<'a>(
    given: &str,
    option: &str,
    apis: &'a [Api],
    of: impl Fn(&'a Api) -> Vec<&'a str>,
) -> Result<(), Stop> {
    let Some((name, _)) = given.split_once('=') else {
        return Err(Stop::Usage(format!("{option} takes NAME=VALUE")));
    };
    let (owner, name) = owned(name);
    if let Some(owner) = owner.filter(|owner| !apis.iter().any(|api| api.name == *owner)) {
        let text = format!("{option}: none of the specs is of an API `{owner}`");
        return Err(Stop::Usage(text));
    }
    let is_meant = |api: &&Api| owner.is_none_or(|owner| api.name == owner);
    let all: Vec<&str> = apis.iter().filter(is_meant).flat_map(of).collect();
    if all.contains(&name) {
        return Ok(());
    }
    let kind = option.trim_start_matches("--");
    let mut text = format!("no API has a {kind} `{name}`");
    if let Some(near) = names::nearest(name, all.iter().copied()) {
        text.push_str(&format!("; did you mean `{near}`?"));
    }
    Err(Stop::Usage(text))
}

/// A name with that of an API before it: `te.token`.
fn owned(name: &str) -> (Option<&str>, &str) {
    match name.split_once('.') {
        Some((owner, name)) => (Some(owner), name),
        None => (None, name),
    }
}

/// The value of an option for each API: without a name it is for the only one.
fn by_api(option: &str, given: &[String], apis: &[Api]) -> Result<Vec<Option<String>>, Stop> {
    let mut all: Vec<Option<String>> = vec![None; apis.len()];
    for value in given {
        // A URL may hold the sign too.
        let named = value.split_once('=');
        let named = named.filter(|(name, _)| !name.contains([':', '/']));
        let place = match named {
            Some((name, _)) => apis.iter().position(|api| api.name == name),
            None if apis.len() == 1 => Some(0),
            None => {
                let text = format!("there are several APIs: say {option} {}=..", apis[0].name);
                return Err(Stop::Usage(text));
            }
        };
        let Some(slot) = place.and_then(|at| all.get_mut(at)) else {
            let name = named.map_or("", |(name, _)| name);
            let text = format!("{option}: none of the specs is of an API `{name}`");
            return Err(Stop::Usage(text));
        };
        let value = named.map_or(value.as_str(), |(_, value)| value);
        if slot.replace(value.to_owned()).is_some() {
            return Err(Stop::Usage(format!("{option} is given twice for one API")));
        }
    }
    Ok(all)
}

/// Takes what was given, else the environment; gives what is not there.
fn values<'a>(
    args: &ServeArgs,
    api: &'a Api,
    settings: &mut Settings,
) -> Result<Vec<&'a Credential>, Stop> {
    let mut missing = Vec::new();
    for credential in &api.credentials {
        let value = value(&args.credentials, api, &credential.name, &credential.env);
        match value {
            Some(value) => {
                credentials::check(credential, &value)?;
                settings
                    .values
                    .push((credential.name.clone(), value.into()));
            }
            None if !credential.is_token => missing.push(credential),
            None => {}
        }
    }
    for variable in &api.variables {
        let value = value(&args.variables, api, &variable.name, &variable.env);
        let value = value.map(|value| (variable.name.clone(), value.into()));
        settings.values.extend(value);
    }
    Ok(missing)
}

fn value(given: &[String], api: &Api, name: &str, env: &str) -> Option<String> {
    let pairs = given.iter().rev().filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(known, _)| {
        let (owner, known) = owned(known);
        known == name && owner.is_none_or(|owner| owner == api.name)
    });
    let given = values.next().map(|(_, value)| value.to_owned());
    let from_env = || std::env::var(env).ok().filter(|value| !value.is_empty());
    given.or_else(from_env)
}

fn seconds(given: f64) -> Result<Duration, Stop> {
    let time = Duration::try_from_secs_f64(given).ok();
    time.filter(|time| !time.is_zero())
        .ok_or_else(|| Stop::Usage("--timeout takes a number of seconds above 0".to_owned()))
}
