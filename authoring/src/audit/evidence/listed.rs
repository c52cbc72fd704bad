//! What descriptions tell of values in words: lists such as `1-open; 2-shut`, what is always sent, what is meant without
//! one. In: a description. Out: values as written.

/// A value of a list, and what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listed<'t> {
    pub(crate) value: &'t str,
    /// The sign between the value and its meaning.
    sign: Sign,
}

/// What stands between a value and its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `1-open`, `1=open`, `1: open`.
    Mark,
    /// `1 open`, `1open` in another script.
    Blank,
    /// Nothing: the value is alone.
    Nothing,
}

impl Listed<'_> {
    /// Whether two values are written alike: digits with digits, words with words of the same letters.
    pub(crate) fn is_like(&self, other: &Listed<'_>) -> bool {
        let number = |text: &str| text.parse::<i64>().is_ok();
        let lower = |text: &str| text.contains(|c: char| c.is_ascii_lowercase());
        let same =
            number(self.value) == number(other.value) && lower(self.value) == lower(other.value);
        same && (self.sign == other.sign || other.sign == Sign::Mark)
    }
}

/// The values that a description lists; those of a list that is broken by a sentence, too.
pub(crate) fn values(text: &str) -> Vec<Listed<'_>> {
    let pieces = text.split(|c: char| "；;，,、|/\n()（）。".contains(c));
    let pieces = pieces.flat_map(|piece| piece.split(" or "));
    pieces.filter_map(listed).collect()
}

fn listed(piece: &str) -> Option<Listed<'_>> {
    let piece = piece.trim().trim_end_matches('.');
    // `State: 1 open` and `state：1-open`: a title, then the first value.
    whole(piece).or_else(|| {
        let (_, rest) = piece.split_once(['：', ':'])?;
        whole(rest.trim())
    })
}

fn whole(piece: &str) -> Option<Listed<'_>> {
    const MARKS: [char; 8] = ['-', '=', ':', '：', '－', '—', '–', '~'];
    let piece = piece.trim_start_matches(['`', '"', '\'', '“']);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let end = piece.find(|c: char| !is_word(c)).unwrap_or(piece.len());
    let (value, rest) = piece.split_at(end);
    let rest = rest.trim_start_matches(['`', '"', '\'', '”']);
    let trimmed = rest.trim_start();
    let value = value.trim_end_matches('.');
    if value.is_empty() {
        return None;
    }
    let sign = match trimmed.chars().next() {
        None => Sign::Nothing,
        Some(c) if MARKS.contains(&c) => {
            let meaning = trimmed.trim_start_matches(MARKS).trim_start();
            // `1-100` is a range, `well-known` a word.
            let word = c == '-' && rest.starts_with(c) && value.parse::<i64>().is_err();
            let ascii = meaning.starts_with(|c: char| c.is_ascii_alphanumeric());
            let range = meaning.starts_with(|c: char| c.is_ascii_digit());
            if range || word && ascii {
                return None;
            }
            Sign::Mark
        }
        // A word and a blank is a list of values only where the meaning is in another script.
        Some(c) if !c.is_ascii() => Sign::Blank,
        Some(_) => return None,
    };
    Some(Listed { value, sign })
}

/// `fixed value: x`, `always x`.
pub(crate) fn constant(text: &str) -> Option<&str> {
    const SIGNS: [&str; 8] = [
        "固定值",
        "固定为",
        "固定填",
        "固定传",
        "fixed value",
        "always",
        "must be",
        "constant",
    ];
    SIGNS.iter().find_map(|sign| behind(text, sign))
}

/// `default: x`, `defaults to x`.
pub(crate) fn default(text: &str) -> Option<&str> {
    const SIGNS: [&str; 7] = [
        "默认值",
        "默认为",
        "默认",
        "缺省值",
        "缺省",
        "defaults to",
        "default",
    ];
    SIGNS.iter().find_map(|sign| behind(text, sign))
}

/// The word behind a sign, if it is the last of its clause.
fn behind<'t>(text: &'t str, sign: &str) -> Option<&'t str> {
    let at = text.to_ascii_lowercase().find(sign)?;
    let rest = text.get(at + sign.len()..)?;
    let rest = rest.trim_start_matches([
        ' ', ':', '：', '=', '为', '是', '填', '传', '`', '"', '\'', '“',
    ]);
    let rest = rest.strip_prefix("is ").unwrap_or(rest);
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-./+".contains(c);
    let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    let after = after.trim_start_matches(['`', '"', '\'', '”']).trim_start();
    let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
    let word = word.trim_end_matches('.');
    (ends && !word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::{constant, default, values};

    fn listed(text: &str) -> Vec<&str> {
        values(text).into_iter().map(|one| one.value).collect()
    }

    #[test]
    fn lists_of_values_are_read() {
        assert_eq!(listed("Kind：1-买入；2-卖出；9=其他"), ["1", "2", "9"]);
        assert_eq!(listed("状态：OPEN 开、SHUT 关"), ["OPEN", "SHUT"]);
        assert_eq!(listed("A6 | A4"), ["A6", "A4"]);
        assert_eq!(listed("0: off, 1: on."), ["0", "1"]);
        assert_eq!(listed("from 1-100, at most fifty of them"), [""; 0]);
    }

    #[test]
    fn constants_and_defaults_end_their_clause() {
        assert_eq!(constant("固定值：client_key，不可改"), Some("client_key"));
        assert_eq!(constant("Always `all`."), Some("all"));
        assert_eq!(constant("always the same for all"), None);
        assert_eq!(default("每页条数，默认 20 条"), Some("20"));
        assert_eq!(default("Defaults to 5."), Some("5"));
        assert_eq!(default("By default the newest is first"), None);
    }
}
