//! Server-sent events, by the rules of the WHATWG: from pieces of bytes, cut anywhere, to the data of each event.

use std::time::Duration;

use bytes::Bytes;

use super::{FRAME_LIMIT, TOO_LONG};

/// Cuts bytes into events.
#[derive(Debug, Default)]
pub(super) struct Events {
    input: Vec<u8>,
    /// So many bytes of the input are used.
    used: usize,
    /// So many bytes after those have no end of a line.
    searched: usize,
    /// The line before ended in `\r`, so that a `\n` now belongs to it.
    after_return: bool,
    /// The first line may begin with a byte order mark.
    begun: bool,
    /// Data of the event in the making; each line of it ends in `\n`.
    data: Vec<u8>,
    kind: String,
    /// The id of the event in the making, and of those after it that have none.
    next_id: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

/// One event.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// Its type; empty where it has none.
    pub(super) kind: String,
    pub(super) data: Bytes,
}

impl Events {
    pub(super) fn feed(&mut self, piece: &[u8]) {
        self.input.drain(..self.used);
        self.used = 0;
        self.input.extend_from_slice(piece);
    }

    /// The next event that is complete.
    pub(super) fn take(&mut self) -> Result<Option<Event>, &'static str> {
        while let Some(line) = self.line() {
            if line.is_empty() {
                if let Some(event) = self.dispatch() {
                    return Ok(Some(event));
                }
            } else {
                self.field(&line);
            }
            if self.data.len() > FRAME_LIMIT {
                return Err(TOO_LONG);
            }
        }
        if self.searched > FRAME_LIMIT {
            return Err(TOO_LONG);
        }
        Ok(None)
    }

    /// Whether the input ended within an event; a comment is none.
    pub(super) fn is_cut_off(&self) -> bool {
        let rest = self.input.get(self.used..).unwrap_or_default();
        !self.data.is_empty() || !matches!(rest.first(), None | Some(b':'))
    }

    /// The last id that an event had, by which a service can go on where it was.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// How long the service asks to wait before it is asked for the stream again.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// The next line, which ends in `\n`, `\r` or `\r\n`.
    fn line(&mut self) -> Option<Vec<u8>> {
        if self.after_return && self.used < self.input.len() {
            self.after_return = false;
            if self.input.get(self.used) == Some(&b'\n') {
                self.used += 1;
            }
        }
        let rest = self.input.get(self.used..)?;
        let length = rest
            .iter()
            .skip(self.searched)
            .position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(length) = length.map(|length| length + self.searched) else {
            self.searched = rest.len();
            return None;
        };
        let (line, end) = rest.split_at_checked(length)?;
        let mut line = line.to_vec();
        self.after_return = end.first() == Some(&b'\r');
        self.used += length + 1;
        self.searched = 0;
        if !self.begun {
            self.begun = true;
            if line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
        }
        Some(line)
    }

    fn field(&mut self, line: &[u8]) {
        let (name, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => {
                let (name, value) = line.split_at(colon);
                let value = value.strip_prefix(b":").unwrap_or(value);
                (name, value.strip_prefix(b" ").unwrap_or(value))
            }
            None => (line, &b""[..]),
        };
        match name {
            b"data" => {
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => self.kind = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => {
                self.next_id = Some(String::from_utf8_lossy(value).into_owned());
            }
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let millis = std::str::from_utf8(value).ok();
                let millis = millis.and_then(|millis| millis.parse().ok());
                self.retry = millis.map(Duration::from_millis).or(self.retry);
            }
            // A comment has an empty name; what is unknown is left out.
            _ => {}
        }
    }

    /// The event that a blank line ends; without data there is none. Its id counts from here on: whoever goes on behind
    /// an event that did not come to its end would miss it.
    fn dispatch(&mut self) -> Option<Event> {
        self.id.clone_from(&self.next_id);
        let kind = std::mem::take(&mut self.kind);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(Event {
            kind,
            data: data.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Type and data of each event, whatever pieces the text comes in.
    fn events(text: &str) -> Vec<(String, String)> {
        let run = |size: usize| {
            let mut events = Events::default();
            let mut out = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                events.feed(piece);
                while let Ok(Some(event)) = events.take() {
                    let data = String::from_utf8_lossy(&event.data).into_owned();
                    out.push((event.kind, data));
                }
            }
            out
        };
        let whole = run(text.len().max(1));
        for size in 1..text.len() {
            assert_eq!(run(size), whole, "pieces of {size}");
        }
        whole
    }

    fn data(text: &str) -> Vec<String> {
        events(text).into_iter().map(|(_, data)| data).collect()
    }

    #[test]
    fn lines_end_in_three_ways() {
        assert_eq!(
            data("data: a\n\ndata: b\r\n\r\ndata: c\r\r"),
            ["a", "b", "c"]
        );
        assert_eq!(data("data: a\r\ndata: b\rdata: c\n\r\n"), ["a\nb\nc"]);
    }

    #[test]
    fn fields_are_read_by_the_rules() {
        assert_eq!(data("data:x\ndata:  y\n\n"), ["x\n y"]);
        assert_eq!(data(": comment\ndatax: no\ndata: é漢\n\n:\n\n"), ["é漢"]);
        assert_eq!(data("data\n\ndata\ndata\n\n"), ["", "\n"]);
        assert_eq!(data("event: e\n\ndata: a\n\n"), ["a"]);
        assert_eq!(data("\u{feff}data: a\n\n\u{feff}data: b\n\n"), ["a"]);
        assert_eq!(
            events("event: add\ndata: 1\n\ndata: 2\n\n"),
            [("add".into(), "1".into()), (String::new(), "2".into())]
        );
    }

    #[test]
    fn what_is_not_ended_is_no_event() {
        assert_eq!(data("data: a\n\ndata: b\n"), ["a"]);
        let mut events = Events::default();
        events.feed(b"data: a\n\n");
        assert!(matches!(events.take(), Ok(Some(_))) && !events.is_cut_off());
        events.feed(b"data: b");
        assert!(matches!(events.take(), Ok(None)) && events.is_cut_off());
        events.feed(b"\n");
        assert!(matches!(events.take(), Ok(None)) && events.is_cut_off());
        events.feed(b"\n: bye");
        assert!(matches!(events.take(), Ok(Some(_))));
        assert!(matches!(events.take(), Ok(None)) && !events.is_cut_off());
    }

    #[test]
    fn ids_and_waits_are_kept() {
        let mut events = Events::default();
        events.feed(b"id: 7\nretry: 1500\ndata: a\n\nid: a\0b\nretry: 1s\ndata: b\n\n");
        while let Ok(Some(_)) = events.take() {}
        assert_eq!(events.last_id(), Some("7"));
        assert_eq!(events.retry(), Some(Duration::from_millis(1500)));
        events.feed(b"id: 8\ndata: c\n");
        assert_eq!(events.take(), Ok(None));
        assert_eq!(events.last_id(), Some("7"), "event 8 is not complete");
        events.feed(b"\nid\n\n");
        while let Ok(Some(_)) = events.take() {}
        assert_eq!(events.last_id(), Some(""));
        events.feed(b"retry: 99999999999999999999\n\n");
        assert_eq!(events.take(), Ok(None));
        assert_eq!(events.retry(), Some(Duration::from_millis(1500)));
    }

    #[test]
    fn an_event_without_end_is_refused() {
        let mut events = Events::default();
        events.feed(&vec![b'x'; FRAME_LIMIT + 1]);
        assert_eq!(events.take(), Err(TOO_LONG));
        let mut events = Events::default();
        let line = [
            b"data: ".to_vec(),
            vec![b'x'; FRAME_LIMIT / 2],
            b"\n".to_vec(),
        ]
        .concat();
        events.feed(&line);
        assert_eq!(events.take(), Ok(None));
        events.feed(&line);
        assert_eq!(events.take(), Err(TOO_LONG));
    }
}
