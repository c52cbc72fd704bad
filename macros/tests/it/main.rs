//! `client!` in programs of users: which compile, what is said of which do not, and when they are compiled again.

mod project;

use std::fs;
use std::path::Path;

use project::{Project, cases};

#[test]
fn accepted_programs_compile() {
    let project = Project::new("accepted");
    for case in cases("accepted") {
        let checked = project.check(&case);
        assert!(checked.errors.is_empty(), "{case}: {:#?}", checked.errors);
        assert!(
            checked.said("warned.yaml") == (case == "warned"),
            "{case}: {}",
            checked.stderr
        );
    }
    let warned = project.check("warned");
    assert!(
        warned.said("specs/warned.yaml:6:3: warning["),
        "cargo does not repeat the warning: {}",
        warned.stderr
    );
}

#[test]
fn mistakes_are_told_at_the_path() {
    let project = Project::new("refused");
    for case in cases("refused") {
        let mut report = project.check(&case).errors.join("\n");
        report.push('\n');
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/refused/{case}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &report).expect("a writable folder");
        }
        let pinned = fs::read_to_string(&path).expect("a pinned report; UPDATE=1 writes it");
        assert_eq!(report, pinned, "{case}");
    }
}

#[test]
fn a_change_of_any_file_compiles_anew() {
    let project = Project::new("changed");
    let source = "specwright_macros::client!(mod parts = \"specs/folder\");\n\
        fn main() {\n    let _: parts::types::Part = parts::types::Part { name: None };\n}\n";
    project.write("src/bin/parts.rs", source);
    assert!(project.check("parts").errors.is_empty());
    let again = project.check("parts");
    assert!(again.fresh, "nothing has changed");

    let types = "types:\n  Part: {fields: {name: {type: string, required: true}}}\n";
    project.write("specs/folder/types.yaml", types);
    let changed = project.check("parts");
    assert_eq!(
        changed.errors.len(),
        1,
        "a type has changed: {:?}",
        changed.errors
    );

    project.write(
        "specs/folder/types.yaml",
        &types.replace(", required: true", ""),
    );
    assert!(project.check("parts").errors.is_empty());
    let api = "specwright: 1\napi: parts\ntitle: Parts\nservers: {default: \"https://parts.example\"}\n\
        operations: {get: {call: GET /, returns: Prt}}\n";
    project.write("specs/folder/api.yaml", api);
    assert_eq!(project.check("parts").errors.len(), 1, "a mistake was made");
}
