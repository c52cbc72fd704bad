//! `specwright generate`: what a build script does, by hand. In: paths and options. Out: files, and on standard error
//! what became of them.

use std::io;

use specwright::{Failure, Generator, Report};

use crate::args::GenerateArgs;
use crate::stop::{self, Stop, say};

/// Writes the clients, or with `--check` compares them.
pub(crate) fn run(args: &GenerateArgs) -> Result<(), Stop> {
    let generator = generator(args);
    let done = if args.check {
        generator.check()
    } else {
        generator.run()
    };
    let report = done.map_err(|failure| stop(&failure))?;
    if !report.warnings.diagnostics().is_empty() {
        say(&report.warnings.render_human(stop::colour(&io::stderr())));
    }
    say(&summary(args, &report));
    match &args.depfile {
        Some(path) => std::fs::write(path, report.depfile())
            .map_err(|error| Stop::Failed(format!("cannot write `{}`: {error}", path.display()))),
        None => Ok(()),
    }
}

fn generator(args: &GenerateArgs) -> Generator {
    let generator = Generator::new()
        .specs(&args.specs)
        .out(&args.out)
        .features(args.features);
    let generator = match &args.crate_path {
        Some(name) => generator.crate_path(name),
        None => generator,
    };
    match &args.crate_name {
        Some(name) => generator.write_crate(name, args.runtime.as_deref()),
        None => generator,
    }
}

fn stop(failure: &Failure) -> Stop {
    match failure {
        Failure::Spec(mistakes) => {
            say(&mistakes.render_human(stop::colour(&io::stderr())));
            Stop::Said
        }
        Failure::Usage(text) => Stop::Usage(text.clone()),
        other => Stop::Failed(other.to_string()),
    }
}

/// One line: how many files, and what changed.
fn summary(args: &GenerateArgs, report: &Report) -> String {
    let (out, files) = (args.out.display(), report.outputs.len());
    if report.is_fresh() {
        return format!("{out}: {files} files are up to date");
    }
    let (written, removed) = (report.written().count(), report.removed().count());
    let mut text = format!("{out}: {written} of {files} files written");
    if removed > 0 {
        text.push_str(&format!(", {removed} removed"));
    }
    text
}
