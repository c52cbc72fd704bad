//! `specwright watch`: generates again whenever a spec is saved. In: paths and options. Out: files, and on standard
//! error a line about each change, after what is wrong with it.
//!
//! Events of the file system only wake us: they differ from system to system and from editor to editor. What has changed
//! is told by the specs themselves, read anew (`snapshot`). So nothing that we write ourselves can wake us twice, and a
//! save that changes nothing says nothing.

pub(crate) mod end;
mod eyes;
mod snapshot;

use std::io::{self, IsTerminal};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use specwright::{Failure, Generator, Report};

use self::eyes::{Ended, Eyes};
use self::snapshot::Snapshot;
use crate::args::{Target, WatchArgs};
use crate::generate;
use crate::stop::{self, Stop, say};

/// So long after the first sign of a change, what looks like a mistake or a loss may still be half a save: some editors
/// delete a file and make it anew, some empty it and then fill it.
const PATIENCE: Duration = Duration::from_millis(60);

/// Generates once, and again after each change, until it is told to end.
pub(crate) fn run(args: &WatchArgs) -> Result<(), Stop> {
    let target = &args.target;
    let specs = target.specs.display();
    if !target.specs.exists() {
        let text = format!("there is no `{specs}` to watch; `specwright new` starts a spec");
        return Err(Stop::Failed(text));
    }
    let (sender, wakes) = mpsc::channel();
    end::on_signals(sender.clone());
    let eyes = Eyes::open(&target.specs, args.poll, sender, wakes);
    let watch = Watch {
        generator: generate::generator(target).remember(),
        // Taken before the first run: a change during it is a change.
        last: Snapshot::take(&target.specs),
        target,
        eyes,
    };
    watch.first()?;
    say(&format!("watching {specs}; Ctrl-C ends"));
    // To be told to end is the way to end.
    let Err(Ended) = watch.follow();
    Ok(())
}

struct Watch<'a> {
    target: &'a Target,
    generator: Generator,
    eyes: Eyes,
    /// The specs as they were when they were last told of.
    last: Snapshot,
}

impl Watch<'_> {
    /// The first run. Mistakes in specs are what this is for; anything else would only be repeated with each change.
    fn first(&self) -> Result<(), Stop> {
        match self.generator.run() {
            Ok(report) => generate::tell(self.target, &report),
            Err(Failure::Spec(mistakes)) => {
                say(&mistakes.render_human(stop::colour(&io::stderr())));
                Ok(())
            }
            Err(failure) => Err(generate::stop(&failure)),
        }
    }

    fn follow(mut self) -> Result<std::convert::Infallible, Ended> {
        loop {
            let since = self.eyes.wait()?;
            self.change(since)?;
        }
    }

    /// One change, from its first sign until it is told.
    fn change(&mut self, since: Instant) -> Result<(), Ended> {
        loop {
            self.eyes.settle()?;
            let now = Snapshot::take(&self.target.specs);
            let changes = now.changes_since(&self.last);
            if changes.is_empty() {
                return Ok(());
            }
            let left = PATIENCE.saturating_sub(since.elapsed());
            if changes.lose_something() && !left.is_zero() {
                self.eyes.linger(left)?;
                continue;
            }
            let done = self.generator.run();
            let left = PATIENCE.saturating_sub(since.elapsed());
            if matches!(done, Err(Failure::Spec(_))) && !left.is_zero() {
                self.eyes.linger(left)?;
                continue;
            }
            self.tell(&changes.to_string(), done, since);
            self.last = now;
            return Ok(());
        }
    }

    fn tell(&self, what: &str, done: Result<Report, Failure>, since: Instant) {
        if io::stderr().is_terminal() {
            say(&"-".repeat(72));
        }
        let outcome = match done {
            Ok(report) => {
                generate::warn(&report);
                if let Err(Stop::Failed(text)) = generate::leave_word(self.target, &report) {
                    say(&format!("error: {text}"));
                }
                generate::summary(&report)
            }
            Err(failure) => {
                match failure {
                    Failure::Spec(mistakes) => {
                        say(&mistakes.render_human(stop::colour(&io::stderr())));
                    }
                    other => say(&format!("error: {other}")),
                }
                "kept the last good output".to_owned()
            }
        };
        let took = since.elapsed().as_millis();
        say(&format!("{what}: {outcome} ({took} ms)"));
    }
}
