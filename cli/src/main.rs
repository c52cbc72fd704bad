//! The command `specwright`: reads the command line and runs one command.
//!
//! Data go to standard output, everything else to standard error; exit code 0 done, 1 failed, 2 wrong usage.

mod args;
mod call;
mod check;
mod generate;
mod inspect;
mod schema;
mod specs;
mod stop;
mod words;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Generate(args) => generate::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Call(args) => call::run(&args),
        Command::Schema => schema::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report(),
    }
}
