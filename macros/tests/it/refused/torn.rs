specwright_macros::client!("specs/torn.yaml");

fn main() {}
