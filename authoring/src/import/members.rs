//! Parameters and fields. In: rows. Out: entries for `params:` and `fields:`, and the types that they need.

use std::collections::{HashMap, HashSet};

use super::rows::{cell, constant, fits, in_path, text_of, without_example};
use super::tree::Node;
use super::typing::{self, Known, Typed};
use super::yaml::{self, Entry};
use super::{hints, naming, values};
use crate::page::{
    Need, Place, Remark, Role, Row, Shown, Table, TypeWord, is_nothing, need, place,
};

/// Types that the fragment defines, in the order in which they are met.
#[derive(Debug, Default)]
pub(crate) struct Types {
    pub(crate) found: Vec<Defined>,
    pub(crate) taken: naming::Taken,
}

/// A type.
#[derive(Debug, Default)]
pub(crate) struct Defined {
    pub(crate) name: String,
    pub(crate) comments: Vec<String>,
    pub(crate) text: Option<String>,
    /// Whether its entries are values of an enum.
    pub(crate) is_enum: bool,
    pub(crate) entries: Vec<Entry>,
}

/// What the rows of a table are read with.
pub(crate) struct Reader {
    pub(crate) shown: Shown,
    /// Whether the page tells `Integer` from `Long`.
    pub(crate) narrow: bool,
    /// Types that other tables define, by the name that the page has for them.
    pub(crate) named: HashMap<String, String>,
    /// For members without rows of their own: a table with the members that a sample shows in them.
    pub(crate) elsewhere: HashMap<String, String>,
    /// The name of the type of the next member, where its own name says nothing: that of a payload.
    pub(crate) payload: Option<String>,
    pub(crate) types: Types,
    pub(crate) remarks: Vec<Remark>,
}

/// What a table is read for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Purpose<'a> {
    pub(crate) request: bool,
    /// Where parameters go that say nothing.
    pub(crate) place: Option<Place>,
    /// Where the operation puts parameters that say nothing.
    pub(crate) usual: Option<Place>,
    /// The path of the operation.
    pub(crate) path: &'a str,
    /// Names in the query that the page shows.
    pub(crate) query: &'a [String],
}

