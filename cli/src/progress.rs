//! A line on the terminal while something takes long. In: what is being done. Out: one line on standard error that is
//! renewed in place and gone when the work is done.
//!
//! It appears after half a second, on terminals alone, and never in continuous integration: a log of such lines helps
//! nobody.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::colour;

/// Work that is done by then needs no words.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is renewed.
const STEP: Duration = Duration::from_millis(200);
const WHEEL: [char; 4] = ['|', '/', '-', '\\'];
/// Back to the start of the line, and nothing on it.
const CLEAR: &str = "\r\u{1b}[K";

/// A line that tells of work; dropping it clears the line.
#[derive(Debug)]
pub(crate) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Tells what `text` gives, once it has taken long enough.
    pub(crate) fn start(text: impl Fn() -> String + Send + 'static) -> Self {
        if !is_wanted() {
            return Self(None);
        }
        let (done, rest) = mpsc::channel();
        let drawing = std::thread::Builder::new().spawn(move || {
            let start = Instant::now();
            let mut wait = PATIENCE;
            let mut drawn = false;
            for turn in WHEEL.iter().cycle() {
                if rest.recv_timeout(wait) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
                let seconds = start.elapsed().as_secs();
                draw(&format!("{CLEAR}{turn} {} ({seconds} s)", text()));
                (wait, drawn) = (STEP, true);
            }
            if drawn {
                draw(CLEAR);
            }
        });
        // A thread that cannot be had is no reason to leave the work undone.
        Self(drawing.ok().map(|thread| (done, thread)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}

/// Does something and tells of it where it takes long: `checking specs`.
pub(crate) fn during<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    let _shown = Progress::start(move || what.to_owned());
    work()
}

fn is_wanted() -> bool {
    let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    io::stderr().is_terminal() && colour::is_able(std::env::var_os("TERM")) && !in_ci
}

fn draw(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
