//! Texts that match a regular expression. In: the expression as a spec has it. Out: a text, or nothing where the
//! expression says more than a grammar can.

use regex_syntax::hir::{Class, Hir, HirKind};
use specwright::model::{LengthIn, Limits};

use crate::answer::dice::Dice;

/// How often what may be repeated without end is repeated beyond what it must be.
const MORE: u64 = 3;
/// Tries until a text is neither too short nor too long.
const TRIES: u64 = 64;
/// An expression may stand for longer texts than anyone wants.
const LONGEST: usize = 1 << 16;

/// A text that matches.
pub(super) fn matching(pattern: &str, limits: &Limits, dice: Dice) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let fits = |text: &String| {
        let length = match limits.length_in {
            LengthIn::Characters => text.chars().count() as u64,
            LengthIn::Bytes => text.len() as u64,
        };
        limits.min_length.is_none_or(|least| length >= least)
            && limits.max_length.is_none_or(|most| length <= most)
    };
    // Longer with each try: a minimum is met by and by, a maximum by the first ones.
    let mut tries = (0..TRIES).filter_map(|round| {
        let mut text = String::new();
        write(&hir, dice.item(round), round / 2, &mut text)?;
        Some(text)
    });
    tries.find(fits)
}

fn write(hir: &Hir, dice: Dice, more: u64, out: &mut String) -> Option<()> {
    if out.len() > LONGEST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty => {}
        // What comes before and behind a text that stands alone is nothing; within a text they say nothing of it.
        HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => out.push(one_of(class, dice)?),
        HirKind::Repetition(repetition) => {
            let least = u64::from(repetition.min);
            let most = repetition
                .max
                .map_or(least + MORE + more, u64::from)
                .min(least + MORE + more);
            let times = least + dice.at("times").below(most - least + 1);
            for index in 0..times {
                let before = out.len();
                write(&repetition.sub, dice.item(index), more, out)?;
                // What may be nothing may be so any number of times, and a pattern may ask for billions.
                if out.len() == before {
                    break;
                }
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, dice.at("group"), more, out)?,
        HirKind::Concat(parts) => {
            for (part, index) in parts.iter().zip(0..) {
                write(part, dice.item(index), more, out)?;
            }
        }
        HirKind::Alternation(parts) => {
            let index = usize::try_from(dice.at("which").below(parts.len() as u64)).ok()?;
            write(parts.get(index)?, dice.at("branch"), more, out)?;
        }
    }
    Some(())
}

/// A character of a class; a plain one where there is one.
fn one_of(class: &Class, dice: Dice) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => {
            let ranges = class
                .iter()
                .map(|range| (char::from(range.start()), char::from(range.end())));
            ranges.collect()
        }
    };
    let holds = |c: &char| ranges.iter().any(|(from, to)| (*from..=*to).contains(c));
    let plain = ('a'..='z').chain('0'..='9').chain('A'..='Z').filter(holds);
    let plain: Vec<char> = plain.collect();
    if !plain.is_empty() {
        let index = usize::try_from(dice.below(plain.len() as u64)).ok()?;
        return plain.get(index).copied();
    }
    let (from, to) = *ranges.get(usize::try_from(dice.below(ranges.len() as u64)).ok()?)?;
    let printable = (from..=to).take(256).find(|c| !c.is_control());
    printable.or(Some(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_match_their_pattern() {
        for pattern in [
            "^[a-z]{3}-\\d{4}$",
            "^(foo|bar)+$",
            "^#[0-9A-F]{6}$",
            "a",
            "^\\S+@\\S+$",
            "^[^x]{2,}$",
        ] {
            for seed in 0..50 {
                let text = matching(pattern, &Limits::default(), Dice::new(seed)).expect(pattern);
                assert!(!text.is_empty(), "{pattern}");
            }
        }
        let text = matching("^[a-z]{3}-\\d{4}$", &Limits::default(), Dice::new(1));
        assert_eq!(text.map(|text| text.len()), Some(8));
    }

    #[test]
    fn nothing_is_not_repeated_for_ever() {
        for pattern in [
            "^(a{0}|b{0}){4000000000}$",
            "^((\\b){4000000000}){4000000000}$",
        ] {
            let text = matching(pattern, &Limits::default(), Dice::new(1));
            assert_eq!(text.as_deref(), Some(""), "{pattern}");
        }
        let endless = matching(
            "^(a{4000000000}){4000000000}$",
            &Limits::default(),
            Dice::new(1),
        );
        assert_eq!(endless, None);
    }

    #[test]
    fn lengths_are_kept_where_they_can_be() {
        let limits = Limits {
            min_length: Some(12),
            max_length: Some(14),
            ..Limits::default()
        };
        for seed in 0..50 {
            let text = matching("^[a-z]*$", &limits, Dice::new(seed)).expect("a text");
            assert!((12..=14).contains(&text.len()), "{text}");
        }
        let limits = Limits {
            max_length: Some(2),
            ..Limits::default()
        };
        assert_eq!(matching("^[a-z]{3}$", &limits, Dice::new(1)), None);
        assert_eq!(matching("(?=a)", &Limits::default(), Dice::new(1)), None);
    }
}
