//! Addresses of a page against base URLs, paths and parameters. In: addresses. Out: findings, and what each leads to.

use specwright::model::Location;
use specwright::places;

use super::routes::{self, Fit};
use super::{hosts, values};
use crate::audit::context::Context;
use crate::audit::evidence::address::{Address, of_cell};
use crate::audit::evidence::pattern::Pattern;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::audit::names::{self, Known};
use crate::page::{Role, TableKind};

/// An address that is one of an operation, or should be.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) line: usize,
    /// Empty where the spec has none.
    pub(crate) operations: Vec<usize>,
}

/// Compares all addresses and hosts.
pub(crate) fn compare(context: &Context<'_>, ledger: &mut Ledger) -> Vec<Resolved> {
    let mut addresses = context.evidence.addresses.clone();
    addresses.extend(of_tables(context));
    addresses.sort_by_key(|address| address.line);
    let mut resolved = Vec::new();
    for address in addresses
        .iter()
        .filter(|one| !context.tells_address(&one.text))
    {
        resolved.extend(one(context, ledger, address));
    }
    hosts::compare(context, ledger);
    resolved
}

/// Methods and paths of tables of endpoints.
fn of_tables(context: &Context<'_>) -> Vec<Address> {
    let mut found = Vec::new();
    for table in &context.page.tables {
        for row in table
            .rows
            .iter()
            .filter(|_| table.kind == TableKind::Endpoints)
        {
            let Some(path) = table.cell(row, Role::Path) else {
                continue;
            };
            let method = table
                .cell(row, Role::Method)
                .map(|cell| cell.text.to_uppercase());
            if path.text.contains("://") {
                let urls = of_cell(path.line, &path.text).into_iter();
                found.extend(urls.map(|url| Address {
                    methods: method.clone().into_iter().collect(),
                    ..url
                }));
                continue;
            }
            found.push(Address {
                line: path.line,
                text: path.text.clone(),
                path: path.text.split('?').next().unwrap_or_default().to_owned(),
                methods: method.into_iter().collect(),
                is_alone: true,
                is_rooted: path.text.starts_with('/'),
                ..Address::default()
            });
        }
    }
    found
}

fn one(context: &Context<'_>, ledger: &mut Ledger, address: &Address) -> Option<Resolved> {
    let path = below_base(context, address);
    let is_root = routes::segments(&path).is_empty();
    let is_bare = is_root && address.query.is_empty();
    let fits = if is_bare {
        Vec::new()
    } else {
        routes::fits(context.api, &path)
    };
    if address.host.is_some() && !host(context, ledger, address, !fits.is_empty()) {
        // Of an address elsewhere nothing more is known.
        return (!fits.is_empty()).then(|| resolve(context, ledger, address, fits));
    }
    if !fits.is_empty() {
        return Some(resolve(context, ledger, address, fits));
    }
    let certain = match address.host {
        Some(_) => is_call(context, address, &path),
        None => is_route(context, address, &path),
    };
    if is_bare || !certain {
        return None;
    }
    for method in methods(address) {
        missing(ledger, context, address, &path, method);
    }
    Some(Resolved {
        line: address.line,
        operations: Vec::new(),
    })
}

fn methods(address: &Address) -> Vec<Option<&str>> {
    match address.methods.is_empty() {
        true => vec![None],
        false => address
            .methods
            .iter()
            .map(|one| Some(one.as_str()))
            .collect(),
    }
}

/// The path without that of the base URL, and without a placeholder for the whole of it.
fn below_base(context: &Context<'_>, address: &Address) -> String {
    let written = routes::segments(&address.path);
    let hosted = address.host.as_deref().map(Pattern::new);
    for server in &context.api.servers {
        let (_, host, base) = parts(&server.url);
        let base = routes::segments(base);
        let same_host = hosted
            .as_ref()
            .is_none_or(|one| one.meets(&Pattern::new(host)));
        let same_base = base.len() <= written.len()
            && base
                .iter()
                .zip(&written)
                .all(|(own, one)| own.eq_ignore_ascii_case(one));
        if same_host && same_base {
            return written[base.len()..].join("/");
        }
        if same_host && hosted.is_some() && written.len() < base.len() && base.starts_with(&written)
        {
            return String::new();
        }
    }
    written.join("/")
}

