//! The command `specwright`: reads the command line and runs one command.
//!
//! Data go to standard output, everything else to standard error; exit code 0 done, 1 failed, 2 wrong usage.

mod args;
mod audit;
mod call;
mod check;
mod colour;
mod completions;
mod diff;
mod docs;
mod export;
mod generate;
mod import;
mod inspect;
mod man;
mod mock;
mod new;
mod page_file;
mod progress;
mod schema;
mod serve;
mod specs;
mod stop;
mod usual;
mod watch;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};

fn main() -> ExitCode {
    colour::choose(colour::wished(std::env::args_os()));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return say(&error),
    };
    let done = match cli.command {
        Command::New(args) => new::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Call(args) => call::run(&args),
        Command::Mock(args) => mock::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Docs(args) => docs::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report(),
    }
}

/// Help that was asked for, or what is wrong with the command line.
fn say(error: &clap::Error) -> ExitCode {
    let text = error.render();
    let shown = |coloured| match coloured {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    if error.use_stderr() {
        stop::say(&shown(stop::colour(&io::stderr())));
    } else if let Err(stop) = stop::print(&shown(stop::colour(&io::stdout()))) {
        return stop.report();
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
