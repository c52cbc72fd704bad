//! Operations of a page: where they go, what they are called, what they give, their samples.

use specwright_authoring::import::{Fragment, Options, fragment};
use specwright_authoring::page::read;

fn import(text: &str) -> Fragment {
    fragment(&read(text), &Options::default())
}

const PAGE: &str = "\
# Harbour service

Environment\tURL
Production\thttps://api.harbour.example/v2
Test\thttps://test.harbour.example/v2

Name\tMethod\tPath\tDescription
List piers\tGET\t/piers\tAll piers
Add a pier\tPOST\t/piers\tA new one

## Common headers

Name\tType\tRequired
Authorization\tString\tYes

## 1. List all piers

GET https://api.harbour.example/v2/piers

Name\tType\tRequired\tDescription
state\tString\tNo\tOne of `open`, `shut`

Response

Field\tType\tDescription
total\tInteger\tPiers
{\"code\":0,\"msg\":\"ok\",\"data\":{\"total\":\"3\"}}

## 2. Add a pier

POST https://api.harbour.example/v2/piers

Name\tType\tRequired
plan\tFile\tYes
";

#[test]
fn one_operation_whether_its_address_is_whole_or_short() {
    let made = import(PAGE);
    assert_eq!(
        made.server.as_deref(),
        Some("https://api.harbour.example/v2")
    );
    assert_eq!(made.title.as_deref(), Some("Harbour service"));
    let calls: Vec<&str> = made
        .yaml
        .lines()
        .filter(|line| line.contains("call:"))
        .collect();
    assert_eq!(
        calls,
        ["    call: GET /piers", "    call: POST /piers"],
        "{}",
        made.yaml
    );
}

#[test]
fn headings_name_operations_and_their_results() {
    let made = import(PAGE).parts;
    for part in [
        "  list_all_piers:\n",
        "  add_pier:\n",
        "    returns: ListAllPiersResult\n",
    ] {
        assert!(
            made.operations.contains(part),
            "{part}\n{}",
            made.operations
        );
    }
    assert!(
        made.types.contains("  ListAllPiersResult:\n"),
        "{}",
        made.types
    );
}

#[test]
fn samples_tell_the_envelope_and_stay_with_their_operation() {
    let made = import(PAGE).parts;
    assert!(
        made.envelope.contains("{equals: {code: 0}}") && made.envelope.contains("payload: data"),
        "{}",
        made.envelope
    );
    assert!(
        made.operations
            .contains("    samples:\n      page:\n        response: {body: '{"),
        "{}",
        made.operations
    );
    assert!(
        made.types.contains("total: {type: i64, wire: text,"),
        "{}",
        made.types
    );
}

#[test]
fn headers_of_all_operations_are_told_and_files_want_a_form() {
    let made = import(PAGE);
    assert!(!made.yaml.contains("  Authorization:"), "{}", made.yaml);
    assert!(
        made.remarks
            .iter()
            .any(|remark| remark.text.contains("(Authorization)")),
        "{:?}",
        made.remarks
    );
    assert!(made.yaml.contains("    body: multipart\n"), "{}", made.yaml);
    assert_eq!(
        crate::mistakes(&made.yaml),
        Vec::<String>::new(),
        "{}",
        made.yaml
    );
}

#[test]
fn values_in_words_are_an_enum_where_they_are_clear() {
    let page = "POST /a\n\nName | Type | Description\n---|---|---\nstate | Integer | 1: paid 2: sent 3: lost\nkind | String | Kind. Values: `big`, `small`\nlimit | Integer | from 1 to 100, default 20\n";
    let made = import(page).yaml;
    for part in [
        "1: {name: Paid, text: paid}",
        "  Kind:\n    enum:\n      big:",
        "limit: {type: i64,   text:",
    ] {
        assert!(made.contains(part), "{part}\n{made}");
    }
}
