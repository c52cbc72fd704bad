//! XML: documents to trees, and trees to values by a lenient reading.

use rt::{Codec, Field, Json, Map};
use specwright_runtime as rt;

use crate::support::{json, record_type, union_type};

fn tree(xml: &str) -> String {
    match rt::xml_tree(xml.as_bytes()) {
        Ok((root, tree)) => format!("{root} {tree}"),
        Err(error) => error.to_string(),
    }
}

fn lenient<T: rt::Node + rt::Empty>(xml: &str) -> Result<T, String> {
    let (_, tree) = rt::xml_tree(xml.as_bytes()).map_err(|error| error.to_string())?;
    let mut value = T::empty();
    rt::decode_value(&tree, true, &mut value, &Codec::Plain).map_err(|error| error.to_string())?;
    Ok(value)
}

#[test]
fn documents() {
    let cases = [
        ("<a/>", r#"a """#),
        ("<a></a>", r#"a """#),
        ("<a> x </a>", r#"a " x ""#),
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- c --><a>1</a>\r\n",
            r#"a "1""#,
        ),
        ("<a><b>1</b>\n  <b>2</b></a>", r#"a {"b":["1","2"]}"#),
        (
            "<a><b>1</b><c>2</c><b>3</b><b/></a>",
            r#"a {"b":["1","3",""],"c":"2"}"#,
        ),
        ("<a i='1'/>", r#"a {"@i":"1"}"#),
        ("<a i='1'> t </a>", r##"a {"#text":" t ","@i":"1"}"##),
        ("<a>one<b/>two</a>", r##"a {"#text":"onetwo","b":""}"##),
        (
            "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;</a>",
            r#"a "<&>\"'AB""#,
        ),
        ("<a><![CDATA[<b>&amp;]]></a>", r#"a "<b>&amp;""#),
        ("<a i='&lt;&#65;'/>", r#"a {"@i":"<A"}"#),
        (
            "<x:a xmlns='u' xmlns:x='v'><x:b x:i='1'>c</x:b></x:a>",
            r##"a {"b":{"#text":"c","@i":"1"}}"##,
        ),
        (
            "<a xmlns:xsi='u'><b xsi:nil='true'/><c xsi:nil='false'>1</c></a>",
            r#"a {"b":null,"c":"1"}"#,
        ),
        ("<a><!-- c --><?p i?>1</a>", r#"a "1""#),
        ("\u{feff}<a>é</a>", r#"a "é""#),
    ];
    for (xml, expected) in cases {
        assert_eq!(tree(xml), expected, "{xml}");
    }
}

#[test]
fn what_is_no_document() {
    let cases = [
        ("", "not XML: no element at byte 0"),
        (
            "text",
            "not XML: text outside of the root element at byte 4",
        ),
        (
            "<a>",
            "not XML: the end of the document inside an element at byte 3",
        ),
        (
            "<a></b>",
            "not XML: an end tag that is missing or closes nothing at byte 7",
        ),
        ("<a/><b/>", "not XML: a second root element at byte 8"),
        (
            "</a>",
            "not XML: an end tag that is missing or closes nothing at byte 4",
        ),
        ("<a", "not XML: markup that is not closed at byte 2"),
        ("<a b></a>", "not XML: a malformed attribute at byte 5"),
        (
            "<a b='1' b='2'/>",
            "not XML: a malformed attribute at byte 16",
        ),
        (
            "<a>&x;</a>",
            "not XML: an entity that XML does not define at byte 6",
        ),
        ("<a>&#0;</a>", "not XML: a malformed entity at byte 7"),
        ("<a b='&x;'/>", "not XML: a malformed entity at byte 12"),
    ];
    for (xml, expected) in cases {
        assert_eq!(tree(xml), expected, "{xml}");
    }
    assert_eq!(
        rt::xml_tree(b"<a>\xff</a>").unwrap_err().message(),
        "not UTF-8"
    );
}

#[test]
fn entities_are_neither_defined_nor_fetched() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    assert!(tree(bomb).contains("an entity that XML does not define"));
    let fetch = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>";
    assert!(tree(fetch).contains("an entity that XML does not define"));
}

#[test]
fn depth_and_size_are_bounded() {
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(rt::xml_tree(nested(128).as_bytes()).is_ok());
    assert!(tree(&nested(129)).contains("nested too deep"));
    let wide = format!("<a>{}</a>", "<b/>".repeat(1 << 20));
    assert!(tree(&wide).contains("too many elements"));
}

record_type!(Item {
    id: i64 = Field::required("@id", "id", &Codec::Plain),
    name: String = Field::required("#text", "name", &Codec::Plain),
});
record_type!(Empty {
    x: Option<i64> = Field::optional("x", "x", &Codec::Plain),
});
union_type!(Shape by rt::Tagging::Key, other None; 0 Circle(Map<i64>) = "circle", 1 Name(String) = "name");
record_type!(Answer {
    success: bool = Field::required("Success", "success", &Codec::Plain),
    count: Option<i64> = Field::optional("Count", "count", &Codec::Plain),
    ratio: Option<f64> = Field::optional("Ratio", "ratio", &Codec::Plain),
    day: Option<rt::Date> = Field::optional("Day", "day", &Codec::Pattern("%Y%m%d")),
    at: Option<rt::Timestamp> = Field::optional("At", "at", &Codec::EpochMillis),
    took: Option<rt::Duration> = Field::optional("Took", "took", &Codec::Plain),
    tags: Vec<String> = Field::required("Tag", "tags", &Codec::Plain),
    items: Option<Vec<Item>> = Field::optional("Item", "items", &Codec::Plain),
    empty: Option<Empty> = Field::optional("Empty", "empty", &Codec::Plain),
    shape: Option<Shape> = Field::optional("Shape", "shape", &Codec::Plain),
    limit: i64 = Field::optional("Limit", "limit", &Codec::Plain).default_json("10"),
    code: Option<i64> = Field::optional("Code", "code", &Codec::Plain),
});

#[test]
fn values() {
    let xml = "<Answer><Success>true</Success><Count> 84 </Count><Ratio>0.5</Ratio><Day>20160607</Day>\
        <At>1631690305123</At><Took>1.5</Took><Tag>a</Tag><Tag>b</Tag><Item id='7'>seven</Item>\
        <Shape><circle><radius>1</radius></circle></Shape><Code x='1'>5</Code></Answer>";
    assert_eq!(
        json(&lenient::<Answer>(xml).unwrap()),
        concat!(
            r#"{"Success":true,"Count":84,"Ratio":0.5,"Day":"20160607","At":1631690305123,"Took":1.5,"Tag":["a","b"],"#,
            r##""Item":[{"@id":7,"#text":"seven"}],"Shape":{"circle":{"radius":1}},"Limit":10,"Code":5}"##
        )
    );
}

#[test]
fn empty_elements() {
    let xml = "<Answer><Success>1</Success><Count/><Ratio/><Day></Day><At/><Took/><Tag/><Item/><Empty/><Limit/></Answer>";
    assert_eq!(
        json(&lenient::<Answer>(xml).unwrap()),
        r#"{"Success":true,"Tag":[],"Item":[],"Empty":{},"Limit":10}"#
    );
    // An empty list has no elements at all.
    assert_eq!(
        json(&lenient::<Answer>("<A><Success>0</Success></A>").unwrap()),
        r#"{"Success":false,"Tag":[],"Limit":10}"#
    );
    assert_eq!(
        json(&lenient::<Answer>("<A><Success>0</Success><Tag>x</Tag></A>").unwrap()),
        r#"{"Success":false,"Tag":["x"],"Limit":10}"#
    );
}

#[test]
fn failures_have_paths_too() {
    let failure = |members: &str| {
        lenient::<Answer>(&format!("<A><Success>1</Success>{members}</A>")).unwrap_err()
    };
    assert_eq!(
        failure("<Count>x</Count>"),
        "at Count: expected an integer, found other text"
    );
    assert_eq!(
        failure("<Item id='1'>a</Item><Item id='x'>a</Item>"),
        "at Item[1].@id: expected an integer, found other text"
    );
    assert_eq!(
        failure("<Empty>text</Empty>"),
        "at Empty: expected an object, found text"
    );
    assert_eq!(
        failure("<Day><x/></Day>"),
        "at Day: expected a date as `%Y%m%d`, found other text"
    );
    assert_eq!(
        lenient::<Answer>("<A/>").unwrap_err(),
        "at Success: a required member is missing"
    );
}

#[test]
fn any_value_is_kept_as_it_is() {
    let value: Json = lenient("<a><b i='1'>x</b><c/></a>").unwrap();
    assert_eq!(
        value.to_string(),
        r##"{"b":{"#text":"x","@i":"1"},"c":""}"##
    );
}
