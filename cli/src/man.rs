//! `specwright man`: a manual page per command. In: a folder. Out: files in it, `specwright.1` and one for each command.

use std::fs;
use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args::{Cli, ManArgs};
use crate::stop::{Stop, say};

/// Writes the pages.
pub(crate) fn run(args: &ManArgs) -> Result<(), Stop> {
    let pages = pages().map_err(|error| Stop::Failed(format!("cannot make the pages: {error}")))?;
    let out = args.out.display();
    let failed = |error: io::Error| Stop::Failed(format!("cannot write into `{out}`: {error}"));
    fs::create_dir_all(&args.out).map_err(failed)?;
    for (name, page) in &pages {
        fs::write(args.out.join(name), page).map_err(failed)?;
    }
    say(&format!("{out}: {} pages written", pages.len()));
    Ok(())
}

/// Name and text of each page.
fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut top = Cli::command();
    // Gives each command its whole name.
    top.build();
    let mut commands = vec![&top];
    let mut pages = Vec::new();
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands());
        pages.push(page(command)?);
    }
    pages.sort();
    Ok(pages)
}

fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    let version = env!("CARGO_PKG_VERSION");
    let page = Man::new(command.clone())
        .source(format!("specwright {version}"))
        .manual("Specwright");
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut text)?;
    }
    let notes = command.get_after_help().map(ToString::to_string);
    notes_of(&notes.unwrap_or_default()).to_writer(&mut text)?;
    Ok((page.get_filename(), text))
}

/// What stands below the options in a help text. Its examples keep their lines.
fn notes_of(text: &str) -> Roff {
    let mut roff = Roff::new();
    let mut has_notes = false;
    for paragraph in text.split("\n\n") {
        if let Some(examples) = paragraph.strip_prefix("Examples:\n") {
            roff.control("SH", ["EXAMPLES"]).control("nf", []);
            for line in examples.lines() {
                roff.text([roman(line.trim_start())]);
            }
            roff.control("fi", []);
        } else if let Some(codes) = paragraph.strip_prefix("Exit codes: ") {
            roff.control("SH", ["EXIT STATUS"]).text([roman(codes)]);
        } else if !paragraph.is_empty() {
            let heading = if has_notes { "PP" } else { "SH" };
            let words: &[&str] = if has_notes { &[] } else { &["NOTES"] };
            roff.control(heading, words.iter().copied());
            roff.text([roman(paragraph)]);
            has_notes = true;
        }
    }
    roff
}
