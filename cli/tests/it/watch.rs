//! `specwright watch`, seen from outside: a file is saved, a line is waited for, the output is looked at.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::run::specwright;
use crate::scratch;

/// A line that has not come by then never comes.
const PATIENCE: Duration = Duration::from_secs(60);
/// Ends the line that tells of a run.
const DONE: &str = " ms)";

/// A running `specwright watch` in a folder of its own, with `specs/shop.yaml`.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    folder: PathBuf,
}

impl Watch {
    /// Starts it and waits until it watches.
    fn start(name: &str, args: &str) -> Self {
        let folder = scratch::folder(&format!("watch-{name}"));
        fs::create_dir(folder.join("specs")).expect("a new folder");
        fs::write(folder.join("specs/shop.yaml"), shop(0)).expect("a new file");
        let mut command = specwright("watch").folder(&folder).command();
        let mut child = command
            .args(args.split_whitespace())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command was built");
        let stderr = child.stderr.take().expect("a pipe");
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(stderr).lines().map_while(Result::ok);
            lines.map_while(|line| sender.send(line).ok()).count()
        });
        let watch = Self {
            child,
            lines,
            folder,
        };
        let told = watch.until(|line| line.ends_with("Ctrl-C ends"));
        assert!(told[0].contains(" files written"), "{told:?}");
        watch
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The lines up to one that is waited for.
    #[track_caller]
    fn until(&self, is_last: impl Fn(&str) -> bool) -> Vec<String> {
        let mut told = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            told.push(line);
            if told.last().is_some_and(|line| is_last(line)) {
                return told;
            }
        }
        panic!("the line never came: {told:#?}")
    }

    /// The lines of the next run.
    #[track_caller]
    fn run(&self) -> Vec<String> {
        self.until(|line| line.ends_with(DONE))
    }

    /// Waits until runs have made this of the shop.
    #[track_caller]
    fn until_made(&self, number: u32) {
        self.until(|line| line.ends_with(DONE) && self.made().contains(&title(number)));
    }

    /// The documentation of the module.
    fn made(&self) -> String {
        fs::read_to_string(self.path("generated/shop/mod.rs")).unwrap_or_default()
    }

    fn end(mut self, signal: &str) -> (ExitStatus, String) {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args([signal, &id])
            .status();
        assert!(sent.is_ok_and(|status| status.success()));
        let status = self.child.wait().expect("it ends");
        let mut out = String::new();
        let stdout = self.child.stdout.as_mut().expect("a pipe");
        stdout.read_to_string(&mut out).expect("text");
        (status, out)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn title(number: u32) -> String {
    format!("Shop number {number}.")
}

/// The spec of the shop with a title of its own.
fn shop(number: u32) -> String {
    let path = crate::run::folder().join("specs/shop.yaml");
    let text = fs::read_to_string(path).expect("a spec of the tests");
    text.replace("title: Shop\n", &format!("title: \"{}\"\n", title(number)))
}

fn other(name: &str) -> String {
    shop(0).replace("api: shop\n", &format!("api: {name}\n"))
}

#[test]
fn every_way_of_saving_is_seen() {
    let watch = Watch::start("saves", "");
    let spec = watch.path("specs/shop.yaml");

    fs::write(&spec, shop(1)).expect("written in place");
    let told = watch.run();
    let start = "specs/shop.yaml changed: ";
    assert!(told.len() == 1 && told[0].starts_with(start), "{told:?}");
    assert!(watch.made().contains(&title(1)));

    let aside = watch.path("specs/.shop.yaml.tmp");
    fs::write(&aside, shop(2)).expect("written aside");
    fs::rename(&aside, &spec).expect("renamed over");
    watch.until_made(2);

    fs::remove_file(&spec).expect("deleted");
    fs::write(&spec, shop(3)).expect("made anew");
    watch.until_made(3);

    let text = shop(4);
    let (first, second) = text.split_at(text.len() / 2);
    fs::write(&spec, "").expect("emptied");
    append(&spec, first);
    append(&spec, second);
    watch.until_made(4);

    let backup = watch.path("specs/shop.yaml~");
    fs::rename(&spec, &backup).expect("kept as a backup");
    fs::write(&spec, shop(5)).expect("made anew");
    fs::remove_file(&backup).expect("deleted");
    watch.until_made(5);
}

fn append(path: &Path, text: &str) {
    use std::io::Write;
    let file = fs::File::options().append(true).open(path);
    file.expect("the spec")
        .write_all(text.as_bytes())
        .expect("written");
}

#[test]
fn mistakes_are_told_and_the_last_good_output_stays() {
    let watch = Watch::start("mistakes", "");
    let (spec, good) = (watch.path("specs/shop.yaml"), watch.made());
    fs::write(&spec, shop(1) + "colour: red\n").expect("written");
    let told = watch.run();
    let line = shop(1).lines().count() + 1;
    assert!(
        told[0].starts_with(&format!("specs/shop.yaml:{line}:1: error[")),
        "{told:#?}"
    );
    let last = told.last().map_or("", String::as_str);
    assert!(
        last.starts_with("specs/shop.yaml changed: kept the last good output ("),
        "{last}"
    );
    assert_eq!(watch.made(), good);

    fs::write(&spec, shop(0)).expect("written");
    let told = watch.run();
    assert!(told[0].contains(" files are up to date ("), "{told:?}");
    fs::write(&spec, shop(2)).expect("written");
    watch.until_made(2);
}

#[test]
fn a_folder_that_goes_away_may_come_back() {
    let watch = Watch::start("away", "");
    let (specs, away, good) = (watch.path("specs"), watch.path("away"), watch.made());
    fs::rename(&specs, &away).expect("moved");
    let told = watch.run();
    let last = told.last().map_or("", String::as_str);
    assert!(
        last.starts_with("specs/shop.yaml is gone: kept the last good output ("),
        "{told:#?}"
    );
    assert_eq!(watch.made(), good);

    fs::rename(&away, &specs).expect("moved back");
    let told = watch.run();
    assert!(told[0].starts_with("specs/shop.yaml is new: "), "{told:?}");
    fs::write(specs.join("shop.yaml"), shop(1)).expect("written");
    watch.until_made(1);

    fs::remove_dir_all(&specs).expect("deleted");
    watch.run();
    fs::create_dir(&specs).expect("made anew");
    fs::write(specs.join("shop.yaml"), shop(2)).expect("written");
    watch.until_made(2);
}

#[test]
fn specs_and_folders_come_and_go() {
    let watch = Watch::start("come-and-go", "");
    fs::write(watch.path("specs/kiosk.yaml"), other("kiosk")).expect("a new spec");
    let told = watch.run();
    assert!(told[0].starts_with("specs/kiosk.yaml is new: "), "{told:?}");
    assert!(watch.path("generated/kiosk/mod.rs").is_file());

    fs::create_dir_all(watch.path("specs/stall/parts")).expect("a new folder");
    fs::write(watch.path("specs/stall/parts/api.yaml"), other("stall")).expect("a new spec");
    watch.until(|_| watch.path("generated/stall/mod.rs").is_file());
    fs::remove_dir_all(watch.path("specs/stall")).expect("deleted");
    fs::remove_file(watch.path("specs/kiosk.yaml")).expect("deleted");
    watch.until(|_| {
        !watch.path("generated/stall").exists() && !watch.path("generated/kiosk").exists()
    });
    assert!(watch.path("generated/shop/mod.rs").is_file());
}

#[test]
fn what_it_writes_itself_is_no_change() {
    let watch = Watch::start(
        "itself",
        "specs --out specs/generated --depfile specs/deps.d",
    );
    let mut told = Vec::new();
    for number in 1..=5 {
        fs::write(watch.path("specs/shop.yaml"), shop(number)).expect("written");
        fs::write(watch.path("specs/notes.md"), "no spec").expect("written");
        let made = |_: &str| {
            let text = fs::read_to_string(watch.path("specs/generated/shop/mod.rs"));
            text.is_ok_and(|text| text.contains(&title(number)))
        };
        told.extend(watch.until(|line| line.ends_with(DONE) && made(line)));
    }
    assert_eq!(told.len(), 5, "{told:#?}");
    let deps = fs::read_to_string(watch.path("specs/deps.d")).expect("it was written");
    assert!(deps.contains("specs/shop.yaml"), "{deps}");
}

#[test]
fn one_spec_alone_and_by_looking() {
    for args in [
        "specs/shop.yaml",
        "specs/shop.yaml --poll 20",
        "specs --poll 20",
    ] {
        let watch = Watch::start(&format!("alone-{}", args.replace(['/', ' '], "-")), args);
        let aside = watch.path("shop.new");
        fs::write(&aside, shop(1)).expect("written aside");
        fs::rename(&aside, watch.path("specs/shop.yaml")).expect("renamed over");
        watch.until_made(1);
        fs::write(watch.path("specs/shop.yaml"), shop(2)).expect("written in place");
        watch.until_made(2);
    }
}

#[cfg(unix)]
#[test]
fn a_spec_that_is_a_link_is_followed() {
    let watch = Watch::start("link", "");
    let elsewhere = watch.path("elsewhere");
    fs::create_dir(&elsewhere).expect("a new folder");
    fs::write(elsewhere.join("kiosk.yaml"), other("kiosk")).expect("a new spec");
    let link = watch.path("specs/kiosk.yaml");
    std::os::unix::fs::symlink(elsewhere.join("kiosk.yaml"), link).expect("a link");
    watch.until(|_| watch.path("generated/kiosk/mod.rs").is_file());
    let text = other("kiosk").replace(&title(0), &title(9));
    fs::write(elsewhere.join("kiosk.yaml"), text).expect("written");
    let made = || fs::read_to_string(watch.path("generated/kiosk/mod.rs")).unwrap_or_default();
    watch.until(|_| made().contains(&title(9)));
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    for signal in ["-INT", "-TERM"] {
        let watch = Watch::start(&format!("end{signal}"), "");
        let (status, out) = watch.end(signal);
        assert_eq!((status.code(), out.as_str()), (Some(0), ""), "{signal}");
    }
}

#[test]
fn what_cannot_be_watched_is_told_at_once() {
    let folder = scratch::folder("watch-nothing");
    let ran = specwright("watch").folder(&folder).run();
    let expected = "error: there is no `specs` to watch; `specwright new` starts a spec\n";
    assert_eq!((ran.code, ran.err.as_str()), (1, expected));
    fs::create_dir(folder.join("specs")).expect("a new folder");
    fs::write(folder.join("specs/shop.yaml"), shop(0)).expect("a new spec");
    fs::write(folder.join("file"), "").expect("a new file");
    let ran = specwright("watch --out file/out").folder(&folder).run();
    assert_eq!(ran.code, 1, "{}", ran.err);
    for args in [
        "watch --check",
        "watch --poll 1",
        "watch --poll soon",
        "watch --crate 1",
    ] {
        let ran = specwright(args).folder(&folder).run();
        assert_eq!(ran.code, 2, "{args}: {}", ran.err);
    }
}
