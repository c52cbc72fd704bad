//! The specs and their pages.

use std::path::{Path, PathBuf};

use specwright::model::Api;
use specwright_authoring::audit::{Audit, Options, audit};
use specwright_authoring::page::{self, Page};

/// A spec and the name of its document.
pub(crate) const PAIRS: [(&str, &str); 5] = [
    ("te.yaml", "te-open-api.txt"),
    ("tencent_chat.yaml", "tencent-chat-getappinfo.txt"),
    ("weda.yaml", "weda-open-api.txt"),
    ("tca", "tca-server-api.txt"),
    ("quickbi.yaml", "quickbi-create-embed-token.txt"),
];

/// The API of a spec of this repository.
pub(crate) fn api(name: &str) -> Api {
    let path = top().join("../specs").join(name);
    let mut loaded = specwright::load(&[path]);
    let found = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{found}");
    loaded.apis.remove(0)
}

/// The page of a document: the repository's stand-in, or the document itself where a folder of them is given.
pub(crate) fn page(name: &str) -> Page {
    page::read(&text(name))
}

pub(crate) fn text(name: &str) -> String {
    let given = std::env::var_os("SPECWRIGHT_DOCUMENTS").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| top().join("tests/audit/pages"));
    let path = folder.join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An audit without options.
pub(crate) fn run(api: &Api, page: &Page) -> Audit {
    audit(api, page, &Options::default())
}

/// The findings of a small spec and a page, a line each: kind, problem, name, lines.
pub(crate) fn found(spec: &str, text: &str) -> Vec<String> {
    let head = "specwright: 1\napi: shop\ntitle: Shop\nsource: {document: shop.html}\n";
    let loaded = specwright::load_text("shop.yaml", format!("{head}{spec}"));
    let report = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{report}");
    lines(&run(&loaded.apis[0], &page::read(text)))
}

/// Findings, a line each: kind, problem, name, lines.
pub(crate) fn lines(found: &Audit) -> Vec<String> {
    let line = |one: &specwright_authoring::audit::Finding| {
        let lines: Vec<String> = one.lines.iter().map(usize::to_string).collect();
        let (kind, problem) = (one.kind.name(), one.problem.name());
        format!("{kind} {problem} {} {}", one.name, lines.join(","))
            .trim_end()
            .to_owned()
    };
    found.findings.iter().map(line).collect()
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
