//! `specwright call`: one real call by a spec, without compiling it.
//!
//! `find (SPEC, OPERATION) -> arguments (NAME=VALUE to a request) -> credentials -> describe (model to the runtime's
//! data) -> client -> the runtime's core, the same that typed clients use -> payload or failure`.

mod arguments;
mod client;
mod codec;
mod credentials;
mod describe;
mod dynamic;
mod failure;
mod find;
mod layout;
mod leak;
mod payload;
mod signature;
mod values;
mod verbose;

use std::io::Read;

use specwright::model::{Auth, Operation};

use self::client::Caller;
use self::failure::Failure;
use self::verbose::Hide;
use crate::args::CallArgs;
use crate::stop::{Stop, print, say};

/// Makes the call and prints the payload.
pub(crate) fn run(args: &CallArgs) -> Result<(), Stop> {
    let api = find::api(&args.spec)?;
    let op = find::operation(&api, &args.operation)?;
    let body = args.body.as_deref().map(body).transpose()?;
    let given = arguments::read(&api, op, &args.values, body.as_deref())?;
    refuse_signers(op)?;
    let credentials = credentials::collect(&api, op, &args.credentials)?;
    let description = describe::operation(&api, op);
    let hide = Hide::new(&api, op, &credentials);
    let caller = Caller {
        credentials: &credentials,
        variables: &given.variables,
        hide,
    };
    let core = client::core(args, &api, description.api, caller)?;
    let answer = wait(core.execute(description, &given.request))?;
    match answer.and_then(|answer| payload::text(&api, op, &answer)) {
        Ok(text) => print(&text),
        Err(error) => Err(fail(&Failure::of(&error, description.api))),
    }
}

/// The text of `--body`.
fn body(text: &str) -> Result<String, Stop> {
    let read = match (text, text.strip_prefix('@')) {
        ("-", _) => {
            let mut input = String::new();
            std::io::stdin().read_to_string(&mut input).map(|_| input)
        }
        (_, Some(path)) => std::fs::read_to_string(path),
        _ => return Ok(text.to_owned()),
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

/// What a signer adds is made by code that a client is given; there is none here.
fn refuse_signers(op: &Operation) -> Result<(), Stop> {
    let signer = op.auth.iter().find_map(|auth| match auth {
        Auth::Signer { name } => Some(name),
        _ => None,
    });
    match signer {
        None => Ok(()),
        Some(name) => {
            let text = format!(
                "the signer `{name}` is code of the caller's own, which a command line cannot give"
            );
            Err(fail(&Failure::unbuilt(text)))
        }
    }
}

fn fail(failure: &Failure) -> Stop {
    say(&failure.line());
    Stop::Said
}

fn wait<T>(call: impl Future<Output = T>) -> Result<T, Stop> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::Failed(format!("cannot start: {error}")))?;
    Ok(runtime.block_on(call))
}
