//! Reference pages of real specs and of one that tries to break them: well formed, without a broken link, the same each
//! time, and open to templates of others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests end by panicking")]

#[path = "docs/html.rs"]
mod html;
#[path = "docs/markdown.rs"]
mod markdown;
#[path = "docs/template.rs"]
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use specwright::model::Api;
use specwright_authoring::docs::{Options, Templates, docs};

#[test]
fn pages_are_well_formed_and_every_link_leads_somewhere() {
    let files = site(&all());
    let pages: BTreeMap<&str, html::Page> = (files.iter())
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, text)| (path.as_str(), html::read(path, text)))
        .collect();
    assert_eq!(pages.len(), all().len() + 1);
    let mut links = 0;
    for (path, page) in &pages {
        assert_eq!(page.scripts, 2, "{path}: scripts other than ours");
        for link in &page.links {
            links += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            if file.starts_with("https://") || file.starts_with("http://") {
                continue;
            }
            let target = match file {
                "" => (*path).to_owned(),
                file => resolve(path, file),
            };
            assert!(files.contains_key(&target), "{path}: broken link {link}");
            let known = pages.get(target.as_str()).map(|page| &page.ids);
            let leads = anchor.is_empty() || known.is_some_and(|ids| ids.contains(anchor));
            assert!(leads, "{path}: broken anchor {link}");
        }
    }
    assert!(links > 1000, "only {links} links were seen");
}

#[test]
fn markdown_has_whole_tables_and_no_broken_link() {
    let files = site(&all());
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        markdown::check(path, text, |file| files.contains_key(&resolve(path, file)));
    }
}

#[test]
fn everything_has_an_anchor_and_can_be_searched() {
    let (apis, files) = (all(), site(&all()));
    let index = &files["assets/search-index.js"];
    let mut entries = 0;
    for api in &apis {
        let path = format!("api/{}.html", api.name);
        let page = html::read(&path, &files[&path]);
        let count = |kind: &str| {
            let ids = page.ids.iter();
            let ids = ids.filter(|id| id.starts_with(kind) && !id.ends_with("-title"));
            ids.count()
        };
        let params = api
            .operations
            .iter()
            .map(|op| op.params.len() + op.fixed.len());
        assert_eq!(count("operation-"), api.operations.len(), "{path}");
        assert_eq!(count("param-"), params.sum::<usize>(), "{path}");
        assert_eq!(count("type-"), api.types.len(), "{path}");
        assert_eq!(count("error-"), api.errors.len(), "{path}");
        entries += count("operation-") + count("param-") + count("type-") + count("error-");
        for id in page.ids.iter().filter(|id| id.starts_with("param-")) {
            assert!(
                index.contains(&format!("\"{id}\"")),
                "{id} is not in the index"
            );
        }
    }
    assert!(index.lines().count() > entries);
    assert!(files["api/te.html"].contains("<tr id=\"error--1005\">"));
}

#[test]
fn the_same_specs_give_the_same_bytes() {
    assert_eq!(site(&all()), site(&all()));
}

#[test]
fn hostile_texts_stay_texts() {
    let files = site(&load(&[root().join("tests/peers/browser/hostile.yaml")]));
    let page = &files["api/hostile.html"];
    assert!(page.contains("&lt;script&gt;window.taken = 1&lt;/script&gt;"));
    assert!(page.contains("<code>a|b</code>"));
    let index = &files["assets/search-index.js"];
    assert!(
        !index.contains("</script>"),
        "the index ends its own script"
    );
}

#[test]
fn a_small_api_as_markdown() {
    let spec = root().join("authoring/tests/docs/library.yaml");
    let files = site(&load(&[spec]));
    let path = root().join("authoring/tests/docs/library.md");
    let text = &files["markdown/api/library.md"];
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(*text, kept, "UPDATE=1 writes it anew");
}

/// All specs of the repository.
fn all() -> Vec<Api> {
    let mut paths = vec![
        root().join("specs"),
        root().join("tests/peers/browser/hostile.yaml"),
    ];
    let entries = std::fs::read_dir(root().join("examples/specs")).unwrap();
    let mut examples: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    examples.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    examples.sort();
    paths.extend(examples);
    load(&paths)
}

fn load(paths: &[PathBuf]) -> Vec<Api> {
    let loaded = specwright::load(paths);
    assert!(!loaded.diagnostics.has_errors());
    let names: BTreeSet<&str> = loaded.apis.iter().map(|api| api.name.as_str()).collect();
    assert_eq!(names.len(), loaded.apis.len());
    loaded.apis
}

fn options() -> Options {
    Options {
        title: "All of them".into(),
        crate_path: "my_crate".into(),
        usual: Default::default(),
    }
}

fn site(apis: &[Api]) -> BTreeMap<String, String> {
    docs(apis, &Templates::new(), &options()).unwrap()
}

/// A link as seen from the file that it stands in.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
