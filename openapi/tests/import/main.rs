//! Import of made-up documents: what comes of them, that nothing is lost in silence, that nothing breaks it.

mod awkward;
mod complete;
mod goldens;
mod mutations;
mod refusals;

use std::path::PathBuf;

use specwright_openapi::import::{Documents, Imported, Options, Problems, import};

/// A file of the fixtures.
fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_default()
}

/// Imports a text under the name of a fixture, beside which other files may lie.
fn import_text(name: &str, text: &str, options: &Options) -> Result<Imported, Problems> {
    let folder = path(name).parent().map(PathBuf::from).unwrap_or_default();
    let load = |file: &str| {
        std::fs::read_to_string(folder.join(file)).map_err(|_| "it cannot be read".to_owned())
    };
    import(&Documents::new(name, text).with_loader(load), options)
}
