//! Recipes of signatures in words. In: a signature. Out: a numbered list for people.

use specwright::model::{Clock, Encoding, Make, Member, Pairs, Put, Signature, Sort, Step};

/// All steps, in order.
pub(super) fn words(signature: &Signature) -> String {
    let steps = signature.steps.iter().enumerate();
    let lines: Vec<String> = steps
        .map(|(index, one)| format!("{}. `{}`: {}", index + 1, one.name, step(one)))
        .collect();
    format!("How it is made, for each request:\n\n{}", lines.join("\n"))
}

/// One step: what it makes, how that is spelt, where it goes.
pub(super) fn step(step: &Step) -> String {
    let mut text = made(&step.make);
    if let Some(encoding) = step.encode {
        text.push_str(&format!(", spelt as {}", spelling(encoding)));
    }
    for (from, to) in &step.replace {
        text.push_str(&format!(", with `{to}` for `{from}`"));
    }
    match &step.put {
        Some(Put::Query(name)) => text.push_str(&format!("; sent as query parameter `{name}`")),
        Some(Put::Header(name)) => text.push_str(&format!("; sent as header `{name}`")),
        Some(Put::Field(name)) => text.push_str(&format!("; sent as field `{name}`")),
        None => {}
    }
    text.push('.');
    text
}

fn made(make: &Make) -> String {
    let quoted = |text: &str| format!("`{}`", text.replace('\n', "\\n"));
    match make {
        Make::Template(text) => format!("the text {}", quoted(text)),
        Make::Pairs(pairs) => parameters(pairs),
        Make::Headers(headers) => {
            let names = headers.matching.join("`, `");
            format!(
                "for each of the headers `{names}` the text {}",
                quoted(&headers.format)
            )
        }
        Make::Param(param) => {
            let place = if param.is_header {
                "header"
            } else {
                "query parameter"
            };
            let taken = if param.remove {
                ", which is taken out"
            } else {
                ""
            };
            format!("the {place} `{}`{taken}", param.name)
        }
        Make::Hash(hash, of) => format!("{} of {}", name(hash), quoted(of)),
        Make::Hmac(hash, key, of) => format!(
            "HMAC-{} of {} with the key {}",
            name(hash),
            quoted(of),
            quoted(key)
        ),
        Make::Rsa(hash, key, of) => {
            format!(
                "an RSA signature (PKCS #1 v1.5, {}) of {} with the key {}",
                name(hash),
                quoted(of),
                quoted(key)
            )
        }
        Make::Compress(_, of) => format!("{} compressed by zlib", quoted(of)),
        Make::Decode(_, of) => format!("the bytes that {} spells", quoted(of)),
        Make::Json(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| member(key, value))
                .collect();
            format!("the JSON object `{{{}}}`", members.join(","))
        }
        Make::Now(clock) => match clock {
            Clock::UnixSeconds => "the time in seconds since 1970".to_owned(),
            Clock::UnixMillis => "the time in milliseconds since 1970".to_owned(),
            Clock::Pattern(pattern) => format!("the time in UTC as `{pattern}`"),
        },
        Make::Nonce(nonce) => format!("a value that was not used before ({})", name(nonce)),
    }
}

fn member(key: &str, value: &Member) -> String {
    match value {
        Member::Text(template) => format!("\"{key}\":\"{template}\""),
        Member::Number(template) => format!("\"{key}\":{template}"),
    }
}

fn parameters(pairs: &Pairs) -> String {
    let from: Vec<String> = pairs.from.iter().map(name).collect();
    let mut text = format!("the parameters of {}", from.join(" and "));
    if !pairs.except.is_empty() {
        text.push_str(&format!(" without `{}`", pairs.except.join("`, `")));
    }
    if pairs.skip_empty {
        text.push_str(", empty ones left out");
    }
    match pairs.sort {
        Some(Sort::Name) => text.push_str(", sorted by name"),
        Some(Sort::Encoded) => text.push_str(", sorted by encoded name"),
        None => {}
    }
    if let Some(encoding) = pairs.encode {
        text.push_str(&format!(", spelt as {}", spelling(encoding)));
    }
    format!(
        "{text}, as name`{}`value joined by `{}`",
        pairs.assign,
        pairs.join.replace('\n', "\\n")
    )
}

fn spelling(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Percent => "percent encoding of RFC 3986",
        Encoding::Form => "HTML forms do",
        Encoding::Hex => "hexadecimal in lower case",
        Encoding::HexUpper => "hexadecimal in upper case",
        Encoding::Base64 => "base64",
        Encoding::Base64Bare => "base64 without `=`",
        Encoding::Base64Url => "base64 for URLs",
        Encoding::Base64UrlBare => "base64 for URLs without `=`",
        Encoding::Lower => "lower case",
        Encoding::Upper => "upper case",
    }
}

/// The name of a hash or another word of the language, as people write it.
fn name(word: &impl std::fmt::Debug) -> String {
    let word = format!("{word:?}");
    match word.to_uppercase() {
        upper if upper.starts_with("SHA") => upper.replace("SHA", "SHA-"),
        upper if upper.starts_with("MD5") => upper,
        _ => word.to_lowercase(),
    }
}
