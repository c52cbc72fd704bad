//! The shape around answers. In: the fields at the top of an answer, or samples of it. Out: `envelope:`, and which field is the payload.

use serde_json::{Map, Value};

use super::tree::Node;
use crate::page::{Shown, TypeWord};

/// What a field at the top of an answer is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Envelope {
    pub(crate) success: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) payload: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) stack: Option<String>,
}

/// What the names of fields say; `None` where they do not tell success from failure.
pub(crate) fn guess(
    nodes: &[Node],
    words: &dyn Fn(&Node) -> Option<TypeWord>,
    example: &dyn Fn(&Node) -> Option<String>,
    shown: &Shown,
) -> Option<Envelope> {
    let flag = |node: &&Node| !matches!(words(node), Some(TypeWord::Object(_) | TypeWord::List(_)));
    let flags: Vec<&str> = nodes
        .iter()
        .filter(flag)
        .map(|node| node.name.as_str())
        .collect();
    let names = nodes.iter().map(|node| node.name.as_str());
    let mut found = slots(names, &flags);
    if found.payload.is_none() {
        found.payload = shown_payload(nodes, &found, shown);
    }
    // With a code, the flag says the same once more; with neither a flag nor a number, nothing tells.
    let failing = |value: &str| {
        value.starts_with('"')
            && value.contains(char::is_alphabetic)
            && !is_good(&Value::from(&value[1..]))
    };
    let code = found.code.as_deref();
    if found.success.is_none() && code.and_then(|code| shown.value(code)).is_some_and(failing) {
        return Some(found.by_status());
    }
    let code = code.map(|code| match shown.value(code) {
        Some(value) if value.starts_with('"') && value.len() > 1 => super::yaml::text(&value[1..]),
        Some(value) if value.parse::<i64>().is_ok() => value.to_owned(),
        _ => nodes
            .iter()
            .find(|node| node.name == code)
            .and_then(example)
            .filter(|value| value == "SUCCESS" || value == "OK")
            .map_or_else(|| "0".to_owned(), |value| super::yaml::text(&value)),
    });
    found.told(code)
}

/// The payload of samples, where the table describes what is in it beside what is around it.
fn shown_payload(nodes: &[Node], found: &Envelope, shown: &Shown) -> Option<String> {
    let code = found.code.as_deref()?;
    let own = |node: &&Node| {
        let slots = [&found.code, &found.message, &found.request_id];
        slots.iter().all(|slot| slot.as_deref() != Some(&node.name))
    };
    let around = shown.holds("", code)
        && nodes
            .iter()
            .filter(own)
            .all(|node| !shown.holds("", &node.name));
    ["data", "result", "payload"]
        .into_iter()
        .find(|name| around && shown.holds("", name))
        .map(str::to_owned)
}

/// What samples of answers show, where no table describes the answer as a whole.
pub(crate) fn by_samples(samples: &[Value]) -> Option<Envelope> {
    let objects: Vec<&Map<String, Value>> = samples.iter().filter_map(Value::as_object).collect();
    let read = |object: &Map<String, Value>| {
        let plain =
            |value: &Value| matches!(value, Value::Bool(_) | Value::Number(_) | Value::String(_));
        let flags: Vec<&str> = object
            .iter()
            .filter(|(_, value)| plain(value))
            .map(|(name, _)| name.as_str())
            .collect();
        slots(object.keys().map(String::as_str), &flags)
    };
    let found = objects
        .iter()
        .map(|object| read(object))
        .filter(|found| {
            found.code.is_some() && (found.message.is_some() || found.payload.is_some())
                || found.success.is_some() && found.payload.is_some()
        })
        .max_by_key(|found| {
            [&found.payload, &found.success, &found.request_id]
                .iter()
                .filter(|slot| slot.is_some())
                .count()
        })?;
    let codes = || {
        objects
            .iter()
            .filter_map(|object| object.get(found.code.as_deref()?))
    };
    let good = codes().find(|code| is_good(code));
    let written = good.map(|code| match code {
        Value::String(text) => super::yaml::text(text),
        other => other.to_string(),
    });
    if found.success.is_none() && written.is_none() {
        // Only failures show a code: the HTTP status tells.
        return Some(found.by_status());
    }
    found.told(written)
}

/// Whether a code says that all went well.
fn is_good(code: &Value) -> bool {
    match code {
        Value::Number(number) => matches!(number.as_i64(), Some(0 | 200)),
        Value::String(text) => {
            let zeros = !text.is_empty() && text.bytes().all(|b| b == b'0');
            zeros || matches!(text.to_ascii_lowercase().as_str(), "200" | "ok" | "success")
        }
        _ => false,
    }
}

