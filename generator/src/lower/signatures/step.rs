//! One step: what it makes, how that is spelt, where it goes.

use super::super::braces::{self, Piece};
use super::super::scope::at;
use super::super::{naming, pattern};
use super::names::{Kind, Names, refuse_bytes};
use crate::diag::{Code, Diagnostics, Place, did_you_mean};
use crate::model::{
    Clock, Encoding, Headers, Make, Member, PairSource, Pairs, Put, Step, TakenParam,
};
use crate::spec::{self, SignatureStep};

const CLOCKS: [&str; 2] = ["unix_seconds", "unix_millis"];

pub(super) fn lower<'a>(
    name: &'a str,
    step: &SignatureStep,
    place: &Place,
    names: &mut Names<'a>,
    diags: &mut Diagnostics,
) -> Step {
    naming::expect_snake("a step", name, place.clone().of_key(), diags);
    let made = kind_of(step, place, diags).and_then(|kind| {
        check_operands(step, kind, place, diags);
        make(step, place, names, diags)
    });
    let (make, kind) = made.unwrap_or_else(|| (Make::Template(String::new()), Kind::Unknown));
    let kind = spelt(step, kind, place, diags);
    let put = put(step, place, diags);
    if kind == Kind::Bytes
        && let Some((key, _)) = places(step).into_iter().find(|(_, name)| name.is_some())
    {
        refuse_bytes(at(place, key).of_key(), diags);
    }
    names.add(name, kind, place.clone(), diags);
    Step {
        name: name.to_owned(),
        make,
        encode: step.encode,
        replace: step
            .replace
            .iter()
            .map(|(from, to)| (from.to_owned(), to.clone()))
            .collect(),
        put,
    }
}

/// The one thing that the step makes.
fn kind_of(step: &SignatureStep, place: &Place, diags: &mut Diagnostics) -> Option<&'static str> {
    let kinds = [
        ("template", step.template.is_some()),
        ("pairs", step.pairs.is_some()),
        ("headers", step.headers.is_some()),
        ("param", step.param.is_some()),
        ("hash", step.hash.is_some()),
        ("hmac", step.hmac.is_some()),
        ("rsa", step.rsa.is_some()),
        ("compress", step.compress.is_some()),
        ("decode", step.decode.is_some()),
        ("json", step.json.is_some()),
        ("now", step.now.is_some()),
        ("nonce", step.nonce.is_some()),
    ];
    let given: Vec<&'static str> = kinds
        .iter()
        .filter(|(_, given)| *given)
        .map(|(key, _)| *key)
        .collect();
    let message = match given.as_slice() {
        [kind] => return Some(kind),
        [] => "this step makes nothing".to_owned(),
        several => format!(
            "this step makes several things: `{}`",
            several.join("` and `")
        ),
    };
    diags.error(Code::SignatureStep, place.clone().of_key(), message);
    None
}

/// `of` and `key` stand where they are used, and nowhere else.
fn check_operands(step: &SignatureStep, kind: &str, place: &Place, diags: &mut Diagnostics) {
    let operands = [
        (
            "of",
            step.of.is_some(),
            matches!(kind, "hash" | "hmac" | "rsa" | "compress" | "decode"),
        ),
        ("key", step.key.is_some(), matches!(kind, "hmac" | "rsa")),
    ];
    for (key, given, wanted) in operands {
        if given && !wanted {
            let message = format!("`{kind}` takes no `{key}`");
            diags.error(Code::MisplacedKey, at(place, key).of_key(), message);
        } else if wanted && !given {
            let message = format!("`{kind}` needs `{key}`");
            diags.error(Code::MissingKey, at(place, kind).of_key(), message);
        }
    }
}

