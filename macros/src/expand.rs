//! From a macro call to its expansion. In: the path of a spec. Out: modules, and constants that make rustc watch the files.

use std::env;
use std::path::{self, Component, PathBuf};

use proc_macro::{Delimiter, Span, TokenStream, TokenTree};
use specwright::{Failure, Generator, Report};

use crate::input::{Input, Module, Path};
use crate::refusal::Refusal;

/// The modules of the spec's APIs.
pub(crate) fn expand(input: Input) -> Result<TokenStream, Refusal> {
    let Input { module, path } = input;
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let package = package.ok_or_else(|| {
        Refusal::new(
            path.span,
            "CARGO_MANIFEST_DIR is not set: set it to the folder that the path starts from",
        )
    })?;
    let spec = as_rustc_names_it(&package.join(&path.text));
    if !spec.exists() {
        let text = format!(
            "there is no `{}`: the path starts at the folder of the package's Cargo.toml",
            path.text
        );
        return Err(Refusal::new(path.span, text));
    }
    let generator = Generator::new().specs(&spec).single_file(true);
    let made = generator.in_memory_with_report();
    let (files, report) = made.map_err(|failure| refusal(&path, &failure))?;
    warn(&report);

    let text: String = files.into_values().collect();
    let modules = text.parse::<TokenStream>().map_err(|error| {
        Refusal::new(path.span, format!("the generated code is no Rust: {error}"))
    })?;
    let modules = match module {
        Some(module) => renamed(modules, module, &path)?,
        None => modules,
    };
    let watched = watched(&report, &spec, &path)?;
    Ok(modules.into_iter().chain(watched).collect())
}

/// A path as rustc shows those of sources: from the folder it runs in, where it is below that.
fn as_rustc_names_it(path: &path::Path) -> PathBuf {
    // `.` would only make reports longer; `..` may be behind a link and stays.
    let path: PathBuf = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    let folder = env::current_dir().unwrap_or_default();
    match path.strip_prefix(&folder) {
        Ok(below) if !below.as_os_str().is_empty() => below.to_path_buf(),
        _ => path,
    }
}

fn refusal(path: &Path, failure: &Failure) -> Refusal {
    Refusal::new(path.span, failure.to_string())
}

/// On standard error, which cargo keeps and shows again: as a lint, a warning would break the build of who denies lints.
fn warn(report: &Report) {
    if !report.warnings.diagnostics().is_empty() {
        eprintln!("{}", report.warnings.render_human(false).trim_end());
    }
}

/// The one module of the expansion under the caller's name.
fn renamed(modules: TokenStream, module: Module, path: &Path) -> Result<TokenStream, Refusal> {
    let mut attributes = Vec::new();
    let mut bodies = Vec::new();
    for token in modules {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => bodies.push(group),
            // `#[allow(..)]`
            TokenTree::Punct(_) | TokenTree::Group(_) => attributes.push(token),
            // `pub mod name`
            TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
    let Module { before, name } = module;
    let body = match (bodies.pop(), bodies.is_empty()) {
        (Some(body), true) => body,
        _ => {
            let text =
                "this folder holds several APIs: leave out `mod NAME =`, or name one of them";
            return Err(Refusal::new(path.span, text));
        }
    };
    let mut tokens: TokenStream = attributes.into_iter().collect();
    tokens.extend(before);
    tokens.extend([
        TokenTree::from(proc_macro::Ident::new("mod", Span::call_site())),
        TokenTree::from(name),
        TokenTree::from(body),
    ]);
    Ok(tokens)
}

/// `const _: &[u8] = include_bytes!(..);` for each file that was read.
fn watched(report: &Report, spec: &path::Path, path: &Path) -> Result<TokenStream, Refusal> {
    let mut text = String::new();
    for file in report.read() {
        let mut name = PathBuf::from(&path.text);
        // An empty path joined would end the name with a slash.
        if let Ok(below) = file.strip_prefix(spec)
            && !below.as_os_str().is_empty()
        {
            name.push(below);
        }
        // The expansion does not tell where the package lies.
        let name = match name.is_absolute() {
            true => format!("{name:?}"),
            false => {
                format!("::core::concat!(::core::env!(\"CARGO_MANIFEST_DIR\"), \"/\", {name:?})")
            }
        };
        text.push_str(&format!(
            "const _: &[u8] = ::core::include_bytes!({name});\n"
        ));
    }
    text.parse()
        .map_err(|_| Refusal::new(path.span, "this path cannot be written in Rust"))
}
