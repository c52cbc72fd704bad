//! `multipart/form-data`.

use specwright_runtime::{self as rt, FilePart};

use crate::{
    api::{BASE, Item, operation, param},
    body_of,
};

operation!(Upload {
    title: String = rt::Field::required("ti\"t\r\nle", "title", &rt::Codec::Plain),
    day: Option<rt::Date> = rt::Field::optional("day", "day", &rt::Codec::Pattern("%Y%m%d")),
    tags: Vec<String> = rt::Field::optional("tags", "tags", &rt::Codec::Plain),
    item: Option<Item> = rt::Field::optional("item", "item", &rt::Codec::Plain),
    file: Option<FilePart> = rt::Field::optional("file", "file", &rt::Codec::Plain),
    more: Vec<FilePart> = rt::Field::optional("more", "more", &rt::Codec::Plain),
    raw: Option<Vec<u8>> = rt::Field::optional("raw", "raw", &rt::Codec::Plain),
} -> (), rt::OperationDescription {
    name: "upload",
    method: "POST",
    params: &[param(rt::Location::BodyField); 7],
    fixed: &[
        rt::FixedParam {
            wire: "kind",
            location: rt::Location::BodyField,
            source: rt::FixedSource::Constant("\"image\""),
        },
    ],
    body: rt::BodyKind::Multipart,
    ..BASE
});

// With a part that is made for each attempt.
operation!(FreshUpload {
    title: String = rt::Field::required("title", "title", &rt::Codec::Plain),
} -> (), rt::OperationDescription {
    name: "fresh_upload",
    method: "POST",
    params: &[param(rt::Location::BodyField)],
    fixed: &[rt::FixedParam {
        wire: "nonce",
        location: rt::Location::BodyField,
        source: rt::FixedSource::Fresh(rt::Fresh::Uuid),
    }],
    body: rt::BodyKind::Multipart,
    ..BASE
});

/// The parts as text, and the boundary between them.
fn parts<R: rt::Operation>(request: &R) -> (Vec<String>, String) {
    let (content_type, body) = body_of(request);
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .expect("a boundary")
        .to_owned();
    let body = String::from_utf8(body).expect("text");
    let body = body
        .strip_prefix(&format!("--{boundary}\r\n"))
        .expect("a first part");
    let body = body
        .strip_suffix(&format!("\r\n--{boundary}--\r\n"))
        .expect("an end");
    let separator = format!("\r\n--{boundary}\r\n");
    let parts = body.split(&separator).map(str::to_owned).collect();
    (parts, boundary)
}

#[test]
fn every_kind_of_value_is_a_part() {
    let request = Upload {
        title: "a\r\n--b \"é\"".into(),
        day: Some(jiff::civil::date(2024, 2, 1)),
        tags: vec!["x".into(), "y".into()],
        item: Some(Item { id: 1, name: None }),
        file: Some(FilePart::new("re\"port\n.csv", "1,2").content_type("text/csv")),
        more: vec![FilePart::from(b"3".as_slice()), FilePart::new("四", "4")],
        raw: Some(b"5".to_vec()),
    };
    let name = "Content-Disposition: form-data; name=";
    let expected = [
        format!("{name}\"kind\"\r\n\r\nimage"),
        format!("{name}\"ti%22t%0D%0Ale\"\r\n\r\na\r\n--b \"é\""),
        format!("{name}\"day\"\r\n\r\n20240201"),
        format!("{name}\"tags\"\r\n\r\nx"),
        format!("{name}\"tags\"\r\n\r\ny"),
        format!("{name}\"item\"\r\nContent-Type: application/json\r\n\r\n{{\"id\":1}}"),
        format!(
            "{name}\"file\"; filename=\"re%22port%0A.csv\"\r\nContent-Type: text/csv\r\n\r\n1,2"
        ),
        format!(
            "{name}\"more\"; filename=\"blob\"\r\nContent-Type: application/octet-stream\r\n\r\n3"
        ),
        format!(
            "{name}\"more\"; filename=\"四\"\r\nContent-Type: application/octet-stream\r\n\r\n4"
        ),
        format!(
            "{name}\"raw\"; filename=\"blob\"\r\nContent-Type: application/octet-stream\r\n\r\n5"
        ),
    ];
    assert_eq!(parts(&request).0, expected);
}

#[test]
fn absent_values_are_no_parts() {
    let request = Upload {
        title: String::new(),
        ..rt::empty()
    };
    assert_eq!(parts(&request).0.len(), 2);
}

#[test]
fn boundaries_differ_from_request_to_request() {
    let request = FreshUpload { title: "t".into() };
    let ((first, one), (second, other)) = (parts(&request), parts(&request));
    assert_ne!(one, other);
    assert_eq!(first.len(), 2);
    assert_ne!(first, second, "the nonce is another one");
    assert!(
        first
            .iter()
            .any(|part| part.starts_with("Content-Disposition: form-data; name=\"nonce\"\r\n\r\n"))
    );
}

#[test]
fn a_content_type_cannot_add_lines() {
    let file = FilePart::new("f", "x").content_type("text/plain\r\nX-Evil: 1");
    let request = Upload {
        file: Some(file),
        ..rt::empty()
    };
    let core = crate::api::builder().build().expect("a client");
    let error = core.prepare(<Upload as rt::Operation>::DESCRIPTION, &request);
    let error = error.expect_err("no such content type");
    assert_eq!(error.kind(), rt::ErrorKind::Build);
    assert!(error.to_string().contains("`file`"), "{error}");
}

#[test]
fn a_file_shows_its_length_only() {
    let file = FilePart::new("f", "geheim");
    let shown = format!("{file:?}");
    assert!(
        !shown.contains("geheim") && shown.contains("length: 6"),
        "{shown}"
    );
    let json = serde_json::to_string(&file).expect("JSON");
    assert_eq!(
        serde_json::from_str::<FilePart>(&json).expect("a file"),
        file
    );
}
