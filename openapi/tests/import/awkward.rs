//! Documents that are written in haste or in malice: what is made of them, and what is said.

use std::fmt::Write as _;

use specwright_openapi::import::{Imported, Options};

use super::import_text;

fn imported(text: &str) -> Imported {
    import_text("odd.yaml", text, &Options::default()).expect("what it should be")
}

fn of(paths: &str, schemas: &str) -> Imported {
    imported(&format!(
        "openapi: 3.1.0\ninfo: {{title: Odd, version: '1'}}\nservers: [{{url: 'https://a.b'}}]\n\
         paths: {paths}\ncomponents: {{schemas: {schemas}}}\n"
    ))
}

fn said(imported: &Imported, pointer: &str, text: &str) {
    assert!(
        imported
            .remarks
            .iter()
            .any(|remark| remark.pointer == pointer && remark.text.contains(text)),
        "{pointer}: {text}\n{:#?}",
        imported.remarks
    );
}

fn written(imported: &Imported, text: &str) {
    let spec = &imported.files[0].1;
    assert!(spec.contains(text), "{text}\n{spec}");
}

/// What refers to the next twice has 2^40 ways to its end; a document of some kilobytes must not ask for all of them.
#[test]
fn diamonds_of_parts_are_walked_once() {
    let mut schemas = String::from("{");
    for at in 0..40 {
        let next = format!("{{$ref: '#/components/schemas/A{}'}}", at + 1);
        write!(
            schemas,
            "A{at}: {{allOf: [{next}, {next}, {{properties: {{p{at}: {{type: string}}}}}}]}}, "
        )
        .expect("what it should be");
    }
    schemas += "A40: {properties: {last: {type: integer}}}}";
    let imported = of("{}", &schemas);
    assert_eq!(imported.types, 41);
    let spec = &imported.files[0].1;
    let first = spec.split("\n  A1:").next().unwrap_or_default();
    for member in ["p0", "p39", "last"] {
        assert!(first.contains(&format!(" {member}:")), "{member}\n{first}");
    }
}

#[test]
fn what_is_renamed_or_left_out_is_said() {
    let ok = "responses: {'204': {description: d}}";
    let paths = format!(
        "{{/broken: null, no-slash: {{get: {{operationId: 12345, {ok}}}}}, \
         /a: {{frobnicate: {{responses: {{}}}}, get: {{operationId: 'get weird!! über', {ok}}}, \
         put: {{operationId: getPlain-One, {ok}}}}}}}"
    );
    let imported = of(
        &paths,
        "{Order: {type: object}, order: {type: object}, book: {type: object}}",
    );
    said(&imported, "/paths/~1broken", "a path without operations");
    said(&imported, "/paths/no-slash", "without `/`");
    said(&imported, "/paths/no-slash/get/operationId", "`n12345`");
    said(&imported, "/paths/~1a/frobnicate", "`frobnicate`");
    said(&imported, "/paths/~1a/get/operationId", "`get_weird_uber`");
    said(&imported, "/components/schemas/order", "`Order2`");
    let silent = ["/paths/~1a/put/operationId", "/components/schemas/book"];
    for pointer in silent {
        assert!(
            imported
                .remarks
                .iter()
                .all(|remark| remark.pointer != pointer),
            "{:#?}",
            imported.remarks
        );
    }
    written(&imported, "get_plain_one:");
}

#[test]
fn enums_of_odd_values_keep_them_whole() {
    let imported = of(
        "{}",
        "{Whole: {properties: {wide: {type: integer, enum: [0, 18446744073709551615]}, \
         both: {type: integer, enum: [-1, 18446744073709551615]}, mixed: {enum: [open, 3, null]}}}}",
    );
    written(&imported, "wide:  {type: u64");
    written(&imported, "both:  {type: any");
    let at = "/components/schemas/Whole/properties";
    said(&imported, &format!("{at}/both/enum"), "any value is taken");
    said(&imported, &format!("{at}/mixed/enum"), "any value is taken");
}

#[test]
fn secrets_are_guessed_for_parameters_as_for_members() {
    let imported = of(
        "{/login: {get: {operationId: login, parameters: [{name: password, in: query, required: true, \
         schema: {type: string}}], responses: {'204': {description: d}}}}}",
        "{}",
    );
    written(&imported, "password: {type: secret, required: true}");
    said(
        &imported,
        "/paths/~1login/get/parameters/0",
        "a secret, by its name",
    );
    assert!(!imported.files[0].1.contains("plain_secret"));
}

#[test]
fn files_of_swagger_are_bytes() {
    let swagger = |produces: &str| {
        imported(&format!(
            "swagger: '2.0'\ninfo: {{title: Odd, version: '1'}}\nhost: a.b\npaths:\n  /f:\n    get:\n      \
             operationId: file\n      {produces}responses: {{'200': {{description: d, schema: {{type: file}}}}}}\n"
        ))
    };
    for produces in ["", "produces: [application/json]\n      "] {
        written(&swagger(produces), "stream: bytes");
    }
}

#[test]
fn addresses_of_other_protocols_stay_behind() {
    let imported = imported(
        "openapi: 3.1.0\nservers: [{url: 'javascript:alert(1)'}, {url: 'https://a.b'}]\npaths: {}\n",
    );
    said(&imported, "/servers/0", "does not speak HTTP");
    assert!(!imported.files[0].1.contains("alert"));
}

#[test]
fn versions_that_are_not_known_well_are_said() {
    for (version, is_said) in [
        ("3.0.4", false),
        ("3.1.1", false),
        ("3.2.0", true),
        ("3", true),
    ] {
        let imported = imported(&format!("openapi: '{version}'\npaths: {{}}\n"));
        let found = imported
            .remarks
            .iter()
            .any(|remark| remark.pointer == "/openapi" && remark.text.contains(version));
        assert_eq!(found, is_said, "{version}: {:#?}", imported.remarks);
    }
}

#[test]
fn mistakes_name_the_file_as_it_was_named() {
    let problems =
        import_text("far/away.yaml", "a: 1\n", &Options::default()).expect_err("a problem");
    assert!(problems.to_string().starts_with("far/away.yaml:1:1: "));
}

#[test]
fn an_overlay_goes_over_guessed_pages() {
    let imported = of(
        "{/o: {get: {operationId: list, x-specwright: {paginate: {page: {param: page}}}, \
         parameters: [{name: page, in: query, schema: {type: integer}}], responses: {'200': {description: d, \
         content: {application/json: {schema: {type: object, properties: {data: {type: array, \
         items: {type: string}}}}}}}}}}}",
        "{}",
    );
    written(&imported, "paginate:");
    assert!(
        imported
            .remarks
            .iter()
            .all(|remark| !remark.text.contains("stays behind")),
        "{:#?}",
        imported.remarks
    );
}