/// Whether a URL is more than a web page of the service: one with a single segment in a sentence may be one.
fn is_call(context: &Context<'_>, address: &Address, path: &str) -> bool {
    let told = !address.methods.is_empty() || !address.query.is_empty();
    address.is_alone || told || routes::segments(path).len() > 1 || is_route(context, address, path)
}

/// Whether a path without a host is one of the interface for certain, though no operation has it.
fn is_route(context: &Context<'_>, address: &Address, path: &str) -> bool {
    let written = routes::segments(path);
    let Some(first) = written.first() else {
        return false;
    };
    let mut firsts = context.api.operations.iter();
    let shared = firsts.any(|one| routes::segments(&one.path_text).first() == Some(first));
    let told = !address.methods.is_empty() || !address.query.is_empty();
    let hole = address.path.starts_with(['{', '$', '<']);
    let long = written.len() >= 3 || address.is_rooted;
    shared || (address.is_alone && long) || (told && long) || hole && written.len() > 2
}

/// Finds the server of an address; `false` where there is none.
fn host(context: &Context<'_>, ledger: &mut Ledger, address: &Address, fits: bool) -> bool {
    let written = address.host.as_deref().unwrap_or_default();
    let pattern = Pattern::new(written);
    let mut known = false;
    for scheme in &address.schemes {
        let mut found = false;
        for (index, server) in context.api.servers.iter().enumerate() {
            let (own_scheme, own, _) = parts(&server.url);
            let own = Pattern::new(own);
            if own_scheme == *scheme && own.meets(&pattern) {
                found = true;
                if !pattern.is_hole() || own.has_hole() {
                    ledger.met.servers.insert(index);
                }
            }
        }
        known |= found;
        if !found && (fits || (address.is_alone && !hosts::is_elsewhere(context, address))) {
            let name = format!("{scheme}://{written}");
            let message = format!("host `{name}` is not in the spec");
            let line = Some(address.line);
            let new = finding(Kind::Host, Problem::NotInSpec, &name, line, message);
            ledger.add_host(new.at(context.section("servers")));
        }
    }
    known
}

/// Scheme, host with port, and path of a base URL.
pub(crate) fn parts(url: &str) -> (&str, &str, &str) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let at = rest.find('/').unwrap_or(rest.len());
    (scheme, &rest[..at], &rest[at..])
}

/// Compares what an address says of operations that fit its path.
fn resolve(
    context: &Context<'_>,
    ledger: &mut Ledger,
    address: &Address,
    fits: Vec<Fit>,
) -> Resolved {
    let mut left = Vec::new();
    for method in methods(address) {
        let of_method = |fit: &&Fit| {
            let own = &context.api.operations[fit.operation].method;
            method.is_none_or(|method| own == method)
        };
        let fitting: Vec<&Fit> = fits.iter().filter(of_method).collect();
        let agreeing = agreeing(context, address, &fitting);
        if let (true, Some(method)) = (fitting.is_empty(), method) {
            other_method(context, ledger, address, &fits, method);
        } else if fitting.is_empty() || (agreeing.is_empty() && fitting.len() > 1) {
            let path = below_base(context, address);
            missing(ledger, context, address, &path, method);
        } else if agreeing.is_empty() {
            left.extend(fitting);
        } else {
            left.extend(agreeing);
        }
    }
    let operations: Vec<usize> = left.iter().map(|fit| fit.operation).collect();
    for fit in &left {
        ledger.met.operations.insert(fit.operation);
        path_values(context, ledger, address, fit);
    }
    query(context, ledger, address, &operations);
    Resolved {
        line: address.line,
        operations,
    }
}

