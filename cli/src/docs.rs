//! `specwright docs`: reference pages. In: specs, templates. Out: files, and on standard error what became of them.

mod templates;

use std::path::Path;

use specwright::model::Api;
use specwright::{Change, ChangeKind, Failure, Folder};
use specwright_authoring::docs::{Options, Templates, docs};

use crate::args::DocsArgs;
use crate::stop::{Stop, print, say};
use crate::{generate, specs, usual};

/// Says who made a folder, so that no other command takes its files for its own.
const KIND: &str = "docs";

/// Writes the pages, or with `--check` compares them; or shows our templates.
pub(crate) fn run(args: &DocsArgs) -> Result<(), Stop> {
    if args.list_templates {
        let names = Templates::new();
        let names = names.all().map(|(name, _)| format!("{name}\n"));
        return print(&names.collect::<String>());
    }
    if let Some(folder) = &args.write_templates {
        return templates::write(folder);
    }
    let out = args.out.as_deref().unwrap_or(Path::new("site"));
    let templates = templates::read(args.templates.as_deref())?;
    let apis = specs::load_clean(&args.paths)?.apis;
    refuse_doubles(&apis)?;
    let options = Options {
        title: title(args, &apis),
        crate_path: args.crate_path.clone(),
        usual: usual::policy(),
    };
    let files = docs(&apis, &templates, &options);
    let files = files.map_err(|error| templates::mistake(args.templates.as_deref(), &error))?;
    let count = files.len();
    let folder = Folder::new(out, KIND, files);
    if args.check {
        let command = "specwright docs with the same arguments and without --check";
        folder.check(command).map_err(|failure| failed(&failure))?;
        say(&format!("{}: {count} files are up to date", out.display()));
        return Ok(());
    }
    let changes = folder.write().map_err(|failure| failed(&failure))?;
    say(&summary(out, count, &changes));
    Ok(())
}

fn title(args: &DocsArgs, apis: &[Api]) -> String {
    match (&args.title, apis) {
        (Some(title), _) => title.clone(),
        (None, [api]) => api.title.clone(),
        (None, _) => "API reference".to_owned(),
    }
}

/// Two APIs of one name would want one page.
fn refuse_doubles(apis: &[Api]) -> Result<(), Stop> {
    let mut names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    names.sort_unstable();
    let mut neighbours = names.iter().zip(names.iter().skip(1));
    match neighbours.find(|(one, next)| one == next) {
        Some((name, _)) => Err(Stop::Usage(format!(
            "there are two specs of the API `{name}`, which would have one page; give one of them"
        ))),
        None => Ok(()),
    }
}

fn failed(failure: &Failure) -> Stop {
    Stop::Failed(failure.to_string())
}

/// One line: how many files, and what changed.
fn summary(out: &Path, files: usize, changes: &[Change]) -> String {
    let changes = changes.iter().filter(|change| !change.is_manifest());
    let (removed, written): (Vec<&Change>, Vec<&Change>) =
        changes.partition(|change| change.kind == ChangeKind::Leftover);
    let outcome = generate::outcome(files, written.len(), removed.len());
    format!("{}: {outcome}", out.display())
}
