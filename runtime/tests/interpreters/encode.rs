//! Writing where it is not simply the reverse of reading.

use rt::{Codec, Field, Presence};
use specwright_runtime as rt;

use crate::support::{json, record_type};

#[test]
fn absent_values_are_left_out_unless_they_must_be_there() {
    record_type!(Absent {
        optional: Option<Vec<i64>> = Field::optional("optional", "optional", &Codec::Plain),
        required: Option<i64> = Field::required("required", "required", &Codec::Plain),
        sentinel: Option<i64> = Field::required("sentinel", "sentinel", &Codec::Absent(&["", "-"], &Codec::Text)),
        apart: Presence<i64> = Field::optional("apart", "apart", &Codec::Plain),
    });
    let mut value: Absent = rt::empty();
    assert_eq!(json(&value), r#"{"required":null,"sentinel":""}"#);
    value.optional = Some(vec![]);
    value.apart = Presence::Null;
    assert_eq!(
        json(&value),
        r#"{"optional":[],"required":null,"sentinel":"","apart":null}"#
    );
}

#[test]
fn serde_sees_what_the_runtime_writes() {
    record_type!(Plain {
        id: i64 = Field::required("Id", "id", &Codec::Text),
        tags: Vec<String> = Field::required("Tags", "tags", &Codec::Joined(",")),
        body: Option<rt::Map<i64>> = Field::optional("Body", "body", &Codec::JsonText),
    });
    let text = r#"{"Id":"1","Tags":"a,b","Body":"{\"k\":1}"}"#;
    let value: Plain = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    assert_eq!(
        serde_json::to_value(&value).unwrap(),
        rt::encode_value(&value, &Codec::Plain)
    );
}

#[test]
fn text_is_escaped_as_serde_does_wherever_it_must_be() {
    let characters = (0..0x80_u8).map(char::from).chain("é测\u{2028}🦀".chars());
    for character in characters {
        for length in 0..40 {
            for at in 0..=length {
                let mut text = "x".repeat(length);
                text.insert(at, character);
                json(&text);
            }
        }
        let twice = format!("{character}{character}a{character}");
        json(&rt::Map::from([(twice.clone(), vec![twice.clone()])]));
        json(&rt::Json::from_iter([(twice.clone(), twice)]));
    }
}

#[test]
fn numbers_are_spelt_as_serde_does() {
    let fractions = [
        0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 1e17, 1e21, 1e-5, 1e-6,
    ];
    let edges = [f64::MIN, f64::MAX, f64::MIN_POSITIVE, f64::EPSILON, 5e-324];
    for number in fractions.into_iter().chain(edges) {
        json(&number);
        json(&rt::Json::from(number));
    }
    json(&vec![i64::MIN, -1, 0, 1, i64::MAX]);
    json(&vec![0, u64::MAX]);
    json(&rt::Json::from_iter([
        rt::Json::Null,
        true.into(),
        u64::MAX.into(),
        i64::MIN.into(),
    ]));
    let empty: rt::Json = serde_json::json!({"a": [], "b": {}, "c": [{}, [[]]]});
    json(&empty);
    let instants = [
        rt::Timestamp::MIN,
        rt::Timestamp::MAX,
        rt::Timestamp::UNIX_EPOCH,
    ];
    json(&instants.to_vec());
    for edge in [rt::DateTime::MIN, rt::DateTime::MAX] {
        assert_eq!(json(&edge), format!("\"{edge}\""));
        assert_eq!(json(&edge.date()), format!("\"{}\"", edge.date()));
    }
    for instant in instants {
        assert_eq!(json(&instant), format!("\"{instant}\""));
    }
}

#[test]
fn what_json_cannot_say_is_null() {
    assert_eq!(json(&f64::NAN), "null");
    assert_eq!(rt::encode_json(&f64::INFINITY, &Codec::Text), b"\"inf\"");
}

#[test]
fn patterns_that_make_no_sense_do_not_fail() {
    let day = jiff::civil::date(2016, 6, 7);
    assert_eq!(
        rt::scalar_text(&day, &Codec::Pattern("%!")).as_deref(),
        Some("%!")
    );
    assert_eq!(
        rt::scalar_text(&day, &Codec::Pattern("%z")).as_deref(),
        Some("+0000")
    );
    for edge in [rt::DateTime::MIN, rt::DateTime::MAX] {
        assert!(rt::scalar_text(&edge, &Codec::EpochMillis).is_some());
    }
    assert!(rt::scalar_text(&std::time::Duration::MAX, &Codec::Iso).is_some());
    assert!(rt::scalar_text(&std::time::Duration::MAX, &Codec::EpochMillis).is_some());
    assert!(rt::scalar_text(&std::time::Duration::MAX, &Codec::Clock).is_some());
}
