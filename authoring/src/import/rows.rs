//! What a row of parameters or fields says. In: its cells. Out: words, the example, the only value.

use super::members::{Purpose, Reader};
use super::tree::Node;
use super::typing::Typed;
use super::yaml;
use crate::page::{Role, Row, Table, is_nothing};

pub(super) fn cell<'t>(table: &'t Table, row: &'t Row, role: Role) -> Option<&'t str> {
    table
        .cell(row, role)
        .map(|cell| cell.text.as_str())
        .filter(|text| !is_nothing(text))
}

/// The words about a member.
pub(super) fn text_of(table: &Table, row: &Row) -> String {
    let mut texts: Vec<String> = [Role::Description, Role::Message]
        .into_iter()
        .flat_map(|role| table.texts(row, role))
        .filter(|text| !is_nothing(text))
        .map(yaml::one_line)
        .collect();
    texts.dedup();
    texts.join(" ")
}

pub(super) fn in_path(node: &Node, purpose: Purpose<'_>) -> bool {
    purpose.path.contains(&format!("{{{}}}", node.name))
}

/// A text without the example at its end, and the example.
pub(super) fn without_example(text: &str) -> (String, Option<String>) {
    for sign in [
        "示例值：",
        "示例值:",
        "示例：",
        "示例:",
        "Example value:",
        "Example:",
    ] {
        if let Some((before, after)) = text.rsplit_once(sign) {
            let value = after
                .trim()
                .trim_end_matches(['。', '.'])
                .trim_matches(['"', '“', '”', '`']);
            let lone = !value.is_empty()
                && value.chars().count() <= 60
                && !value.contains(['，', '。', '；'])
                && value.split_whitespace().count() <= 2;
            if lone {
                return (before.trim().to_owned(), Some(value.to_owned()));
            }
        }
    }
    (text.to_owned(), None)
}

/// Whether an example can stand in the spec: one of the type that the spec says.
pub(super) fn fits(example: &str, typed: &Typed) -> bool {
    let example = example.trim();
    match typed.ty.as_str() {
        "i32" | "i64" | "u32" | "u64" => example
            .parse::<i64>()
            .is_ok_and(|number| number >= 0 || typed.ty.starts_with('i')),
        "f64" => example.parse::<f64>().is_ok_and(f64::is_finite),
        "bool" => matches!(example, "true" | "false"),
        "string" => !example.starts_with(['{', '[']),
        "date" | "datetime" => typed.format.is_some() || example.len() == 10,
        "timestamp" => typed.format == Some("iso") || example.parse::<i64>().is_ok(),
        _ => false,
    }
}

/// The only value that a parameter has, where its text says so.
pub(super) fn constant(name: &str, text: &str) -> Option<String> {
    const SIGNS: [&str; 18] = [
        "固定值为",
        "固定值：",
        "固定值:",
        "固定为",
        "固定传",
        "固定填",
        "固定值",
        "填写",
        "固定取值",
        "is fixed to",
        "fixed to",
        "fixed as",
        "Set the value to",
        "always set to",
        "must be set to",
        "Set this parameter to",
        "Fixed value:",
        "Always",
    ];
    const VALUES: [&str; 5] = ["取值：", "取值:", "Value:", "value:", "取值为"];
    let naming = matches!(
        name.to_ascii_lowercase().as_str(),
        "action" | "version" | "format" | "grant_type" | "method" | "contenttype" | "service"
    );
    let signs = SIGNS.iter().chain(VALUES.iter().filter(|_| naming));
    for sign in signs {
        let Some(at) = text.find(sign) else { continue };
        let rest = text[at + sign.len()..]
            .trim_start_matches([' ', ':', '：', '为', '“', '"', '「', '`', '\'']);
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')))
            .unwrap_or(rest.len());
        let value = rest[..end].trim_end_matches('.');
        let after = rest[end..].trim_start_matches(['”', '"', '」', '`', '\'', ' ']);
        let ends = after.is_empty()
            || after.starts_with(['。', '.', ';', '；', ',', '，', '(', '（'])
            || rest[..end].ends_with('.');
        let lone = !after.starts_with(['、', '|']) && !after.contains(" or ");
        if !value.is_empty() && ends && lone {
            return Some(value.to_owned());
        }
    }
    None
}

impl Reader {
    /// Whether a default can stand in the spec: a value of the type, for an enum one of its values.
    pub(super) fn may_be(&self, default: &str, typed: &Typed) -> bool {
        let own = self.types.found.iter().find(|found| found.name == typed.ty);
        match own {
            Some(own) => own.is_enum && own.entries.iter().any(|entry| entry.key == default),
            None => fits(default, typed),
        }
    }
}
