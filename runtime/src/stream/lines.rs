//! Lines: from pieces of bytes, cut anywhere, to lines.

use bytes::{Bytes, BytesMut};

use super::{FRAME_LIMIT, TOO_LONG, fits::without_mark};

/// Cuts bytes into lines that end in `\n` or `\r\n`. Blank lines are left out.
#[derive(Debug, Default)]
pub(super) struct Lines {
    buffer: BytesMut,
    /// So many bytes of the buffer are known to have no end of a line.
    searched: usize,
    /// The first line may begin with a byte order mark.
    begun: bool,
}

impl Lines {
    pub(super) fn feed(&mut self, piece: &[u8]) {
        self.buffer.extend_from_slice(piece);
    }

    /// The next line that is complete.
    pub(super) fn take(&mut self) -> Result<Option<Bytes>, &'static str> {
        loop {
            let rest = self.buffer.get(self.searched..).unwrap_or_default();
            let Some(length) = rest.iter().position(|byte| *byte == b'\n') else {
                self.searched = self.buffer.len();
                return if self.searched > FRAME_LIMIT {
                    Err(TOO_LONG)
                } else {
                    Ok(None)
                };
            };
            let line = self.buffer.split_to(self.searched + length + 1).freeze();
            self.searched = 0;
            if line.len() > FRAME_LIMIT {
                return Err(TOO_LONG);
            }
            if let Some(line) = self.content(line) {
                return Ok(Some(line));
            }
        }
    }

    /// What is left when there is no more: a last line without its end.
    pub(super) fn finish(&mut self) -> Option<Bytes> {
        self.searched = 0;
        let rest = std::mem::take(&mut self.buffer).freeze();
        self.content(rest)
    }

    /// The line without white space around it; nothing if it is blank.
    fn content(&mut self, line: Bytes) -> Option<Bytes> {
        let text = if std::mem::replace(&mut self.begun, true) {
            &line
        } else {
            without_mark(&line)
        };
        let text = text.trim_ascii();
        (!text.is_empty()).then(|| line.slice_ref(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(pieces: &[&str]) -> Vec<String> {
        let mut lines = Lines::default();
        let mut out = Vec::new();
        for piece in pieces {
            lines.feed(piece.as_bytes());
            while let Ok(Some(line)) = lines.take() {
                out.push(String::from_utf8_lossy(&line).into_owned());
            }
        }
        out.extend(
            lines
                .finish()
                .map(|line| String::from_utf8_lossy(&line).into_owned()),
        );
        out
    }

    #[test]
    fn lines_end_in_either_way_or_not_at_all() {
        assert_eq!(cut(&["a\nb\r\n\n \r\nc"]), ["a", "b", "c"]);
        assert_eq!(cut(&["a", "b\r", "\n", "\n", "c", "\n"]), ["ab", "c"]);
        assert_eq!(cut(&[]), Vec::<String>::new());
        assert_eq!(cut(&["\n", " "]), Vec::<String>::new());
        assert_eq!(cut(&["\u{feff}a\n\u{feff}b"]), ["a", "\u{feff}b"]);
        assert_eq!(cut(&["\u{feff}"]), Vec::<String>::new());
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let mut lines = Lines::default();
        lines.feed(&vec![b'x'; FRAME_LIMIT]);
        assert_eq!(lines.take(), Ok(None));
        lines.feed(b"x");
        assert_eq!(lines.take(), Err(TOO_LONG));
        let mut lines = Lines::default();
        lines.feed(&[vec![b'x'; FRAME_LIMIT], b"\n".to_vec()].concat());
        assert_eq!(lines.take(), Err(TOO_LONG));
    }
}
