//! Reference pages: Markdown, and a site of static HTML that needs no server. In: APIs, templates. Out: texts by path.
//!
//! `context` says what templates are given, `templates` which there are and what a user may replace, `markup` how values
//! become safe text; `search` is the index that the site's search box looks through.

mod anchor;
mod call;
mod context;
mod markup;
mod say;
mod search;
mod templates;
mod value;

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use serde_json::{Value, json};
use specwright::model::{Api, Policy};

pub use templates::{TemplateError, Templates};

/// What pages depend on besides specs and templates.
#[derive(Clone, Debug)]
pub struct Options {
    /// Title of the site.
    pub title: String,
    /// Crate that the Rust on the pages imports clients from.
    pub crate_path: String,
    /// What the runtime does where a spec says nothing.
    pub usual: Policy,
}

/// The files of the site by path: `index.html`, `api/NAME.html`, `assets/`, and `markdown/` with the same pages as
/// Markdown.
///
/// ```
/// use specwright_authoring::docs::{Options, Templates, docs};
///
/// let spec = "{specwright: 1, api: library, title: Library, servers: {main: 'https://library.example'}, \
///     operations: {list_books: {call: GET /books, returns: any}}}";
/// let loaded = specwright::load_text("library.yaml", spec);
/// let options = Options {
///     title: "Books".into(),
///     crate_path: "my_crate".into(),
///     usual: Default::default(),
/// };
/// let files = docs(&loaded.apis, &Templates::new(), &options)?;
/// assert!(files["api/library.html"].contains("id=\"operation-list_books\""));
/// # Ok::<(), specwright_authoring::docs::TemplateError>(())
/// ```
///
/// # Errors
///
/// A mistake in a template that was replaced.
pub fn docs(
    apis: &[Api],
    templates: &Templates,
    options: &Options,
) -> Result<BTreeMap<String, String>, TemplateError> {
    let pages: Vec<context::ApiPage> = (apis.iter())
        .map(|api| context::page(api, &options.usual, &options.crate_path))
        .collect();
    let env = templates.environment()?;
    let mut files = BTreeMap::from([
        (
            "assets/style.css".to_owned(),
            templates.text("style.css").to_owned(),
        ),
        (
            "assets/search.js".to_owned(),
            templates.text("search.js").to_owned(),
        ),
        ("assets/search-index.js".to_owned(), search::index(&pages)),
    ]);
    let site = site(&pages, &options.title);
    for ending in ["html", "md"] {
        let folder = if ending == "md" { "markdown/" } else { "" };
        let context = json!({"site": site, "root": "", "api": null});
        let text = render(&env, &format!("index.{ending}"), &context)?;
        files.insert(format!("{folder}index.{ending}"), text);
        for page in &pages {
            let context = json!({"site": site, "root": "../", "api": value(page)});
            let text = render(&env, &format!("api.{ending}"), &context)?;
            files.insert(format!("{folder}{}.{ending}", page.file), text);
        }
    }
    Ok(files)
}

/// What every page knows of the others.
fn site(pages: &[context::ApiPage], title: &str) -> Value {
    let apis: Vec<Value> = (pages.iter())
        .map(|page| {
            json!({
                "name": page.api.name,
                "title": page.api.title,
                "doc": page.api.doc,
                "file": page.file,
                "operations": page.operations.len(),
                "types": page.types.len(),
                "errors": page.errors.len(),
            })
        })
        .collect();
    json!({"title": title, "apis": apis})
}

/// The form that templates see; keys of a page take the place of those of the form below it.
fn value(page: &impl Serialize) -> Value {
    serde_json::to_value(page).unwrap_or_default()
}

fn render(env: &Environment<'_>, name: &str, context: &Value) -> Result<String, TemplateError> {
    let template = env.get_template(name);
    let text = template.and_then(|template| template.render(Serde(context)));
    let text = text.map_err(|error| TemplateError::of(name, &error))?;
    let mut text = match name.ends_with(".md") {
        true => markup::tidy(&text),
        false => text,
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}
