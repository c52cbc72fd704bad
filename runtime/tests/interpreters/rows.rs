//! Structs that travel as lists of their fields.

use std::fmt::Debug;

use jiff::civil::{Date, date};
use rt::{Codec, Field};
use specwright_runtime as rt;

use crate::support::{read, record_type};

const C: &Codec = &Codec::Row;

/// Reads as `value`, and is written so again.
fn both<T: rt::Node + rt::Empty + PartialEq + Debug>(json: &str, value: T) {
    one_way(json, &value);
    let written = rt::encode_json(&value, C);
    assert_eq!(String::from_utf8(written).unwrap(), json, "{value:?}");
}

fn one_way<T: rt::Node + rt::Empty + PartialEq + Debug>(json: &str, value: &T) {
    assert_eq!(read::<T>(json, C).as_ref(), Ok(value), "{json}");
}

fn refused<T: rt::Node + rt::Empty + Debug>(codec: &'static Codec, json: &str, message: &str) {
    let error = read::<T>(json, codec).unwrap_err();
    assert_eq!(
        error.strip_prefix("at ").unwrap_or(&error),
        message,
        "{json}"
    );
}

#[test]
fn a_row_is_a_struct_without_names() {
    record_type!(Candle {
        opened: i64 = Field::required("opened", "opened", &Codec::Plain),
        price: String = Field::required("price", "price", &Codec::Plain),
        day: Option<Date> = Field::optional("day", "day", &Codec::Pattern("%Y%m%d")),
        trades: u32 = Field {
            default: Some("1"),
            ..Field::optional("trades", "trades", &Codec::Plain)
        },
    });
    let candle = |day, trades| Candle {
        opened: 5,
        price: "0.10".to_owned(),
        day,
        trades,
    };
    let day = Some(date(2016, 6, 7));
    both(r#"[5,"0.10","20160607",3]"#, candle(day, 3));
    both(r#"[[5,"0.10",null,3]]"#, vec![candle(None, 3)]);
    one_way(r#"[5,"0.10"]"#, &candle(None, 1));
    one_way(r#"[5,"0.10","20160607",null]"#, &candle(day, 1));
    one_way(r#"[5,"0.10","20160607",3,"new",{}]"#, &candle(day, 3));
    one_way(r#"null"#, &None::<Candle>);
    refused::<Candle>(C, "[5]", "price: a required member is missing");
    refused::<Candle>(C, r#"["5","1"]"#, "opened: expected an integer, found text");
    refused::<Vec<Candle>>(C, "[{}]", "[0]: expected a list, found an object");
    refused::<Candle>(&Codec::Plain, "[]", "expected an object, found a list");
}