fn make(
    step: &SignatureStep,
    place: &Place,
    names: &Names<'_>,
    diags: &mut Diagnostics,
) -> Option<(Make, Kind)> {
    if let Some(template) = &step.template {
        let kind = names.template(template, &at(place, "template"), diags);
        return Some((Make::Template(template.clone()), kind));
    }
    if let Some(pairs) = &step.pairs {
        return Some((Make::Pairs(self::pairs(pairs)), Kind::Text));
    }
    if let Some(headers) = &step.headers {
        let headers = self::headers(headers, &at(place, "headers"), diags);
        return Some((Make::Headers(headers), Kind::Text));
    }
    if let Some(param) = &step.param {
        let param = self::param(param, &at(place, "param"), diags)?;
        return Some((Make::Param(param), Kind::Text));
    }
    if let Some(members) = &step.json {
        let member = |(name, member): (&str, &spec::SignatureMember)| {
            let place = at(&at(place, "json"), name);
            let place = if member.is_text {
                place
            } else {
                at(&place, "number")
            };
            names.text(&member.number, &place, diags);
            let template = member.number.clone();
            let member = if member.is_text {
                Member::Text(template)
            } else {
                Member::Number(template)
            };
            (name.to_owned(), member)
        };
        let members = members.iter().map(member).collect();
        return Some((Make::Json(members), Kind::Text));
    }
    if let Some(now) = &step.now {
        let clock = clock(now, &at(place, "now"), diags)?;
        return Some((Make::Now(clock), Kind::Text));
    }
    if let Some(nonce) = step.nonce {
        return Some((Make::Nonce(nonce), Kind::Text));
    }
    digest(step, place, names, diags).map(|make| (make, Kind::Bytes))
}

/// The makes that take `of`.
fn digest(
    step: &SignatureStep,
    place: &Place,
    names: &Names<'_>,
    diags: &mut Diagnostics,
) -> Option<Make> {
    let mut operand = |key: &str, template: &Option<String>| {
        let template = template.as_ref()?;
        names.template(template, &at(place, key), diags);
        Some(template.clone())
    };
    let (of, key) = (operand("of", &step.of), operand("key", &step.key));
    let of = of?;
    if let Some(hash) = step.hmac {
        return Some(Make::Hmac(hash, key?, of));
    }
    if let Some(hash) = step.rsa {
        return Some(Make::Rsa(hash, key?, of));
    }
    let hash = step.hash.map(|hash| Make::Hash(hash, of.clone()));
    let compress = step.compress.map(|how| Make::Compress(how, of.clone()));
    let decode = step.decode.map(|how| Make::Decode(how, of));
    hash.or(compress).or(decode)
}

fn pairs(pairs: &spec::SignaturePairs) -> Pairs {
    let both = || vec![PairSource::Query, PairSource::Form];
    let text = |given: &Option<String>, usual: &str| given.clone().unwrap_or_else(|| usual.into());
    Pairs {
        from: pairs.from.clone().unwrap_or_else(both),
        except: pairs.except.clone(),
        skip_empty: pairs.skip_empty,
        sort: pairs.sort,
        encode: pairs.encode,
        assign: text(&pairs.assign, "="),
        join: text(&pairs.join, "&"),
    }
}

fn headers(headers: &spec::SignatureHeaders, place: &Place, diags: &mut Diagnostics) -> Headers {
    for (index, pattern) in headers.matching.iter().enumerate() {
        let name = pattern.strip_suffix('*').unwrap_or(pattern);
        let place = at(place, "match").index(index);
        if name.contains('*') || name != name.to_ascii_lowercase() {
            let message = format!("`{pattern}` fits no header");
            diags
                .error(Code::BadValue, place, message)
                .help("names are in lower case here, with `*` only at the end");
        } else if !name.is_empty() {
            naming::expect_header(name, place, diags);
        }
    }
    format(&headers.format, &at(place, "format"), diags);
    Headers {
        matching: headers.matching.clone(),
        format: headers.format.clone(),
        join: headers.join.clone().unwrap_or_default(),
    }
}

