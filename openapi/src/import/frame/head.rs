//! What a document is called and where it comes from. In: `info` and the name of the file. Out: the first keys of a spec.

use serde_yaml::Mapping;

use super::super::Options;
use super::super::document::Document;
use super::super::naming;
use super::super::node::Node;
use super::map::{map, put, put_some};
use super::prose;

/// The keys at the top that say what the document is.
pub(super) fn head(
    document: &Document,
    options: &Options,
    root: &Node<'_>,
    scopes: &[String],
) -> Mapping {
    for key in ["openapi", "swagger"] {
        root.text(key);
    }
    let info = root.get("info");
    let title = info.as_ref().and_then(|info| info.prose("title"));
    let version = info.as_ref().and_then(|info| info.prose("version"));
    let text = info
        .as_ref()
        .and_then(|info| prose::joined(info.prose("summary"), info.prose("description")));
    let mut text = text;
    if !scopes.is_empty() {
        let scopes: Vec<String> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
        prose::add(&mut text, &format!("Scopes: {}", scopes.join(", ")));
    }
    let mut source = map([("document", document.file.as_str().into())]);
    let version = version.map(|version| format!("version {version}"));
    put_some(&mut source, "section", version);
    let mut spec = map([("specwright", 1.into())]);
    put(&mut spec, "api", api_name(&document.file, title, options));
    put_some(&mut spec, "title", title.map(prose::clean));
    put_some(&mut spec, "text", text);
    put(&mut spec, "source", source);
    spec
}

/// The name that is asked for; else what the file is called, unless all such files are called so; else the title.
fn api_name(file: &str, title: Option<&str>, options: &Options) -> String {
    const USUAL: &[&str] = &[
        "openapi",
        "swagger",
        "api",
        "spec",
        "index",
        "schema",
        "main",
        "root",
        "openapi3",
        "openapi31",
        "stdin",
        "api_docs",
    ];
    if let Some(name) = &options.api {
        return name.clone();
    }
    let stem = file.split('.').next().unwrap_or_default();
    let stem = stem.trim_matches(|c: char| !c.is_alphanumeric());
    let by_file = naming::snake(stem);
    let has_letters = stem.chars().any(|c| c.is_ascii_alphabetic());
    if has_letters && !USUAL.contains(&by_file.as_str()) {
        return by_file;
    }
    let words = title
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            let lower = word.to_ascii_lowercase();
            !lower.is_empty()
                && !matches!(
                    lower.as_str(),
                    "the" | "api" | "apis" | "rest" | "openapi" | "swagger" | "specification"
                )
                && !lower
                    .trim_start_matches('v')
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
        });
    let words: Vec<&str> = words.take(4).collect();
    match words
        .iter()
        .any(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
    {
        true => naming::snake(&words.join(" ")),
        false => "imported".to_owned(),
    }
}
