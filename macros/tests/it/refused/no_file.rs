specwright_macros::client!("specs/no_such.yaml");

fn main() {}
