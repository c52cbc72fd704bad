//! Characters that look like others, or like nothing at all: what copying from pages and typing with an input method
//! leaves in a spec.
//!
//! In: a character, or the problems of a run. Out: words for it, and its exact place beside each problem of a name, a
//! word or a type that holds one.

use std::ops::Range;

use super::{Code, Diagnostics, Severity};
use crate::source::{FileId, Focus, Place, SourceMap, Step};
use crate::yaml::Positions;

/// Longer texts are no names.
const LONGEST: usize = 300;

/// Problems of what a spec names: there such a character is never meant.
const OF_NAMES: &[Code] = &[
    Code::UnknownKey,
    Code::WrongType,
    Code::UnknownWord,
    Code::BadValue,
    Code::TypeSyntax,
    Code::UnknownType,
    Code::BadSpelling,
    Code::BadCall,
    Code::BadPath,
    Code::UnboundVariable,
    Code::UnknownParameter,
    Code::BadServer,
    Code::BadTemplate,
    Code::UnknownCredential,
    Code::BadAnswerPath,
    Code::UnknownSignature,
    Code::SignatureName,
    Code::UnknownOperation,
    Code::UnknownLimit,
    Code::UnknownServer,
    Code::BadName,
];

/// What a character is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// Punctuation, a letter or a digit of another width or script.
    Of(char),
    Blank,
    Invisible,
}

/// Cyrillic and Greek letters, each followed by the Latin one that it looks like.
const LETTERS: &str =
    "аaеeоoрpсcуyхxіiѕsјjԁdһhԛqԝwАAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXοoνvαaΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

/// Marks that are no full-width forms, each followed by the one that is meant.
const MARKS: &str =
    "“\"”\"„\"‟\"″\"‘'’'‚'‛'′'「\"」\"『\"』\"。.、,【[】]〔[〕]〈<〉>《<》>‐-‑-‒-–-—-―-−-⁄/∕/";

pub(crate) fn lookalike(c: char) -> Option<Lookalike> {
    let pair = |table: &str| {
        let at = table.chars().step_by(2).position(|known| known == c)?;
        table.chars().nth(2 * at + 1)
    };
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).map(Lookalike::Of),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Some(Lookalike::Blank)
        }
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Some(Lookalike::Invisible),
        c if c.is_ascii() => None,
        _ => pair(LETTERS).or_else(|| pair(MARKS)).map(Lookalike::Of),
    }
}

/// What it is, and what to do: two halves of a sentence.
pub(crate) fn describe(c: char, like: Lookalike) -> (String, String) {
    let number = format!("U+{:04X}", u32::from(c));
    match like {
        Lookalike::Of(meant)
            if meant.is_ascii_alphabetic() && !('\u{ff01}'..'\u{ff5e}').contains(&c) =>
        {
            (
                format!("`{c}` ({number}) is a letter of another script that looks like `{meant}`"),
                format!("write the Latin letter `{meant}`"),
            )
        }
        Lookalike::Of(meant @ ('"' | '\'')) => (
            format!("`{c}` ({number}) is not the quote of YAML"),
            format!("write `{meant}`"),
        ),
        Lookalike::Of(':') => (
            format!("`{c}` ({number}) is the full-width form of `:`"),
            "write `:` and a blank".to_owned(),
        ),
        Lookalike::Of(meant) if ('\u{ff01}'..='\u{ff5e}').contains(&c) => (
            format!("`{c}` ({number}) is the full-width form of `{meant}`"),
            format!("write `{meant}`"),
        ),
        Lookalike::Of(meant) => (
            format!("`{c}` ({number}) is not `{meant}`, though it looks much like it"),
            format!("write `{meant}`"),
        ),
        Lookalike::Blank => (
            format!("{number} looks like a blank and is none"),
            "write a plain blank".to_owned(),
        ),
        Lookalike::Invisible => (
            format!("an invisible character stands here, {number}"),
            "remove it".to_owned(),
        ),
    }
}

