//! The words for types, English and Chinese. In: a cell. Out: the type that it names.

use super::words::half_width;

/// A type as a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeWord {
    /// Text.
    Text,
    /// A whole number: bits and whether it is signed, as far as the page says; 0 bits where it does not.
    Integer {
        /// Bits, or 0.
        bits: u8,
        /// Whether it can be negative.
        signed: bool,
    },
    /// A number that may have a fraction; `exact` where the page calls it a decimal, float or the like.
    Number {
        /// Whether the word itself speaks of fractions.
        fraction: bool,
    },
    /// True or false.
    Bool,
    /// An object; the name of its type, if the page gives one.
    Object(Option<String>),
    /// A list.
    List(Box<TypeWord>),
    /// A map.
    Map(Box<TypeWord>),
    /// A day.
    Date,
    /// A day and a time of day.
    DateTime,
    /// Seconds or milliseconds since 1970.
    Timestamp,
    /// A file.
    File,
    /// Bytes.
    Bytes,
    /// One of several values, as far as they are given.
    Enum(Vec<String>),
    /// Anything.
    Any,
    /// A word that may be the name of a type.
    Named(String),
}

const DEPTH: usize = 6;

impl TypeWord {
    /// The type that a text names, if it names one.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().map(half_width).collect();
        let text = text.trim().trim_matches(['`', '*', '"']);
        if text.is_empty() || text.len() > 100 {
            return None;
        }
        parse(text, DEPTH)
    }

    /// Whether the word is a known one, not only one that might be the name of a type.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Named(_) => false,
            Self::List(of) | Self::Map(of) => matches!(**of, Self::Named(_)) || of.is_known(),
            _ => true,
        }
    }
}

fn parse(text: &str, depth: usize) -> Option<TypeWord> {
    if depth == 0 {
        return None;
    }
    let text = text.trim();
    list(text, depth)
        .or_else(|| map(text, depth))
        .or_else(|| choice(text, depth))
        .or_else(|| simple(text))
        .or_else(|| bracketed(text, depth))
        .or_else(|| qualified(text, depth))
        .or_else(|| named(text))
}

fn inner(text: &str, depth: usize) -> Box<TypeWord> {
    let text = text
        .trim()
        .trim_matches(['<', '>', '(', ')', '[', ']', '.', ' ']);
    let word = parse(text, depth - 1).or_else(|| {
        let one = text.strip_suffix('s')?;
        parse(one, depth - 1)
    });
    Box::new(match word {
        None => TypeWord::Any,
        // `Array of objects`.
        Some(TypeWord::Named(name)) => match name.strip_suffix('s').and_then(simple) {
            Some(word) => word,
            None => TypeWord::Named(name),
        },
        Some(word) => word,
    })
}

fn list(text: &str, depth: usize) -> Option<TypeWord> {
    let lower = text.to_ascii_lowercase();
    if let Some(of) = text.strip_suffix("[]").or_else(|| text.strip_prefix("[]")) {
        return Some(TypeWord::List(inner(of, depth)));
    }
    for word in [
        "array",
        "list",
        "set",
        "repeated",
        "jsonarray",
        "arraylist",
        "数组",
        "列表",
    ] {
        let Some(rest) = lower.strip_prefix(word) else {
            continue;
        };
        let rest = &text[text.len() - rest.len()..];
        if rest.trim().is_empty() {
            return Some(TypeWord::List(Box::new(TypeWord::Any)));
        }
        let of = rest.trim_start();
        let spelled = of.strip_prefix("of ").or_else(|| of.strip_prefix("Of "));
        if let Some(of) = spelled {
            return Some(TypeWord::List(inner(of, depth)));
        }
        if of.starts_with(['<', '(', '[', '.']) || word == "repeated" {
            return Some(TypeWord::List(inner(of, depth)));
        }
    }
    for word in [" array", " list", "array", "数组", "列表", "[ ]"] {
        if let Some(of) = lower.strip_suffix(word).filter(|of| !of.is_empty()) {
            let of = text.get(..of.len())?;
            let of = of.strip_suffix('型').unwrap_or(of);
            let known = parse(of, depth - 1).filter(TypeWord::is_known)?;
            return Some(TypeWord::List(Box::new(known)));
        }
    }
    None
}

