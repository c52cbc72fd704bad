//! A model of a larger API, printed as a spec and as hand-written Rust.

use std::fmt::Write;

/// What the model holds.
pub(crate) const SIZE: &str = "200 structs of 8 fields, 50 enums, 150 operations";
const STRUCTS: usize = 200;
const ENUMS: usize = 50;
const OPERATIONS: usize = 150;
const FIELDS: usize = 8;

/// The types of a struct's fields, in turn; `S` and `E` stand for a struct nearer to the first one, and an enum.
const KINDS: [(&str, &str); FIELDS] = [
    ("string", "String"),
    ("i64", "i64"),
    ("bool", "bool"),
    ("list<string>", "Vec<String>"),
    ("f64", "f64"),
    ("E", "E"),
    ("list<S>", "Vec<S>"),
    ("map<string>", "std::collections::BTreeMap<String, String>"),
];

fn kind(text: &str, owner: usize) -> String {
    match text {
        "E" => format!("Kind{}", owner % ENUMS),
        "list<S>" => format!("list<Item{}>", owner / 2),
        other => other.to_owned(),
    }
}

/// Every other field is required.
fn required(field: usize) -> bool {
    field.is_multiple_of(2)
}

/// The model as a spec.
pub(crate) fn spec() -> String {
    let mut text = String::from(
        "specwright: 1\napi: big\ntitle: Big\nservers: {default: \"http://localhost\"}\ntypes:\n",
    );
    for item in 0..STRUCTS {
        let _ = writeln!(text, "  Item{item}:\n    text: Item {item}.\n    fields:");
        for (field, (ty, _)) in KINDS.iter().enumerate() {
            let (ty, required) = (kind(ty, item), required(field));
            let _ = writeln!(
                text,
                "      field{field}: {{type: \"{ty}\", required: {required}, text: Field {field}}}"
            );
        }
    }
    for item in 0..ENUMS {
        let _ = writeln!(
            text,
            "  Kind{item}: {{text: Kind {item}., enum: {{red: Red, green: Green, blue: Blue, grey: Grey}}}}"
        );
    }
    text.push_str("operations:\n");
    for operation in 0..OPERATIONS {
        let _ = writeln!(
            text,
            "  op_{operation}: {{text: Operation {operation}., call: \"GET /things/{{id}}/{operation}\", params: {{id: {{type: string, required: true, text: Id}}, limit: u32, tag: list<string>}}, returns: Item{operation}}}"
        );
    }
    text
}

/// The model as Rust with serde derive.
pub(crate) fn derived() -> String {
    let mut text = String::from("#![allow(missing_docs)]\nuse serde::{Deserialize, Serialize};\n");
    for item in 0..STRUCTS {
        let _ = writeln!(
            text,
            "#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\npub struct Item{item} {{"
        );
        for (field, (_, ty)) in KINDS.iter().enumerate() {
            let ty = kind_rust(ty, item);
            let _ = match required(field) {
                true => writeln!(text, "    pub field{field}: {ty},"),
                false => writeln!(
                    text,
                    "    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub field{field}: Option<{ty}>,"
                ),
            };
        }
        text.push_str("}\n");
    }
    for item in 0..ENUMS {
        let _ = writeln!(
            text,
            "#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]\n#[serde(rename_all = \"snake_case\")]\npub enum Kind{item} {{ Red, Green, Blue, Grey, #[serde(untagged)] Unknown(String) }}"
        );
    }
    text.push_str(
        "pub struct Client { pub http: reqwest::Client, pub base: String }\nimpl Client {\n",
    );
    for operation in 0..OPERATIONS {
        let _ = writeln!(
            text,
            "    pub async fn op_{operation}(&self, id: &str, limit: Option<u32>, tag: &[String]) -> Result<Item{operation}, reqwest::Error> {{
        let mut request = self.http.get(format!(\"{{}}/things/{{id}}/{operation}\", self.base));
        if let Some(limit) = limit {{ request = request.query(&[(\"limit\", limit)]); }}
        for tag in tag {{ request = request.query(&[(\"tag\", tag)]); }}
        request.send().await?.error_for_status()?.json().await
    }}"
        );
    }
    text.push_str("}\n");
    text
}

fn kind_rust(text: &str, owner: usize) -> String {
    match text {
        "E" => format!("Kind{}", owner % ENUMS),
        "Vec<S>" => format!("Vec<Item{}>", owner / 2),
        other => other.to_owned(),
    }
}
