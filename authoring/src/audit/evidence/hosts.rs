//! Hosts without a scheme, as lists of regions have them. In: lines. Out: hosts.

use super::lines::Line;
use super::text;

/// A host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host {
    pub(crate) line: usize,
    pub(crate) name: String,
    /// Lines with hosts that stand next to each other have one number.
    pub(crate) group: usize,
}

/// The hosts of lines that are nothing but `Region: host`, or rows of tables.
pub(crate) fn mine(lines: &[Line]) -> Vec<Host> {
    let (mut found, mut group, mut last) = (Vec::new(), 0, 0);
    for line in lines {
        for name in listed(&line.text) {
            if line.number > last + 1 {
                group += 1;
            }
            last = line.number;
            found.push(Host {
                line: line.number,
                name,
                group,
            });
        }
    }
    found
}

/// The hosts of a line that is a row of a list or of a table.
fn listed(line: &str) -> Vec<String> {
    let hosts = text::hosts(line);
    let rest = hosts
        .iter()
        .fold(line.to_owned(), |rest, host| rest.replacen(host, " ", 1));
    let words = rest.split_whitespace().count();
    let is_row = rest.contains(['|', '\t']) || words <= 5;
    let names = hosts.into_iter().filter(|_| is_row && !rest.contains("//"));
    names.collect()
}
