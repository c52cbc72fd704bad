//! Nothing that a server sends makes a panic.

use rt::{Codec, Field, Json, Map, Presence, Secret, Tagging};
use specwright_runtime as rt;

use crate::support::{record_type, union_type};

record_type!(Leaf {
    id: i32 = Field::required("id", "id", &Codec::Plain),
});
union_type!(One by Tagging::Inside("kind"), other Some(1); 0 Leaf(Leaf) = "leaf", 1 Other(Json) = "other");
union_type!(Either by Tagging::Order, other None; 0 Text(String) = "Text", 1 Leaf(Leaf) = "Leaf");
record_type!(Everything {
    text: Option<String> = Field::optional("text", "text", &Codec::Plain),
    secret: Option<Secret> = Field::optional("secret", "secret", &Codec::Plain).secret(),
    number: Option<i64> = Field::optional("number", "number", &Codec::Either),
    float: Option<f64> = Field::optional("float", "float", &Codec::Text),
    day: Option<rt::Date> = Field::optional("day", "day", &Codec::Pattern("%Y%m%d")),
    time: Option<rt::DateTime> = Field::optional("time", "time", &Codec::Iso),
    at: Option<rt::Timestamp> = Field::optional("at", "at", &Codec::EpochMillis),
    clock: Option<rt::Duration> = Field::optional("clock", "clock", &Codec::Clock),
    bytes: Option<Vec<u8>> = Field::optional("bytes", "bytes", &Codec::Plain),
    list: Option<Vec<i64>> = Field::optional("list", "list", &Codec::Joined(",")),
    nested: Option<Map<Vec<Leaf>>> = Field::optional("nested", "nested", &Codec::JsonText),
    one: Option<Vec<One>> = Field::optional("one", "one", &Codec::Plain),
    either: Option<Vec<Either>> = Field::optional("either", "either", &Codec::Plain),
    apart: Presence<Map<i64>> = Field::optional("apart", "apart", &Codec::Absent(&["", "0"], &Codec::Plain)),
    unit: () = Field::optional("unit", "unit", &Codec::Plain),
} extra extra: Json = Codec::Plain);

const JSON: &str = r#"{"text":"aé\u00e9\ud83d\ude00","secret":"s","number":"84","float":"1.5e3","day":"20160607",
    "time":"2021-09-15 07:18:25.5","at":1631690305123,"clock":"1 day, 01:02:03.5","bytes":"AQID","list":"1,2,3",
    "nested":"{\"a\":[{\"id\":1}]}","one":[{"kind":"leaf","id":1},{"id":2,"kind":"leaf"},{"kind":"x"}],
    "either":["x",{"id":1}],"apart":{"a":1},"unit":[{}],"more":{"a":[null,true,-0.5e-3]}}"#;

const XML: &str = "<?xml version=\"1.0\"?><!DOCTYPE r><r xmlns:x='u'><text>a&amp;&#233;</text><number>84</number>\
    <day>20160607</day><at>1631690305123</at><list>1,2</list><one><kind>leaf</kind><id>1</id></one>\
    <one x:i='&lt;'/><either>x</either><apart><a>1</a></apart><![CDATA[ cdata ]]><!-- c --><more y=\"1\">t</more></r>";

/// Reads in every way there is, and writes what could be read.
fn exercise(bytes: &[u8]) {
    let trees = [
        serde_json::from_slice::<Json>(bytes).ok(),
        rt::xml_tree(bytes).ok().map(|(_, tree)| tree),
    ];
    if let Ok(value) = rt::from_json::<Everything>(bytes) {
        let again = rt::from_json::<Everything>(&rt::to_json(&value));
        assert!(
            again.is_ok(),
            "{:?} of {}",
            again.err(),
            String::from_utf8_lossy(bytes)
        );
        let _ = format!("{value:?}");
        for style in [
            rt::Style::Plain,
            rt::Style::Brackets,
            rt::Style::Spread,
            rt::Style::Json,
            rt::Style::Flag,
        ] {
            rt::pairs(&value, &Codec::Plain, style, "n", &mut Vec::new());
        }
    }
    for tree in trees.iter().flatten() {
        for lenient in [false, true] {
            let mut value: Everything = rt::empty();
            let _ = rt::decode_value(tree, lenient, &mut value, &Codec::Plain);
        }
    }
}

/// Every text that is one edit away: a byte dropped, doubled, changed, or the rest cut off.
fn mutations(text: &str) -> impl Iterator<Item = Vec<u8>> + '_ {
    let interesting = b"\"{}[],:<>&;/!?-0e.\\u\x00\xff\xc3 nt";
    let bytes = text.as_bytes();
    (0..bytes.len()).flat_map(move |at| {
        let (before, after) = bytes.split_at(at);
        let edit = move |middle: &[u8], skip: usize| [before, middle, &after[skip..]].concat();
        let changed = interesting.iter().map(move |byte| edit(&[*byte], 1));
        [before.to_vec(), edit(&[], 1), edit(&[after[0]], 0)]
            .into_iter()
            .chain(changed)
    })
}

#[test]
fn the_samples_are_read() {
    let value: Everything = rt::from_json(JSON.as_bytes()).unwrap();
    assert!(value.text.as_deref() == Some("aéé😀") && value.extra.len() == 1);
    let (_, tree) = rt::xml_tree(XML.as_bytes()).unwrap();
    let mut value: Everything = rt::empty();
    rt::decode_value(&tree, true, &mut value, &Codec::Plain).unwrap();
    assert!(value.one.unwrap().len() == 2);
}

#[test]
fn mutated_json() {
    mutations(JSON).for_each(|text| exercise(&text));
}

#[test]
fn mutated_xml() {
    mutations(XML).for_each(|text| exercise(&text));
}

#[test]
fn shuffled_pieces() {
    // A fixed generator, so that a failure comes again.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % below
    };
    for text in [JSON, XML] {
        let bytes = text.as_bytes();
        for _ in 0..3000 {
            let mut out = Vec::new();
            for _ in 0..=next(6) {
                let (a, b) = (next(bytes.len()), next(bytes.len()));
                out.extend_from_slice(&bytes[a.min(b)..a.max(b)]);
            }
            exercise(&out);
        }
    }
}
