//! What a page names outside its tables: samples, addresses, hosts, headers, ranges of codes, defaults. In: a page.
//! Out: [`Evidence`]; nothing here knows a spec.

pub(crate) mod address;
pub(crate) mod code;
pub(crate) mod hosts;
pub(crate) mod lines;
pub(crate) mod listed;
mod methods;
pub(crate) mod node;
pub(crate) mod pattern;
pub(crate) mod prose;
pub(crate) mod samples;
pub(crate) mod template;
pub(crate) mod text;
pub(crate) mod words;
mod xml;

use crate::page::Page;
use address::Address;
use code::Named;
use hosts::Host;
use prose::{Range, Usual};
use samples::Sample;
use words::Words;

/// Everything that a page names outside its tables.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(crate) samples: Vec<Sample>,
    pub(crate) addresses: Vec<Address>,
    pub(crate) hosts: Vec<Host>,
    pub(crate) named: Vec<Named>,
    pub(crate) ranges: Vec<Range>,
    pub(crate) usual: Vec<Usual>,
    pub(crate) words: Words,
}

impl Evidence {
    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.samples.is_empty() && self.addresses.is_empty() && self.named.is_empty()
    }

    /// Looks for it in a page.
    pub(crate) fn of(page: &Page) -> Self {
        let lines = lines::of(page);
        let samples = samples::mine(&lines);
        Self {
            addresses: address::mine(&lines, &samples),
            hosts: hosts::mine(&lines),
            named: code::mine(&lines),
            ranges: prose::ranges(&lines),
            usual: prose::usual(&lines),
            words: Words::of(lines, &samples, page),
            samples,
        }
    }
}
