//! Lists of records: filtered, ordered, cut, counted, and page by page.

use serde_json::json;
use specwright_apis::rt::PageState;
use specwright_apis::rt::odata::{Filter, field};
use specwright_apis::weda::types::{EnvType, Record};

use super::{NAMES, client, create, number, text};

#[tokio::test]
async fn filters_find_what_they_name() {
    let client = client();
    for (age, name) in NAMES.into_iter().enumerate() {
        create(&client, "filtered", json!({"name": name, "age": age})).await;
    }
    let find = async |filter: Filter| -> Vec<String> {
        let call = client.list_records(EnvType::Prod, "filtered");
        let call = call.filter(filter).orderby(field("age").asc());
        let found = call.send().await.expect("records").value;
        let names = found.iter().map(|record| text(record, "name"));
        names.map(|name| name.expect("a name").to_owned()).collect()
    };
    let (name, age) = (field("name"), field("age"));
    for wanted in NAMES {
        assert_eq!(find(name.eq(wanted)).await, [wanted]);
        let end: String = wanted.chars().skip(1).collect();
        let ended = find(name.contains(&end).and(name.ne("nobody"))).await;
        assert!(ended.iter().any(|found| found == wanted), "{ended:?}");
    }
    assert_eq!(find(age.gt(1).and(age.lt(4))).await, NAMES[2..4]);
    let parts = age.eq(0).or(age.gt(3).and(age.ne(5)));
    assert_eq!(find(parts).await, [NAMES[0], NAMES[4]]);
    let hostile = find(name.eq("' or name ne '")).await;
    assert!(hostile.is_empty(), "{hostile:?}");
}

#[tokio::test]
async fn lists_are_ordered_cut_and_counted() {
    let client = client();
    for age in 0..7 {
        create(&client, "listed", json!({"age": age})).await;
    }
    let list = client.list_records(EnvType::Prod, "listed");
    let list = list.orderby(field("age").desc()).top(3).skip(2).count(true);
    let list = list.send().await.expect("records");
    assert_eq!(list.count, Some(7));
    assert_eq!(ages(&list.value), [4, 3, 2]);
    let plain = client.list_records(EnvType::Prod, "listed").send().await;
    let plain = plain.expect("records");
    assert_eq!((plain.count, plain.value.len()), (None, 7));
}

#[tokio::test]
async fn pages_lead_through_all_records_and_on_from_a_saved_state() {
    let client = client();
    for age in 0..23 {
        create(&client, "paged", json!({"age": age})).await;
    }
    for count in [true, false] {
        let call = || {
            let call = client.list_records(EnvType::Prod, "paged").top(5);
            call.orderby(field("age").asc()).count(count)
        };
        let mut items = call().items();
        let mut found = Vec::new();
        while found.len() < 8 {
            found.push(items.next().await.expect("more").expect("a record"));
        }
        assert_eq!(items.total(), count.then_some(23));
        let saved = serde_json::to_string(&items.state().expect("a state")).expect("text");
        let state: PageState = serde_json::from_str(&saved).expect("a state");
        let mut rest = call().items_from(state);
        while let Some(record) = rest.next().await {
            found.push(record.expect("a record"));
        }
        assert_eq!(ages(&found), (0..23).collect::<Vec<i64>>());
    }
}

fn ages(records: &[Record]) -> Vec<i64> {
    let ages = records.iter().map(|record| number(record, "age"));
    ages.map(|age| age.expect("an age")).collect()
}
