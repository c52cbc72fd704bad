//! Texts, made up: what the name of the member suggests, within its limits.

use specwright::model::{LengthIn, Limits};

use super::{Spot, pattern};

const NAMES: [&str; 8] = ["Ada", "Ben", "Cleo", "Dev", "Eve", "Finn", "Gia", "Hugo"];
const CITIES: [&str; 6] = ["Berlin", "Lagos", "Lima", "Osaka", "Oslo", "Quito"];
const WORDS: [&str; 12] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "iris", "jade",
    "kelp", "lotus",
];

/// A text for the member of this name.
pub(super) fn text(spot: Spot<'_>) -> String {
    let Some(limits) = spot.limits else {
        return usual(spot);
    };
    if let Some(pattern) = &limits.pattern
        && let Some(text) = pattern::matching(pattern, limits, spot.dice)
    {
        return text;
    }
    within(usual(spot), limits)
}

/// A few words.
pub(super) fn sentence(spot: Spot<'_>) -> String {
    let words: Vec<&str> = (0..4)
        .map(|index| pick(&WORDS, spot.dice.item(index).below(12)))
        .collect();
    words.join(" ")
}

fn pick<'w>(words: &[&'w str], index: u64) -> &'w str {
    let index = usize::try_from(index).unwrap_or_default();
    words
        .get(index % words.len().max(1))
        .copied()
        .unwrap_or_default()
}

fn usual(spot: Spot<'_>) -> String {
    let name = spot.name.to_ascii_lowercase();
    let dice = spot.dice;
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let number = dice.below(1000);
    if ends(&["email", "mail"]) {
        format!(
            "{}{number}@example.com",
            pick(&NAMES, dice.at("name").below(8)).to_lowercase()
        )
    } else if ends(&[
        "url", "uri", "href", "link", "avatar", "website", "homepage",
    ]) {
        format!("https://example.com/{}", dice.hex(8))
    } else if ends(&["phone", "mobile", "tel"]) {
        format!("+1-555-0{:03}", number)
    } else if ends(&["uuid", "guid"]) {
        uuid(&dice.hex(32))
    } else if ends(&["sha", "hash", "digest", "checksum", "md5"]) {
        dice.hex(40)
    } else if ends(&["_at", "_time", "time", "date"]) {
        super::moment::timestamp(spot).to_string()
    } else if ends(&["id", "key", "token", "cursor", "sid"]) {
        dice.hex(12)
    } else if ends(&["ip", "ip_address"]) {
        format!("192.0.2.{}", dice.below(256))
    } else if ends(&["host", "domain", "hostname"]) {
        format!("{}.example.com", pick(&WORDS, dice.below(12)))
    } else if ends(&["path", "file", "filename", "file_name"]) {
        format!(
            "{}/{}.txt",
            pick(&WORDS, dice.below(12)),
            pick(&WORDS, dice.at("file").below(12))
        )
    } else if ends(&["city"]) {
        pick(&CITIES, dice.below(6)).to_owned()
    } else if ends(&["country", "region"]) {
        pick(&["DE", "JP", "NG", "NO", "PE", "US"], dice.below(6)).to_owned()
    } else if ends(&["currency"]) {
        pick(&["EUR", "JPY", "USD"], dice.below(3)).to_owned()
    } else if ends(&["language", "lang", "locale"]) {
        pick(&["de", "en", "ja"], dice.below(3)).to_owned()
    } else if ends(&["version"]) {
        format!(
            "{}.{}.{}",
            dice.below(4),
            dice.at("minor").below(10),
            dice.at("patch").below(10)
        )
    } else if ends(&[
        "username",
        "user",
        "author",
        "owner",
        "creator",
        "nickname",
        "first_name",
    ]) {
        pick(&NAMES, dice.below(8)).to_lowercase()
    } else if ends(&[
        "text",
        "description",
        "message",
        "content",
        "comment",
        "body",
        "note",
        "summary",
        "detail",
    ]) {
        sentence(spot)
    } else {
        format!("{}-{number}", pick(&WORDS, dice.at("word").below(12)))
    }
}

fn uuid(hex: &str) -> String {
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-4{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// The text, as long as it may be and must be.
fn within(text: String, limits: &Limits) -> String {
    let length = |text: &str| match limits.length_in {
        LengthIn::Characters => text.chars().count() as u64,
        LengthIn::Bytes => text.len() as u64,
    };
    let mut text = text;
    if let Some(least) = limits.min_length {
        // No answer needs more, whatever the limit says.
        let least = least.min(1 << 16);
        while length(&text) < least {
            text.push_str(pick(&WORDS, length(&text)));
        }
    }
    while limits.max_length.is_some_and(|most| length(&text) > most) {
        text.pop();
    }
    text
}
