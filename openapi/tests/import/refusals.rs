//! Documents that are none: what is said of them.

use specwright_openapi::import::Options;

use super::import_text;

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    let deep = format!("a: {}", "{a: ".repeat(500));
    let table: [(&str, &str, &str); 9] = [
        ("a.json", "", "a.json: the file is empty"),
        (
            "a.json",
            "{\"openapi\": \"3.1.0\"",
            "a.json:1:19: the JSON cannot be read: the text ends too early: it is cut off",
        ),
        (
            "a.yaml",
            "openapi: 3.1.0\npaths: {a: [}\n",
            "a.yaml:2:13: the YAML cannot be read: did not find expected node content",
        ),
        (
            "a.yaml",
            "a\u{0}b",
            "a.yaml:1:1: the YAML cannot be read: control characters are not allowed",
        ),
        (
            "a.yaml",
            "name: shop\n",
            "a.yaml:1:1: neither `openapi` nor `swagger` says that this is an OpenAPI document",
        ),
        (
            "a.yaml",
            "openapi: 4.0.0\n",
            "a.yaml:1:1: OpenAPI 4.0.0 is not known here: versions 3.0 and 3.1 are read, and Swagger 2.0",
        ),
        (
            "a.yaml",
            "swagger: '1.2'\n",
            "a.yaml:1:1: OpenAPI 1.2 is not known here: versions 3.0 and 3.1 are read, and Swagger 2.0",
        ),
        (
            "a.yaml",
            "[openapi]",
            "a.yaml:1:1: the file holds a list, and no OpenAPI document",
        ),
        (
            "a.yaml",
            &deep,
            "a.yaml:1:512: the YAML cannot be read: recursion limit exceeded",
        ),
    ];
    for (name, text, said) in table {
        let problems = import_text(name, text, &Options::default()).expect_err("a problem");
        assert_eq!(problems.to_string(), said, "{text:.60}");
    }
}

#[test]
fn a_document_of_nothing_is_a_spec_of_nothing() {
    let imported = import_text("nothing.yaml", "openapi: 3.1.0\n", &Options::default())
        .expect("what it should be");
    let loaded = specwright::load_text("nothing.yaml", imported.files[0].1.clone());
    assert!(
        loaded.diagnostics.is_empty(),
        "{}",
        loaded.diagnostics.render_human(&loaded.sources, false)
    );
    assert_eq!(imported.operations, 0);
}
