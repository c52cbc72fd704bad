//! Every codec both ways, and what each refuses.

use std::fmt::Debug;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use rt::{Codec, Map, Secret};
use specwright_runtime as rt;

use crate::support::read;

/// Reads as `value`, and is written so again.
fn both<T: rt::Node + rt::Empty + PartialEq + Debug>(codec: &'static Codec, json: &str, value: T) {
    one_way(codec, json, &value);
    assert_eq!(
        String::from_utf8(rt::encode_json(&value, codec)).unwrap(),
        json,
        "{value:?} by {codec:?}"
    );
    assert_eq!(
        rt::encode_value(&value, codec).to_string(),
        json,
        "{value:?} by {codec:?}"
    );
}

/// Reads as `value`, but is written otherwise.
fn one_way<T: rt::Node + rt::Empty + PartialEq + Debug>(
    codec: &'static Codec,
    json: &str,
    value: &T,
) {
    assert_eq!(
        read::<T>(json, codec).as_ref(),
        Ok(value),
        "{json} by {codec:?}"
    );
}

fn refused<T: rt::Node + rt::Empty + Debug>(codec: &'static Codec, json: &str, message: &str) {
    let error = read::<T>(json, codec).unwrap_err();
    assert_eq!(
        error.strip_prefix("at ").unwrap_or(&error),
        message,
        "{json} by {codec:?}"
    );
}

