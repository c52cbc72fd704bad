//! `specwright new`: a spec to start from. In: the name of an API and what is known of it, maybe the vendor's page. Out: a
//! spec, an example that is right as it stands or what the page says, and the schema beside it by which editors explain
//! its keys.

mod auth;
mod from;
mod name;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::args::{NewArgs, NewAuth, SERVER};
use crate::stop::{self, Stop, say};

/// The spec, with marks for what the command line says.
const START: &str = include_str!("new/start.yaml");
/// File name of the schema, as the first line of the spec has it.
const SCHEMA: &str = "spec.schema.json";

/// Writes the spec.
pub(crate) fn run(args: &NewArgs) -> Result<(), Stop> {
    name::check(&args.name)?;
    let path = args.out.join(format!("{}.yaml", args.name));
    let example = text(args, &path);
    refuse_mistakes(&path, &example)?;
    refuse_to_replace(args, &path)?;
    let made = match &args.from {
        Some(page) => Some(from::make(args, page, &path)?),
        None => None,
    };
    fs::create_dir_all(&args.out).map_err(failed("create", &args.out))?;
    let (text, what) = match &made {
        Some(made) => (&made.text, "written"),
        None => (&example, "written, with an example to be replaced"),
    };
    create(&path, text)?;
    made.iter()
        .flat_map(|made| &made.told)
        .for_each(|line| say(line));
    say(&format!("{}: {what}", path.display()));
    tell_mistakes(&path, text);
    add_schema(&args.out)?;
    next_steps(args, &path);
    Ok(())
}

/// What the page leaves open may be something that a spec cannot do without.
fn tell_mistakes(path: &Path, text: &str) {
    let loaded = specwright::load_text(&path.to_string_lossy(), text);
    if loaded.diagnostics.has_errors() {
        let colour = stop::colour(&io::stderr());
        say(&loaded.diagnostics.render_human(&loaded.sources, colour));
        say("the page does not say how these should be; mend them in the spec");
    }
}

fn text(args: &NewArgs, path: &Path) -> String {
    let title = match &args.title {
        Some(title) => title.clone(),
        None => name::title(&args.name),
    };
    let way = args.auth.unwrap_or(NewAuth::Bearer);
    let server = args.server.as_deref().unwrap_or(SERVER);
    // A line break in the name of a folder would end the comment.
    START
        .replace(
            "@PATH@",
            &path.display().to_string().replace(['\n', '\r'], " "),
        )
        .replace("@AUTH@", &auth::write(&args.name, way, auth::HEADER))
        .replace("@NAME@", &args.name)
        .replace("@TITLE@", &quoted(&title))
        .replace("@SERVER@", &quoted(server))
}

/// A text of YAML, which every text of JSON is.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What was given on the command line stands in the spec; it may not fit there.
fn refuse_mistakes(path: &Path, text: &str) -> Result<(), Stop> {
    let loaded = specwright::load_text(&path.to_string_lossy(), text);
    if !loaded.diagnostics.has_errors() {
        return Ok(());
    }
    let colour = stop::colour(&io::stderr());
    say(&loaded.diagnostics.render_human(&loaded.sources, colour));
    Err(Stop::Usage(
        "this cannot stand in a spec; nothing was written".to_owned(),
    ))
}

/// Nothing that is there is replaced, nor is an API given a second spec.
fn refuse_to_replace(args: &NewArgs, path: &Path) -> Result<(), Stop> {
    let others = [
        path.to_owned(),
        path.with_extension("yml"),
        args.out.join(&args.name),
    ];
    match others
        .iter()
        .find(|other| fs::symlink_metadata(other).is_ok())
    {
        None => Ok(()),
        Some(other) => {
            let text = format!(
                "`{}` is there already; choose another name",
                other.display()
            );
            Err(Stop::Failed(text))
        }
    }
}

fn create(path: &Path, text: &str) -> Result<(), Stop> {
    let written = File::create_new(path).and_then(|mut file| {
        let written = file.write_all(text.as_bytes());
        if written.is_err() {
            // Half a spec would be in the way of the next try. What matters is the first error.
            let _ = fs::remove_file(path);
        }
        written
    });
    written.map_err(failed("write", path))
}

fn add_schema(out: &Path) -> Result<(), Stop> {
    let path = out.join(SCHEMA);
    if fs::symlink_metadata(&path).is_ok() {
        return Ok(());
    }
    create(&path, &format!("{:#}\n", specwright::schema()))?;
    say(&format!("{}: written, for editors", path.display()));
    Ok(())
}

/// A page as commands name it; standard input is gone by then.
fn page_name(page: &Path) -> String {
    match page.as_os_str() == "-" {
        true => "PAGE".to_owned(),
        false => page.display().to_string(),
    }
}

fn next_steps(args: &NewArgs, path: &Path) {
    let (path, out) = (path.display(), args.out.display());
    let page = match &args.from {
        Some(page) => format!("specwright audit {path} {}", page_name(page)),
        None => "specwright import table PAGE    the tables of the vendor's page as YAML, to be pasted into it".to_owned(),
    };
    say(&format!(
        "next:\n  {page}\n  specwright check {path}\n  specwright watch {out}"
    ));
}

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Stop {
    let path: PathBuf = path.to_owned();
    move |error| Stop::Failed(format!("cannot {action} `{}`: {error}", path.display()))
}