/// What each name is for. `flags` are those whose values may be a yes or no.
fn slots<'n>(names: impl Iterator<Item = &'n str>, flags: &[&str]) -> Envelope {
    let mut found = Envelope::default();
    for name in names {
        let key: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let slot = match key.as_str() {
            "code" | "errcode" | "errorcode" | "ret" | "retcode" | "returncode" | "resultcode"
            | "errno" | "respcode" | "responsecode" | "rtncode" | "rspcode" => &mut found.code,
            "message" | "msg" | "errmsg" | "errormsg" | "errormessage" | "errorinfo"
            | "returnmessage" | "returnmsg" | "retmsg" | "respmsg" | "resultmsg" | "errordesc"
            | "rtnmsg" | "rspmsg" => &mut found.message,
            "data" | "result" | "payload" | "results" | "resultdata" | "resultobject" => {
                &mut found.payload
            }
            "success" | "issuccess" | "succeeded" | "ok" if flags.contains(&name) => {
                &mut found.success
            }
            "requestid" | "traceid" | "logid" | "reqid" | "trace" | "reqno" => {
                &mut found.request_id
            }
            "stackmessage" | "stack" | "stacktrace" => &mut found.stack,
            _ => continue,
        };
        slot.get_or_insert_with(|| name.to_owned());
    }
    found
}

impl Envelope {
    /// The envelope with its condition, if it tells success from failure; `code` is the code of success.
    fn told(mut self, code: Option<String>) -> Option<Self> {
        let told = self.code.is_some() && (self.message.is_some() || self.payload.is_some())
            || self.success.is_some() && self.payload.is_some();
        let condition = match (&self.success, &self.code, code) {
            (Some(flag), _, _) => format!("{{equals: {{{}: true}}}}", super::yaml::text(flag)),
            (None, Some(name), Some(code)) => {
                format!("{{equals: {{{}: {code}}}}}", super::yaml::text(name))
            }
            _ => return None,
        };
        self.success = Some(condition);
        told.then_some(self)
    }

    /// Successes are told by the HTTP status: only failures have the code.
    fn by_status(self) -> Self {
        Self {
            success: Some("{status: 2xx}".to_owned()),
            payload: None,
            ..self
        }
    }

    /// Whether successes have no code and no payload of their own: the HTTP status tells.
    pub(crate) fn codeless(&self) -> bool {
        self.success.as_deref() == Some("{status: 2xx}")
    }

    /// Whether a member of this name shows that an object is an answer.
    pub(crate) fn tells(&self, name: &str) -> bool {
        [&self.code, &self.payload, &self.message]
            .into_iter()
            .any(|slot| slot.as_deref() == Some(name))
    }

    /// Whether an answer is a failure, as far as its code tells.
    pub(crate) fn fails(&self, answer: &Value) -> bool {
        let code = self.code.as_deref().and_then(|name| answer.get(name));
        code.is_some_and(|code| !is_good(code))
    }

    /// Names of the fields that it takes.
    pub(crate) fn takes(&self, name: &str) -> bool {
        let flag = self
            .success
            .as_deref()
            .is_some_and(|condition| condition.contains(&format!("{{{name}: ")));
        flag || [
            &self.code,
            &self.message,
            &self.payload,
            &self.request_id,
            &self.stack,
        ]
        .into_iter()
        .any(|slot| slot.as_deref() == Some(name))
    }

    /// Its YAML.
    pub(crate) fn write(&self, source: &str) -> String {
        let rows = [
            ("success", self.success.clone()),
            ("code", self.code.as_deref().map(super::yaml::text)),
            ("message", self.message.as_deref().map(super::yaml::text)),
            ("payload", self.payload.as_deref().map(super::yaml::text)),
            (
                "request_id",
                self.request_id.as_deref().map(super::yaml::text),
            ),
            ("stack", self.stack.as_deref().map(super::yaml::text)),
        ];
        let rows: Vec<(&str, String)> = rows
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect();
        let width = rows.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        let mut out = format!("  # Guessed from {source}.\n");
        for (index, (key, value)) in rows.iter().enumerate() {
            let dash = if index == 0 { "- " } else { "  " };
            out.push_str(&format!(
                "  {dash}{key}:{:pad$} {value}\n",
                "",
                pad = width - key.len()
            ));
        }
        out
    }
}
