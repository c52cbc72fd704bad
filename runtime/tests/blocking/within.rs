//! Inside and outside of a tokio runtime, and from many threads.

use serde_json::json;
use specwright_runtime as rt;

use crate::{
    api::GetItem,
    calls::{client, pages},
    listing::ByOffset,
};

fn call() {
    let client = client(&[json!({"code": 0, "data": {"id": 5}})]);
    let item = client.call(GetItem {}).send_blocking();
    assert_eq!(item.expect("an item").id, 5);
    let client = pages();
    let items = client.call(rt::empty::<ByOffset>()).items_blocking();
    assert_eq!(
        items
            .map(|item| item.expect("an item").id)
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

#[test]
fn without_a_runtime() {
    call();
}

#[tokio::test]
async fn within_a_runtime_of_one_thread() {
    call();
    tokio::task::spawn(async { call() })
        .await
        .expect("no panic");
}

#[test]
fn within_block_on() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    runtime.block_on(async { call() });
    let _entered = runtime.enter();
    call();
}

#[test]
fn from_many_threads() {
    let threads: Vec<_> = (0..16).map(|_| std::thread::spawn(call)).collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
}
