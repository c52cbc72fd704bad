//! `specwright man`.

use std::fs;

use crate::pinned;
use crate::run::specwright;
use crate::scratch;
use crate::usage::commands;

#[test]
fn each_command_has_a_page_with_examples() {
    let folder = scratch::folder("man");
    let ran = specwright("man --out pages/man1").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let mut names: Vec<String> = commands()
        .iter()
        .map(|command| format!("specwright {command}").trim_end().replace(' ', "-") + ".1")
        .collect();
    names.sort();
    assert_eq!(
        ran.err,
        format!("pages/man1: {} pages written\n", names.len())
    );
    let entries = fs::read_dir(folder.join("pages/man1")).expect("a folder");
    let mut found: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    found.sort();
    assert_eq!(found, names);
    for name in &names {
        let page = fs::read_to_string(folder.join("pages/man1").join(name)).expect("text");
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES"] {
            assert!(
                page.contains(&format!("\n.SH {section}\n")),
                "{name}: {section}"
            );
        }
    }
    let page = fs::read_to_string(folder.join("pages/man1/specwright-completions.1"));
    pinned::check("man-completions.1", &page.expect("text"));
    let page = fs::read_to_string(folder.join("pages/man1/specwright.1")).expect("text");
    assert!(page.contains("\n.SH \"EXIT STATUS\"\n0 done; "), "{page}");
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = scratch::folder("man-file");
    fs::write(folder.join("file"), "").expect("a file");
    let ran = specwright("man --out file/man").folder(&folder).run();
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.starts_with("error: cannot write into `file/man`: "),
        "{}",
        ran.err
    );
}
