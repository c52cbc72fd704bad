//! `specwright call`: one real call by a spec, without compiling it.
//!
//! `find (SPEC, OPERATION) -> arguments (NAME=VALUE to a request) -> ways, credentials -> client -> the runtime's core,
//! the same that typed clients use -> payload, `pages` or `stream`, or else `failure``. Descriptions, requests and
//! payloads are those of `specwright-interpret`. `cover` hides secrets in what `verbose` and `dry_run` show;
//! `events` tells what the runtime does besides.

mod arguments;
mod client;
mod cover;
pub(crate) mod credentials;
mod dry_run;
mod events;
mod failure;
pub(crate) mod find;
mod pages;
mod percent;
mod settings;
mod stream;
mod verbose;
mod ways;

use specwright::model::{Api, Auth, Operation};
use specwright_interpret::{self as interpret, DynamicRequest, Interpreter};
use specwright_runtime as rt;

use self::client::Caller;
use self::cover::Cover;
use self::credentials::Credentials;
use self::failure::Failure;
use crate::args::CallArgs;
use crate::stop::{Stop, print, say};

/// Makes the call and prints what it gives.
pub(crate) fn run(args: &CallArgs) -> Result<(), Stop> {
    let api = find::api(&args.spec)?;
    let interpreter = Interpreter::new(&api);
    let operation = find::operation(&interpreter, &args.operation)?;
    settings::check(args, &api, operation.model())?;
    let options = settings::options(args, operation.description())?;
    let arguments = arguments::read(&operation, &args.values, args.body.as_deref())?;
    let variables = arguments.variables().to_vec();
    let mut request = arguments.request().map_err(arguments::usage)?;
    let who = Who::find(args, &api, operation.model())?;
    let mut cover = who.cover;
    cover.secrets(request.secrets());
    if args.dry_run {
        let caller = Caller {
            credentials: who.values,
            variables: &variables,
            tells: None,
        };
        let core = client::core(args, &api, interpreter.api(), caller)?;
        request.replace_secrets(cover::HIDDEN);
        let prepared = core.prepare(operation.description(), &request);
        let prepared = prepared.map_err(|error| fail(&Failure::of(&error, interpreter.api())))?;
        return print(&dry_run::text(&prepared, &cover));
    }
    if args.verbose {
        events::tell();
    }
    let caller = Caller {
        credentials: who.values,
        variables: &variables,
        tells: args.verbose.then_some(cover),
    };
    let call = Call {
        core: client::core(args, &api, interpreter.api(), caller)?,
        operation,
        options,
    };
    wait(call.make(args, request))?
}

/// A call that is ready to be made.
struct Call<'i> {
    core: rt::Core,
    operation: interpret::Operation<'i>,
    options: rt::CallOptions,
}

impl Call<'_> {
    async fn make(&self, args: &CallArgs, mut request: DynamicRequest) -> Result<(), Stop> {
        let done = if self.operation.description().framing.is_some() {
            stream::print_all(self, &request, args.head).await
        } else if args.all_pages {
            pages::print_all(self, &mut request, args.lines, args.verbose).await
        } else {
            self.once(&request).await
        };
        done.map_err(|ended| match ended {
            Ended::Stop(stop) => stop,
            Ended::Call(error) => fail(&Failure::of_call(&error, &self.operation)),
        })
    }

    async fn once(&self, request: &DynamicRequest) -> Result<(), Ended> {
        let description = self.operation.description();
        let answer = self.core.execute(description, request, &self.options);
        match self.operation.payload(&answer.await?)? {
            Some(payload) => Ok(print(&format!("{payload:#}\n"))?),
            None => Ok(()),
        }
    }
}

/// Why printing what comes ends early.
enum Ended {
    Call(Box<rt::Error>),
    Stop(Stop),
}

impl From<rt::Error> for Ended {
    fn from(error: rt::Error) -> Self {
        Self::Call(Box::new(error))
    }
}

impl From<Stop> for Ended {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// Who is calling.
struct Who {
    /// Values of credentials and tokens.
    values: Vec<(String, String)>,
    /// What may not be shown.
    cover: Cover,
}

impl Who {
    /// With all that the operation needs, and the operations that buy its tokens.
    fn find(args: &CallArgs, api: &Api, op: &Operation) -> Result<Self, Stop> {
        let chosen = args.auth.as_deref();
        let credentials = Credentials::collect(api, &args.credentials)?;
        let is_given = |token: &str| args.dry_run || credentials.has(token);
        let involved = ways::operations(api, op, is_given);
        for op in &involved {
            refuse_signers(op, chosen)?;
        }
        credentials.suffice(api, &involved, chosen)?;
        let cover = Cover::new(api, &involved, chosen, &credentials);
        let values = match args.dry_run {
            true => dry_run::values(api, op, chosen, &credentials),
            false => credentials
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        };
        Ok(Self { values, cover })
    }
}

/// What a signer adds is made by code that a client is given; there is none here.
fn refuse_signers(op: &Operation, chosen: Option<&str>) -> Result<(), Stop> {
    let signer = ways::of(op, chosen).into_iter().find_map(|way| match way {
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
