specwright_macros::client!(pub good = "specs/good.yaml");

fn main() {}
