//! Near names for a name that does not exist.

/// Shown at most: a longer list helps nobody.
const SHOWN: usize = 24;

/// The candidate nearest to `name`, if it is near enough to have been meant.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    // Longer names are no names, and comparing them takes the square of their length.
    if name.chars().count() > 100 {
        return None;
    }
    let folded = fold(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 400 && *candidate != name)
    {
        let distance = strsim::damerau_levenshtein(&folded, &fold(candidate));
        if distance <= tolerance(name, candidate) && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

/// `` `a`, `b` or `c` ``, shortened if there are many.
pub(crate) fn list_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        many if many.len() > SHOWN => {
            format!(
                "{} and {} more",
                many[..SHOWN].join(", "),
                many.len() - SHOWN
            )
        }
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Case and word separators are the usual slips.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Short names are near to many others, so fewer slips are forgiven in them.
fn tolerance(name: &str, candidate: &str) -> usize {
    match name.chars().count().max(candidate.chars().count()) {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}
