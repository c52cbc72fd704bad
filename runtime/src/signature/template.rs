//! Templates over the results of earlier steps, the request and the credentials.

use super::run::{Made, Run};

/// Fills a template in.
pub(super) fn fill(run: &Run<'_>, template: &str) -> Result<Made, String> {
    let mut out = Made::default();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("`{template}` lacks a closing brace"));
        };
        out.bytes.extend_from_slice(before.as_bytes());
        add(run, name, &mut out)?;
        rest = after;
    }
    out.bytes.extend_from_slice(rest.as_bytes());
    Ok(out)
}

fn add(run: &Run<'_>, name: &str, out: &mut Made) -> Result<(), String> {
    if let Some(made) = run.made(name) {
        out.secret |= made.secret;
        out.bytes.extend_from_slice(&made.bytes);
        return Ok(());
    }
    match name {
        "method" => out
            .bytes
            .extend_from_slice(run.draft.method.as_str().as_bytes()),
        "host" => out
            .bytes
            .extend_from_slice(run.base.host_header().as_bytes()),
        "path" => out
            .bytes
            .extend_from_slice(run.base.full_path(&run.draft.path).as_bytes()),
        "body" => out.bytes.extend_from_slice(&run.draft.body),
        _ => {
            out.bytes
                .extend_from_slice(run.credentials.get(name)?.as_bytes());
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
