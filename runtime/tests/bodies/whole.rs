//! Text and bytes.

use specwright_runtime::{self as rt, FilePart};

use crate::{
    api::{BASE, operation, param},
    body_of,
};

const TEXT: rt::OperationDescription = rt::OperationDescription {
    name: "put",
    method: "PUT",
    params: &[param(rt::Location::Body)],
    body: rt::BodyKind::Text,
    ..BASE
};
const BYTES: rt::OperationDescription = rt::OperationDescription {
    body: rt::BodyKind::Bytes,
    ..TEXT
};

operation!(PutText {
    text: Option<String> = rt::Field::optional("text", "text", &rt::Codec::Plain),
} -> (), TEXT);
operation!(PutNumber {
    number: i64 = rt::Field::required("number", "number", &rt::Codec::Plain),
} -> (), TEXT);
operation!(PutBytes {
    bytes: Vec<u8> = rt::Field::required("bytes", "bytes", &rt::Codec::Plain),
} -> (), BYTES);
operation!(PutFile {
    file: Option<FilePart> = rt::Field::optional("file", "file", &rt::Codec::Plain),
} -> (), BYTES);

#[test]
fn text_is_sent_as_it_is() {
    let (content_type, body) = body_of(&PutText {
        text: Some("é\n\"".into()),
    });
    assert_eq!(
        (content_type.as_str(), body.as_slice()),
        ("text/plain; charset=utf-8", "é\n\"".as_bytes())
    );
    assert_eq!(body_of(&PutNumber { number: 7 }).1, b"7");
    assert_eq!(
        body_of(&PutText { text: None }),
        (String::new(), Vec::new())
    );
}

#[test]
fn bytes_are_sent_as_they_are() {
    let bytes: Vec<u8> = (0..=255).collect();
    let (content_type, body) = body_of(&PutBytes {
        bytes: bytes.clone(),
    });
    assert_eq!(
        (content_type.as_str(), body),
        ("application/octet-stream", bytes)
    );
}

#[test]
fn a_file_says_what_it_is() {
    let file = FilePart::new("f.png", "png").content_type("image/png");
    assert_eq!(
        body_of(&PutFile { file: Some(file) }),
        ("image/png".into(), b"png".to_vec())
    );
    let file = FilePart::from(b"x".as_slice());
    assert_eq!(
        body_of(&PutFile { file: Some(file) }).0,
        "application/octet-stream"
    );
    assert_eq!(body_of(&PutFile { file: None }).1, b"");
    let core = crate::api::builder().build().expect("a client");
    let request = PutFile {
        file: Some(FilePart::new("f", "x").content_type("\n")),
    };
    assert!(
        core.prepare(<PutFile as rt::Operation>::DESCRIPTION, &request)
            .is_err()
    );
}
