//! Choices that look free and are not: the same seed and the same places give the same numbers.
//!
//! In: a seed and names. Out: numbers. No clock, no state of the process, no hash that differs between versions of Rust.

/// A source of numbers that depends on nothing but what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dice(u64);

impl Dice {
    /// From a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x6a09_e667_f3bc_c909))
    }

    /// Those of a place below this one, by its name. They do not depend on what else was asked for before.
    pub(crate) fn at(self, name: &str) -> Self {
        let bytes = name.bytes();
        Self(bytes.fold(mix(self.0), |state, byte| {
            mix(state ^ u64::from(byte).wrapping_mul(0x0100_0000_01b3))
        }))
    }

    /// Those of an item of a list.
    pub(crate) fn item(self, index: u64) -> Self {
        Self(mix(self.0.wrapping_add(mix(index.wrapping_add(0x9e37)))))
    }

    /// The number of this place.
    pub(crate) fn number(self) -> u64 {
        mix(self.0)
    }

    /// A number below `count`; 0 where that is 0.
    pub(crate) fn below(self, count: u64) -> u64 {
        match count {
            0 => 0,
            // A high product is as even as a remainder, without the favour for small numbers.
            count => ((u128::from(self.number()) * u128::from(count)) >> 64) as u64,
        }
    }

    /// A number from 0 up to 1.
    pub(crate) fn fraction(self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// So many hexadecimal digits.
    pub(crate) fn hex(self, digits: usize) -> String {
        let mut text = String::new();
        let mut at = 0;
        while text.len() < digits {
            text.push_str(&format!("{:016x}", self.item(at).number()));
            at += 1;
        }
        text.truncate(digits);
        text
    }
}

/// The finaliser of splitmix64: every bit of the input changes half of the output.
fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_gives_the_same_number_and_another_one_another() {
        let dice = Dice::new(7);
        assert_eq!(dice.at("id").number(), Dice::new(7).at("id").number());
        assert_ne!(dice.at("id").number(), dice.at("name").number());
        assert_ne!(dice.at("id").number(), Dice::new(8).at("id").number());
        assert_ne!(dice.item(0).number(), dice.item(1).number());
        assert_ne!(dice.at("ab").number(), dice.at("ba").number());
    }

    #[test]
    fn numbers_stay_in_their_range() {
        for index in 0..1000 {
            let dice = Dice::new(1).item(index);
            assert!(dice.below(3) < 3);
            assert!((0.0..1.0).contains(&dice.fraction()));
        }
        assert_eq!(Dice::new(1).below(0), 0);
        assert_eq!(Dice::new(1).hex(20).len(), 20);
    }
}
