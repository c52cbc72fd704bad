//! What `specwright docs` takes.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `docs`.
#[derive(Args, Debug)]
#[command(after_help = NOTES)]
pub(crate) struct DocsArgs {
    /// Specs, or folders of specs
    #[arg(value_name = "PATH", default_value = "specs")]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder to write to
    #[arg(long, value_name = "DIR", required_unless_present_any = ["list_templates", "write_templates"])]
    pub(crate) out: Option<PathBuf>,
    /// Title of the site [default: that of the API, where there is one alone]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Crate that the Rust on the pages imports clients from
    #[arg(long = "crate", value_name = "NAME", default_value = "crate")]
    pub(crate) crate_path: String,
    /// Folder of templates that take the place of ours of the same name
    #[arg(long, value_name = "DIR")]
    pub(crate) templates: Option<PathBuf>,
    /// Compare with what is there and write nothing
    #[arg(long)]
    pub(crate) check: bool,
    /// Print the names of our templates and do nothing else
    #[arg(long, conflicts_with_all = ["out", "write_templates"])]
    pub(crate) list_templates: bool,
    /// Write our templates into a folder, to start from, and do nothing else
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    pub(crate) write_templates: Option<PathBuf>,
}

const NOTES: &str = "\
DIR gets index.html and a page for each API, with a search that needs no server, and below
markdown/ the same as Markdown. Files in DIR that were not made here are left alone.

Examples:
  specwright docs specs --out site
  specwright docs specs/te.yaml --out site --title 'Our analytics' --crate my_apis
  specwright docs --write-templates my_templates
  specwright docs specs --out site --templates my_templates";
