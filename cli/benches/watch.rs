//! How long it takes from a save to the code that it makes: `specwright watch` on a copy of this repository's specs.
//!
//! Each round writes a new title into a spec, in place or by a rename, and waits until the title stands in the
//! generated file. Prints the median and the longest time.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 200;
/// A round that takes longer has failed.
const LONGEST: Duration = Duration::from_secs(10);
/// How often we look whether the file is there.
const LOOK: Duration = Duration::from_micros(200);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-watch");
    let _ = fs::remove_dir_all(&folder);
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    copy(&specs, &folder.join("specs"))?;
    let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .arg("watch")
        .current_dir(&folder)
        .stderr(Stdio::piped())
        .spawn()?;
    let measured = measure(&folder, &mut child);
    child.kill()?;
    child.wait()?;
    let (in_place, renamed) = measured?;
    println!("from a save to the generated file, five APIs, {ROUNDS} saves each:");
    show("written in place", in_place);
    show("renamed over", renamed);
    Ok(())
}

type Times = Vec<Duration>;

fn measure(folder: &Path, child: &mut Child) -> Result<(Times, Times), Box<dyn Error>> {
    let stderr = child.stderr.take().ok_or("no pipe")?;
    let mut lines = BufReader::new(stderr).lines();
    while !lines.next().ok_or("it ended")??.ends_with("Ctrl-C ends") {}
    // What it says is read, so that it can say more.
    std::thread::spawn(move || lines.count());
    let spec = folder.join("specs/quickbi.yaml");
    let text = fs::read_to_string(&spec)?;
    let (mut in_place, mut renamed) = (Times::new(), Times::new());
    for round in 0..2 * ROUNDS {
        let title = format!("Quick BI, edition {round} of the bench");
        let text = text.replace(
            "title: Alibaba Cloud Quick BI",
            &format!("title: \"{title}\""),
        );
        let start = if round % 2 == 0 {
            let start = Instant::now();
            fs::write(&spec, text)?;
            start
        } else {
            let aside = spec.with_extension("new");
            fs::write(&aside, text)?;
            let start = Instant::now();
            fs::rename(aside, &spec)?;
            start
        };
        let times = if round % 2 == 0 {
            &mut in_place
        } else {
            &mut renamed
        };
        times.push(made(
            &folder.join("generated/quickbi/mod.rs"),
            &title,
            start,
        )?);
    }
    Ok((in_place, renamed))
}

/// The time until the title stands in the file.
fn made(path: &Path, title: &str, start: Instant) -> Result<Duration, Box<dyn Error>> {
    while start.elapsed() < LONGEST {
        if fs::read_to_string(path).is_ok_and(|text| text.contains(title)) {
            return Ok(start.elapsed());
        }
        std::thread::sleep(LOOK);
    }
    Err(format!("`{title}` never came").into())
}

fn show(what: &str, mut times: Times) {
    times.sort();
    let milliseconds = |index: usize| {
        let time = times.get(index).copied().unwrap_or_default();
        time.as_secs_f64() * 1000.0
    };
    let (median, longest) = (
        milliseconds(times.len() / 2),
        milliseconds(times.len().saturating_sub(1)),
    );
    println!("  {what:<17} median {median:5.1} ms, longest {longest:5.1} ms");
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
