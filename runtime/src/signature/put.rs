//! Puts the result of a step into the request.

use bytes::Bytes;

use super::{Put, collect};
use crate::{
    Json,
    request::{Draft, encode_form},
};

pub(super) fn put(draft: &mut Draft, put: Put, text: &str, secret: bool) -> Result<(), String> {
    match put {
        Put::Query(name) => push_query(draft, name, text),
        Put::Header(name) => return draft.set_header(name, text, secret),
        Put::Field(name) if collect::is_form(draft) => {
            let pair = encode_form(&[(name.to_owned(), text.to_owned())]);
            let between = if draft.body.is_empty() { "" } else { "&" };
            draft.body =
                Bytes::from([&draft.body[..], between.as_bytes(), pair.as_bytes()].concat());
        }
        Put::Field(name) if collect::is_json(draft) => {
            draft.body = with_member(&draft.body, name, text)?;
        }
        Put::Field(name) => push_query(draft, name, text),
    }
    Ok(())
}

fn push_query(draft: &mut Draft, name: &str, text: &str) {
    draft.query.push((name.to_owned(), Some(text.to_owned())));
}

/// A JSON object with one more member at its end; the others stay as they are written.
fn with_member(body: &[u8], name: &str, text: &str) -> Result<Bytes, String> {
    let open = body.trim_ascii().strip_suffix(b"}");
    let Some(open) = open.filter(|open| open.starts_with(b"{")) else {
        return Err(format!(
            "the body is no JSON object that could hold `{name}`"
        ));
    };
    let is_empty = open.trim_ascii_end() == b"{";
    let between = if is_empty { "" } else { "," };
    let member = format!("{between}{}:{}}}", Json::from(name), Json::from(text));
    Ok(Bytes::from([open, member.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_added_at_the_end() {
        for (body, expected) in [
            ("{}", r#"{"sign":"a\"b"}"#),
            (" { } ", r#"{ "sign":"a\"b"}"#),
            (r#"{"b":1.10,"a":{}}"#, r#"{"b":1.10,"a":{},"sign":"a\"b"}"#),
        ] {
            let made = with_member(body.as_bytes(), "sign", "a\"b");
            assert_eq!(made.as_deref(), Ok(expected.as_bytes()), "{body}");
        }
        for body in ["", "[]", "}"] {
            assert!(with_member(body.as_bytes(), "sign", "").is_err(), "{body}");
        }
    }
}
