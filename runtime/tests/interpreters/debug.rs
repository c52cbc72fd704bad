//! What `Debug` shows and hides.

use rt::{Codec, Field, Secret};
use specwright_runtime as rt;

use crate::support::record_type;

record_type!(Account {
    name: String = Field::required("Name", "name", &Codec::Plain),
    password: Secret = Field::required("Password", "password", &Codec::Plain).secret(),
    pin: Option<i64> = Field::optional("Pin", "pin", &Codec::Plain).secret(),
    codes: Option<Vec<String>> = Field::optional("Codes", "codes", &Codec::Plain).secret(),
    nick: Option<String> = Field::optional("Nick", "nick", &Codec::Plain),
    born: Option<rt::Date> = Field::optional("Born", "born", &Codec::Plain),
} extra extra: rt::Json = Codec::Plain);

#[test]
fn secrets_are_hidden_and_absence_is_shown() {
    let account: Account = rt::from_json(
        r#"{"Name":"n","Password":"p4ss","Pin":1234,"Nick":"k","Born":"2020-01-02","more":{"a":[1]}}"#.as_bytes(),
    )
    .unwrap();
    let shown = format!("{account:?}");
    assert_eq!(
        shown,
        r#"Account { name: "n", password: [hidden], pin: [hidden], codes: None, nick: Some("k"), born: Some(2020-01-02), extra: {"more": {"a":[1]}} }"#
    );
    let pretty = format!("{:#?}", vec![account]);
    assert!(
        !pretty.contains("p4ss") && !pretty.contains("1234"),
        "{pretty}"
    );
    assert!(pretty.contains("    name: \"n\",\n"), "{pretty}");
}

#[test]
fn a_secret_inside_of_anything_stays_hidden() {
    record_type!(Holder {
        list: Vec<Secret> = Field::required("list", "list", &Codec::Plain),
        map: rt::Map<Secret> = Field::required("map", "map", &Codec::Plain),
        bytes: Vec<u8> = Field::required("bytes", "bytes", &Codec::Plain),
        apart: rt::Presence<Secret> = Field::optional("apart", "apart", &Codec::Plain),
        null: rt::Presence<Secret> = Field::optional("null", "null", &Codec::Plain).secret(),
    });
    let holder: Holder = rt::from_json(
        br#"{"list":["p4ss"],"map":{"k":"p4ss"},"bytes":"AQID","apart":"p4ss","null":null}"#,
    )
    .unwrap();
    assert_eq!(
        format!("{holder:?}"),
        r#"Holder { list: [[hidden]], map: {"k": [hidden]}, bytes: [3 bytes], apart: Some([hidden]), null: Null }"#
    );
}
