//! Generated types inside of other people's serde types, and deserializers with habits of their own.

use std::collections::HashMap;

use rt::{Codec, Field};
use serde::de::IntoDeserializer;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::{Deserialize, Serialize};
use specwright_runtime as rt;

use crate::support::record_type;

record_type!(Pet {
    id: i64 = Field::required("id", "id", &Codec::Plain),
    tag: Option<String> = Field::optional("tag", "tag", &Codec::Plain),
});

#[derive(Deserialize, Serialize)]
struct Owner {
    name: String,
    #[serde(flatten)]
    pet: Pet,
    others: HashMap<String, Vec<Pet>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Any {
    Pet(Pet),
    Text(String),
}

#[test]
fn inside_of_derived_types() {
    let text = r#"{"name":"n","id":1,"tag":null,"others":{"a":[{"id":2,"tag":"t"}]}}"#;
    let owner: Owner = serde_json::from_str(text).unwrap();
    assert_eq!(
        (owner.pet.id, owner.others["a"][0].tag.as_deref()),
        (1, Some("t"))
    );
    assert_eq!(
        serde_json::to_string(&owner).unwrap(),
        r#"{"name":"n","id":1,"others":{"a":[{"id":2,"tag":"t"}]}}"#
    );
    assert!(matches!(
        serde_json::from_str(r#"{"id":1}"#),
        Ok(Any::Pet(Pet { id: 1, tag: None }))
    ));
    assert!(matches!(serde_json::from_str("\"x\""), Ok(Any::Text(text)) if text == "x"));
}

#[test]
fn errors_keep_the_path() {
    let error = serde_json::from_str::<Vec<Pet>>(r#"[{"id":1,"tag":[]}]"#)
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "at tag: expected text, found a list at line 1 column 19"
    );
    let error = serde_json::from_str::<Pet>("{").err().unwrap();
    assert_eq!(
        error.to_string(),
        "EOF while parsing an object at line 1 column 1"
    );
}

#[test]
fn readers_work_too() {
    let pets: Vec<Pet> = serde_json::from_reader(&br#"[{"id":1,"tag":"\n"}]"#[..]).unwrap();
    assert_eq!(pets[0].tag.as_deref(), Some("\n"));
}

/// serde_json shows numbers as a map of one member if anyone in the build asks it to keep all their digits;
/// no other map is a number.
#[test]
fn a_map_is_no_number() {
    let deserializer = MapDeserializer::<_, Error>::new([("number", "1")].into_iter());
    let error = rt::deserialize::<_, i64>(deserializer).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found an object");
}

#[test]
fn deserializers_that_know_no_options() {
    let list = SeqDeserializer::<_, Error>::new(vec![1_i64, 2].into_iter());
    assert_eq!(
        rt::deserialize::<_, Option<Vec<i64>>>(list),
        Ok(Some(vec![1, 2]))
    );
    let text: serde::de::value::StrDeserializer<'_, Error> = "x".into_deserializer();
    assert_eq!(
        rt::deserialize::<_, Option<String>>(text),
        Ok(Some("x".to_owned()))
    );
    let unit: serde::de::value::UnitDeserializer<Error> = ().into_deserializer();
    assert_eq!(rt::deserialize::<_, Option<String>>(unit), Ok(None));
    let map = MapDeserializer::<_, Error>::new([("a", 1_i64)].into_iter());
    assert_eq!(
        rt::deserialize::<_, Option<rt::Map<i64>>>(map),
        Ok(Some(rt::Map::from([("a".to_owned(), 1)])))
    );
}
