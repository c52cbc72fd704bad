//! Where a decode error points, and what it never shows.

use rt::{Codec, Field, Map, Secret};
use specwright_runtime as rt;

use crate::support::{failure, record_type};

record_type!(Key {
    id: i64 = Field::required("id", "id", &Codec::Plain),
    token: Secret = Field::required("token", "token", &Codec::Plain).secret(),
});

record_type!(Page {
    results: Vec<Key> = Field::required("results", "results", &Codec::Plain),
    named: Option<Map<Key>> = Field::optional("named", "named", &Codec::Plain),
    hidden: Option<Map<i64>> = Field::optional("hidden", "hidden", &Codec::Plain).secret(),
});

#[test]
fn the_path_names_each_step() {
    let data = |page: &str| failure::<Map<Page>>(&format!("{{\"data\":{page}}}"));
    assert_eq!(
        data(r#"{"results":[{"id":"x","token":"t"}]}"#),
        "at data.results[0].id: expected an integer, found text"
    );
    assert_eq!(
        data(r#"{"results":[{"id":1,"token":"t"},{"id":1}]}"#),
        "at data.results[1].token: a required member is missing"
    );
    assert_eq!(
        data(r#"{"results":{}}"#),
        "at data.results: expected a list, found an object"
    );
    assert_eq!(
        data(r#"{"results":[],"named":{"a.b":{"id":true,"token":""}}}"#),
        r#"at data.named["a.b"].id: expected an integer, found a truth value"#
    );
    assert_eq!(failure::<Page>("[]"), "expected an object, found a list");
    assert_eq!(
        failure::<Vec<Vec<i64>>>("[[1],[2,\"\"]]"),
        "at [1][1]: expected an integer, found text"
    );
}

#[test]
fn broken_text_is_told_apart() {
    let error = rt::from_json::<Page>(b"<html>").unwrap_err();
    assert!(error.is_syntax());
    assert_eq!(
        error.to_string(),
        "not JSON: expected value at line 1 column 1"
    );
    let error = rt::from_json::<Page>(br#"{"results":[{"id":1,"token":"abc"#).unwrap_err();
    assert!(error.is_syntax());
    assert_eq!(error.path(), "results[0].token");
    assert!(!rt::from_json::<Page>(b"[]").unwrap_err().is_syntax());
}

#[test]
fn an_error_can_be_moved_into_its_surroundings() {
    let error = || rt::from_json::<Page>(br#"{"results":[1]}"#).unwrap_err();
    assert_eq!(error().within("Result").path(), "Result.results[0]");
    assert_eq!(error().within("").path(), "results[0]");
    assert_eq!(
        rt::from_json::<Vec<i64>>(b"[null]")
            .unwrap_err()
            .within("a.b")
            .path(),
        "a.b[0]"
    );
    assert_eq!(
        rt::from_json::<i64>(b"null")
            .unwrap_err()
            .within("a")
            .path(),
        "a"
    );
}

#[test]
fn no_message_holds_a_value_or_a_key_of_a_secret() {
    const VALUE: &str = "s3cr3t-31415926";
    let texts = [
        format!(r#"{{"results":[{{"id":"{VALUE}","token":"{VALUE}"}}]}}"#),
        format!(r#"{{"results":[{{"id":1,"token":["{VALUE}"]}}]}}"#),
        format!(r#"{{"results":[{{"id":1,"token":{{"{VALUE}":1}}}}]}}"#),
        format!(r#"{{"results":[{{"id":1,"token":"{VALUE}"#),
        format!(r#"{{"results":[{{"id":1,"token":"{VALUE}\q"}}]}}"#),
        format!(r#"{{"results":"{VALUE}"}}"#),
        format!(r#""{VALUE}""#),
        format!(r#"{{"results":[],"hidden":{{"{VALUE}":"x"}}}}"#),
        format!(r#"{{"results":[],"hidden":"{VALUE}"}}"#),
        r#"{"results":[{"id":1,"token":31415926}]}"#.to_owned(),
        r#"{"results":[{"id":1,"token":31415926.5}]}"#.to_owned(),
    ];
    for text in texts {
        let messages = [
            failure::<Page>(&text),
            serde_json::from_str::<Page>(&text)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default(),
        ];
        for message in messages {
            assert!(
                !message.contains("s3cr3t") && !message.contains("31415926"),
                "{message}"
            );
        }
    }
    assert_eq!(
        failure::<Page>(&format!(r#"{{"results":[],"hidden":{{"{VALUE}":"x"}}}}"#)),
        "at hidden: expected an integer, found text"
    );
}
