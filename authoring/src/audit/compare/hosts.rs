//! Hosts of a page: those without a scheme, and those of tables that list something else. In: hosts, URLs in cells.
//! Out: findings.

use std::collections::HashSet;

use super::addresses::parts;
use crate::audit::context::Context;
use crate::audit::evidence::address::{Address, of_cell};
use crate::audit::evidence::pattern::Pattern;
use crate::audit::finding::{Kind, Problem};
use crate::audit::ledger::{Ledger, finding};
use crate::page::{Table, Text};

/// Whether a URL is a cell of a table of other things, such as downloads: none of the table's hosts is one of the spec, and
/// neither is the domain.
pub(crate) fn is_elsewhere(context: &Context<'_>, address: &Address) -> bool {
    let servers = &context.api.servers;
    let hosts: Vec<&str> = servers.iter().map(|one| parts(&one.url).1).collect();
    let domain = |host: &str| -> Vec<String> {
        let host = host.split(':').next().unwrap_or_default().to_lowercase();
        let labels = host.rsplit('.').take(2);
        labels.map(str::to_owned).collect()
    };
    let written = address.host.as_deref().unwrap_or_default();
    if hosts.iter().any(|host| domain(host) == domain(written)) {
        return false;
    }
    let mut tables = context.page.tables.iter();
    let cells = |table: &'_ Table| -> Vec<Text> {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let urls = cells.filter(|cell| cell.text.contains("://"));
        urls.cloned().collect()
    };
    let has_it = |cells: &[Text]| {
        let mut cells = cells.iter();
        cells.any(|cell| cell.line == address.line && cell.text.contains(&address.text))
    };
    let Some(cells) = tables.find_map(|table| Some(cells(table)).filter(|cells| has_it(cells)))
    else {
        return false;
    };
    let mut urls = cells.iter().flat_map(|cell| of_cell(cell.line, &cell.text));
    !urls.any(|url| {
        let pattern = Pattern::new(url.host.as_deref().unwrap_or_default());
        hosts.iter().any(|host| Pattern::new(host).meets(&pattern))
    })
}

/// Hosts that stand without a scheme.
pub(crate) fn compare(context: &Context<'_>, ledger: &mut Ledger) {
    let listed = &context.evidence.hosts;
    let mut known = vec![false; listed.len()];
    for (at, host) in listed.iter().enumerate() {
        let pattern = Pattern::new(&host.name);
        for (index, server) in context.api.servers.iter().enumerate() {
            if Pattern::new(parts(&server.url).1).meets(&pattern) {
                known[at] = true;
                ledger.met.servers.insert(index);
            }
        }
    }
    let beside = listed.iter().zip(&known).filter(|(_, known)| **known);
    let beside: HashSet<usize> = beside.map(|(host, _)| host.group).collect();
    let urls = context.evidence.addresses.iter();
    let urls: HashSet<usize> = urls
        .filter(|url| url.host.is_some())
        .map(|url| url.line)
        .collect();
    for (host, known) in listed.iter().zip(&known) {
        if !known && beside.contains(&host.group) && !urls.contains(&host.line) {
            let message = format!("host `{}` is not in the spec", host.name);
            let new = finding(
                Kind::Host,
                Problem::NotInSpec,
                &host.name,
                Some(host.line),
                message,
            );
            ledger.add(new.at(context.section("servers")));
        }
    }
}
