//! Answers that are spoilt on purpose, as networks and what stands in them do it.

use crate::control::Spoil;
use crate::raw::{Cut, Raw};

const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1>\
    <p>The service behind this proxy did not answer.</p></body></html>\n";

/// The answer, spoilt.
pub(crate) fn spoil(raw: Raw, how: Spoil) -> Raw {
    match how {
        Spoil::Reset => Raw {
            delay: raw.delay,
            latch: raw.latch,
            ..Raw::reset()
        },
        Spoil::Html => Raw {
            delay: raw.delay,
            latch: raw.latch,
            ..Raw::new(502, "text/html; charset=utf-8", PAGE)
        },
        Spoil::Empty => Raw {
            pieces: Vec::new(),
            ..raw
        },
        Spoil::Truncated => {
            let body = raw.body();
            let half = body.slice(..body.len() / 2);
            Raw {
                pieces: vec![half],
                cut: Cut::Short,
                ..raw
            }
        }
        Spoil::Garbage => {
            // Neither JSON nor XML nor UTF-8, and of the length of what it replaces.
            let length = raw.body().len().max(16);
            let bytes: Vec<u8> = (0..length)
                .map(|at| if at % 2 == 0 { 0xfe } else { (at % 251) as u8 })
                .collect();
            Raw {
                pieces: vec![bytes.into()],
                ..raw
            }
        }
    }
}
