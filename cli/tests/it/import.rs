//! `specwright import table`: a page in, a fragment out, what was not understood on standard error.

use std::path::PathBuf;

use crate::pinned::check;
use crate::run::specwright;

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_pasted_table_becomes_yaml() {
    let ran = specwright("import table")
        .input("返回码\t说明\n0\t成功\n40001\t令牌已过期\n\t没有返回码\n")
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains(
            "  40001: {name: TokenExpired, class: auth,    retry: after_auth, text: 令牌已过期}"
        ),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        "<stdin>:4: a row without a code; it was left out\n"
    );
}

#[test]
fn what_a_table_holds_can_be_said() {
    let ran = specwright("import table - --as values")
        .input("Code\tMeaning\n404\tgone\n405\tleft\n")
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("enum:") && ran.out.contains("404: {name: Gone, text: gone}"),
        "{}",
        ran.out
    );
}

#[test]
fn mistakes_say_where_and_what_to_do() {
    let cases = [
        file("import-empty.txt", b"Nothing to see here.\n"),
        file("import-latin.txt", b"Name\tType\na\tcaf\xe9\n"),
        file("import-binary.txt", b"PK\x03\x04\0\0"),
        PathBuf::from("no-such-page.html"),
        PathBuf::from("."),
    ];
    let mut said = String::new();
    for path in cases {
        let ran = specwright("import table").arg(&path).run();
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        said.push_str(&ran.err.replace(&*path.display().to_string(), &name));
    }
    check("import-mistakes.txt", &said);
}

#[test]
fn help_is_pinned() {
    check("help-import.txt", &specwright("import --help").run().out);
    check(
        "help-import-table.txt",
        &specwright("import table --help").run().out,
    );
}

#[test]
fn a_kind_that_is_none_is_wrong_usage() {
    let ran = specwright("import table - --as prices").run();
    assert_eq!(ran.code, 2, "{}", ran.err);
}
