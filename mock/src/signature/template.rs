//! Templates, backwards: from what a template gave to what its names stood for. In: the template and bytes. Out: names
//! and their bytes.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Literal(String),
    Name(String),
}

/// The pieces of a template; doubled braces are text. What has braces that do not match is text from there on.
pub(crate) fn pieces(template: &str) -> Vec<Piece> {
    let (mut all, mut literal, mut rest) = (Vec::new(), String::new(), template);
    while let Some(first) = rest.chars().next() {
        let doubled = ["{{", "}}"].into_iter().find(|pair| rest.starts_with(pair));
        if doubled.is_some() {
            literal.push(first);
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((name, after)) => {
                if !literal.is_empty() {
                    all.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                all.push(Piece::Name(name.to_owned()));
                rest = after;
            }
            None => {
                literal.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    if !literal.is_empty() {
        all.push(Piece::Literal(literal));
    }
    all
}

/// What the names of a template stood for; `None` where the template never gives these bytes, or where two names follow
/// each other and nothing tells where the one ends.
///
/// `known` are values that are known already. `lax` takes literals in any case of their letters.
pub(crate) fn names(
    pieces: &[Piece],
    bytes: &[u8],
    known: &dyn Fn(&str) -> Option<Vec<u8>>,
    lax: bool,
) -> Option<Vec<(String, Vec<u8>)>> {
    let Some((first, later)) = pieces.split_first() else {
        return bytes.is_empty().then(Vec::new);
    };
    let name = match first {
        Piece::Literal(text) => {
            let (start, rest) = bytes.split_at_checked(text.len())?;
            let fits =
                start == text.as_bytes() || lax && start.eq_ignore_ascii_case(text.as_bytes());
            return fits.then(|| names(later, rest, known, lax))?;
        }
        Piece::Name(name) => name,
    };
    let with = |length: usize| {
        let (own, rest) = bytes.split_at_checked(length)?;
        let mut found = names(later, rest, known, lax)?;
        found.insert(0, (name.clone(), own.to_vec()));
        Some(found)
    };
    match later.first() {
        None => with(bytes.len()),
        Some(Piece::Literal(text)) => {
            let ends = bytes.windows(text.len()).enumerate();
            let mut ends = ends.filter(|(_, window)| *window == text.as_bytes());
            ends.find_map(|(at, _)| with(at))
        }
        Some(Piece::Name(_)) => {
            let own = known(name)?;
            bytes.starts_with(&own).then(|| with(own.len()))?
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(template: &str, text: &str) -> Option<String> {
        let known = |name: &str| (name == "a").then(|| b"1".to_vec());
        let found = names(&pieces(template), text.as_bytes(), &known, false)?;
        let shown = found
            .iter()
            .map(|(name, bytes)| format!("{name}={}", String::from_utf8_lossy(bytes)));
        Some(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn templates_give_back_what_went_in() {
        for (template, text, expected) in [
            ("Bearer {t}", "Bearer x y", Some("t=x y")),
            ("Bearer {t}", "Basic x", None),
            ("{a}{b}", "12", Some("a=1 b=2")),
            ("{b}{a}", "21", None),
            ("{{{a}}}", "{1}", Some("a=1")),
            ("K={k},S={s}", "K=a,S=b,S=c", Some("k=a s=b,S=c")),
            ("x", "x", Some("")),
            ("x", "xy", None),
        ] {
            assert_eq!(
                found(template, text).as_deref(),
                expected,
                "{template} {text}"
            );
        }
    }
}
