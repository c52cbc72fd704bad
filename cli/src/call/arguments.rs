//! What the caller gives. In: `NAME=VALUE` and `--body`. Out: the parameters of a request, and the variables of the
//! base URL; or a message that says what is wrong, before anything is sent.

use std::io::Read;
use std::path::Path;

use specwright_interpret::{Arguments, Operation, Problem};

use crate::stop::Stop;

/// Reads all of it.
pub(super) fn read<'i>(
    op: &Operation<'i>,
    pairs: &[String],
    body: Option<&str>,
) -> Result<Arguments<'i>, Stop> {
    let mut arguments = op.arguments();
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(Stop::Usage(format!(
                "`{pair}` is not of the form NAME=VALUE"
            )));
        };
        match value.strip_prefix('@') {
            // No bytes are spelt with this sign in front.
            Some(path) if arguments.takes_file(name) => file(&mut arguments, name, path)?,
            _ => arguments.set(name, value).map_err(usage)?,
        }
    }
    if let Some(text) = body {
        arguments.body(&self::body(text)?).map_err(usage)?;
    }
    Ok(arguments)
}

fn file(arguments: &mut Arguments<'_>, name: &str, path: &str) -> Result<(), Stop> {
    let content = std::fs::read(path)
        .map_err(|error| Stop::Usage(format!("cannot read `{name}` from {path}: {error}")))?;
    let file_name = Path::new(path).file_name().unwrap_or_default();
    let file_name = file_name.to_string_lossy();
    arguments
        .file(name, &file_name, &content)
        .map_err(usage)
        .map(|_| ())
}

/// What `--body` stands for.
fn body(text: &str) -> Result<Vec<u8>, Stop> {
    let read = match (text, text.strip_prefix('@')) {
        ("-", _) => {
            let mut input = Vec::new();
            std::io::stdin().read_to_end(&mut input).map(|_| input)
        }
        (_, Some(path)) => std::fs::read(path),
        _ => return Ok(text.as_bytes().to_vec()),
    };
    read.map_err(|error| {
        let from = if text == "-" {
            "standard input"
        } else {
            text.trim_start_matches('@')
        };
        Stop::Usage(format!("cannot read the body from {from}: {error}"))
    })
}

pub(super) fn usage(problem: Problem) -> Stop {
    Stop::Usage(problem.to_string())
}
