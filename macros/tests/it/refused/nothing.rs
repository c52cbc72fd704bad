specwright_macros::client!();

fn main() {}