#[test]
fn plain() {
    const C: &Codec = &Codec::Plain;
    both(C, r#""a\"é""#, "a\"é".to_owned());
    both(C, r#""s""#, Secret::from("s"));
    both(C, "true", true);
    both(C, "-5", -5_i32);
    both(C, "-9223372036854775808", i64::MIN);
    both(C, "4294967295", u32::MAX);
    both(C, "18446744073709551615", u64::MAX);
    both(C, "1.5", 1.5);
    one_way(C, "3", &3.0);
    both(C, r#""2021-09-15""#, date(2021, 9, 15));
    both(
        C,
        r#""2021-09-15T07:18:25""#,
        date(2021, 9, 15).at(7, 18, 25, 0),
    );
    both(
        C,
        r#""2021-09-15T07:18:25Z""#,
        Timestamp::from_second(1_631_690_305).unwrap(),
    );
    both(C, "90", Duration::from_secs(90));
    both(C, "1.25", Duration::from_millis(1250));
    both(C, r#""AQID""#, vec![1_u8, 2, 3]);
    one_way(C, r#""-_8""#, &vec![0xfb_u8, 0xff]);
    both(C, r#"[1,2]"#, vec![1_i64, 2]);
    both(
        C,
        r#"{"a":1,"b":2}"#,
        Map::from([("a".to_owned(), 1_i64), ("b".to_owned(), 2)]),
    );
    both(
        C,
        r#"{"any":[1,null,"x",{"y":1.5}]}"#,
        serde_json::json!({"any": [1, null, "x", {"y": 1.5}]}),
    );
    both(C, "null", ());
    one_way(C, r#"{"what":["ever"]}"#, &());
    both(C, "null", None::<i64>);
    both(C, "1", Some(1_i64));
    both(C, "[1,null]", vec![Some(1_i64), None]);
}

#[test]
fn plain_is_strict() {
    const C: &Codec = &Codec::Plain;
    refused::<String>(C, "1", "expected text, found an integer");
    refused::<Secret>(C, "1.5", "expected text, found a fraction");
    refused::<i64>(C, "\"1\"", "expected an integer, found text");
    refused::<i64>(C, "1.0", "expected an integer, found a fraction");
    refused::<i64>(
        C,
        "9223372036854775808",
        "expected an integer, found one out of range",
    );
    refused::<i32>(
        C,
        "2147483648",
        "expected an integer, found one out of range",
    );
    refused::<u32>(C, "-1", "expected an integer, found one out of range");
    refused::<bool>(C, "1", "expected a truth value, found an integer");
    refused::<bool>(C, "\"true\"", "expected a truth value, found text");
    refused::<f64>(C, "\"1.5\"", "expected a number, found text");
    refused::<Date>(C, "\"2021-02-30\"", "expected a date, found other text");
    refused::<Date>(C, "20210901", "expected a date, found an integer");
    refused::<DateTime>(C, "\"\"", "expected a date and time, found other text");
    // An instant is no time of day: what its offset says would be lost.
    for instant in ["2021-01-01T00:00:00+08:00", "2021-01-01T00:00:00Z"] {
        let text = format!("{instant:?}");
        refused::<DateTime>(C, &text, "expected a date and time, found other text");
    }
    refused::<Date>(
        C,
        "\"2021-01-01T00:00:00\"",
        "expected a date, found other text",
    );
    refused::<Timestamp>(C, "1", "expected an instant, found an integer");
    refused::<Duration>(C, "-1", "expected a duration, found an integer");
    refused::<Duration>(C, "\"1\"", "expected a duration, found text");
    refused::<Vec<u8>>(C, "\"*\"", "expected base64 text, found other text");
    refused::<Vec<i64>>(C, "\"1\"", "expected a list, found text");
    refused::<Vec<i64>>(C, "{}", "expected a list, found an object");
    refused::<Map<i64>>(C, "[]", "expected an object, found a list");
    refused::<i64>(C, "null", "expected an integer, found null");
    refused::<i64>(C, "{\"a\":1}", "expected an integer, found an object");
    refused::<i64>(C, "[1]", "expected an integer, found a list");
    refused::<Vec<i64>>(C, "[null]", "[0]: expected an integer, found null");
}

#[test]
fn text_and_either() {
    both(&Codec::Text, "\"84\"", 84_i64);
    one_way(&Codec::Text, "84", &84_i64);
    both(&Codec::Text, "\"true\"", true);
    one_way(&Codec::Text, "\"False\"", &false);
    one_way(&Codec::Text, "1", &true);
    both(&Codec::Text, "\"1.5\"", 1.5);
    both(&Codec::Text, "\"x\"", "x".to_owned());
    one_way(&Codec::Text, "84", &"84".to_owned());
    both(&Codec::Text, "\"18446744073709551615\"", u64::MAX);
    both(&Codec::Text, "[\"1\",\"2\"]", vec![1_i32, 2]);
    both(&Codec::Text, "\"90\"", Duration::from_secs(90));
    both(&Codec::Text, "\"2021-09-15\"", date(2021, 9, 15));
    refused::<i64>(
        &Codec::Text,
        "\"x\"",
        "expected an integer, found other text",
    );
    refused::<i64>(
        &Codec::Text,
        "\"\"",
        "expected an integer, found other text",
    );
    refused::<bool>(
        &Codec::Text,
        "\"yes\"",
        "expected a truth value, found other text",
    );

    both(&Codec::Either, "84", 84_i64);
    one_way(&Codec::Either, "\"84\"", &84_i64);
    both(
        &Codec::Either,
        "{\"a\":1}",
        Map::from([("a".to_owned(), 1_u64)]),
    );
    one_way(
        &Codec::Either,
        "{\"a\":\"1\"}",
        &Map::from([("a".to_owned(), 1_u64)]),
    );
    both(&Codec::Either, "\"x\"", "x".to_owned());
    one_way(&Codec::Either, "7", &"7".to_owned());
    one_way(&Codec::Either, "true", &"true".to_owned());
    one_way(&Codec::Either, "1.5", &"1.5".to_owned());
    refused::<u32>(
        &Codec::Either,
        "\"-1\"",
        "expected an integer, found other text",
    );
}

#[test]
fn patterns() {
    const DAY: &Codec = &Codec::Pattern("%Y%m%d");
    const CIVIL: &Codec = &Codec::Pattern("%Y-%m-%d %H:%M:%S");
    const OFFSET: &Codec = &Codec::Pattern("%Y-%m-%d %H:%M:%S %z");
    let evening = date(2021, 9, 15).at(7, 18, 25, 0);
    both(DAY, "\"20160607\"", date(2016, 6, 7));
    one_way(DAY, "20160607", &date(2016, 6, 7));
    both(CIVIL, "\"2021-09-15 07:18:25\"", evening);
    both(
        CIVIL,
        "\"2021-09-15 07:18:25\"",
        Timestamp::from_second(1_631_690_305).unwrap(),
    );
    both(
        OFFSET,
        "\"2021-09-15 07:18:25 +0000\"",
        Timestamp::from_second(1_631_690_305).unwrap(),
    );
    one_way(
        OFFSET,
        "\"2021-09-15 15:18:25 +0800\"",
        &Timestamp::from_second(1_631_690_305).unwrap(),
    );
    one_way(OFFSET, "\"2021-09-15 07:18:25 +0800\"", &evening);
    both(
        &Codec::Pattern("%s"),
        "\"1631690305\"",
        Timestamp::from_second(1_631_690_305).unwrap(),
    );
    both(
        &Codec::Pattern("%Y-%m-%dT%H:%M:%S%.fZ"),
        "\"2021-09-15T07:18:25.5Z\"",
        Timestamp::from_millisecond(1_631_690_305_500).unwrap(),
    );
    both(&Codec::TextOf(DAY), "\"20160607\"", date(2016, 6, 7));
    both(
        &Codec::TextOf(&Codec::Pattern("%d%m%Y")),
        "\"07062016\"",
        date(2016, 6, 7),
    );
    refused::<Date>(
        DAY,
        "\"2016-06-07\"",
        "expected a date as `%Y%m%d`, found other text",
    );
    refused::<Date>(
        DAY,
        "\"20160607x\"",
        "expected a date as `%Y%m%d`, found other text",
    );
    refused::<Date>(DAY, "1.5", "expected a date as `%Y%m%d`, found a fraction");
    refused::<DateTime>(
        CIVIL,
        "\"2021-09-31 07:18:25\"",
        "expected a date and time as `%Y-%m-%d %H:%M:%S`, found other text",
    );
}

#[test]
fn iso() {
    const C: &Codec = &Codec::Iso;
    let instant = Timestamp::from_second(1_631_690_305).unwrap();
    both(C, "\"2021-09-15T07:18:25Z\"", instant);
    one_way(C, "\"2021-09-15 07:18:25.000Z\"", &instant);
    one_way(C, "\"2021-09-15T15:18:25+08:00\"", &instant);
    one_way(C, "\"2021-09-15T15:18:25+0800\"", &instant);
    one_way(C, "\"2021-09-15 07:18:25\"", &instant);
    both(
        C,
        "\"2021-09-15T07:18:25.123456\"",
        date(2021, 9, 15).at(7, 18, 25, 123_456_000),
    );
    one_way(
        C,
        "\"2021-09-15 07:18\"",
        &date(2021, 9, 15).at(7, 18, 0, 0),
    );
    both(C, "\"2021-09-15\"", date(2021, 9, 15));
    both(C, "\"PT1M30.5S\"", Duration::from_millis(90_500));
    refused::<Duration>(C, "\"-PT1S\"", "expected a duration, found text");
    refused::<Duration>(C, "5", "expected a duration, found an integer");
}

#[test]
fn epochs() {
    let instant = Timestamp::from_millisecond(1_631_690_305_123).unwrap();
    let second = Timestamp::from_second(1_631_690_305).unwrap();
    both(&Codec::EpochSeconds, "1631690305", second);
    one_way(&Codec::EpochSeconds, "1631690305.123", &instant);
    both(
        &Codec::EpochSeconds,
        "-1",
        Timestamp::from_second(-1).unwrap(),
    );
    both(&Codec::EpochMillis, "1631690305123", instant);
    one_way(&Codec::EpochMillis, "1631690305123.0", &instant);
    both(
        &Codec::EpochMillis,
        "1631690305000",
        date(2021, 9, 15).at(7, 18, 25, 0),
    );
    both(&Codec::EpochSeconds, "1631664000", date(2021, 9, 15));
    both(
        &Codec::TextOf(&Codec::EpochSeconds),
        "\"1631690305\"",
        second,
    );
    one_way(&Codec::TextOf(&Codec::EpochSeconds), "1631690305", &second);
    both(
        &Codec::TextOf(&Codec::EpochMillis),
        "\"1631690305123\"",
        instant,
    );
    both(&Codec::EpochMillis, "1500", Duration::from_millis(1500));
    both(&Codec::EpochSeconds, "15", Duration::from_secs(15));
    refused::<Timestamp>(
        &Codec::EpochSeconds,
        "\"1\"",
        "expected an instant as seconds since 1970, found other text",
    );
    refused::<Timestamp>(
        &Codec::EpochSeconds,
        "9223372036854775807",
        "expected an instant as seconds since 1970, found an integer",
    );
    refused::<Timestamp>(
        &Codec::TextOf(&Codec::EpochMillis),
        "\"\"",
        "expected an instant as milliseconds since 1970 as text, found other text",
    );
}

#[test]
fn durations() {
    both(&Codec::Seconds, "90", Duration::from_secs(90));
    both(&Codec::Seconds, "0.001", Duration::from_millis(1));
    both(
        &Codec::TextOf(&Codec::Seconds),
        "\"1.5\"",
        Duration::from_millis(1500),
    );
    both(
        &Codec::TextOf(&Codec::Seconds),
        "\"2\"",
        Duration::from_secs(2),
    );
    both(
        &Codec::Clock,
        "\"01:02:03.500000\"",
        Duration::from_millis(3_723_500),
    );
    both(&Codec::Clock, "\"100:00:00\"", Duration::from_secs(360_000));
    refused::<Duration>(
        &Codec::Clock,
        "90",
        "expected a duration as `hh:mm:ss`, found an integer",
    );
    refused::<Duration>(
        &Codec::Seconds,
        "1e300",
        "expected a duration, found a fraction",
    );
}

#[test]
fn joined_lists() {
    both(
        &Codec::Joined(","),
        "\"a,b,\"",
        vec!["a".to_owned(), "b".to_owned(), String::new()],
    );
    both(&Codec::Joined(";"), "\"1;2\"", vec![1_i64, 2]);
    both(&Codec::Joined(","), "\"\"", Vec::<i64>::new());
    both(
        &Codec::Joined(" "),
        "\"2021-09-15 2021-09-16\"",
        vec![date(2021, 9, 15), date(2021, 9, 16)],
    );
    both(&Codec::Joined(","), "\"1,2\"", Some(vec![1_i64, 2]));
    refused::<Vec<i64>>(
        &Codec::Joined(","),
        "\"1,x\"",
        "[1]: expected an integer, found other text",
    );
    refused::<Vec<i64>>(
        &Codec::Joined(","),
        "[1]",
        "expected one text with `,` between items, found a list",
    );
    refused::<Vec<i64>>(
        &Codec::Joined(","),
        "1",
        "expected one text with `,` between items, found an integer",
    );
}

#[test]
fn json_in_text() {
    const C: &Codec = &Codec::JsonText;
    both(C, r#""[1,2]""#, vec![1_i64, 2]);
    both(
        C,
        r#""{\"a\":{\"b\":1}}""#,
        Map::from([("a".to_owned(), Map::from([("b".to_owned(), 1_i64)]))]),
    );
    both(C, r#""\"x\"""#, "x".to_owned());
    both(C, r#""7""#, 7_i64);
    both(C, r#""{\"any\":1}""#, serde_json::json!({"any": 1}));
    both(C, r#""[]""#, Some(Vec::<i64>::new()));
    both(C, "null", None::<i64>);
    one_way(C, r#""null""#, &serde_json::Value::Null);
    refused::<Vec<i64>>(C, "[1]", "expected JSON inside a text, found a list");
    refused::<Map<i64>>(C, "{}", "expected JSON inside a text, found an object");
    refused::<i64>(C, "7", "expected JSON inside a text, found no text");
    refused::<Map<i64>>(
        C,
        r#""{\"a\":\"x\"}""#,
        "a: expected an integer, found text",
    );
    refused::<Vec<i64>>(
        C,
        r#""[1""#,
        "the text holds no JSON: EOF while parsing a list at line 1 column 2",
    );
    refused::<Vec<i64>>(
        C,
        r#""[1] 2""#,
        "the text holds no JSON: trailing characters at line 1 column 5",
    );
}

#[test]
fn absence_by_value() {
    const EMPTY: &Codec = &Codec::Absent(&[""], &Codec::Pattern("%Y%m%d"));
    const NUMBER: &Codec = &Codec::Absent(&["-1", "none"], &Codec::Plain);
    one_way(EMPTY, "\"\"", &None::<Date>);
    one_way(EMPTY, "null", &None::<Date>);
    both(EMPTY, "\"20160607\"", Some(date(2016, 6, 7)));
    both(EMPTY, "\"\"", None::<Date>);
    both(NUMBER, "\"-1\"", None::<i64>);
    one_way(NUMBER, "-1", &None::<i64>);
    one_way(NUMBER, "\"none\"", &None::<i64>);
    both(NUMBER, "3", Some(3_i64));
    both(&Codec::Absent(&[""], &Codec::Text), "\"3\"", Some(3_i64));
    both(
        &Codec::Absent(&[""], &Codec::Joined(",")),
        "\"a,b\"",
        Some(vec!["a".to_owned(), "b".to_owned()]),
    );
    one_way(
        &Codec::Absent(&[""], &Codec::Joined(",")),
        "\"\"",
        &None::<Vec<String>>,
    );
    both(
        &Codec::Absent(&[""], &Codec::JsonText),
        r#""[1]""#,
        Some(vec![1_i64]),
    );
    one_way(
        &Codec::Absent(&[""], &Codec::JsonText),
        "\"\"",
        &None::<Vec<i64>>,
    );
    both(
        &Codec::Absent(&["0"], &Codec::Plain),
        r#"{"x":[1]}"#,
        Some(serde_json::json!({"x": [1]})),
    );
    one_way(
        &Codec::Absent(&["false"], &Codec::Plain),
        "false",
        &None::<bool>,
    );
    both(
        &Codec::Absent(&[""], &Codec::Plain),
        "[\"a\",\"\"]",
        vec![Some("a".to_owned()), None],
    );
    refused::<Date>(
        EMPTY,
        "\"\"",
        "expected a date as `%Y%m%d`, found other text",
    );
    refused::<Option<Date>>(
        EMPTY,
        "\"x\"",
        "expected a date as `%Y%m%d`, found other text",
    );
}

#[test]
fn byte_order_marks_and_space_are_no_matter() {
    assert_eq!(rt::from_json::<i64>(b"\xef\xbb\xbf 1 \r\n"), Ok(1));
}
