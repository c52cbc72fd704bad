//! The error table.

use super::entries::Entry;
use super::naming;
use super::numbers::{self, Number};
use super::provenance;
use super::scope::{Scope, at};
use crate::diag::{Code, Diagnostics, Place};
use crate::model::{Class, CodePattern, ErrorRow, Retry};
use crate::spec;
use crate::words;

pub(super) fn lower(
    scope: &Scope<'_>,
    entries: &[Entry<'_, spec::ErrorRow>],
    diags: &mut Diagnostics,
) -> Vec<ErrorRow> {
    check_kinds(entries, diags);
    check_ranges(entries, diags);
    entries
        .iter()
        .map(|entry| row(scope, entry, diags))
        .collect()
}

fn row(scope: &Scope<'_>, entry: &Entry<'_, spec::ErrorRow>, diags: &mut Diagnostics) -> ErrorRow {
    let (row, place) = (entry.value, &entry.place);
    let code = match numbers::number(entry.key) {
        Some(Number::Integer(code)) => CodePattern::Integer(code),
        Some(Number::Range(from, to)) => CodePattern::Range(from, to),
        None => CodePattern::Text(entry.key.to_owned()),
    };
    if let Some(name) = &row.name {
        naming::expect_upper_camel("an error", name, at(place, "name"), diags);
    } else if !matches!(code, CodePattern::Text(_)) {
        let message = format!("the error code `{}` needs a `name`", entry.key);
        diags.error(Code::NeedsName, place.clone().of_key(), message);
    }
    let class = row.class.unwrap_or_else(|| {
        let message = format!("the error code `{}` has no `class`", entry.key);
        let place = place.clone().of_key();
        let problem = diags.lint(Code::ErrorWithoutClass, entry.key, place, message);
        let class = class_of(row.status);
        if let Some(status) = row.status.filter(|status| *status >= 400) {
            problem.help(format!(
                "say what kind of failure it is: HTTP status {status} alone means `class: {}`",
                words::class(class)
            ));
        }
        class
    });
    let retry = row.retry.unwrap_or(Retry::No);
    check_sense(row, class, retry, place, diags);
    check_arguments(row, place, diags);
    ErrorRow {
        key: entry.key.to_owned(),
        code,
        name: row.name.clone().unwrap_or_else(|| entry.key.to_owned()),
        texts: row.text.0.clone(),
        class,
        retry,
        status: row.status,
        messages: row.message.0.clone(),
        args: row.args.clone(),
        source: provenance::lower(row.source.as_ref(), scope.document),
        file: entry.file,
    }
}

/// The kind of failure that an HTTP status means, for a row that does not say it.
fn class_of(status: Option<u16>) -> Class {
    match status {
        Some(401) => Class::Auth,
        Some(403) => Class::Permission,
        Some(404 | 410) => Class::NotFound,
        Some(409 | 412) => Class::Conflict,
        Some(429) => Class::Rate,
        Some(408 | 504) => Class::Timeout,
        Some(400..=499) => Class::Caller,
        _ => Class::Server,
    }
}

/// A table is matched by number or by text, not by both. Those that are fewer are the mistake.
fn check_kinds(entries: &[Entry<'_, spec::ErrorRow>], diags: &mut Diagnostics) {
    let is_number = |entry: &&Entry<'_, spec::ErrorRow>| numbers::number(entry.key).is_some();
    let (numbers, texts): (Vec<_>, Vec<_>) = entries.iter().partition(is_number);
    let (Some(number), Some(text)) = (numbers.first(), texts.first()) else {
        return;
    };
    let (odd, other, [is, are]) = match texts.len() > numbers.len() {
        true => (&numbers, text, ["number", "text"]),
        false => (&texts, number, ["text", "number"]),
    };
    for one in odd {
        let message = format!(
            "the code `{}` is a {is}, and `{}` is a {are}",
            one.key, other.key
        );
        diags
            .error(Code::BadErrorCode, one.place.clone().of_key(), message)
            .label(other.place.clone().of_key(), format!("a {are}"))
            .help(match is {
                "text" => "a range of numbers is written `60000..79999`",
                _ => "the codes of an API are all integers, or all texts",
            });
    }
}

fn check_ranges(entries: &[Entry<'_, spec::ErrorRow>], diags: &mut Diagnostics) {
    let mut ranges = Vec::new();
    for entry in entries {
        let Some(Number::Range(from, to)) = numbers::number(entry.key) else {
            continue;
        };
        if from >= to {
            let message = format!("the range `{}` holds less than two codes", entry.key);
            diags
                .error(Code::BadErrorCode, entry.place.clone().of_key(), message)
                .help("a range goes from its lowest code to its highest");
            continue;
        }
        ranges.push((from, to, entry));
    }
    // In order of their starts, a range can only overlap the widest one so far.
    ranges.sort_by_key(|(from, _, _)| *from);
    let mut widest: Option<(i64, &Entry<'_, spec::ErrorRow>)> = None;
    for (from, to, entry) in ranges {
        if let Some((_, earlier)) = widest.filter(|(end, _)| from <= *end) {
            let message = format!("the ranges `{}` and `{}` overlap", earlier.key, entry.key);
            diags
                .error(Code::ErrorCodeTwice, entry.place.clone().of_key(), message)
                .label(earlier.place.clone().of_key(), "the other range");
        }
        if widest.is_none_or(|(end, _)| to > end) {
            widest = Some((to, entry));
        }
    }
}

/// Class, advice and status must not contradict each other.
fn check_sense(
    row: &spec::ErrorRow,
    class: Class,
    retry: Retry,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let mut refuse = |key: &str, message: &str| {
        diags.error(Code::ErrorContradiction, at(place, key), message);
    };
    if class == Class::Success && retry != Retry::No {
        refuse("retry", "what succeeded is not tried again");
    }
    if class == Class::Success && row.status.is_some_and(|status| status >= 400) {
        refuse("status", "an HTTP status of 400 and above is no success");
    }
    if retry == Retry::AfterAuth && !matches!(class, Class::Auth | Class::Permission) {
        refuse(
            "retry",
            "fresh authorisation helps only against class `auth` or `permission`",
        );
    }
    if let Some(status) = row.status.filter(|status| !(100..=599).contains(status)) {
        let message = format!("`{status}` is no HTTP status, which is a number from 100 to 599");
        diags
            .error(Code::ErrorContradiction, at(place, "status"), message)
            .help("write the status of the answer; a code of the vendor is the key of the row");
    }
}

/// Every message takes each argument once.
fn check_arguments(row: &spec::ErrorRow, place: &Place, diags: &mut Diagnostics) {
    for (index, arg) in row.args.iter().enumerate() {
        let place = at(place, "args").index(index);
        naming::expect_snake("an argument", arg, place.clone(), diags);
        if row.args[..index].contains(arg) {
            diags.error(
                Code::ErrorArguments,
                place,
                format!("the argument `{arg}` is given twice"),
            );
        }
    }
    if row.message.is_empty() && !row.args.is_empty() {
        let message = "arguments are taken out of a `message`, and there is none";
        diags
            .error(Code::ErrorArguments, at(place, "args").of_key(), message)
            .help("add the `message`, with a `%s` for each, or remove `args`");
    }
    for message in row.message.iter() {
        let holes = message.matches("%s").count();
        if holes != row.args.len() {
            let text = format!(
                "the message has {holes} `%s`, and `args` has {}",
                row.args.len()
            );
            diags
                .error(
                    Code::ErrorArguments,
                    at(place, "message").part(message),
                    text,
                )
                .help("`args` gives a name to each `%s` of the message, in order");
        }
    }
}
