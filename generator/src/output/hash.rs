//! The hash by which unchanged files are known.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// 64 bits, eight bytes at a time by rotation and multiplication. It finds edits and does not defend against an enemy,
/// so no crate is needed for it; and since a build script is compiled without optimisation, it takes few steps.
///
/// The carriage returns of a checkout with Windows line ends do not count, so that one tree has one hash everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash(u64);

/// Any number that is not zero.
const START: u64 = 0x243f_6a88_85a3_08d3;

impl Hash {
    /// Hash of a text.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let bytes = unix_lines(bytes);
        let (words, rest) = bytes.as_chunks::<8>();
        let mut state = step(START, bytes.len() as u64);
        for word in words {
            state = step(state, u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = step(state, u64::from_le_bytes(last));
        // The last words have not reached the low bits yet.
        Self(state ^ (state >> 32))
    }
}

/// For a given state each word leads to another state, and for a given word each state does: a change in one place
/// always shows.
fn step(state: u64, word: u64) -> u64 {
    (state.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The bytes without the `\r` of each `\r\n`.
fn unix_lines(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let mut kept = Vec::with_capacity(bytes.len());
    for (index, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(index + 1) != Some(&b'\n') {
            kept.push(*byte);
        }
    }
    Cow::Owned(kept)
}

/// Whether two texts are the same but for the line ends of the checkout.
pub(crate) fn same_text(left: &[u8], right: &[u8]) -> bool {
    left == right || unix_lines(left) == unix_lines(right)
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Hash {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Hash, same_text};

    #[test]
    fn stays_what_it_is() {
        // Manifests in the hands of users hold these.
        assert_eq!(Hash::of(b"").to_string(), "a9441c7695444cbf");
        assert_eq!(Hash::of(b"pub mod te;\n").to_string(), "790e98358461d9ab");
    }

    #[test]
    fn every_byte_counts() {
        let text: Vec<u8> = (0..=40).collect();
        let whole = Hash::of(&text);
        for index in 0..text.len() {
            let mut other = text.clone();
            other[index] ^= 1;
            assert_ne!(Hash::of(&other), whole, "{index}");
            assert_ne!(Hash::of(&text[..index]), whole);
        }
        assert_ne!(Hash::of(b"a\0"), Hash::of(b"a"));
    }

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(Hash::of(b"a\r\nb\r\n"), Hash::of(b"a\nb\n"));
        assert_ne!(Hash::of(b"a\rb"), Hash::of(b"ab"));
        assert!(same_text(b"a\r\n", b"a\n"));
        assert!(!same_text(b"a\r", b"a"));
    }

    #[test]
    fn reads_what_it_writes() {
        let hash = Hash::of(b"x");
        assert_eq!(hash.to_string().parse(), Ok(hash));
    }
}
