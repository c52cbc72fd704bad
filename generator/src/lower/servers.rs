//! Base URLs and their variables.

use super::braces::{self, Piece};
use super::entries::Entry;
use super::env::Env;
use super::scope::at;
use super::{naming, provenance};
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::{Server, Variable};
use crate::source::FileId;
use crate::spec;

/// A variable as one server describes it.
type Described<'a> = (&'a str, &'a spec::Variable, &'a Entry<'a, spec::Server>);

pub(super) fn lower(
    entries: &[Entry<'_, spec::Server>],
    file: FileId,
    env: &mut Env<'_>,
    diags: &mut Diagnostics,
) -> (Vec<Server>, Vec<Variable>) {
    if entries.is_empty() {
        diags
            .error(
                Code::MissingKey,
                Place::file(file),
                "the spec has no `servers`",
            )
            .help("name at least one base URL: `servers: {default: \"https://api.example.com\"}`");
    }
    let mut servers = Vec::new();
    let mut variables: Vec<Variable> = Vec::new();
    for entry in entries {
        naming::expect_snake("a server", entry.key, entry.place.clone().of_key(), diags);
        let named = url_variables(entry, diags);
        check_unused(entry, &named, diags);
        for name in named {
            if !variables.iter().any(|variable| variable.name == name) {
                variables.push(variable(name, entry, entries, env, diags));
            }
        }
        servers.push(Server {
            name: entry.key.to_owned(),
            url: entry.value.url.trim_end_matches('/').to_owned(),
            doc: entry.value.text.clone(),
            source: provenance::lower(entry.value.source.as_ref(), None),
            file: entry.file,
        });
    }
    (servers, variables)
}

/// The names in braces in the URL; checks the URL on the way.
fn url_variables<'a>(entry: &Entry<'a, spec::Server>, diags: &mut Diagnostics) -> Vec<&'a str> {
    let (url, place) = (entry.value.url.as_str(), at(&entry.place, "url"));
    let mut refuse = |part: &str, message: &str, help: &str| {
        diags
            .error(Code::BadServer, place.clone().part(part), message)
            .help(help);
    };
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split('/').next().unwrap_or_default());
    if host.is_none_or(str::is_empty) {
        let help = "for instance `https://api.example.com/v1`";
        refuse(
            url,
            "a base URL starts with `http://` or `https://` and a host",
            help,
        );
    }
    if let Some(at) = url.find(['?', '#']) {
        let help = "constant parameters stand under `common`, in `query`";
        refuse(&url[at..], "a base URL has no query string", help);
    }
    if host.is_some_and(|host| host.contains('@')) {
        refuse(
            url,
            "a base URL holds no user or password",
            "use `auth` with `basic`",
        );
    }
    if let Some(c) = url
        .chars()
        .find(|c| c.is_whitespace() || c.is_control() || !c.is_ascii())
    {
        let help = "write other characters percent-encoded, and hosts in their ASCII form";
        refuse(
            c.encode_utf8(&mut [0; 4]),
            "a base URL is made of ASCII characters without blanks",
            help,
        );
    }
    match braces::pieces(url) {
        Ok(pieces) => pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Name(name) => Some(name),
                Piece::Literal(_) => None,
            })
            .collect(),
        Err(fault) => {
            let part = url.get(fault.at).unwrap_or_default();
            diags.error(Code::BadServer, place.part(part), fault.message);
            Vec::new()
        }
    }
}

/// A described variable that the URL of its server does not have.
fn check_unused(entry: &Entry<'_, spec::Server>, named: &[&str], diags: &mut Diagnostics) {
    for (name, _) in entry
        .value
        .variables
        .iter()
        .filter(|(name, _)| !named.contains(name))
    {
        let place = at(&entry.place, "variables").key(name).of_key();
        let message = format!("the URL of `{}` has no `{{{name}}}`", entry.key);
        let problem = diags.error(Code::BadVariable, place, message);
        if let Some(near) = did_you_mean(name, named.iter().copied()) {
            problem.help(format!("did you mean `{near}`?"));
        }
    }
}

/// One variable from all servers that describe it.
fn variable<'a>(
    name: &str,
    first: &'a Entry<'a, spec::Server>,
    entries: &'a [Entry<'a, spec::Server>],
    env: &mut Env<'_>,
    diags: &mut Diagnostics,
) -> Variable {
    let mut described = entries.iter().filter_map(|entry| {
        entry
            .value
            .variables
            .get(name)
            .map(|variable| (name, variable, entry))
    });
    let Some(main) = described.next() else {
        naming::expect_snake(
            "a variable",
            name,
            at(&first.place, "url").part(name),
            diags,
        );
        return Variable {
            name: name.to_owned(),
            server: first.key.to_owned(),
            doc: None,
            default: None,
            values: Vec::new(),
            env: env.variable(name, None, first.place.clone(), diags),
        };
    };
    let place = place(main);
    naming::expect_snake("a variable", name, place.clone().of_key(), diags);
    for other in described {
        if (&other.1.default, &other.1.values, &other.1.env)
            != (&main.1.default, &main.1.values, &main.1.env)
        {
            let message = format!("two servers describe `{name}` differently");
            diags
                .error(Code::BadVariable, self::place(other).of_key(), message)
                .label(place.clone().of_key(), "described here")
                .help("variables of the same name are one variable: describe it once, with all its values");
        }
    }
    check_default(main.1, &place, diags);
    Variable {
        name: name.to_owned(),
        server: main.2.key.to_owned(),
        doc: main.1.text.clone(),
        default: main.1.default.clone(),
        values: main.1.values.clone(),
        env: env.variable(name, main.1.env.as_deref(), place, diags),
    }
}

fn place((name, _, entry): Described<'_>) -> Place {
    at(&entry.place, "variables").key(name)
}

fn check_default(variable: &spec::Variable, place: &Place, diags: &mut Diagnostics) {
    let Some(default) = &variable.default else {
        return;
    };
    if !variable.values.is_empty() && !variable.values.contains(default) {
        let values = crate::diag::list_of(variable.values.iter().map(String::as_str));
        diags
            .error(
                Code::BadVariable,
                at(place, "default"),
                format!("`{default}` is none of the allowed values"),
            )
            .help(format!("allowed are {values}"));
    }
}
