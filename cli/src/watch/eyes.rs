//! Waits for signs of a change. In: the path of the specs. Out: wakes; what has changed is for others to find out.
//!
//! A folder is watched as a whole, and what it lies in is watched for the folder itself: it may go away and come back. A
//! file is watched through its folder, since many editors put a new file in its place. Where the system tells nothing, we
//! look every so often.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::snapshot;
use crate::stop::say;

/// A save is over when nothing more was heard for so long.
const QUIET: Duration = Duration::from_millis(10);
/// A folder in which something always happens is looked at all the same.
const LONGEST: Duration = Duration::from_millis(60);
/// How often we look where the system tells nothing.
const LOOK: Duration = Duration::from_millis(500);
/// Folders may come and go while we begin to watch them.
const TRIES: usize = 5;

/// What is heard.
#[derive(Debug)]
pub(super) enum Wake {
    /// Something happened.
    Sign(Sign),
    /// It is time to end.
    End,
}

/// Something that happened to files or folders.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    at: Instant,
    /// Whether folders or links may have come or gone, so that what there is must be watched anew.
    of_folders: bool,
}

/// It was time to end.
#[derive(Debug)]
pub(super) struct Ended;

/// What is watched, and how.
pub(super) struct Eyes {
    specs: PathBuf,
    sender: Sender<Wake>,
    wakes: Receiver<Wake>,
    /// Nothing where we look every so often instead.
    watcher: Option<RecommendedWatcher>,
    poll: Option<Duration>,
}

/// What is watched: folders, and whether with all that lies in them.
type Watched = BTreeSet<(PathBuf, bool)>;

impl Eyes {
    /// Begins to watch; with `poll`, to look every so many milliseconds.
    pub(super) fn open(
        specs: &Path,
        poll: Option<u64>,
        sender: Sender<Wake>,
        wakes: Receiver<Wake>,
    ) -> Self {
        let mut eyes = Self {
            specs: std::path::absolute(specs).unwrap_or_else(|_| specs.to_owned()),
            sender,
            wakes,
            watcher: None,
            poll: poll.map(Duration::from_millis),
        };
        eyes.watch();
        eyes
    }

    /// Waits for the first sign of a change; when it was.
    pub(super) fn wait(&mut self) -> Result<Instant, Ended> {
        let wake = match self.poll {
            Some(pause) => self.wakes.recv_timeout(pause),
            None => self.wakes.recv().map_err(RecvTimeoutError::from),
        };
        match wake {
            Ok(Wake::Sign(sign)) => {
                self.mind(sign);
                Ok(sign.at)
            }
            Err(RecvTimeoutError::Timeout) => Ok(Instant::now()),
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => Err(Ended),
        }
    }

    /// Waits until all is quiet.
    pub(super) fn settle(&mut self) -> Result<(), Ended> {
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            if !self.linger(QUIET)? {
                break;
            }
        }
        Ok(())
    }

    /// Waits so long for a further sign; whether there was one.
    pub(super) fn linger(&mut self, time: Duration) -> Result<bool, Ended> {
        match self.wakes.recv_timeout(time) {
            Ok(Wake::Sign(sign)) => {
                self.mind(sign);
                Ok(true)
            }
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => Err(Ended),
        }
    }

    fn mind(&mut self, sign: Sign) {
        if sign.of_folders {
            self.watch();
        }
    }

    /// Watches what is there now, or else looks every so often.
    fn watch(&mut self) {
        if self.poll.is_some() {
            return;
        }
        match self.watcher() {
            // The old one goes after the new one is there: nothing is missed.
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => {
                let pause = LOOK.as_millis();
                say(&format!(
                    "cannot watch: {error}; looking every {pause} ms instead"
                ));
                (self.watcher, self.poll) = (None, Some(LOOK));
            }
        }
    }

    fn watcher(&self) -> notify::Result<RecommendedWatcher> {
        let mut wanted = wanted(&self.specs);
        let mut last = Err(notify::Error::path_not_found());
        for _ in 0..TRIES {
            last = self.watcher_of(&wanted);
            let now = self::wanted(&self.specs);
            if last.is_ok() && now == wanted {
                break;
            }
            wanted = now;
        }
        last
    }

    fn watcher_of(&self, wanted: &Watched) -> notify::Result<RecommendedWatcher> {
        let (sender, specs) = (self.sender.clone(), self.specs.clone());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(sign) = sign(&event, &specs) {
                // Nobody listens any more when it has ended.
                let _ = sender.send(Wake::Sign(sign));
            }
        })?;
        for (path, whole) in wanted {
            let mode = match whole {
                true => RecursiveMode::Recursive,
                false => RecursiveMode::NonRecursive,
            };
            watcher.watch(path, mode)?;
        }
        Ok(watcher)
    }
}

/// What must be watched to hear of every change of specs at a path.
fn wanted(specs: &Path) -> Watched {
    let mut wanted = Watched::new();
    let mut above = specs.ancestors().skip(1);
    if let Some(folder) = above.find(|folder| folder.is_dir()) {
        wanted.insert((folder.to_owned(), false));
    }
    if specs.is_dir() {
        wanted.insert((specs.to_owned(), true));
    }
    // What a link leads to changes elsewhere.
    let mut links = snapshot::files(specs);
    links.push(specs.to_owned());
    for link in links.iter().filter(|path| path.is_symlink()) {
        if let Ok(file) = link.canonicalize()
            && let Some(folder) = file.parent()
        {
            wanted.insert((folder.to_owned(), false));
        }
    }
    wanted
}

/// What an event tells, if it may be a change.
fn sign(event: &notify::Result<Event>, specs: &Path) -> Option<Sign> {
    let at = Instant::now();
    let Ok(event) = event else {
        return Some(Sign {
            at,
            of_folders: true,
        });
    };
    let moves = match event.kind {
        // That somebody reads is no change; we do so ourselves.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return None,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
            true
        }
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => false,
    };
    let is_folder = |path: &PathBuf| {
        let below = path.starts_with(specs) && (path.extension().is_none() || path.is_symlink());
        specs.starts_with(path) || below
    };
    let of_folders = event.need_rescan() || moves && event.paths.iter().any(is_folder);
    Some(Sign { at, of_folders })
}