impl Reader {
    /// Entries for the members of one level.
    pub(crate) fn entries(
        &mut self,
        table: &Table,
        nodes: &[Node],
        purpose: Purpose<'_>,
        top: bool,
    ) -> Vec<Entry> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for node in nodes {
            if !seen.insert(node.name.clone()) {
                let line = node.row.map_or(table.line, |row| table.rows[row].line);
                self.remarks.push(Remark {
                    line,
                    text: format!("`{}` is there twice; the second was left out", node.name),
                });
                continue;
            }
            found.push(self.entry(table, node, purpose, top));
        }
        found
    }

    fn entry(&mut self, table: &Table, node: &Node, purpose: Purpose<'_>, top: bool) -> Entry {
        let row = node.row.map(|index| &table.rows[index]);
        let text = row.map_or(String::new(), |row| text_of(table, row));
        let (text, shown) = without_example(&text);
        let example = row
            .and_then(|row| cell(table, row, Role::Example))
            .filter(|text| text.chars().count() <= 200 && !text.contains('\n'))
            .or(shown.as_deref());
        let written = row
            .and_then(|row| cell(table, row, Role::Type))
            .unwrap_or_default();
        let word = TypeWord::parse(written);
        if word.is_none() && !written.is_empty() {
            let line = row.map_or(table.line, |row| row.line);
            self.remarks.push(Remark {
                line,
                text: format!(
                    "`{}`: the type `{}` is not known",
                    node.name,
                    yaml::one_line(written)
                ),
            });
        }
        let mut typed = typing::of(&Known {
            name: &node.name,
            word: word.clone(),
            written,
            example,
            text: &text,
            shown: &self.shown,
            narrow: self.narrow,
            request: purpose.request,
        });
        self.refine(table, node, row, word.as_ref(), &text, purpose, &mut typed);
        let fixed = row
            .filter(|_| purpose.request && top)
            .and_then(|_| constant(&node.name, &text));
        let mut entry = Entry::new(&node.name);
        entry.set("type", typed.ty.clone());
        if let Some(format) = typed.format {
            let plain = format
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_');
            entry.set(
                "format",
                if plain {
                    format.to_owned()
                } else {
                    yaml::quoted(format)
                },
            );
        }
        if let Some(wire) = typed.wire {
            entry.set("wire", wire);
        }
        let needed = self.needed(table, row, &mut entry);
        match &fixed {
            Some(value) => entry.set("value", yaml::scalar(value, &typed.ty)),
            None if needed || in_path(node, purpose) => entry.set("required", "true"),
            None => {}
        }
        if purpose.request && top {
            self.place(table, row, node, purpose, &mut entry);
        }
        if let Some(default) = row
            .and_then(|row| cell(table, row, Role::Default))
            .filter(|_| fixed.is_none())
        {
            let default = default.trim_matches(['`', '"']);
            if !default.contains('\n')
                && default.chars().count() <= 60
                && !needed
                && self.may_be(default, &typed)
            {
                entry.set("default", yaml::scalar(default, &typed.ty));
            }
        }
        let limits = row
            .map(|row| table.texts(row, Role::Limits))
            .unwrap_or_default();
        let text_about = text.clone();
        let mut words: Vec<String> = Some(text)
            .filter(|text| !text.is_empty())
            .into_iter()
            .collect();
        words.extend(
            limits
                .iter()
                .filter(|text| !is_nothing(text))
                .map(|text| yaml::one_line(text)),
        );
        if !words.is_empty() {
            entry.set("text", yaml::text(&words.join("; ")));
        }
        let free = |example: &&str| fixed.as_deref() != Some(*example) && fits(example, &typed);
        if let Some(example) = example.filter(free) {
            entry.set(
                "example",
                yaml::scalar(example.trim_matches(['`', '"']), &typed.ty),
            );
        }
        let hint = typed.hint.clone().or_else(|| {
            let shown = self.shown.value(&node.name);
            let shown = shown.filter(|_| !purpose.request);
            hints::of_text(&node.name, &typed, &text_about, shown)
        });
        let guess = typed.guess.map(|guess| format!("guessed: {guess}"));
        let said = [
            entry.comment.take(),
            hint.filter(|_| fixed.is_none()),
            guess,
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        entry.comment = Some(said.join("; ")).filter(|said| !said.is_empty());
        entry
    }

    /// Sets `required`; a condition becomes a comment.
    fn needed(&mut self, table: &Table, row: Option<&Row>, entry: &mut Entry) -> bool {
        let Some(row) = row else { return false };
        let found = cell(table, row, Role::Required)
            .map(|text| (text, false))
            .or_else(|| cell(table, row, Role::Optional).map(|text| (text, true)));
        let Some((written, inverted)) = found else {
            return false;
        };
        match (need(written), inverted) {
            (Some(Need::Always), false) | (Some(Need::Never), true) => true,
            (Some(Need::Sometimes), _) => {
                entry.comment = Some(format!("required: {}", yaml::one_line(written)));
                false
            }
            (None, _) if !is_nothing(written) => {
                entry.comment = Some(format!("required? {}", yaml::one_line(written)));
                self.remarks.push(Remark {
                    line: row.line,
                    text: format!(
                        "`{}`: whether it is required is not known: `{}`",
                        entry.key,
                        yaml::one_line(written)
                    ),
                });
                false
            }
            _ => false,
        }
    }

    fn place(
        &mut self,
        table: &Table,
        row: Option<&Row>,
        node: &Node,
        purpose: Purpose<'_>,
        entry: &mut Entry,
    ) {
        let in_path = in_path(node, purpose);
        let written = row.and_then(|row| cell(table, row, Role::Location));
        let told = written.and_then(place);
        if let (Some(written), None, Some(row)) = (written, told, row) {
            self.remarks.push(Remark {
                line: row.line,
                text: format!(
                    "`{}`: the part of the request `{}` is not known",
                    node.name,
                    yaml::one_line(written)
                ),
            });
        }
        let shown = purpose.query.contains(&node.name).then_some(Place::Query);
        let found = told.or(purpose.place).or(shown);
        let (Some(found), false) = (found, in_path) else {
            return;
        };
        if Some(found) == purpose.usual {
            return;
        }
        let word = match found {
            Place::Path => {
                entry.comment = Some("a part of the path: name it in `call`".to_owned());
                return;
            }
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Body | Place::Form => "body",
        };
        entry.set("in", word);
    }

    /// Types of the page's own: of members, of other tables, of values that are listed.
    #[expect(
        clippy::too_many_arguments,
        reason = "a member is what all of these say together"
    )]
    fn refine(
        &mut self,
        table: &Table,
        node: &Node,
        row: Option<&Row>,
        word: Option<&TypeWord>,
        text: &str,
        purpose: Purpose<'_>,
        typed: &mut Typed,
    ) {
        let list = node.list || matches!(word, Some(TypeWord::List(_)));
        let map = matches!(word, Some(TypeWord::Map(_)));
        let wrap = |name: String| match (list, map) {
            (true, _) => format!("list<{name}>"),
            (_, true) => format!("map<{name}>"),
            _ => name,
        };
        if !node.children.is_empty() {
            let name = self
                .payload
                .take()
                .unwrap_or_else(|| naming::member_type(&node.name, list));
            let name = naming::fresh(name, &mut self.types.taken);
            self.types.found.push(Defined {
                name: name.clone(),
                text: Some(text.to_owned()).filter(|text| !text.is_empty()),
                ..Defined::default()
            });
            let slot = self.types.found.len() - 1;
            let entries = self.entries(
                table,
                &node.children,
                Purpose {
                    place: None,
                    ..purpose
                },
                false,
            );
            self.types.found[slot].entries = entries;
            *typed = Typed {
                ty: wrap(name),
                ..Typed::default()
            };
            return;
        }
        let holder = match word {
            Some(TypeWord::List(of)) => Some(&**of),
            other => other,
        };
        let called = match holder {
            Some(TypeWord::Named(name) | TypeWord::Object(Some(name))) => self.named.get(name),
            _ => None,
        };
        let vague =
            matches!(holder, Some(TypeWord::Any | TypeWord::Object(None))) || word.is_none();
        let found = called
            .or_else(|| self.elsewhere.get(&node.name).filter(|_| vague))
            .cloned();
        if let Some(name) = found {
            let shown_list = self.shown.value(&node.name) == Some("[");
            let ty = if word.is_none() && shown_list {
                format!("list<{name}>")
            } else {
                wrap(name)
            };
            *typed = Typed {
                ty,
                ..Typed::default()
            };
            return;
        }
        let limits = row
            .map(|row| table.texts(row, Role::Limits))
            .unwrap_or_default();
        let mut listed = values::listed(word, &limits);
        let told = listed.is_empty();
        if told {
            listed = hints::values(text);
        }
        let whole = matches!(typed.ty.as_str(), "i32" | "i64" | "u32" | "u64");
        let integers = listed.iter().all(|(value, _)| value.parse::<i64>().is_ok());
        let fits = match (typed.ty.as_str(), integers) {
            ("string", integers) => !integers,
            (_, true) => whole && values::nameable(&listed),
            _ => false,
        };
        if listed.is_empty() || purpose.request && constant(&node.name, text).is_some() {
            return;
        }
        if !fits {
            if whole && integers {
                let known: Vec<&str> = listed.iter().map(|(value, _)| value.as_str()).collect();
                typed.hint = Some(format!("an enum of {}?", known.join(", ")));
            }
            return;
        }
        {
            let name = naming::fresh(
                naming::member_type(&node.name, false),
                &mut self.types.taken,
            );
            let mut defined = values::defined(&name, &listed);
            if told {
                defined
                    .comments
                    .push(format!("Guessed from the words about `{}`.", node.name));
            }
            self.types.found.push(defined);
            *typed = Typed {
                ty: wrap(name),
                ..Typed::default()
            };
        }
    }
}
