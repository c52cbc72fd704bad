//! Templates over the results of earlier steps, the request and the credentials.

use super::run::{Made, Run};
use crate::braces::{self, Piece};

/// Fills a template in.
pub(super) fn fill(run: &Run<'_>, template: &str) -> Result<Made, String> {
    let mut out = Made::default();
    for piece in braces::pieces(template)? {
        match piece {
            Piece::Literal(text) => out.bytes.extend_from_slice(text.as_bytes()),
            Piece::Name(name) => add(run, name, &mut out)?,
        }
    }
    Ok(out)
}

fn add(run: &Run<'_>, name: &str, out: &mut Made) -> Result<(), String> {
    if let Some(made) = run.made(name) {
        out.secret |= made.secret;
        out.bytes.extend_from_slice(&made.bytes);
        return Ok(());
    }
    let out_bytes = &mut out.bytes;
    match name {
        "method" => out_bytes.extend_from_slice(run.draft.method.as_str().as_bytes()),
        "host" => out_bytes.extend_from_slice(run.base.host_header().as_bytes()),
        "path" => out_bytes.extend_from_slice(run.base.full_path(&run.draft.path).as_bytes()),
        "query_string" => match &run.query_text {
            Some(text) => out_bytes.extend_from_slice(text.as_bytes()),
            None => out_bytes.extend_from_slice(run.draft.encoded_query().as_bytes()),
        },
        "body" => out_bytes.extend_from_slice(&run.draft.body),
        _ => {
            out_bytes.extend_from_slice(run.credentials.get(name)?.as_bytes());
            out.secret |= run.credentials.is_secret(name);
        }
    }
    Ok(())
}

/// Fills a template in whose result is text.
pub(super) fn text(run: &Run<'_>, template: &str) -> Result<(String, bool), String> {
    let Made { bytes, secret } = fill(run, template)?;
    let text = String::from_utf8(bytes).map_err(|_| format!("`{template}` gives no text"))?;
    Ok((text, secret))
}
