//! What the document says and nobody read. In: the document and what was read of it. Out: remarks, one for each piece of
//! which nothing was read.

use serde_yaml::Value;

use super::node::Read;
use super::pointer::Pointer;
use super::remark::Remarks;

/// Says what was not read.
pub(super) fn close(document: &Value, read: &Read, remarks: &Remarks) {
    let at = Pointer::root();
    if let Seen::Nothing = look(document, &at, read, remarks) {
        tell(&at, remarks);
    }
}

/// The nodes that are there for other tools only.
pub(super) fn skipped(value: &Value, at: &Pointer, out: &mut Vec<Pointer>) {
    match value {
        Value::Mapping(map) => {
            let overlay = map.get("x-specwright");
            if overlay.and_then(|overlay| overlay.get("skip")) == Some(&Value::Bool(true)) {
                out.push(at.clone());
                return;
            }
            for (key, value) in map {
                skipped(value, &at.key(key.as_str().unwrap_or_default()), out);
            }
        }
        Value::Sequence(list) => {
            for (index, value) in list.iter().enumerate() {
                skipped(value, &at.index(index), out);
            }
        }
        _ => {}
    }
}

/// How much of a piece was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// There is nothing in it.
    Empty,
    Nothing,
    /// All of it, or what was not was told about.
    Enough,
}

fn look(value: &Value, at: &Pointer, read: &Read, remarks: &Remarks) -> Seen {
    let skip = value
        .get("x-specwright")
        .and_then(|overlay| overlay.get("skip"));
    if read.is_whole(at) || read.is_leaf(at) || skip == Some(&Value::Bool(true)) {
        return Seen::Enough;
    }
    let parts: Vec<(Pointer, &Value)> = match value {
        Value::Mapping(map) => {
            let keys = map
                .iter()
                .filter_map(|(key, value)| Some((key.as_str()?, value)));
            keys.map(|(key, value)| (at.key(key), value)).collect()
        }
        Value::Sequence(list) => {
            let items = list.iter().enumerate();
            items
                .map(|(index, value)| (at.index(index), value))
                .collect()
        }
        Value::Null => return Seen::Empty,
        _ => return Seen::Nothing,
    };
    let looks = parts
        .iter()
        .map(|(at, value)| (at, look(value, at, read, remarks)));
    let looks: Vec<(&Pointer, Seen)> = looks.collect();
    if looks.iter().all(|(_, seen)| *seen == Seen::Empty) {
        return Seen::Empty;
    }
    // Where nothing was read, the whole is told about by what holds it.
    if looks.iter().all(|(_, seen)| *seen != Seen::Enough) {
        return Seen::Nothing;
    }
    for (at, _) in looks.iter().filter(|(_, seen)| *seen == Seen::Nothing) {
        tell(at, remarks);
    }
    Seen::Enough
}

fn tell(at: &Pointer, remarks: &Remarks) {
    remarks.not_carried(at, words(at));
}

/// What it is that stays behind.
fn words(at: &Pointer) -> String {
    let steps: Vec<String> = at.steps().collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    match steps.as_slice() {
        [] => "the whole document".to_owned(),
        ["paths", _] => "a path without operations".to_owned(),
        [.., key] if key.starts_with("x-") => format!("the extension `{key}`"),
        ["components", "schemas", ..] => "a schema".to_owned(),
        ["components", section, _] => format!("nothing in use refers to it (`{section}`)"),
        ["components", section] => format!("nothing in use refers to them (`{section}`)"),
        [.., "callbacks"] => "callbacks: requests that the service makes".to_owned(),
        ["webhooks", ..] => "webhooks: requests that the service makes".to_owned(),
        [.., "links"] => "links between operations".to_owned(),
        [.., "externalDocs"] => "the address of more documentation".to_owned(),
        [.., "info", "contact" | "license" | "termsOfService"] => {
            "contact, license and terms".to_owned()
        }
        [.., "headers", _] | [.., "headers"] => "headers of answers or parts".to_owned(),
        [.., "content", _] => "a further content type".to_owned(),
        [.., "encoding"] | [.., "encoding", _] => "how parts of a body are encoded".to_owned(),
        [.., "servers"] | [.., "servers", _] => "a further server".to_owned(),
        [.., "responses", _] => "a response without a body".to_owned(),
        [.., "examples", _, "externalValue"] => "an example in the network".to_owned(),
        [.., "examples", _] | [.., "examples" | "example"] => "an example".to_owned(),
        ["tags", _, "description"] => "the description of a tag without operations".to_owned(),
        [.., "tags", _] | [.., "tags", _, _] => "a tag".to_owned(),
        [.., "security", _] | [.., "security", _, _] => "a requirement of security".to_owned(),
        [.., key] if key.parse::<usize>().is_ok() => "an entry of a list".to_owned(),
        [.., key] => format!("`{key}`"),
    }
}
