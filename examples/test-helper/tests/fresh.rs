//! What is committed is what the spec gives.

#[test]
fn generated_code_is_fresh() {
    specwright::assert_fresh("specs", "generated");
}
