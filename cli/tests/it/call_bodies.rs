//! `specwright call` of operations whose body is neither JSON nor a form.

use std::path::PathBuf;

use crate::cloud::{call, offline};
use crate::server::Server;

fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn files_are_sent_as_parts() {
    let server = Server::json(200, "{}");
    let (one, two) = (file("one.csv", b"a,b\n"), file("two.csv", b"c"));
    let ran = call(&server, "upload title=Sums")
        .arg(format!("file=@{}", one.display()))
        .arg(format!("more=@{}", one.display()))
        .arg(format!("more=@{}", two.display()))
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let request = server.request();
    let kind = request.header("content-type").unwrap_or_default();
    assert!(kind.starts_with("multipart/form-data"), "{kind}");
    let body = &request.body;
    assert!(
        body.contains("name=\"file\"; filename=\"one.csv\""),
        "{body}"
    );
    assert!(body.contains("\r\n\r\na,b\n\r\n"), "{body}");
    assert_eq!(body.matches("name=\"more\"").count(), 2, "{body}");
    assert!(body.contains("\r\n\r\nSums\r\n"), "{body}");
}

#[test]
fn text_is_sent_as_it_stands() {
    for text in ["hello \"you\"", "12", "{\"a\":1}", ""] {
        let server = Server::json(200, "{}");
        let ran = call(&server, "put_note").arg("--body").arg(text).run();
        assert_eq!(ran.code, 0, "{text}: {}", ran.err);
        assert_eq!(server.request().body, text);
    }
}

#[test]
fn bytes_are_sent_as_they_are() {
    let server = Server::json(200, "{}");
    let path = file("bytes.bin", b"\x01\xc3\xa9\0\n");
    let ran = call(&server, "put_file")
        .arg("--body")
        .arg(format!("@{}", path.display()))
        .run();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(server.request().body, "\u{1}é\0\n");
    let server = Server::json(200, "{}");
    let ran = call(&server, "put_file content=aGk=").run();
    assert_eq!(
        (ran.code, server.request().body.as_str()),
        (0, "hi"),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_that_cannot_be_read_is_wrong_usage() {
    let ran = offline("upload file=@nowhere.csv").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let start = "error: cannot read `file` from nowhere.csv: ";
    assert!(ran.err.starts_with(start), "{}", ran.err);
    let ran = offline("upload file=?").run();
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let start = "error: parameter `file` takes `file`, not ";
    assert!(ran.err.starts_with(start), "{}", ran.err);
}
