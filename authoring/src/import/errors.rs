//! Error tables. In: tables of codes. Out: rows for `errors:`.

use std::collections::HashMap;

use super::holes::{argument, with_holes};
use super::yaml::{self, Entry};
use super::{classes, naming};
use crate::page::{Remark, Role, Row, Table, integer, is_nothing, range, status};

/// A row before its name is chosen.
#[derive(Debug, Default)]
struct Found {
    code: String,
    status: Option<u16>,
    name: Option<String>,
    messages: Vec<String>,
    texts: Vec<String>,
    advice: Vec<String>,
    line: usize,
}

/// YAML of the tables' rows, below `errors:`.
pub(crate) fn write(tables: &[&Table], remarks: &mut Vec<Remark>) -> String {
    let mut found: Vec<Found> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut starts = Vec::new();
    for table in tables {
        starts.push((found.len(), *table));
        for row in &table.rows {
            take(table, row, (&mut found, &mut known), remarks);
        }
    }
    // Where all are digits, zeros before them count for nothing: the codes are integers.
    if found
        .iter()
        .all(|row| integer(&row.code).is_some() || range_key(&row.code))
    {
        for row in &mut found {
            if let Some(number) = integer(&row.code).filter(|number| number.to_string() != row.code)
            {
                let text = format!("the code `{}` is written as the integer {number}", row.code);
                remarks.push(Remark {
                    line: row.line,
                    text,
                });
                row.code = number.to_string();
            }
        }
    }
    let integers = found.iter().filter(|row| is_integer(&row.code)).count();
    let as_integers = integers * 2 > found.len();
    for row in found
        .iter()
        .filter(|row| is_integer(&row.code) != as_integers)
    {
        let (is, are) = if as_integers {
            ("text", "integers")
        } else {
            ("an integer", "text")
        };
        remarks.push(Remark {
            line: row.line,
            text: format!(
                "the code `{}` is {is}, and most are {are}; an API has one of both",
                row.code
            ),
        });
    }
    let mut taken = naming::Taken::default();
    let entries: Vec<Entry> = found.iter().map(|row| entry(row, &mut taken)).collect();
    let mut out =
        String::from("  # `class` and `retry` are guessed from the words: confirm each.\n");
    for (index, (start, table)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(entries.len(), |(end, _)| *end);
        if starts.len() > 1 {
            let title = table
                .title
                .as_ref()
                .map_or("Table", |title| title.text.as_str());
            out.push_str(&yaml::comment(&format!("{title}, line {}", table.line), 2));
        }
        out.push_str(&yaml::entries(
            &entries[*start..end],
            2,
            &["name", "status", "class", "retry"],
        ));
    }
    out
}

fn range_key(code: &str) -> bool {
    code.split_once("..")
        .is_some_and(|(from, to)| integer(from).is_some() && integer(to).is_some())
}

fn is_integer(code: &str) -> bool {
    // `000002` is no number: the zeros count.
    let padded = code.len() > 1 && code.trim_start_matches('-').starts_with('0');
    !padded && (integer(code).is_some() || range(code).is_some())
}

fn take(
    table: &Table,
    row: &Row,
    (found, index): (&mut Vec<Found>, &mut HashMap<String, usize>),
    remarks: &mut Vec<Remark>,
) {
    let Some(cell) = table
        .cell(row, Role::Code)
        .or_else(|| table.cell(row, Role::Name))
    else {
        return;
    };
    let kept = |role: Role| -> Vec<String> {
        table
            .texts(row, role)
            .into_iter()
            .filter(|text| !is_nothing(text))
            .map(yaml::one_line)
            .collect()
    };
    let codes: Vec<&str> = cell
        .text
        .split(['\n', '、', '/', ','])
        .map(|code| code.trim().trim_matches(['`', '"']))
        .filter(|code| !code.is_empty())
        .collect();
    let several = codes.len() > 1 && codes.iter().all(|code| integer(code).is_some());
    let codes = if several {
        codes
    } else {
        vec![cell.text.trim()]
    };
    for code in codes {
        let code = spelt(code);
        if code.split_whitespace().count() > 3 {
            remarks.push(Remark {
                line: row.line,
                text: format!("`{code}` does not look like a code; the row was left out"),
            });
            continue;
        }
        let name = table
            .cell(row, Role::Name)
            .filter(|_| table.columns.iter().any(|column| column.role == Role::Code));
        let new = Found {
            status: table
                .cell(row, Role::Status)
                .and_then(|cell| status(&cell.text)),
            name: name.map(|cell| cell.text.clone()),
            messages: kept(Role::Message),
            texts: kept(Role::Description),
            advice: kept(Role::Advice),
            line: row.line,
            code,
        };
        match index.get(&new.code).and_then(|at| found.get_mut(*at)) {
            Some(known) => {
                remarks.push(Remark { line: row.line, text: format!("the code `{}` is there again (first on line {}); its texts were put together", known.code, known.line) });
                merge(&mut known.texts, new.texts);
                merge(&mut known.messages, new.messages);
            }
            None => {
                index.insert(new.code.clone(), found.len());
                found.push(new);
            }
        }
    }
}

