specwright_macros::client!(public mod good = "specs/good.yaml");

fn main() {}
