//! Pages in the styles of other vendors, all made up: Markdown with pipes and curl, HTML with lists. What they and their
//! specs share is not told, what a spec lacks is.

use std::path::Path;

use specwright_authoring::audit::{self, Audit, Options};
use specwright_authoring::page;

fn text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/others");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn found(spec: &str, document: &str) -> Audit {
    let loaded = specwright::load_text("spec.yaml", spec);
    let mistakes = loaded.diagnostics.render_human(&loaded.sources, false);
    assert!(!loaded.diagnostics.has_errors(), "{mistakes}");
    let options = Options {
        document: Some(document.to_owned()),
        ..Options::default()
    };
    audit::audit(&loaded.apis[0], &page::read(&text(document)), &options)
}

#[track_caller]
fn lacks(document: &str, spec: &str, gone: &str, names: &[&str]) {
    let whole = text(spec);
    assert_eq!(whole.matches(gone).count(), 1, "{gone}");
    let found = found(&whole.replace(gone, ""), document);
    let told: Vec<&str> = found.findings.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(told, names, "{gone}");
}

#[test]
fn whole_specs_have_no_difference() {
    for (spec, document) in [("parcel.yaml", "parcel.md"), ("sky.yaml", "sky.html")] {
        let found = found(&text(spec), document);
        assert_eq!(found.findings, [], "{spec}");
        assert!(found.compared.iter().all(|(_, count)| *count > 0));
    }
}

#[test]
fn what_a_spec_lacks_is_found_in_markdown() {
    let check = |gone, names: &[&str]| lacks("parcel.md", "parcel.yaml", gone, names);
    check("      reference: string\n", &["reference"]);
    check(
        "      Idempotency-Key: {type: string, in: header}\n",
        &["Idempotency-Key"],
    );
    check(", lost: {}", &["lost"]);
    check(", overnight: {}", &["overnight"]);
    check(", place: string", &["place"]);
    check("      label_url: string\n", &["label_url"]);
    check(", has_more: bool", &["has_more"]);
    check(", cursor: string", &["cursor"]);
    check(
        "  rate_limited: {class: rate, status: 429, text: slow}\n",
        &["rate_limited"],
    );
    check(
        "  cancel_parcel:\n    call: DELETE /parcels/{id}\n    params: {id: string}\n",
        &["DELETE /parcels/:id"],
    );
}

#[test]
fn what_a_spec_lacks_is_found_in_html() {
    let check = |gone, names: &[&str]| lacks("sky.html", "sky.yaml", gone, names);
    check(", lang: string", &["lang"]);
    check(", icon: string", &["icon"]);
    check(", imperial: {}", &["imperial"]);
}

#[test]
fn a_page_of_very_many_addresses_ends_soon() {
    let spec = text("sky.yaml");
    let loaded = specwright::load_text("spec.yaml", spec);
    let lines =
        (0..30_000).map(|n| format!("https://h{n}.example.com/v{n}/{{x}}\nh{n}.example.com\n"));
    let page = page::read(&lines.collect::<String>());
    let found = audit::audit(&loaded.apis[0], &page, &Options::default());
    assert!(found.findings.len() > 1000);
}