fn merge(known: &mut Vec<String>, more: Vec<String>) {
    for text in more {
        if !known.contains(&text) {
            known.push(text);
        }
    }
}

/// A code as specs write it.
fn spelt(code: &str) -> String {
    let code = code.trim_matches(['`', '"']).trim();
    if let Some((from, to)) = range(code) {
        return format!("{from}..{to}");
    }
    match integer(code) {
        Some(number)
            if is_integer(code)
                || is_integer(&number.to_string())
                    && !code
                        .trim_start_matches(|c: char| !c.is_ascii_digit())
                        .starts_with('0') =>
        {
            number.to_string()
        }
        _ => code.to_owned(),
    }
}

fn entry(row: &Found, taken: &mut naming::Taken) -> Entry {
    let mut entry = Entry {
        key: row.code.clone(),
        bare: is_integer(&row.code),
        map: true,
        ..Entry::default()
    };
    let mut texts: Vec<&str> = row
        .texts
        .iter()
        .chain(&row.messages)
        .map(String::as_str)
        .collect();
    texts.extend(row.name.as_deref());
    let guess = classes::guess(&row.code, &texts, row.status);
    let wordless = row.code.chars().all(|c| !c.is_ascii_alphabetic())
        || entry.bare
        || row.code.starts_with(|c: char| c.is_ascii_digit());
    if wordless {
        let words = row
            .name
            .as_deref()
            .map(str::to_lowercase)
            .map(|name| name.replace('_', " "));
        let words = words
            .as_deref()
            .or(row
                .messages
                .first()
                .map(String::as_str)
                .filter(|text| text.is_ascii()))
            .or(texts.first().copied())
            .unwrap_or_default();
        let success = guess.is_some_and(|guess| guess.class == "success");
        let name = match success {
            true => "Success".to_owned(),
            false => naming::error(words, guess.map(|guess| guess.class), &row.code),
        };
        entry.set("name", naming::fresh(name, taken));
    }
    if let Some(status) = row.status {
        entry.set("status", status.to_string());
    }
    match guess {
        Some(guess) => {
            entry.set("class", guess.class);
            if let Some(retry) = guess.retry {
                entry.set("retry", retry);
            }
        }
        None => entry.comment = Some("class: nothing in the words tells".to_owned()),
    }
    messages(&mut entry, &row.messages);
    let mut texts = row.texts.clone();
    if texts.is_empty() && row.messages.is_empty() {
        texts.extend(
            row.name
                .clone()
                .filter(|name| !wordless || name.contains(' ')),
        );
    }
    // What to do belongs to the words about the code.
    if let (Some(last), false) = (texts.last_mut(), row.advice.is_empty()) {
        let end = if last.ends_with(['.', '。', '！', '!']) {
            " "
        } else {
            "; "
        };
        *last = format!("{last}{end}{}", row.advice.join(" "));
    } else {
        texts.extend(row.advice.clone());
    }
    match texts.as_slice() {
        [] => {}
        [one] => entry.set("text", yaml::text(one)),
        several => entry.set("text", list(several)),
    }
    entry
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| yaml::text(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// The messages, with names for what their holes are filled with.
fn messages(entry: &mut Entry, messages: &[String]) {
    let [one] = messages else {
        if !messages.is_empty() {
            let plain: Vec<String> = messages
                .iter()
                .filter(|text| !text.contains("%s"))
                .cloned()
                .collect();
            entry.set(
                "message",
                list(if plain.is_empty() {
                    &messages[..1]
                } else {
                    &plain
                }),
            );
        }
        return;
    };
    let template = with_holes(one);
    entry.set(
        "message",
        if template.contains("%s") || template.contains(' ') {
            yaml::quoted(&template)
        } else {
            yaml::text(&template)
        },
    );
    let holes: Vec<&str> = template.split("%s").collect();
    if holes.len() > 1 {
        let mut taken = naming::Taken::default();
        let names: Vec<String> = holes
            .windows(2)
            .map(|around| naming::fresh(argument(around[0], around[1]), &mut taken))
            .collect();
        entry.set("args", format!("[{}]", names.join(", ")));
    }
}
