//! `specwright generate`: what a build script does, by hand. In: paths and options. Out: files, and on standard error
//! what became of them.

use std::io;

use specwright::{Failure, Generator, Report};

use crate::args::{GenerateArgs, Target};
use crate::progress;
use crate::stop::{self, Stop, say};

/// Writes the clients, or with `--check` compares them.
pub(crate) fn run(args: &GenerateArgs) -> Result<(), Stop> {
    let generator = generator(&args.target);
    let done = progress::during("generating", || match args.check {
        true => generator.check(),
        false => generator.run(),
    });
    let report = done.map_err(|failure| stop(&failure))?;
    tell(&args.target, &report)
}

/// The generator that these options ask for.
pub(crate) fn generator(target: &Target) -> Generator {
    let generator = Generator::new()
        .specs(&target.specs)
        .out(&target.out)
        .features(target.features)
        .single_file(target.single_file);
    let generator = match &target.crate_path {
        Some(name) => generator.crate_path(name),
        None => generator,
    };
    match &target.crate_name {
        Some(name) => generator.write_crate(name, target.runtime.as_deref()),
        None => generator,
    }
}

/// Says what a run did, and leaves word of it for build systems.
pub(crate) fn tell(target: &Target, report: &Report) -> Result<(), Stop> {
    warn(report);
    say(&format!("{}: {}", target.out.display(), summary(report)));
    leave_word(target, report)
}

/// Says what is right in itself, and hardly meant.
pub(crate) fn warn(report: &Report) {
    if !report.warnings.diagnostics().is_empty() {
        say(&report.warnings.render_human(stop::colour(&io::stderr())));
    }
}

/// Writes the file for build systems, where one is wanted.
pub(crate) fn leave_word(target: &Target, report: &Report) -> Result<(), Stop> {
    match &target.depfile {
        Some(path) => std::fs::write(path, report.depfile())
            .map_err(|error| Stop::Failed(format!("cannot write `{}`: {error}", path.display()))),
        None => Ok(()),
    }
}

/// How a run that failed ends the command.
pub(crate) fn stop(failure: &Failure) -> Stop {
    match failure {
        Failure::Spec(mistakes) => {
            say(&mistakes.render_human(stop::colour(&io::stderr())));
            Stop::Said
        }
        Failure::Usage(text) => Stop::Usage(text.clone()),
        other => Stop::Failed(other.to_string()),
    }
}

/// How many files, and what changed.
pub(crate) fn summary(report: &Report) -> String {
    let (written, removed) = (report.written().count(), report.removed().count());
    outcome(report.outputs.len(), written, removed)
}

/// How many files there are, were written, and were removed.
pub(crate) fn outcome(files: usize, written: usize, removed: usize) -> String {
    match (written, removed) {
        (0, 0) => format!("{files} files are up to date"),
        (_, 0) => format!("{written} of {files} files written"),
        _ => format!("{written} of {files} files written, {removed} removed"),
    }
}