/// The first such character of a name, with its offset. Letters count only among Latin ones.
pub(crate) fn first_in(name: &str) -> Option<(usize, char, Lookalike)> {
    let latin = name.contains(|c: char| c.is_ascii_alphabetic());
    name.char_indices().find_map(|(at, c)| {
        let like = lookalike(c)?;
        let counts = latin || !matches!(like, Lookalike::Of(meant) if meant.is_ascii_alphabetic());
        counts.then_some((at, c, like))
    })
}

/// Adds to the problems from `first` on what characters in their names are not what they seem. Of several problems of one
/// such character the first remains.
pub(crate) fn point_out(diags: &mut Diagnostics, first: usize, sources: &SourceMap) {
    let mut positions: Option<(FileId, Positions)> = None;
    let mut seen = Vec::new();
    let mut repeated = Vec::new();
    for (index, problem) in diags.all.iter_mut().enumerate().skip(first) {
        if problem.severity() != Severity::Error || !OF_NAMES.contains(&problem.code) {
            continue;
        }
        let file = problem.place.file;
        let text = sources.text(file);
        if text.is_ascii() {
            continue;
        }
        let known = positions.take().filter(|(of, _)| *of == file);
        let (_, known) = positions.insert(known.unwrap_or_else(|| (file, Positions::of(text))));
        let bytes = unfound_key(text, known, &problem.place)
            .inspect(|bytes| problem.place.focus = Focus::Bytes(bytes.clone()))
            .unwrap_or_else(|| known.locate(text, &problem.place).bytes);
        let Some(name) = text.get(bytes.clone()).filter(|name| is_name(name)) else {
            continue;
        };
        let Some((at, c, like)) = first_in(name) else {
            continue;
        };
        let at = bytes.start + at..bytes.start + at + c.len_utf8();
        if seen.contains(&(file, at.clone())) {
            repeated.push(index);
            continue;
        }
        seen.push((file, at.clone()));
        let (what, help) = describe(c, like);
        // The path stays, and says of which value this is.
        let exact = Place {
            focus: Focus::Bytes(at),
            ..problem.place.clone()
        };
        problem.label(exact, format!("U+{:04X}", u32::from(c)));
        problem.help(format!("{what}: {help}"));
    }
    let mut index = 0;
    diags.retain(|_| {
        index += 1;
        !repeated.contains(&(index - 1))
    });
}

/// Where a key stands that positions do not know: parsers do not agree on whether an invisible character is part of it.
fn unfound_key(text: &str, positions: &Positions, place: &Place) -> Option<Range<usize>> {
    let Some(Step::Key(key)) = place.path.last().filter(|_| place.focus == Focus::Key) else {
        return None;
    };
    first_in(key)?;
    if positions.locate_value(text, place).is_some() {
        return None;
    }
    let at = text.find(key)?;
    Some(at..at + key.len())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && !text.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_known_by_what_they_look_like() {
        let table = [
            ('：', Some(Lookalike::Of(':'))),
            ('｛', Some(Lookalike::Of('{'))),
            ('Ａ', Some(Lookalike::Of('A'))),
            ('а', Some(Lookalike::Of('a'))),
            ('Χ', Some(Lookalike::Of('X'))),
            ('”', Some(Lookalike::Of('"'))),
            ('−', Some(Lookalike::Of('-'))),
            ('\u{3000}', Some(Lookalike::Blank)),
            ('\u{feff}', Some(Lookalike::Invisible)),
            ('a', None),
            ('仓', None),
            ('é', None),
        ];
        for (c, expected) in table {
            assert_eq!(lookalike(c), expected, "{c}");
        }
    }

    #[test]
    fn tables_are_made_of_pairs_of_a_stranger_and_an_ascii_character() {
        for table in [LETTERS, MARKS] {
            assert_eq!(table.chars().count() % 2, 0);
            assert!(table.chars().step_by(2).all(|c| !c.is_ascii()));
            assert!(table.chars().skip(1).step_by(2).all(|c| c.is_ascii()));
        }
    }

    #[test]
    fn a_name_in_another_script_is_a_name() {
        assert_eq!(first_in("Москва"), None);
        assert_eq!(first_in("Lаbel"), Some((1, 'а', Lookalike::Of('a'))));
        assert_eq!(first_in("仓：1").map(|(at, ..)| at), Some(3));
    }
}
