//! Texts to words that names can be made of.

/// What stands for a symbol where a name has nothing else.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('#', "hash"),
    ('@', "at"),
    ('$', "dollar"),
    ('.', "dot"),
    ('_', "underscore"),
    (' ', "space"),
    (',', "comma"),
    (':', "colon"),
    ('?', "question"),
    ('~', "tilde"),
];

/// Latin letters with marks, without them: what people type who have no such key.
const LATIN: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("ÀÁÂÃÄÅĀĂĄ", "A"),
    ("çćč", "c"),
    ("ÇĆČ", "C"),
    ("ďđ", "d"),
    ("ĎĐ", "D"),
    ("èéêëēęě", "e"),
    ("ÈÉÊËĒĘĚ", "E"),
    ("ğ", "g"),
    ("Ğ", "G"),
    ("ìíîïīı", "i"),
    ("ÌÍÎÏĪİ", "I"),
    ("ł", "l"),
    ("Ł", "L"),
    ("ñńň", "n"),
    ("ÑŃŇ", "N"),
    ("òóôõöøōő", "o"),
    ("ÒÓÔÕÖØŌŐ", "O"),
    ("ř", "r"),
    ("Ř", "R"),
    ("śşšș", "s"),
    ("ŚŞŠȘ", "S"),
    ("ťțţ", "t"),
    ("ŤȚŢ", "T"),
    ("ùúûüūůű", "u"),
    ("ÙÚÛÜŪŮŰ", "U"),
    ("ýÿ", "y"),
    ("ÝŸ", "Y"),
    ("źżž", "z"),
    ("ŹŻŽ", "Z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("Æ", "Ae"),
    ("œ", "oe"),
    ("Œ", "Oe"),
];

fn latin(c: char) -> Option<&'static str> {
    let found = LATIN.iter().find(|(letters, _)| letters.contains(c));
    found.filter(|_| !c.is_ascii()).map(|(_, plain)| *plain)
}

/// ASCII letters and digits with blanks between the words; never empty.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // `+1` and `-1` are reactions, sort orders, steps: the sign is all that tells them apart.
    if let Some(rest) = text.strip_prefix(['+', '-'])
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        out.push_str(if text.starts_with('+') {
            "plus "
        } else {
            "minus "
        });
    }
    for c in text.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c),
            // `don't` is one word.
            '\'' | '’' => {}
            _ if latin(c).is_some() => out.push_str(latin(c).unwrap_or_default()),
            _ if c.is_alphanumeric() => out.push_str(&format!(" u{:x} ", u32::from(c))),
            _ => out.push(' '),
        }
    }
    if !out.trim().is_empty() {
        return out;
    }
    let named = text.chars().map(|c| {
        let known = SYMBOLS.iter().find(|(symbol, _)| *symbol == c);
        known.map_or_else(
            || format!("u{:x}", u32::from(c)),
            |(_, name)| (*name).into(),
        )
    });
    let named: Vec<String> = named.collect();
    match named.is_empty() {
        true => "empty".into(),
        false => named.join(" "),
    }
}

/// One of several: `Labels` gives `Label`, `Sheep` gives `SheepItem`.
pub(crate) fn singular(name: &str) -> String {
    let ends = |end: &str| name.len() > end.len() + 1 && name.ends_with(end);
    let cut = |less: usize| name.get(..name.len() - less).unwrap_or(name).to_owned();
    if ends("ies") && !ends("series") && !ends("movies") {
        return cut(3) + "y";
    }
    if ends("sses") || ends("xes") || ends("ches") || ends("shes") {
        return cut(2);
    }
    if ends("s") && !ends("ss") && !ends("us") && !ends("is") && !ends("series") && !ends("news") {
        return cut(1);
    }
    format!("{name}Item")
}
