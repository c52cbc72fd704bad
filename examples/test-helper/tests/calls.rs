//! What a call would send, without sending it.

use example_test_helper::loans;

#[test]
fn a_request_is_data_until_it_is_sent() {
    let library = loans::Client::builder()
        .card("1207")
        .build()
        .expect("a client");
    let call = library.list_loans().late(true);
    assert_eq!(call.request().late, Some(true));
}
