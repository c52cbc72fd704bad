//! From specs to the texts of all files, in memory: the stages in their order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::crate_files::{self, Entry};
use super::listing::short_names;
use super::options::{Options, WholeCrate};
use super::{Failure, Mistakes, memo::Memo, single_file};
use crate::load::load;
use crate::model::Api;
use crate::output::{Hash, Made};
use crate::source::{FileId, SourceMap};
use crate::{emit, plan};

/// Everything that stands in the output folder for these specs.
pub(super) fn make(
    specs: &[PathBuf],
    options: &Options,
    memo: Option<&Memo>,
) -> Result<(Made, Mistakes), Failure> {
    let loaded = load(specs);
    let mistakes = Mistakes {
        sources: loaded.sources,
        diagnostics: loaded.diagnostics,
    };
    if mistakes.diagnostics.has_errors() {
        return Err(Failure::Spec(mistakes));
    }
    let names = file_names(&mistakes.sources, specs);
    let mut made = Made {
        options: options.lines(),
        files: files(&loaded.apis, &names, options, memo),
        inputs: BTreeMap::new(),
    };
    for (file, name) in names {
        let hash = Hash::of(mistakes.sources.text(file).as_bytes());
        made.inputs.insert(name, hash);
    }
    Ok((made, mistakes))
}

/// What each spec file is called in the output, wherever it lies on disk.
fn file_names(sources: &SourceMap, specs: &[PathBuf]) -> BTreeMap<FileId, String> {
    let paths = sources.ids().map(|file| Path::new(sources.path(file)));
    sources.ids().zip(short_names(paths, specs)).collect()
}

fn files(
    apis: &[Api],
    names: &BTreeMap<FileId, String>,
    options: &Options,
    memo: Option<&Memo>,
) -> BTreeMap<String, String> {
    let mut apis: Vec<&Api> = apis.iter().collect();
    apis.sort_by(|a, b| a.name.cmp(&b.name));
    let plans: Vec<plan::Api> = apis.iter().map(|api| plan::plan(api)).collect();

    let mut files = Vec::new();
    for (api, plan) in apis.iter().zip(&plans) {
        let options = emit_options(options, origin(api, names));
        let make = || emit::emit(plan, &options);
        files.extend(match memo {
            Some(memo) => memo.files(api, &options, make),
            None => make(),
        });
    }
    match &options.whole_crate {
        None => {
            let options = emit_options(options, "all specs".to_owned());
            files.push(emit::root(&plans, &options));
        }
        Some(whole) => {
            files = files.into_iter().map(into_src).collect();
            files.extend(frame(&plans, whole));
        }
    }
    let files = files
        .into_iter()
        .map(|file| (file.path, unix(file.text)))
        .collect();
    match options.single_file {
        true => BTreeMap::from([(
            single_file::NAME.to_owned(),
            single_file::single_file(&files),
        )]),
        false => files,
    }
}

/// The file or folder that an API is made from.
fn origin(api: &Api, names: &BTreeMap<FileId, String>) -> String {
    let file = names.get(&api.file).map_or("its spec", String::as_str);
    match file.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/"),
        None => file.to_owned(),
    }
}

fn emit_options(options: &Options, source_label: String) -> emit::Options {
    emit::Options {
        crate_path: options.crate_name(),
        features: options.has_features(),
        source_label,
    }
}

fn into_src(file: emit::File) -> emit::File {
    let path = format!("src/{}", file.path);
    emit::File { path, ..file }
}

/// What makes a crate of the modules.
fn frame(plans: &[plan::Api], whole: &WholeCrate) -> [emit::File; 2] {
    let mut entries = Vec::new();
    for plan in plans {
        entries.push(Entry {
            name: plan.module.trim_start_matches("r#"),
            module: &plan.module,
            title: &plan.title,
        });
    }
    let file = |path: &str, text| emit::File {
        path: path.to_owned(),
        text,
    };
    [
        file("Cargo.toml", crate_files::cargo_toml(&entries, whole)),
        file("src/lib.rs", crate_files::lib_rs(&entries)),
    ]
}

/// A text from a spec may have brought other line ends along.
fn unix(text: String) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n"),
        false => text,
    }
}