/// What is written for each header names its name and its value, nothing else.
fn format(text: &str, place: &Place, diags: &mut Diagnostics) {
    let pieces = match braces::template(text) {
        Ok(pieces) => pieces,
        Err(fault) => {
            let part = text.get(fault.at).unwrap_or_default();
            diags.error(Code::BadTemplate, place.clone().part(part), fault.message);
            return;
        }
    };
    for piece in pieces {
        if let Piece::Name(name) = piece
            && !matches!(name, "name" | "value")
        {
            let message = format!("`{name}` is neither `name` nor `value`");
            diags
                .error(Code::SignatureName, place.clone().part(name), message)
                .help("write `{name}` or `{value}`");
        }
    }
}

/// It is in one place.
fn param(
    param: &spec::SignatureParam,
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<TakenParam> {
    let (is_header, name) = match (&param.query, &param.header) {
        (Some(name), None) => (false, name),
        (None, Some(name)) => {
            naming::expect_header(name, at(place, "header"), diags);
            (true, name)
        }
        _ => {
            let message = "a parameter is in one place, `query` or `header`";
            diags
                .error(Code::SignatureStep, place.clone().of_key(), message)
                .help("name it under one of the two");
            return None;
        }
    };
    Some(TakenParam {
        is_header,
        name: name.clone(),
        remove: param.remove,
    })
}

fn clock(text: &str, place: &Place, diags: &mut Diagnostics) -> Option<Clock> {
    match text {
        "unix_seconds" => return Some(Clock::UnixSeconds),
        "unix_millis" => return Some(Clock::UnixMillis),
        _ => {}
    }
    if !text.contains('%') {
        let message = format!("`{text}` is no way of telling the time");
        let problem = diags.error(Code::BadPattern, place.clone(), message);
        match did_you_mean(text, CLOCKS) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem
                .help("write `unix_seconds`, `unix_millis` or a pattern such as `\"%Y%m%d\"`"),
        };
        return None;
    }
    if let Err(fault) = pattern::directives_of(text) {
        diags.error(
            Code::BadPattern,
            place.clone().part(fault.part),
            fault.message,
        );
        return None;
    }
    Some(Clock::Pattern(text.to_owned()))
}

/// What becomes of the result once it is spelt and replaced.
fn spelt(step: &SignatureStep, kind: Kind, place: &Place, diags: &mut Diagnostics) -> Kind {
    let kind = match (step.encode, kind) {
        (Some(Encoding::Lower | Encoding::Upper), Kind::Bytes) => {
            refuse_bytes(at(place, "encode"), diags);
            Kind::Unknown
        }
        (Some(_), Kind::Bytes) => Kind::Text,
        (_, kind) => kind,
    };
    if step.replace.keys().any(str::is_empty) {
        let message = "nothing stands everywhere: it cannot be replaced";
        diags.error(Code::BadValue, at(place, "replace"), message);
    }
    if kind == Kind::Bytes && !step.replace.is_empty() {
        refuse_bytes(at(place, "replace").of_key(), diags);
        return Kind::Unknown;
    }
    kind
}

/// The keys that say where the result goes.
fn places(step: &SignatureStep) -> [(&'static str, Option<&String>); 3] {
    [
        ("query", step.query.as_ref()),
        ("header", step.header.as_ref()),
        ("field", step.field.as_ref()),
    ]
}

fn put(step: &SignatureStep, place: &Place, diags: &mut Diagnostics) -> Option<Put> {
    let mut given = places(step)
        .into_iter()
        .filter_map(|(key, name)| Some((key, name?.clone())));
    let (key, name) = given.next()?;
    if let Some((second, _)) = given.next() {
        let message = "the result goes to one place: `query`, `header` or `field`";
        diags
            .error(Code::SignatureStep, at(place, second).of_key(), message)
            .help("a later step can put the same text there: `{template: \"{name}\", ..}`");
        return None;
    }
    Some(match key {
        "query" => Put::Query(name),
        "field" => Put::Field(name),
        _ => {
            naming::expect_header(&name, at(place, "header"), diags);
            Put::Header(name)
        }
    })
}