/// Tells of a path that the spec has with other methods.
fn other_method(
    context: &Context<'_>,
    ledger: &mut Ledger,
    address: &Address,
    fits: &[Fit],
    method: &str,
) {
    let path = below_base(context, address);
    let Some(fit) = fits.first() else {
        return missing(ledger, context, address, &path, Some(method));
    };
    let own = &context.api.operations[fit.operation];
    let name = shown(address, &path, Some(method));
    let message = format!(
        "path `{name}` is not in the spec, which has `{}` there (`{}`)",
        own.method, own.name
    );
    let line = Some(address.line);
    let new = finding(Kind::Path, Problem::NotInSpec, &name, line, message);
    ledger.add_path(new.at(places::operation(own).key("call")));
}

/// Those whose constants are what the address has.
fn agreeing<'f>(context: &Context<'_>, address: &Address, fits: &[&'f Fit]) -> Vec<&'f Fit> {
    let agrees = |fit: &&&Fit| {
        let mut fixed = context.api.operations[fit.operation].fixed.iter();
        fixed.all(|param| {
            let constant = names::constant(param);
            let mut query = address.query.iter();
            let written = query.find(|(name, _, _)| *name == param.wire);
            let written = written.and_then(|(_, value, _)| value.as_ref());
            match (constant, written) {
                (Some(own), Some(value)) => own == *value || Pattern::new(value).has_hole(),
                _ => true,
            }
        })
    };
    fits.iter().filter(agrees).copied().collect()
}

fn path_values(context: &Context<'_>, ledger: &mut Ledger, address: &Address, fit: &Fit) {
    let operation = &context.api.operations[fit.operation];
    for (name, value) in &fit.values {
        let mut params = operation.params.iter();
        let param = params.find(|one| one.location == Location::Path && one.field.wire == *name);
        if let Some(param) = param {
            let met = (fit.operation, name.clone());
            ledger.met.params.insert(met);
            values::of_type(context, ledger, &param.field.value.ty, value, address.line);
        }
    }
}

fn query(context: &Context<'_>, ledger: &mut Ledger, address: &Address, operations: &[usize]) {
    for (name, value, line) in &address.query {
        let mut known = false;
        for index in operations.iter().copied() {
            let operation = &context.api.operations[index];
            let param = names::param(context.api, operation, name);
            known |= param.is_some();
            let Some(param) = param else { continue };
            ledger.met.params.insert((index, name.clone()));
            match (param, value) {
                (Known::Given(param), Some(value)) => {
                    values::of_type(context, ledger, &param.field.value.ty, value, *line);
                }
                (Known::Fixed(param), Some(value)) => {
                    values::of_constant(context, ledger, index, param, value, *line);
                }
                _ => {}
            }
        }
        if let (false, Some(first)) = (known, operations.first()) {
            let operation = &context.api.operations[*first].name;
            let message = format!("parameter `{name}` of `{operation}` is not in the spec");
            let new = finding(
                Kind::Parameter,
                Problem::NotInSpec,
                name,
                Some(*line),
                message,
            );
            ledger.add(new.of(operation).at(context.params_place(*first)));
        }
    }
}

/// An address as findings name it: its method and its path.
fn shown(address: &Address, path: &str, method: Option<&str>) -> String {
    // A placeholder in front of a path stands for the base URL.
    let rooted = address.host.is_some() || address.path.starts_with('/');
    let segments = routes::segments(path);
    let based = !rooted && segments.len() > 1 && Pattern::new(segments[0]).is_hole();
    let mut name = format!("/{}", segments[usize::from(based)..].join("/"));
    if name == "/" {
        let pairs = address
            .query
            .iter()
            .filter_map(|(name, value, _)| Some(format!("{name}={}", value.as_ref()?)));
        // Of operations that share a path, the first parameter says which is meant.
        name.extend(pairs.take(1).map(|pair| format!("?{pair}")));
    }
    method.map_or_else(|| name.clone(), |method| format!("{method} {name}"))
}

/// Tells of a path that no operation has.
fn missing(
    ledger: &mut Ledger,
    context: &Context<'_>,
    address: &Address,
    path: &str,
    method: Option<&str>,
) {
    let shown = shown(address, path, method);
    let message = format!("path `{shown}` is not in the spec");
    let new = finding(
        Kind::Path,
        Problem::NotInSpec,
        &shown,
        Some(address.line),
        message,
    );
    ledger.add_path(new.at(context.section("operations")));
}
