//! The shape around answers. In: the fields at the top of an answer. Out: `envelope:`, and which field is the payload.

use super::tree::Node;
use crate::page::{Shown, TypeWord};

/// What a field at the top of an answer is for.
#[derive(Debug, Default)]
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
    shown: &Shown,
) -> Option<Envelope> {
    let mut found = Envelope::default();
    for node in nodes {
        let key: String = node
            .name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let slot = match key.as_str() {
            "code" | "errcode" | "errorcode" | "ret" | "retcode" | "returncode" | "resultcode"
            | "errno" | "respcode" | "responsecode" => &mut found.code,
            "message" | "msg" | "errmsg" | "errormsg" | "errormessage" | "errorinfo"
            | "returnmessage" | "returnmsg" | "retmsg" | "respmsg" | "resultmsg" => {
                &mut found.message
            }
            "data" | "result" | "payload" | "results" | "resultdata" | "resultobject" => {
                &mut found.payload
            }
            "success" | "issuccess" | "succeeded" | "ok"
                if !matches!(words(node), Some(TypeWord::Object(_) | TypeWord::List(_))) =>
            {
                &mut found.success
            }
            "requestid" | "traceid" | "logid" | "reqid" => &mut found.request_id,
            "stackmessage" | "stack" | "stacktrace" => &mut found.stack,
            _ => continue,
        };
        slot.get_or_insert_with(|| node.name.clone());
    }
    let told = found.code.is_some() && (found.message.is_some() || found.payload.is_some())
        || found.success.is_some() && found.payload.is_some();
    // With a code, the flag says the same once more; with neither a flag nor a number, nothing tells.
    let code = found.code.as_deref().map(|code| match shown.value(code) {
        Some(value) if value.starts_with('"') && value.len() > 1 => super::yaml::text(&value[1..]),
        Some(value) if value.parse::<i64>().is_ok() => value.to_owned(),
        _ => "0".to_owned(),
    });
    let condition = match (&found.success, &found.code, code) {
        (Some(flag), _, _) => format!("{{equals: {{{}: true}}}}", super::yaml::text(flag)),
        (None, Some(name), Some(code)) => {
            format!("{{equals: {{{}: {code}}}}}", super::yaml::text(name))
        }
        _ => return None,
    };
    found.success = Some(condition);
    told.then_some(found)
}

impl Envelope {
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
    pub(crate) fn write(&self, line: usize) -> String {
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
        let mut out = format!("  # Guessed from the names of the fields, line {line}.\n");
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
