//! What a request says of itself. In: paths, titles, rows. Out: parameters of the path, the part of the request, the action.

use super::rows::text_of;
use super::yaml;
use crate::page::{Place, Role, Table, place};

/// Names in the braces of a path.
pub(super) fn in_path(path: &str) -> Vec<String> {
    let parts = path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next());
    let mut found: Vec<String> = Vec::new();
    for part in parts {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// A parameter that only the path names.
pub(super) fn path_parameter(name: &str) -> yaml::Entry {
    let mut entry = yaml::Entry::new(name);
    entry.set("type", "string");
    entry.set("required", "true");
    entry.comment = Some("guessed: string; only the path names it".to_owned());
    entry
}

pub(super) fn plain_call(method: &str, path: &str) -> String {
    let line = format!("{method} {path}");
    if path.contains(['{', '#', ':', '&', '*', ',', '[', ']']) && path.contains([':', '#', ',']) {
        yaml::quoted(&line)
    } else {
        line
    }
}

/// The part of the request that a title names.
pub(super) fn place_of(title: &str) -> Option<Place> {
    let key: String = title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    place(title).or_else(|| {
        let named = |words: &[&str]| words.iter().any(|word| key.contains(word));
        Some(match () {
            () if named(&["请求头", "header"]) => Place::Header,
            () if named(&["路径参数", "pathparam", "path参数", "urlpath"]) => Place::Path,
            () if named(&[
                "查询参数",
                "queryparam",
                "query参数",
                "querystring",
                "url参数",
            ]) =>
            {
                Place::Query
            }
            () if named(&["请求体", "bodyparam", "requestbody", "body参数"]) => Place::Body,
            () => return None,
        })
    })
}

/// The constant of the parameter that says which operation is meant.
pub(super) fn action(table: &Table) -> Option<String> {
    let row = table.rows.iter().find(|row| {
        table
            .cell(row, Role::Name)
            .is_some_and(|cell| cell.text.eq_ignore_ascii_case("action"))
    })?;
    let example = table.cell(row, Role::Example).map(|cell| cell.text.clone());
    let word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.chars().all(|c| c.is_ascii_alphanumeric())
    };
    example.filter(|text| word(text)).or_else(|| {
        let text = text_of(table, row);
        let mut words = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| word(part) && part.chars().filter(char::is_ascii_uppercase).count() > 1);
        words.next_back().map(str::to_owned)
    })
}
