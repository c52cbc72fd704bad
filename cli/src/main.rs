//! The command `specwright`: reads the command line and runs one command.
//!
//! Data go to standard output, everything else to standard error; exit code 0 done, 1 failed, 2 wrong usage.

mod args;
mod audit;
mod call;
mod check;
mod completions;
mod diff;
mod docs;
mod generate;
mod import;
mod inspect;
mod man;
mod new;
mod schema;
mod specs;
mod stop;
mod watch;
mod words;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::New(args) => new::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Call(args) => call::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Docs(args) => docs::run(&args),
        Command::Schema => schema::run(),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report(),
    }
}
