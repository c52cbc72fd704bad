//! How texts and names are spelt, as far as a pattern can tell: what it refuses, reading refuses too.

use serde_json::{Map, Value, json};

use super::keys::{property, texts_of};

/// The form of a text.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// `like_this`.
    Snake,
    /// `LikeThis`.
    Camel,
    /// Name of a header.
    Header,
    /// `GET /orders/{id}`.
    Call,
    /// Base URL.
    Url,
    /// Type, also with `<>`.
    Type,
    /// HTTP status, class or range.
    Status,
}

/// Values of keys, or their items: object, key, form.
const VALUES: &[(&str, &str, Form)] = &[
    ("Spec", "api", Form::Snake),
    ("Operation", "call", Form::Call),
    ("Operation", "returns", Form::Type),
    ("Answer", "returns", Form::Type),
    ("Lines", "head", Form::Type),
    ("Server", "url", Form::Url),
    ("Auth", "header", Form::Header),
    ("Auth", "cookie", Form::Header),
    ("Auth", "signer", Form::Snake),
    ("Limit", "remaining", Form::Header),
    ("Limit", "used", Form::Header),
    ("Limit", "reset", Form::Header),
    ("PagePlace", "header", Form::Header),
    ("ErrorRow", "name", Form::Camel),
    ("ErrorRow", "args", Form::Snake),
    ("EnumValue", "name", Form::Camel),
    ("Rule", "setter", Form::Snake),
    ("TypeDef", "generic", Form::Camel),
    ("TypeDef", "extra", Form::Type),
    ("TypeDef", "type", Form::Type),
    ("Variant", "type", Form::Type),
    ("Member", "type", Form::Type),
    ("Member", "rust", Form::Snake),
    ("SignatureStep", "header", Form::Header),
    ("SignatureParam", "header", Form::Header),
];

/// Keys of tables: object, key of the table, form.
const NAMES: &[(&str, &str, Form)] = &[
    ("Spec", "servers", Form::Snake),
    ("Spec", "credentials", Form::Snake),
    ("Spec", "signatures", Form::Snake),
    ("Spec", "tokens", Form::Snake),
    ("Spec", "limits", Form::Snake),
    ("Spec", "types", Form::Camel),
    ("Spec", "operations", Form::Snake),
    ("Auth", "any_of", Form::Snake),
    ("TypeDef", "one_of", Form::Camel),
    ("Signature", "steps", Form::Snake),
    ("Common", "headers", Form::Header),
    ("Operation", "headers", Form::Header),
    ("Operation", "answers", Form::Status),
    ("SignatureVector", "headers", Form::Header),
];

/// Short forms that are spelt like a key of the long one.
const SHORT: &[(&str, Form)] = &[
    ("Server", Form::Url),
    ("Variant", Form::Type),
    ("Answer", Form::Type),
    ("Member", Form::Type),
];

/// Types that need no definition.
const WORDS: &[(&str, &str)] = &[
    ("string", "Text."),
    ("secret", "Text that is never shown."),
    ("bool", "`true` or `false`."),
    ("i64", "Integer of 64 bits with a sign."),
    ("i32", "Integer of 32 bits with a sign."),
    ("u64", "Integer of 64 bits without a sign."),
    ("u32", "Integer of 32 bits without a sign."),
    ("f64", "Number with a fraction."),
    ("date", "Day of the calendar."),
    ("datetime", "Day and time without a zone."),
    ("timestamp", "Instant."),
    ("duration", "Length of time."),
    ("bytes", "Bytes, as Base64 where they stand in a text."),
    ("file", "File to be sent."),
    ("any", "Any JSON."),
];

