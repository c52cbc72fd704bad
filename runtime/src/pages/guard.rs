//! Seeing that a service leads in a circle, in memory that does not grow with the pages.

use serde::{Deserialize, Serialize};

use crate::{Codec, ListNode, Value, encode_json};

/// A service may give empty pages on the way, but not for ever.
const EMPTY_PAGES: u32 = 1000;

/// How many items of a page are compared with those of the page before.
const LOOKED_AT: usize = 64;

/// What is remembered of the pages and cursors so far. All of it are hashes: they only need to tell values apart.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Guard {
    /// The page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<u64>,
    /// The cursor that led to the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<u64>,
    /// An older cursor, moved on after twice as many steps each time, as in Brent's search for cycles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<u64>,
    #[serde(default)]
    steps: u64,
    #[serde(default)]
    reach: u64,
    /// Empty pages one after the other.
    #[serde(default)]
    empty: u32,
}

impl Guard {
    /// Takes notice of a page; an error if it is the one before again.
    pub(super) fn page(&mut self, print: Option<u64>) -> Result<(), &'static str> {
        if print.is_some() && self.page == print {
            return Err("the service gave the same page again");
        }
        self.page = print;
        Ok(())
    }

    /// Takes notice of how many items a page has; an error if nothing has come for too long.
    pub(super) fn items(&mut self, count: u64) -> Result<(), &'static str> {
        self.empty = if count == 0 {
            self.empty.saturating_add(1)
        } else {
            0
        };
        if self.empty > EMPTY_PAGES {
            return Err("the service gives one empty page after the other");
        }
        Ok(())
    }

    /// Takes notice of a cursor or link; an error if it led somewhere before.
    pub(super) fn cursor(&mut self, cursor: &str) -> Result<(), &'static str> {
        let hash = Some(hash([cursor.as_bytes()]));
        if self.last == hash || self.mark == hash {
            return Err("the service leads back to a page that was there before");
        }
        self.last = hash;
        self.steps = self.steps.saturating_add(1);
        if self.steps > self.reach {
            self.mark = hash;
            self.reach = self.reach.saturating_mul(2).max(1);
            self.steps = 0;
        }
        Ok(())
    }
}

/// What tells a page from another one; `None` where equal pages may well follow each other.
pub(super) fn print(items: &dyn ListNode, codec: &Codec) -> Option<u64> {
    let count = items.len();
    // Rows without a name of their own are often equal at both ends of a page, and hardly ever in so many places.
    let places = count.min(LOOKED_AT);
    let mut looks = (0..places).map(|place| {
        let index = (count - 1) * place / (places - 1).max(1);
        encode_json(items.item(index), codec)
    });
    let first = looks.next()?;
    if count == 1 {
        // One number or text by itself may come twice, a record hardly.
        let is_record =
            matches!(items.item(0).value(), Value::Record(_)) || first.starts_with(b"{");
        return is_record.then(|| hash([first.as_slice()]));
    }
    let rest: Vec<Vec<u8>> = looks.collect();
    let differs = rest.iter().any(|item| *item != first);
    let count = count.to_string();
    let parts = [first.as_slice(), count.as_bytes()];
    differs.then(|| hash(parts.into_iter().chain(rest.iter().map(Vec::as_slice))))
}

/// FNV-1a: it must be the same in the next process and the next version.
pub(super) fn hash<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    parts.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        // A separator that is no byte of UTF-8 text.
        part.iter().copied().chain([0xff]).fold(hash, step)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many cursors a circle is seen.
    fn seen_after(lead: usize, circle: usize) -> Option<usize> {
        let mut guard = Guard::default();
        (0..100 * (lead + circle)).find(|step| {
            let at = if *step < lead {
                *step
            } else {
                lead + (step - lead) % circle
            };
            guard.cursor(&at.to_string()).is_err()
        })
    }

    #[test]
    fn every_circle_is_seen() {
        for lead in 0..40 {
            for circle in 1..40 {
                let after = seen_after(lead, circle);
                assert!(
                    after.is_some_and(|after| after <= 4 * (lead + circle)),
                    "{lead} {circle} {after:?}"
                );
            }
            assert_eq!(
                seen_after(lead, 1),
                Some(lead + 1),
                "the same again is seen at once"
            );
        }
    }

    #[test]
    fn cursors_that_go_on_are_no_circle() {
        let mut guard = Guard::default();
        assert!((0..10_000).all(|at: i32| guard.cursor(&at.to_string()).is_ok()));
    }

    #[test]
    fn pages_that_may_be_equal_have_no_print() {
        let print = |items: &[i64]| print(&items.to_vec(), &Codec::Plain);
        assert_eq!(print(&[]), None);
        assert_eq!(print(&[1]), None);
        assert_eq!(print(&[1, 1]), None);
        assert!(print(&[1, 2]).is_some());
        assert_ne!(print(&[1, 2]), print(&[1, 3, 2]));
        assert_ne!(print(&[1, 2, 4]), print(&[1, 3, 4]));
        let many = |at: i64| (0..1000).map(|n| i64::from(n > at)).collect::<Vec<_>>();
        assert!(print(&many(500)).is_some() && print(&many(500)) == print(&many(500)));
        assert_ne!(print(&many(500)), print(&many(400)));
        let objects = vec![serde_json::json!({"id": 1})];
        assert!(super::print(&objects, &Codec::Plain).is_some());
    }

    #[test]
    fn a_state_that_was_tampered_with_does_no_harm() {
        let full = format!(
            r#"{{"steps":{0},"reach":{0},"empty":{1}}}"#,
            u64::MAX,
            u32::MAX
        );
        let guard: Result<Guard, _> = serde_json::from_str(&full);
        let mut guard = guard.unwrap_or_else(|_| unreachable!("a guard"));
        assert!(guard.cursor("a").is_ok() && guard.items(0).is_err());
    }

    #[test]
    fn empty_pages_come_to_an_end() {
        let mut guard = Guard::default();
        assert!((0..EMPTY_PAGES).all(|_| guard.items(0).is_ok()));
        assert!(guard.clone().items(0).is_err());
        assert!(guard.items(1).is_ok() && guard.items(0).is_ok());
    }
}