fn map(text: &str, depth: usize) -> Option<TypeWord> {
    let lower = text.to_ascii_lowercase();
    let rest = ["map", "hashmap", "dict", "dictionary", "record"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))?;
    let rest = text[text.len() - rest.len()..].trim();
    if rest.is_empty() {
        return Some(TypeWord::Map(Box::new(TypeWord::Any)));
    }
    if !rest.starts_with(['<', '[', '(']) {
        return None;
    }
    let of = rest.split_once([',', ']']).map_or("", |(_, of)| of);
    Some(TypeWord::Map(
        if of.trim_matches(['>', ')', ' ']).is_empty() {
            Box::new(TypeWord::Any)
        } else {
            inner(of, depth)
        },
    ))
}

/// `"asc" | "desc"`, `enum(a, b)`, `string | null`.
fn choice(text: &str, depth: usize) -> Option<TypeWord> {
    let lower = text.to_ascii_lowercase();
    if lower == "enum"
        || lower == "枚举"
        || lower == "枚举值"
        || lower == "枚举型"
        || lower == "枚举类型"
    {
        return Some(TypeWord::Enum(Vec::new()));
    }
    if let Some(rest) = lower
        .strip_prefix("enum")
        .filter(|rest| rest.trim_start().starts_with(['(', '[', '<', '{', ':']))
    {
        let rest = &text[text.len() - rest.len()..];
        let inner = rest
            .trim()
            .trim_matches(['(', ')', '[', ']', '<', '>', '{', '}', ':', ' ']);
        let values: Vec<String> = inner
            .split([',', '|', '/'])
            .map(|value| value.trim().trim_matches(['"', '\'', '`']).to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        let types = values.len() == 1 && simple(&values[0]).is_some();
        return Some(TypeWord::Enum(if types { Vec::new() } else { values }));
    }
    if !text.contains('|') {
        return None;
    }
    let parts: Vec<&str> = text
        .split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts
        .iter()
        .all(|part| part.len() > 2 && part.starts_with(['"', '\'']) && part.ends_with(['"', '\'']))
    {
        return Some(TypeWord::Enum(
            parts
                .iter()
                .map(|part| part.trim_matches(['"', '\'']).to_owned())
                .collect(),
        ));
    }
    let words: Vec<TypeWord> = parts
        .iter()
        .filter(|part| !part.eq_ignore_ascii_case("null"))
        .map_while(|part| parse(part, depth - 1))
        .collect();
    match words.as_slice() {
        [one] => Some(one.clone()),
        [_, ..] if words.iter().all(TypeWord::is_known) => Some(TypeWord::Any),
        _ => None,
    }
}

fn simple(text: &str) -> Option<TypeWord> {
    let signed = |bits| TypeWord::Integer { bits, signed: true };
    let unsigned = |bits| TypeWord::Integer {
        bits,
        signed: false,
    };
    let lower = text.to_lowercase();
    Some(match lower.as_str() {
        "string" | "str" | "text" | "varchar" | "char" | "nvarchar" | "字符串" | "字符"
        | "字符型" | "文本" | "uuid" | "url" | "uri" | "email" | "guid" | "字符串型"
        | "字符串类型" | "strings" | "longtext" | "字串" | "character" => TypeWord::Text,
        "integer" | "int" | "整数" | "整型" | "整形" | "整数型" | "integers" | "整數"
        | "整数类型" | "tinyint" | "smallint" | "mediumint" => signed(0),
        "int32" | "sint32" | "i32" | "int16" | "int8" | "short" => signed(32),
        "long" | "int64" | "bigint" | "sint64" | "i64" | "长整型" | "长整数" | "长整形"
        | "longint" | "biginteger" => signed(64),
        "uint" | "unsigned int" | "unsigned integer" | "unsigned" | "无符号整数" | "无符号整型"
        | "uinteger" => unsigned(0),
        "uint32" | "u32" | "uint8" | "uint16" => unsigned(32),
        "uint64" | "u64" | "ulong" | "unsigned long" => unsigned(64),
        "number" | "numeric" | "数字" | "数值" | "数值型" | "num" | "數字" | "数字型" => {
            TypeWord::Number { fraction: false }
        }
        "float" | "double" | "decimal" | "浮点" | "浮点数" | "浮点型" | "小数" | "real" | "f64"
        | "float64" | "float32" | "bigdecimal" | "money" | "双精度" => {
            TypeWord::Number { fraction: true }
        }
        "bool" | "boolean" | "布尔" | "布尔值" | "布尔型" | "布林" | "布尔类型" | "booleans" => {
            TypeWord::Bool
        }
        "object" | "obj" | "json" | "struct" | "对象" | "结构体" | "jsonobject" | "json object"
        | "json对象" | "物件" | "结构" | "objects" | "class" | "json 对象" | "structure"
        | "message" => TypeWord::Object(None),
        "date" | "日期" | "日期型" => TypeWord::Date,
        "datetime" | "date-time" | "日期时间" | "时间" | "date time" | "time" | "时间类型"
        | "时间日期" | "localdatetime" => TypeWord::DateTime,
        "timestamp" | "时间戳" | "unix timestamp" | "unixtime" | "epoch" | "unix time"
        | "时间戳型" => TypeWord::Timestamp,
        "file" | "文件" | "binary" | "二进制" | "file stream" | "multipartfile" | "文件流" => {
            TypeWord::File
        }
        "bytes" | "byte" | "base64" | "blob" | "byte[]" | "buffer" => TypeWord::Bytes,
        "any" | "mixed" | "void" | "null" | "unknown" | "任意" | "interface{}" | "任意类型" => {
            TypeWord::Any
        }
        _ => return None,
    })
}

/// `string(32)`, `integer (int64)`, `object (User)`, `integer<int64>`.
fn bracketed(text: &str, depth: usize) -> Option<TypeWord> {
    let open = text.find(['(', '<', '['])?;
    let outer = simple(text[..open].trim())?;
    let inside = text[open + 1..].trim_end_matches([')', '>', ']']).trim();
    let refined = simple(inside);
    Some(match (outer, refined) {
        (
            TypeWord::Integer { .. } | TypeWord::Number { .. },
            Some(
                number @ (TypeWord::Integer { .. } | TypeWord::Number { .. } | TypeWord::Timestamp),
            ),
        ) => number,
        (TypeWord::Text, Some(time @ (TypeWord::Date | TypeWord::DateTime | TypeWord::Bytes))) => {
            time
        }
        (TypeWord::Text, _) if inside.to_ascii_lowercase().starts_with("enum") => {
            choice(inside, depth - 1).unwrap_or(TypeWord::Text)
        }
        (TypeWord::Object(_), None) => {
            TypeWord::Object(named(inside).and_then(|word| match word {
                TypeWord::Named(name) => Some(name),
                _ => None,
            }))
        }
        (outer, _) => outer,
    })
}

/// `nullable string`, `string or null`, `integer, optional`, `32-bit integer`, `string/int`.
fn qualified(text: &str, depth: usize) -> Option<TypeWord> {
    let lower = text.to_lowercase();
    for word in [
        "nullable ",
        "optional ",
        "required ",
        "signed ",
        "positive ",
        "a ",
        "an ",
        "the ",
        "big ",
    ] {
        if let Some(rest) = lower.strip_prefix(word) {
            return parse(rest, depth - 1).filter(TypeWord::is_known);
        }
    }
    for (word, bits) in [("32-bit ", 32), ("64-bit ", 64), ("32位", 32), ("64位", 64)] {
        if let Some(rest) = lower.strip_prefix(word) {
            let signed = !rest.contains("unsigned") && !rest.contains("无符号");
            let whole = rest.contains("int") || rest.contains('整');
            return whole.then_some(TypeWord::Integer { bits, signed });
        }
    }
    let (head, rest) = lower.split_once([',', ';', '?', ':', '/', '\n', '(', '<', ' '])?;
    let first = simple(head.trim())?;
    let other = parse(rest.trim(), depth - 1);
    match other {
        Some(other) if other.is_known() && other != first && text.contains('/') => {
            Some(TypeWord::Any)
        }
        _ if rest.split_whitespace().count() <= 3 => Some(first),
        _ => None,
    }
}

fn named(text: &str) -> Option<TypeWord> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '<' | '>'));
    (first.is_ascii_alphabetic() && rest && text.len() > 1)
        .then(|| TypeWord::Named(text.to_owned()))
}
