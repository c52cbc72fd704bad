//! Numbers of limits against numbers of requests: exact where both are integers.

use std::cmp::Ordering;

/// A number, as wide as it must be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Integer(i128),
    Float(f64),
}

impl Number {
    /// Reads a number of a limit; `None` for what is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let integer = text.parse().map(Self::Integer);
        integer.or_else(|_| text.parse().map(Self::Float)).ok()
    }

    fn float(self) -> f64 {
        match self {
            // Beyond 2^53 a neighbour is near enough to compare with a number that has a fraction.
            #[expect(clippy::cast_precision_loss)]
            Self::Integer(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// Which of two numbers is larger; nothing is said of what is no number.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (a, b) => a.float().partial_cmp(&b.float()),
        }
    }

    /// Whether it is a whole multiple of `step`. Fractions such as `0.01` have no exact form in binary, so a rest that
    /// is lost in rounding counts as none.
    pub(super) fn is_multiple_of(self, step: Self) -> bool {
        if let (Self::Integer(number), Self::Integer(step)) = (self, step) {
            return step == 0 || number % step == 0;
        }
        let times = self.float() / step.float();
        let rest = (times - times.round()).abs();
        rest <= f64::EPSILON * 4.0 * times.abs().max(1.0) || !times.is_finite()
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Float(number) => write!(f, "{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_survive_rounding() {
        let table = [
            ("12", "5", false),
            ("15", "5", true),
            ("0.3", "0.1", true),
            ("19.99", "0.01", true),
            ("1234567.89", "0.01", true),
            ("0.015", "0.01", false),
            ("1.5", "1", false),
            ("4", "0.5", true),
            ("18446744073709551615", "2", false),
        ];
        for (number, step, expected) in table {
            let read = |text| Number::parse(text).expect("a number");
            assert_eq!(
                read(number).is_multiple_of(read(step)),
                expected,
                "{number} {step}"
            );
        }
    }

    #[test]
    fn large_integers_are_compared_exactly() {
        let read = |text| Number::parse(text).expect("a number");
        let order = read("9007199254740993").compare(read("9007199254740992"));
        assert_eq!(order, Some(Ordering::Greater));
        assert_eq!(read("1").compare(read("1.0")), Some(Ordering::Equal));
        assert!(Number::parse("one").is_none());
    }
}
