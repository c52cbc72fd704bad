specwright_macros::client!(b"specs/good.yaml");

fn main() {}
