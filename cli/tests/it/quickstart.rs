//! docs/quickstart.md, done step by step in a folder of its own: what it shows is what happens. `UPDATE=1` writes outputs
//! and edits anew; the finished spec and the files stay as they are.

mod steps;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use steps::Step;

use crate::run::{specwright, top};
use crate::scratch;

/// Where the stand-in listens in the page; in tests it takes whatever port is free.
const ADDRESS: &str = "127.0.0.1:8642";

#[test]
fn what_the_page_shows_is_what_happens() {
    let path = top().join("docs/quickstart.md");
    let page = fs::read_to_string(&path).expect("the page");
    let mut reader = Reader::new();
    let mut changes: Vec<((usize, usize), String)> = Vec::new();
    for step in steps::read(&page) {
        match step {
            Step::File { name, text } => reader.write(&name, &text),
            Step::Edit { lines, at } => changes.extend(reader.edit(&lines, at)),
            Step::Command(command) => {
                let printed = reader.run(&command.words);
                if !steps::agrees(&command.shown, &printed) {
                    let words = command.words.join(" ");
                    let shown = &command.shown;
                    assert!(updates(), "$ {words}\n{printed}\ninstead of\n{shown}");
                    changes.push((command.lines, printed));
                }
            }
        }
    }
    assert!(reader.edits > 0, "no edit was made");
    if !changes.is_empty() {
        fs::write(&path, changed(&page, changes)).expect("the page can be written");
    }
}

fn updates() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn finished() -> String {
    let path = top().join("docs/quickstart/tidewatch.yaml");
    fs::read_to_string(path).expect("the finished spec")
}

/// The page with other lines in some places.
fn changed(page: &str, changes: Vec<((usize, usize), String)>) -> String {
    let mut lines: Vec<&str> = page.lines().collect();
    for ((start, end), text) in changes.iter().rev() {
        lines.splice(start..end, text.lines());
    }
    lines.join("\n") + "\n"
}

/// Who follows the page.
struct Reader {
    folder: PathBuf,
    stand_in: Option<(Child, String)>,
    edits: usize,
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some((child, _)) = &mut self.stand_in {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Reader {
    fn new() -> Self {
        let folder = scratch::folder("quickstart");
        let source = top().join("docs/quickstart");
        fs::create_dir_all(folder.join("src/bin")).expect("a folder");
        for (from, to) in [
            ("page.md", "page.md"),
            ("stand_in.rs", "src/bin/stand_in.rs"),
        ] {
            fs::copy(source.join(from), folder.join(to)).expect("a file to copy");
        }
        Self {
            folder,
            stand_in: None,
            edits: 0,
        }
    }

    /// A file as shown; the crate stands alone with the versions of this workspace.
    fn write(&self, name: &str, text: &str) {
        let mut text = text.to_owned();
        if name == "Cargo.toml" {
            let runtime = top().join("runtime").canonicalize().expect("the runtime");
            let version = r#"specwright-runtime = { version = "0.1","#;
            let path = format!("specwright-runtime = {{ path = {runtime:?},");
            assert!(text.contains(version), "{text}");
            text = text.replace(version, &path) + "\n[workspace]\n";
            fs::copy(top().join("Cargo.lock"), self.folder.join("Cargo.lock")).expect("copied");
        }
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// An edit of the spec; the first ends in the finished one.
    fn edit(&mut self, lines: &[String], at: usize) -> Option<((usize, usize), String)> {
        self.edits += 1;
        let path = self.folder.join("specs/tidewatch.yaml");
        let before = fs::read_to_string(&path).expect("a spec");
        if self.edits > 1 || !updates() {
            let after = steps::edited(&before, lines);
            assert!(
                self.edits > 1 || after == finished(),
                "docs/quickstart/tidewatch.yaml is not what the edits give:\n{after}"
            );
            fs::write(path, after).expect("written");
            return None;
        }
        let text = difference(&path);
        fs::write(path, finished()).expect("written");
        Some(((at, at + lines.len()), text))
    }

    /// What a command prints.
    fn run(&mut self, words: &[String]) -> String {
        let settings = words.iter().take_while(|word| word.contains('='));
        let settings: Vec<(&str, &str)> =
            settings.filter_map(|word| word.split_once('=')).collect();
        let words: Vec<&str> = words[settings.len()..].iter().map(String::as_str).collect();
        match words.as_slice() {
            ["specwright", args @ ..] => {
                let ran = specwright(&args.join(" ")).folder(&self.folder).run();
                ran.out + &ran.err
            }
            ["cargo", .., "stand_in", "--", "8642", "&"] => self.start(),
            ["cargo", args @ ..] => self.cargo(args, &settings),
            ["cp", from, to] => {
                fs::copy(self.folder.join(from), self.folder.join(to)).expect("a file to copy");
                String::new()
            }
            other => panic!("the page has a command that this test does not know: {other:?}"),
        }
    }

    /// Runs cargo; gives standard output.
    fn cargo(&self, args: &[&str], settings: &[(&str, &str)]) -> String {
        let (verb, rest) = args.split_first().expect("a command of cargo");
        let url = self.stand_in.as_ref().map(|(_, address)| address.as_str());
        let settings = settings.iter().map(|(name, value)| {
            let value = value.replace(ADDRESS, url.unwrap_or(ADDRESS));
            ((*name).to_owned(), value)
        });
        let ran = Command::new(env!("CARGO"))
            .args([*verb, "--offline"])
            .args(rest)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target())
            .envs(settings)
            .output()
            .expect("cargo runs");
        let told = String::from_utf8_lossy(&ran.stderr);
        let well = ran.status.success() && !told.contains("warning");
        assert!(well, "cargo {args:?}: {told}");
        String::from_utf8(ran.stdout).expect("text")
    }

    /// Starts the stand-in, on a free port, and waits for its first line. Cargo only builds it: whoever ends cargo does not
    /// end what it runs.
    fn start(&mut self) -> String {
        self.cargo(&["build", "--quiet", "--bins"], &[]);
        let mut child = Command::new(target().join("debug/stand_in"))
            .arg("0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("it was built");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        let read = BufReader::new(stdout).read_line(&mut line);
        let address = line.trim_end().rsplit_once("//");
        let address = address.map(|(_, address)| address.to_owned());
        self.stand_in = Some((child, address.clone().unwrap_or_default()));
        let address = address.unwrap_or_else(|| panic!("{read:?}: {line:?}"));
        line.replace(&address, ADDRESS)
    }
}

/// What is to be edited in a spec until it is the finished one.
fn difference(path: &Path) -> String {
    let diff = Command::new("diff")
        .arg("-U1")
        .arg(path)
        .arg(top().join("docs/quickstart/tidewatch.yaml"))
        .output()
        .expect("the command `diff`");
    let text = String::from_utf8(diff.stdout).expect("text");
    let lines = text
        .lines()
        .skip(2)
        .map(|line| match line.starts_with("@@") {
            true => "@@\n".to_owned(),
            false => format!("{}\n", line.trim_end()),
        });
    lines.collect()
}

/// Shared with other tests that compile, so that dependencies are compiled once.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles/target")
}