/// Adds the forms to the schema.
pub(super) fn add(schema: &mut Value) {
    for (object, key, form) in VALUES {
        let texts = texts_of(property(schema, object, key));
        // A type is a reference, which needs no type beside it; editors would show the text of what it refers to.
        texts.remove("type");
        texts.extend(form.schema());
    }
    for (object, key, form) in NAMES {
        let mut names = form.schema();
        if matches!(form, Form::Status) {
            // Editors take a key such as `202` for a number.
            names.remove("type");
        }
        property(schema, object, key).insert("propertyNames".into(), names.into());
    }
    for (object, form) in SHORT {
        if let Value::Array(forms) = &mut schema["$defs"][object]["anyOf"] {
            forms.splice(0..1, form.alternatives());
        }
    }
    schema["$defs"]["TypeText"] = json!({
        "description": "A type: one of the words below, `list<T>`, `map<T>`, a type of this spec, a type with arguments \
            (`Page<Repo>`); inside `<>` a `?` after a type allows null.",
        "anyOf": types(),
    });
    schema["$defs"]["OneStatus"] = json!({
        "description": "HTTP status, class or range.",
        "anyOf": [
            {"type": "integer", "minimum": 100, "maximum": 599},
            {"type": "string", "pattern": "^([1-5][0-9]{2}|[1-5]xx|\\s*[1-5][0-9]{2}\\s*\\.\\.\\s*[1-5][0-9]{2}\\s*)$"}
        ]
    });
}

impl Form {
    /// As they stand beside a long form.
    fn alternatives(self) -> Vec<Value> {
        match self {
            Self::Type => types().into(),
            _ => vec![self.schema().into()],
        }
    }

    fn schema(self) -> Map<String, Value> {
        let (pattern, message) = match self {
            Self::Type => return Map::from_iter([("$ref".to_owned(), "#/$defs/TypeText".into())]),
            Self::Snake => (
                "^(?!(self|super|crate)$)[a-z][a-z0-9]*(_[a-z0-9]+)*$",
                "Names are written like_this.",
            ),
            Self::Camel => (
                "^(?!Self$)[A-Z][A-Za-z0-9]*$",
                "Names of types and variants are written LikeThis.",
            ),
            Self::Status => (
                "^([1-5][0-9]{2}|[1-5]xx|\\s*[1-5][0-9]{2}\\s*\\.\\.\\s*[1-5][0-9]{2}\\s*)$",
                "Write an HTTP status (202), a class (4xx) or a range (400..422).",
            ),
            Self::Header => (
                "^[-!#$%&'*+.^_`|~0-9A-Za-z]+$",
                "A name of a header is made of ASCII letters, digits and -.",
            ),
            Self::Call => (
                "^\\s*(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\\s+/",
                "Write the method and the path, for instance GET /orders/{id}.",
            ),
            Self::Url => (
                "^https?://[^/?#@\\s]+(/[^?#\\s]*)?$",
                "Write scheme, host and path, for instance https://api.example.com/v1.",
            ),
        };
        Map::from_iter([
            ("type".to_owned(), "string".into()),
            ("pattern".to_owned(), pattern.into()),
            ("patternErrorMessage".to_owned(), message.into()),
        ])
    }
}

/// The words, which editors offer, and everything else. No text is both, or editors would show the texts of both.
/// Whether brackets are closed is beyond a pattern.
fn types() -> [Value; 2] {
    let (words, texts): (Vec<&str>, Vec<&str>) = WORDS.iter().copied().unzip();
    let any = words.join("|");
    let name = format!("({any}|list|map|[A-Z][A-Za-z0-9]*)");
    let inner = format!("\\s*{name}(\\s*\\?)?");
    let behind = format!("(\\s*<{inner}|\\s*,{inner}|\\s*>(\\s*\\?)?)*");
    [
        json!({"type": "string", "enum": words, "enumDescriptions": texts}),
        json!({
            "type": "string",
            "pattern": format!("^(?!({any})$)\\s*{name}(\\s*<{inner}{behind}\\s*>)?(\\s*\\?)?\\s*$"),
            "patternErrorMessage":
                "This is no type: write string, i64, list<T>, map<T>, or the name of a type of this spec.",
        }),
    ]
}
